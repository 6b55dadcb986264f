package io.gluesnow.plan;

import io.gluesnow.catalog.StorageFormat;
import io.gluesnow.catalog.TableDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a table's files are written, told by the SerDe first and by Glue's {@code classification}
 * only where there is no SerDe, since the SerDe is what Athena and Hive read with.
 */
enum FileKind {
  PARQUET(FileFormat.Type.PARQUET, "MapredParquetInputFormat", "ParquetHiveSerDe"),
  ORC(FileFormat.Type.ORC, "OrcInputFormat", "OrcSerde"),
  AVRO(FileFormat.Type.AVRO, "AvroContainerInputFormat", "AvroSerDe"),
  OPENX_JSON(FileFormat.Type.JSON, "TextInputFormat", "org.openx.data.jsonserde.JsonSerDe"),
  HIVE_JSON(
      FileFormat.Type.JSON,
      "TextInputFormat",
      "org.apache.hive.hcatalog.data.JsonSerDe",
      "org.apache.hadoop.hive.serde2.JsonSerDe"),
  DELIMITED_TEXT(FileFormat.Type.CSV, "TextInputFormat", "LazySimpleSerDe"),
  QUOTED_TEXT(FileFormat.Type.CSV, "TextInputFormat", "OpenCSVSerde");

  private final FileFormat.Type type;
  private final String inputFormat;
  private final List<String> serdes;

  FileKind(FileFormat.Type type, String inputFormat, String... serdes) {
    this.type = type;
    this.inputFormat = inputFormat;
    this.serdes = Arrays.asList(serdes);
  }

  FileFormat.Type type() {
    return type;
  }

  /** Throws in plain words where it is none of these. */
  static FileKind of(TableDefinition table) {
    StorageFormat format = table.format();
    FileKind kind =
        format.serde().isBlank() ? byClassification(table) : bySerde(format.serde().strip());
    String input = simpleName(format.inputFormat());
    if (!input.isEmpty() && !input.equals(kind.inputFormat)) {
      throw refused(
          "its files are read as "
              + kind.type
              + " by the SerDe or classification, but come from the input format "
              + format.inputFormat());
    }
    return kind;
  }

  private static FileKind bySerde(String serde) {
    for (FileKind kind : values()) {
      for (String known : kind.serdes) {
        // A class is known by its whole name where another has the same simple name.
        boolean same = known.contains(".") ? serde.equals(known) : simpleName(serde).equals(known);
        if (same) {
          return kind;
        }
      }
    }
    throw refused("Snowflake has no file format for the SerDe " + serde);
  }

  private static FileKind byClassification(TableDefinition table) {
    String classification =
        Optional.ofNullable(table.parameters().get("classification"))
            .or(() -> Optional.ofNullable(table.format().serdeParameters().get("classification")))
            .map(text -> text.strip().toLowerCase(Locale.ROOT))
            .orElse("");
    switch (classification) {
      case "parquet":
      case "glueparquet":
        return PARQUET;
      case "orc":
        return ORC;
      case "avro":
        return AVRO;
      case "json":
        return OPENX_JSON;
      case "csv":
        return DELIMITED_TEXT;
      case "":
        return byInputFormat(table.format().inputFormat());
      default:
        throw refused("Snowflake has no file format for the classification " + classification);
    }
  }

  // A text file says nothing of what is in it.
  private static FileKind byInputFormat(String inputFormat) {
    for (FileKind kind : List.of(PARQUET, ORC, AVRO)) {
      if (simpleName(inputFormat).equals(kind.inputFormat)) {
        return kind;
      }
    }
    throw refused("it has neither a SerDe nor a classification that says what its files are");
  }

  private static String simpleName(String className) {
    String name = className.strip();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Refused refused(String sentence) {
    return new Refused(Refusal.Reason.FORMAT, sentence);
  }
}
