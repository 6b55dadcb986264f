package io.gluesnow.plan;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.TableDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Field names as the writer spells them, from the schema that Spark ({@code
 * spark.sql.sources.schema}, whole or in parts) or an Avro table ({@code avro.schema.literal})
 * keeps in the table's parameters, since Glue folds every column name to lower case.
 */
final class WriterSchema {
  private static final String SPARK = "spark.sql.sources.schema";

  private final Map<String, String> names;

  private WriterSchema(Map<String, String> names) {
    this.names = names;
  }

  static WriterSchema of(TableDefinition table) {
    return new WriterSchema(
        spark(table.parameters())
            .or(() -> avro(table))
            .flatMap(Json::parse)
            .map(WriterSchema::names)
            .orElse(Map.of()));
  }

  /** The writer's spelling of a column; empty where it is unknown, or two differ only by case. */
  Optional<String> spelling(Column column) {
    return Optional.ofNullable(names.get(column.name().toLowerCase(Locale.ROOT)));
  }

  /**
   * Refuses a table whose columns in Glue are but a stand-in: Spark keeps the schema of a source
   * that Hive cannot read in its own properties only.
   */
  static void requireColumnsInGlue(TableDefinition table) {
    List<Column> columns = table.columns();
    boolean placeholder =
        columns.size() == 1
            && columns.get(0).name().equals("col")
            && columns.get(0).type().toString().equals("array<string>")
            && table.parameters().containsKey("spark.sql.sources.provider");
    if (placeholder) {
      throw new Refused(
          Refusal.Reason.COLUMNS,
          "its columns are in Spark's own properties alone: Glue has only a stand-in for them");
    }
  }

  private static Optional<String> spark(Map<String, String> parameters) {
    String whole = parameters.get(SPARK);
    if (whole != null) {
      return Optional.of(whole);
    }
    StringBuilder parts = new StringBuilder();
    try {
      int count = Integer.parseInt(parameters.getOrDefault(SPARK + ".numParts", "0").strip());
      for (int i = 0; i < count; i++) {
        String part = parameters.get(SPARK + ".part." + i);
        if (part == null) {
          return Optional.empty();
        }
        parts.append(part);
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return Optional.of(parts.toString()).filter(text -> !text.isEmpty());
  }

  private static Optional<String> avro(TableDefinition table) {
    String key = "avro.schema.literal";
    return Optional.ofNullable(table.parameters().get(key))
        .or(() -> Optional.ofNullable(table.format().serdeParameters().get(key)));
  }

  // Both kinds are an object with a list "fields" of objects with a "name".
  private static Map<String, String> names(Object schema) {
    Map<String, String> names = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    Object fields = schema instanceof Map ? ((Map<?, ?>) schema).get("fields") : null;
    if (fields instanceof List) {
      for (Object field : (List<?>) fields) {
        Object name = field instanceof Map ? ((Map<?, ?>) field).get("name") : null;
        if (name instanceof String) {
          String folded = ((String) name).toLowerCase(Locale.ROOT);
          if (names.put(folded, (String) name) != null) {
            ambiguous.add(folded);
          }
        }
      }
    }
    names.keySet().removeAll(ambiguous);
    return names;
  }
}
