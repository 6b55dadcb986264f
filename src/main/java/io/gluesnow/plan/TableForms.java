package io.gluesnow.plan;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.TableDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells tables that are what their files hold from those that only look so: views, links, and table
 * formats whose folders also hold files that no longer count.
 */
final class TableForms {
  /** Spark's sources that keep nothing but plain files. */
  private static final Set<String> PLAIN_SOURCES =
      Set.of("parquet", "orc", "avro", "json", "csv", "text", "hive");

  private static final Set<String> TABLE_FORMATS = Set.of("iceberg", "delta", "hudi", "paimon");

  private final TableDefinition table;

  private TableForms(TableDefinition table) {
    this.table = table;
  }

  /** Throws what such a table is, in plain words. */
  static void requirePlainFiles(TableDefinition table) {
    TableForms forms = new TableForms(table);
    forms.refuseWithoutFiles();
    forms.refuseTableFormats();
  }

  private void refuseWithoutFiles() {
    if (table.linkTarget().isPresent()) {
      throw noFiles(
          "it is a resource link to " + table.linkTarget().get() + " that was not followed");
    }
    if (table.federated()) {
      throw noFiles("it is a federated table, kept by another system");
    }
    String type = table.tableType().toUpperCase(Locale.ROOT);
    if (type.endsWith("VIEW") || parameter("presto_view").equals("true")) {
      throw noFiles("it is a view");
    }
    if (!parameter("storage_handler").isEmpty() && !isIceberg()) {
      throw noFiles("it is kept by the storage handler " + parameter("storage_handler"));
    }
    String source = parameter("typeofdata");
    if (!source.isEmpty() && !source.equals("file")) {
      throw noFiles("its data are of type " + source);
    }
  }

  private void refuseTableFormats() {
    if (isIceberg()) {
      throw tableFormat("an Iceberg table");
    }
    String input = table.format().inputFormat().toLowerCase(Locale.ROOT);
    if (input.contains("symlinktextinputformat")) {
      throw tableFormat("a symlink table, whose folder holds a list of files and not the files");
    }
    if (is("delta") || input.contains("io.delta") || hasParameter("delta.")) {
      throw tableFormat("a Delta table");
    }
    if (is("hudi") || input.contains("hudi") || hasColumn("_hoodie_commit_time")) {
      throw tableFormat("a Hudi table");
    }
    if (is("paimon")) {
      throw tableFormat("a Paimon table");
    }
    String type = parameter("table_type");
    if (type.equals("governed") || parameter("table_type").equals("lakeformation_governed")) {
      throw tableFormat("a governed table");
    }
    if (parameter("transactional").equals("true")) {
      throw tableFormat("a transactional Hive table");
    }
    String source = parameter("spark.sql.sources.provider");
    if (!source.isEmpty() && !PLAIN_SOURCES.contains(source)) {
      throw tableFormat("a table of Spark's source " + source);
    }
  }

  // Also without its table_type, which other writers have been seen to wipe: a field id on a column
  // is nobody else's.
  private boolean isIceberg() {
    return is("iceberg")
        || !parameter("metadata_location").isEmpty()
        || table.format().serde().toLowerCase(Locale.ROOT).contains("iceberg")
        || table.format().inputFormat().toLowerCase(Locale.ROOT).contains("iceberg")
        || table.columns().stream()
            .flatMap(column -> column.parameters().keySet().stream())
            .anyMatch(key -> key.startsWith("iceberg.field."));
  }

  private boolean is(String format) {
    if (!TABLE_FORMATS.contains(format)) {
      throw new IllegalArgumentException(format);
    }
    return List.of("table_type", "spark.sql.sources.provider", "classification").stream()
        .anyMatch(key -> parameter(key).equals(format));
  }

  private boolean hasParameter(String prefix) {
    return table.parameters().keySet().stream()
        .anyMatch(key -> key.toLowerCase(Locale.ROOT).startsWith(prefix));
  }

  private boolean hasColumn(String name) {
    return table.columns().stream().map(Column::name).anyMatch(name::equalsIgnoreCase);
  }

  /** A table parameter by its name in any case; its value in lower case, empty if not there. */
  private String parameter(String name) {
    return table.parameters().entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(entry -> entry.getValue().strip().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("");
  }

  private static Refused noFiles(String what) {
    return new Refused(
        Refusal.Reason.NO_FILES, what + ", so there are no files for an external table");
  }

  private static Refused tableFormat(String what) {
    return new Refused(
        Refusal.Reason.TABLE_FORMAT,
        "it is " + what + ": an external table over its files would also show rows that are gone");
  }
}
