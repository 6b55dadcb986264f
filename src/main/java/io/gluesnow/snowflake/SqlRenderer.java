package io.gluesnow.snowflake;

import io.gluesnow.plan.FileFormat;
import io.gluesnow.plan.Mark;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.plan.TargetColumn;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Statements as SQL text, one statement a text, without a final semicolon. Equal statements give
 * equal text; the clauses stand in the order of Snowflake's grammar:
 * https://docs.snowflake.com/en/sql-reference/sql/create-external-table, alter-external-table,
 * alter-table, comment and drop-external-table.
 */
public final class SqlRenderer implements Statement.Visitor<String> {
  private static final Pattern WORD = Pattern.compile("[A-Z0-9_]+");

  private SqlRenderer() {}

  /**
   * @throws IllegalArgumentException if there is no safe text for it, with a sentence for people: a
   *     path that cannot stand in a statement, a name that cannot be, an expression that was not
   *     understood
   */
  public static String sqlOf(Statement statement) {
    return statement.accept(new SqlRenderer());
  }

  @Override
  public String create(Statement.Create statement) {
    return create("CREATE EXTERNAL TABLE ", statement.target(), false)
        + comment(statement.mark(), statement.target());
  }

  @Override
  public String replace(Statement.Replace statement) {
    return create("CREATE OR REPLACE EXTERNAL TABLE ", statement.target(), true)
        + "\nCOPY GRANTS"
        + comment(statement.mark(), statement.target())
        + restated(statement.restated());
  }

  @Override
  public String addColumns(Statement.AddColumns statement) {
    return "ALTER TABLE "
        + SqlIdentifier.qualified(statement.name())
        + " ADD COLUMN\n  "
        + statement.columns().stream().map(SqlRenderer::column).collect(lines());
  }

  @Override
  public String dropColumns(Statement.DropColumns statement) {
    return "ALTER TABLE "
        + SqlIdentifier.qualified(statement.name())
        + " DROP COLUMN\n  "
        + statement.columns().stream().map(SqlIdentifier::quoted).collect(lines());
  }

  @Override
  public String comment(Statement.SetComment statement) {
    return "COMMENT ON TABLE "
        + SqlIdentifier.qualified(statement.name())
        + " IS "
        + SqlLiteral.of(statement.mark().after(statement.comment()));
  }

  @Override
  public String autoRefresh(Statement.SetAutoRefresh statement) {
    return "ALTER EXTERNAL TABLE "
        + SqlIdentifier.qualified(statement.name())
        + " SET AUTO_REFRESH = "
        + truth(statement.on());
  }

  @Override
  public String refresh(Statement.Refresh statement) {
    return "ALTER EXTERNAL TABLE "
        + SqlIdentifier.qualified(statement.name())
        + " REFRESH"
        + statement.path().map(path -> " " + SqlLiteral.of(path)).orElse("");
  }

  @Override
  public String drop(Statement.Drop statement) {
    return "DROP EXTERNAL TABLE " + SqlIdentifier.qualified(statement.name());
  }

  private static String create(String verb, Target.ExternalTable target, boolean fills) {
    StringBuilder out = new StringBuilder(verb).append(SqlIdentifier.qualified(target.name()));
    if (!target.columns().isEmpty()) {
      out.append(" (\n  ");
      out.append(target.columns().stream().map(SqlRenderer::column).collect(lines()));
      out.append("\n)");
    }
    if (!target.partitionBy().isEmpty()) {
      out.append("\nPARTITION BY ").append(SqlIdentifier.list(target.partitionBy()));
    }
    out.append("\nLOCATION = ").append(SqlIdentifier.location(target.location()));
    out.append("\nREFRESH_ON_CREATE = ").append(truth(fills));
    out.append("\nAUTO_REFRESH = ").append(truth(target.autoRefresh()));
    return out.append("\nFILE_FORMAT = ").append(format(target.format())).toString();
  }

  private static String column(TargetColumn column) {
    return SqlIdentifier.quoted(column.name())
        + " "
        + ExpressionRenderer.sqlOf(column.type())
        + " AS ("
        + ExpressionRenderer.sqlOf(column.expression())
        + ")";
  }

  private static String format(FileFormat format) {
    StringBuilder out = new StringBuilder("(TYPE = ").append(format.type());
    for (Map.Entry<String, FileFormat.Value> option : format.options().entrySet()) {
      out.append(' ').append(word(option.getKey())).append(" = ").append(value(option.getValue()));
    }
    return out.append(')').toString();
  }

  private static String value(FileFormat.Value value) {
    if (value.isList()) {
      return SqlLiteral.list(value.items());
    }
    String item = value.items().get(0);
    return value.isWord() ? word(item) : SqlLiteral.of(item);
  }

  private static String word(String text) {
    if (!WORD.matcher(text).matches()) {
      throw new IllegalArgumentException("not a word of a file format: " + text);
    }
    return text;
  }

  private static String comment(Mark mark, Target.ExternalTable target) {
    return "\nCOMMENT = " + SqlLiteral.of(mark.after(target.comment()));
  }

  private static String restated(Protections protections) {
    if (!protections.hindrances().isEmpty()) {
      throw new IllegalArgumentException(
          "what guards the table cannot be restated: " + protections.hindrances());
    }
    StringBuilder out = new StringBuilder();
    for (Protections.RowAccessPolicy policy : protections.rowAccessPolicies()) {
      out.append("\nWITH ROW ACCESS POLICY ").append(SqlIdentifier.qualified(policy.name()));
      out.append(" ON ").append(SqlIdentifier.list(policy.columns()));
    }
    List<Protections.Tag> tags = protections.tags();
    if (!tags.isEmpty()) {
      out.append("\nWITH TAG ");
      out.append(tags.stream().map(SqlRenderer::tag).collect(Collectors.joining(", ", "(", ")")));
    }
    return out.toString();
  }

  private static String tag(Protections.Tag tag) {
    return SqlIdentifier.qualified(tag.name()) + " = " + SqlLiteral.of(tag.value());
  }

  private static String truth(boolean value) {
    return value ? "TRUE" : "FALSE";
  }

  private static Collector<CharSequence, ?, String> lines() {
    return Collectors.joining(",\n  ");
  }
}
