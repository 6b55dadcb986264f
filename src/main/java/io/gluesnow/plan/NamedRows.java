package io.gluesnow.plan;

import static io.gluesnow.plan.Expression.call;
import static io.gluesnow.plan.Expression.text;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.DataType;
import io.gluesnow.catalog.TableDefinition;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Parquet, ORC, Avro and JSON, which know their fields by name.
 *
 * <p>Types come with the files, so a plain cast is right for most. Text for a type that JSON does
 * not have is read as text. How Snowflake gives Avro's logical types is not documented: dates and
 * timestamps are read rightly either way, decimals are refused.
 */
final class NamedRows extends Rows {
  private final FileKind kind;
  private final FileFormat format;
  private final Policy policy;
  private final WriterSchema schema;
  private final Map<String, String> mappings;
  private final boolean foldsCase;

  private NamedRows(
      FileKind kind,
      FileFormat format,
      Policy policy,
      WriterSchema schema,
      Map<String, String> mappings,
      boolean foldsCase) {
    this.kind = kind;
    this.format = format;
    this.policy = policy;
    this.schema = schema;
    this.mappings = mappings;
    this.foldsCase = foldsCase;
  }

  static NamedRows of(FileKind kind, TableDefinition table, Policy policy) {
    Map<String, String> serde = table.format().serdeParameters();
    requireNames(kind, table, serde);
    Map<String, String> mappings = new HashMap<>();
    boolean foldsCase = true;
    if (kind == FileKind.OPENX_JSON) {
      foldsCase = !"false".equalsIgnoreCase(serde.getOrDefault("case.insensitive", "true").strip());
      serde.forEach(
          (key, value) -> {
            if (key.startsWith("mapping.")) {
              mappings.put(key.substring("mapping.".length()).toLowerCase(Locale.ROOT), value);
            }
          });
      requireOpenx(table, serde);
    }
    return new NamedRows(
        kind, format(kind, table), policy, WriterSchema.of(table), mappings, foldsCase);
  }

  // Athena can be told to go by position; Snowflake cannot, for these.
  private static void requireNames(
      FileKind kind, TableDefinition table, Map<String, String> serde) {
    String key = kind.type().name().toLowerCase(Locale.ROOT) + ".column.index.access";
    if ("true".equalsIgnoreCase(serde.getOrDefault(key, ""))
        || "true".equalsIgnoreCase(table.parameters().getOrDefault(key, ""))) {
      throw new Refused(
          Refusal.Reason.FORMAT,
          key
              + " is true, so that its columns are taken by position: Snowflake takes them by name");
    }
  }

  private static void requireOpenx(TableDefinition table, Map<String, String> serde) {
    if ("true".equalsIgnoreCase(serde.getOrDefault("dots.in.keys", "false").strip())
        && table.columns().stream().anyMatch(column -> column.name().contains("_"))) {
      throw new Refused(
          Refusal.Reason.FORMAT,
          "dots.in.keys is true, so that an underscore in a column's name may be a dot in the files:"
              + " give the SerDe a mapping for each such column instead");
    }
  }

  private static FileFormat format(FileKind kind, TableDefinition table) {
    Map<String, FileFormat.Value> options = new HashMap<>();
    if (kind == FileKind.PARQUET) {
      // Old writers leave text unmarked, and bytes are unmarked always: the columns decide.
      boolean bytes = table.columns().stream().anyMatch(column -> Types.hasBinary(column.type()));
      options.put("BINARY_AS_TEXT", FileFormat.Value.flag(!bytes));
    }
    if (kind.type() == FileFormat.Type.JSON) {
      String path = table.parameters().getOrDefault("jsonPath", "$").strip();
      if (!path.equals("$")) {
        throw new Refused(
            Refusal.Reason.FORMAT,
            "its rows are below the path " + path + " in each file, by a crawler's classifier");
      }
      Compressions.requireReadable(table);
    }
    return FileFormat.of(kind.type(), options);
  }

  @Override
  FileFormat format() {
    return format;
  }

  @Override
  TargetColumn read(String name, Column column, int position) {
    SnowflakeType type = Types.of(column.type(), policy.nested());
    return TargetColumn.of(name, type, expression(column, type).castTo(type));
  }

  private Expression expression(Column column, SnowflakeType type) {
    if (column.type().equals(DataType.Primitive.of(DataType.Primitive.Kind.VOID))) {
      return Expression.nothing();
    }
    Expression field = field(column);
    switch (kind) {
      case OPENX_JSON:
      case HIVE_JSON:
        return ofJson(column, field, type);
      case AVRO:
        return ofAvro(column, field, type);
      default:
        return field;
    }
  }

  private Expression ofJson(Column column, Expression field, SnowflakeType type) {
    Expression written = field.castTo(SnowflakeType.VARCHAR);
    switch (type.family()) {
      case DATE:
        return Text.date(written);
      case TIMESTAMP_NTZ:
      case TIMESTAMP_LTZ:
      case TIMESTAMP_TZ:
        return Text.anyTimestamp(written, type);
      case BINARY:
        if (kind == FileKind.OPENX_JSON) {
          throw refused(column, "how the OpenX SerDe writes bytes in JSON is not documented");
        }
        return call("TO_BINARY", written, text("UTF-8"));
      default:
        return field;
    }
  }

  private static Expression ofAvro(Column column, Expression field, SnowflakeType type) {
    Expression written = field.castTo(SnowflakeType.VARCHAR);
    switch (type.family()) {
      case DATE:
        return Text.epochDays(written);
      case TIMESTAMP_NTZ:
      case TIMESTAMP_LTZ:
      case TIMESTAMP_TZ:
        return call(
            "NVL2",
            Text.number(written, SnowflakeType.number(38, 0)),
            Text.anyTimestamp(written, type),
            field.castTo(type));
      case NUMBER:
        if (column.type() instanceof DataType.Decimal) {
          throw refused(
              column, "whether Snowflake decodes Avro's decimal in files is not documented");
        }
        return field;
      default:
        return field;
    }
  }

  private Expression field(Column column) {
    String mapped = mappings.get(column.name().toLowerCase(Locale.ROOT));
    if (mapped != null) {
      return foldsCase ? anyCase(mapped) : Expression.value(mapped);
    }
    return schema
        .spelling(column)
        .map(Expression::value)
        .orElseGet(
            () ->
                foldsCase && policy.keys() == Policy.Keys.IGNORE_CASE
                    ? anyCase(column.name())
                    : Expression.value(column.name()));
  }

  private static Expression anyCase(String key) {
    return call("GET_IGNORE_CASE", Expression.value(), text(key));
  }
}
