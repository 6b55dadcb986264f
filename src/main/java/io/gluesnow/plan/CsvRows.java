package io.gluesnow.plan;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.DataType;
import io.gluesnow.catalog.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Delimited text, which knows its fields by position: the first data column is {@code c1}.
 * Partition columns are not in the files and do not count.
 *
 * <p>Empty fields stay empty texts, as in Hive; a value that is none of its type is NULL. Lines
 * with nothing in them are skipped, because Snowflake would else stop at them.
 */
final class CsvRows extends Rows {
  private static final DataType VOID = DataType.Primitive.of(DataType.Primitive.Kind.VOID);

  private final FileFormat format;
  private final boolean epochs;

  private CsvRows(Map<String, FileFormat.Value> options, boolean epochs) {
    this.format = FileFormat.of(FileFormat.Type.CSV, options);
    this.epochs = epochs;
  }

  /** LazySimpleSerDe: no quotes, Ctrl-A between fields, {@code \N} for NULL unless it says else. */
  static CsvRows delimited(TableDefinition table) {
    Map<String, String> serde = table.format().serdeParameters();
    Map<String, FileFormat.Value> options = common(table);
    String delimiter = serde.getOrDefault("field.delim", serde.get("serialization.format"));
    options.put(
        "FIELD_DELIMITER",
        FileFormat.Value.text(
            delimiter == null ? "\u0001" : CsvText.character("field.delim", delimiter)));
    String lines = CsvText.unescaped(serde.getOrDefault("line.delim", "\n"));
    if (!lines.equals("\n") && !lines.equals("10")) {
      throw refused("its lines end with something else than a line feed, which Hive never reads");
    }
    options.put("ESCAPE_UNENCLOSED_FIELD", escape(serde.get("escape.delim")));
    options.put(
        "NULL_IF",
        FileFormat.Value.texts(List.of(serde.getOrDefault("serialization.null.format", "\\N"))));
    String encoding = serde.getOrDefault("serialization.encoding", "UTF-8");
    CsvText.encoding(encoding)
        .ifPresent(name -> options.put("ENCODING", FileFormat.Value.text(name)));
    if ("true".equalsIgnoreCase(serde.get("serialization.last.column.takes.rest"))) {
      throw refused("its last column takes the rest of each line, which Snowflake would split");
    }
    if (serde.containsKey("timestamp.formats") && hasTimestamps(table)) {
      throw refused("its timestamps are written in forms of their own (timestamp.formats)");
    }
    return new CsvRows(options, false);
  }

  /** OpenCSVSerde: quotes, no NULL, dates and timestamps as numbers since 1970. */
  static CsvRows quoted(TableDefinition table, Policy policy) {
    Map<String, String> serde = table.format().serdeParameters();
    Map<String, FileFormat.Value> options = common(table);
    options.put(
        "FIELD_DELIMITER",
        FileFormat.Value.text(
            CsvText.first("separatorChar", serde.getOrDefault("separatorChar", ","))));
    String quote = CsvText.first("quoteChar", serde.getOrDefault("quoteChar", "\""));
    if (!quote.equals("\"") && !quote.equals("'")) {
      throw refused(
          "its values are enclosed in "
              + CsvText.shown(quote)
              + ": Snowflake knows single and double quotes only");
    }
    options.put("FIELD_OPTIONALLY_ENCLOSED_BY", FileFormat.Value.text(quote));
    String escape = CsvText.first("escapeChar", serde.getOrDefault("escapeChar", "\\"));
    boolean doubling = escape.equals(quote) || escape.equals("\0");
    if (!doubling && policy.quotedEscapes() == Policy.QuotedEscapes.REFUSE) {
      throw refused(
          "its escape character "
              + CsvText.shown(escape)
              + " also holds inside of quotes, where no external table can be told of one");
    }
    options.put(
        "ESCAPE_UNENCLOSED_FIELD",
        doubling ? FileFormat.Value.word("NONE") : FileFormat.Value.text(escape));
    options.put("NULL_IF", FileFormat.Value.texts(List.of()));
    return new CsvRows(options, true);
  }

  private static Map<String, FileFormat.Value> common(TableDefinition table) {
    Compressions.requireReadable(table);
    Map<String, FileFormat.Value> options = new TreeMap<>();
    options.put("EMPTY_FIELD_AS_NULL", FileFormat.Value.flag(false));
    options.put("MULTI_LINE", FileFormat.Value.flag(false));
    options.put("SKIP_BLANK_LINES", FileFormat.Value.flag(true));
    long header = CsvText.count(table, "skip.header.line.count");
    if (header > 0) {
      options.put("SKIP_HEADER", FileFormat.Value.number(header));
    }
    if (CsvText.count(table, "skip.footer.line.count") > 0) {
      throw refused("its files end with a footer, which Snowflake cannot skip");
    }
    return options;
  }

  // Without one, a backslash is a character like any other, while Snowflake's default is to escape.
  private static FileFormat.Value escape(String setting) {
    return setting == null || setting.isEmpty()
        ? FileFormat.Value.word("NONE")
        : FileFormat.Value.text(CsvText.character("escape.delim", setting));
  }

  private static boolean hasTimestamps(TableDefinition table) {
    return table.columns().stream()
        .map(column -> Types.of(column.type(), Policy.Nested.VARIANT).family().name())
        .anyMatch(family -> family.startsWith("TIMESTAMP"));
  }

  private static Refused refused(String sentence) {
    return new Refused(Refusal.Reason.FORMAT, sentence);
  }

  @Override
  FileFormat format() {
    return format;
  }

  @Override
  TargetColumn read(String name, Column column, int position) {
    SnowflakeType type = Types.of(column.type(), Policy.Nested.VARIANT);
    if (column.type().equals(VOID)) {
      return TargetColumn.of(name, type, Expression.nothing().castTo(type));
    }
    if (Types.isNested(column.type())) {
      throw refused(column, "Snowflake cannot take such a value apart in a text file");
    }
    Expression field = Expression.value("c" + position);
    return TargetColumn.of(name, type, value(field, type).castTo(type));
  }

  private Expression value(Expression raw, SnowflakeType type) {
    Expression field = raw.castTo(SnowflakeType.VARCHAR);
    switch (type.family()) {
      case BOOLEAN:
        return Text.truth(field);
      case NUMBER:
        return Text.number(field, type);
      case FLOAT:
        return Text.real(field);
      case DATE:
        return epochs ? Text.epochDays(field) : Text.date(field);
      case TIMESTAMP_NTZ:
        return epochs ? Text.epochMillis(field) : Text.timestamp(field);
      case TIMESTAMP_LTZ:
      case TIMESTAMP_TZ:
        return Text.anyTimestamp(field, type);
      case BINARY:
        return Text.bytes(field);
      default:
        return raw;
    }
  }
}
