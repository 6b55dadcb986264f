package io.gluesnow.plan;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * DuckDB as an independent judge of rows: it evaluates our expressions, put into its dialect, over
 * real files and the names that they really have.
 *
 * <p>Where the dialects differ: DuckDB's functions have other names, its formats other letters, its
 * files columns instead of one VALUE (so a key in any case is a column's name), and its files'
 * names are paths on this machine, of which the part below the bucket's folder is the object's key.
 */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    run("SET TimeZone = 'UTC'");
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + "\n" + sql, e);
    }
  }

  /** Rows as text, {@code null} for NULL, in the query's order. */
  List<List<String>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      int width = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(found.getString(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + "\n" + sql, e);
    }
  }

  /** The select list of all columns of a table, in DuckDB's dialect. */
  static String columns(Target.ExternalTable table) {
    return table.columns().stream()
        .map(column -> dialect(column.expression()) + " AS \"" + column.name() + "\"")
        .collect(Collectors.joining(",\n"));
  }

  static String dialect(Expression expression) {
    return expression.accept(new Dialect());
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static final class Dialect implements Expression.Visitor<String> {
    private static final Map<String, String> FUNCTIONS =
        Map.ofEntries(
            Map.entry("SPLIT_PART", "split_part"),
            Map.entry("STARTSWITH", "starts_with"),
            Map.entry("ENDSWITH", "ends_with"),
            Map.entry("LOWER", "lower"),
            Map.entry("UPPER", "upper"),
            Map.entry("SUBSTR", "substr"),
            Map.entry("NULLIF", "nullif"),
            Map.entry("IFNULL", "ifnull"));

    private static final Map<String, String> FORMATS =
        Map.of(
            "YYYY-MM-DD", "%Y-%m-%d",
            "YYYY/MM/DD", "%Y/%m/%d",
            "YYYY-MM-DD HH24:MI:SS", "%Y-%m-%d %H:%M:%S",
            "YYYY-MM-DD HH24:MI:SS.FF", "%Y-%m-%d %H:%M:%S.%f");

    @Override
    public String value(List<String> path) {
      return path.isEmpty() ? "the row itself" : "\"" + path.get(0) + "\"";
    }

    @Override
    public String fileName() {
      return "object_key";
    }

    @Override
    public String text(String literal) {
      return literal(literal);
    }

    @Override
    public String number(long literal) {
      return Long.toString(literal);
    }

    @Override
    public String nothing() {
      return "NULL";
    }

    @Override
    public String cast(Expression operand, SnowflakeType type) {
      return "CAST(" + operand.accept(this) + " AS " + type(type) + ")";
    }

    private static String type(SnowflakeType type) {
      switch (type.family()) {
        case NUMBER:
          return "DECIMAL(" + type.precision() + "," + type.scale() + ")";
        case FLOAT:
          return "DOUBLE";
        case TIMESTAMP_NTZ:
          return "TIMESTAMP";
        default:
          return type.toString();
      }
    }

    @Override
    public String call(String function, List<Expression> arguments) {
      List<String> sql = arguments.stream().map(a -> a.accept(this)).collect(Collectors.toList());
      switch (function) {
        case "GET_IGNORE_CASE":
          return "\"" + literalOf(arguments.get(1)) + "\"";
        case "IFF":
          return "CASE WHEN " + sql.get(0) + " THEN " + sql.get(1) + " ELSE " + sql.get(2) + " END";
        case "TO_DATE":
          return "CAST(strptime(" + sql.get(0) + ", " + format(arguments.get(1)) + ") AS DATE)";
        case "TRY_TO_DATE":
          return "CAST(try_strptime(" + sql.get(0) + ", " + format(arguments.get(1)) + ") AS DATE)";
        case "TRY_TO_TIMESTAMP_NTZ":
          return literalOf(arguments.get(1)).equals("AUTO")
              ? "TRY_CAST(" + sql.get(0) + " AS TIMESTAMP)"
              : "try_strptime(" + sql.get(0) + ", " + format(arguments.get(1)) + ")";
        case "TO_TIMESTAMP_NTZ":
          return "make_timestamp(CAST("
              + sql.get(0)
              + " * "
              + (sql.get(1).equals("0") ? "1000000" : "1000")
              + " AS BIGINT))";
        case "TRY_TO_NUMBER":
          return "TRY_CAST(" + sql.get(0) + " AS DECIMAL(" + sql.get(1) + "," + sql.get(2) + "))";
        case "TRY_TO_DOUBLE":
          return "TRY_CAST(" + sql.get(0) + " AS DOUBLE)";
        case "TRY_TO_BOOLEAN":
          return "TRY_CAST(" + sql.get(0) + " AS BOOLEAN)";
        default:
          if (!FUNCTIONS.containsKey(function)) {
            throw new IllegalArgumentException(function);
          }
          return FUNCTIONS.get(function) + "(" + String.join(", ", sql) + ")";
      }
    }

    private static String format(Expression expression) {
      String format = literalOf(expression);
      if (!FORMATS.containsKey(format)) {
        throw new IllegalArgumentException(format);
      }
      return literal(FORMATS.get(format));
    }

    private static String literalOf(Expression expression) {
      String text = expression.toString();
      return text.substring(1, text.length() - 1);
    }

    @Override
    public String binary(String operator, Expression left, Expression right) {
      return "(" + left.accept(this) + " " + operator + " " + right.accept(this) + ")";
    }

    @Override
    public String unknown(String text) {
      throw new IllegalArgumentException(text);
    }
  }
}
