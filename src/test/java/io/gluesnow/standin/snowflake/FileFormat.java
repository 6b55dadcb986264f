package io.gluesnow.standin.snowflake;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file format in force on an external table: a named one, or a type with its options as Snowflake
 * stores them.
 */
final class FileFormat {
  private final Name named;
  private final String type;
  private final Map<String, List<String>> options;

  private FileFormat(Name named, String type, Map<String, List<String>> options) {
    this.named = named;
    this.type = type;
    this.options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
  }

  static FileFormat named(Name name) {
    return new FileFormat(Objects.requireNonNull(name), null, Map.of());
  }

  static FileFormat typed(String type, Map<String, List<String>> options) {
    return new FileFormat(null, Objects.requireNonNull(type), options);
  }

  Optional<Name> name() {
    return Optional.ofNullable(named);
  }

  /** CSV, JSON, AVRO, ORC or PARQUET; absent for a named format. */
  Optional<String> type() {
    return Optional.ofNullable(type);
  }

  /** Option name to its values: one, or many for NULL_IF. */
  Map<String, List<String>> options() {
    return options;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof FileFormat)) {
      return false;
    }
    FileFormat that = (FileFormat) other;
    return Objects.equals(named, that.named)
        && Objects.equals(type, that.type)
        && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return Objects.hash(named, type, options);
  }

  @Override
  public String toString() {
    return named != null ? "FORMAT_NAME=" + named : "TYPE=" + type + " " + options;
  }
}
