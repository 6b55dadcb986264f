package io.gluesnow.catalog;

import java.util.Map;
import java.util.Objects;

/** How Glue says a table's files are read: class names and SerDe parameters, as they stand. */
public final class StorageFormat {
  private final String inputFormat;
  private final String outputFormat;
  private final String serde;
  private final Map<String, String> serdeParameters;

  private StorageFormat(
      String inputFormat, String outputFormat, String serde, Map<String, String> serdeParameters) {
    this.inputFormat = Objects.requireNonNull(inputFormat, "inputFormat");
    this.outputFormat = Objects.requireNonNull(outputFormat, "outputFormat");
    this.serde = Objects.requireNonNull(serde, "serde");
    this.serdeParameters = Map.copyOf(serdeParameters);
  }

  /** Any of the class names may be empty: Glue requires none of them. */
  public static StorageFormat of(
      String inputFormat, String outputFormat, String serde, Map<String, String> serdeParameters) {
    return new StorageFormat(inputFormat, outputFormat, serde, serdeParameters);
  }

  public String inputFormat() {
    return inputFormat;
  }

  public String outputFormat() {
    return outputFormat;
  }

  /** The serialization library's class name. */
  public String serde() {
    return serde;
  }

  public Map<String, String> serdeParameters() {
    return serdeParameters;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof StorageFormat
        && inputFormat.equals(((StorageFormat) o).inputFormat)
        && outputFormat.equals(((StorageFormat) o).outputFormat)
        && serde.equals(((StorageFormat) o).serde)
        && serdeParameters.equals(((StorageFormat) o).serdeParameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(inputFormat, outputFormat, serde, serdeParameters);
  }

  @Override
  public String toString() {
    return serde.isEmpty() ? inputFormat : serde;
  }
}
