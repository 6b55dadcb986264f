package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds an expression's type, and refuses what a column of an external table may not hold.
 *
 * <p>An ordinary column reads VALUE (or {@code $1}) and the pseudo-columns; a partition column
 * reads the file's name only, through the published functions
 * (https://docs.snowflake.com/en/sql-reference/sql/create-external-table, "Partitioning
 * parameters"); a manual partition column reads METADATA$EXTERNAL_TABLE_PARTITION.
 */
final class ExpressionTyper implements Expression.Visitor<SqlType> {
  private static final Set<String> PARTITION_OPERATORS =
      new HashSet<>(
          Arrays.asList("=", "<>", ">", ">=", "<", "<=", "||", "+", "-", "*", "AND", "OR", "NOT"));

  private final boolean partition;
  private boolean readsFileName;
  private boolean readsPartition;

  private ExpressionTyper(boolean partition) {
    this.partition = partition;
  }

  /** The type of an ordinary column's expression. */
  static SqlType ofColumn(Expression expression) {
    return known(expression.accept(new ExpressionTyper(false)));
  }

  /** The type of a computed partition column's expression. */
  static SqlType ofPartition(String column, Expression expression) {
    ExpressionTyper typer = new ExpressionTyper(true);
    SqlType type = known(expression.accept(typer));
    if (!typer.readsFileName) {
      throw SqlFailure.refused(
          "Partition column "
              + column
              + " must be an expression that parses the path in METADATA$FILENAME.");
    }
    return type;
  }

  /**
   * The type of a manual partition column's expression:
   * parse_json(metadata$external_table_partition):COL::TYPE.
   */
  static SqlType ofManualPartition(String column, Expression expression) {
    ExpressionTyper typer = new ExpressionTyper(false);
    SqlType type = known(expression.accept(typer));
    if (!typer.readsPartition) {
      throw SqlFailure.refused(
          "Partition column " + column + " must be read from METADATA$EXTERNAL_TABLE_PARTITION.");
    }
    return type;
  }

  /** A bare NULL has no type of its own; Snowflake calls it text. */
  private static SqlType known(SqlType type) {
    return type == null ? SqlType.VARCHAR : type;
  }

  @Override
  public SqlType text(Expression.Text text) {
    return SqlType.varchar(Math.max(1, text.value.length()));
  }

  @Override
  public SqlType number(Expression.Number number) {
    int point = number.digits.indexOf('.');
    int scale = point < 0 ? 0 : number.digits.length() - point - 1;
    int digits = number.digits.length() - (point < 0 ? 0 : 1);
    return SqlType.number(Math.min(38, digits), Math.min(37, scale));
  }

  @Override
  public SqlType nothing(Expression.Nothing nothing) {
    return null;
  }

  @Override
  public SqlType truth(Expression.Truth truth) {
    return SqlType.BOOLEAN;
  }

  @Override
  public SqlType column(Expression.Column column) {
    switch (column.name) {
      case "METADATA$FILENAME":
        readsFileName = true;
        return SqlType.VARCHAR;
      case "VALUE":
      case "$1":
        refuseInPartition(column.name);
        return SqlType.VARIANT;
      case "METADATA$FILE_ROW_NUMBER":
        refuseInPartition(column.name);
        return SqlType.INTEGER;
      case "METADATA$EXTERNAL_TABLE_PARTITION":
        refuseInPartition(column.name);
        readsPartition = true;
        return SqlType.VARCHAR;
      default:
        throw SqlFailure.invalidIdentifier(Identifiers.shown(column.name));
    }
  }

  private void refuseInPartition(String what) {
    if (partition) {
      throw SqlFailure.refused(
          "Invalid partition column expression: '" + what + "' is not allowed in it.");
    }
  }

  @Override
  public SqlType path(Expression.Path path) {
    SqlType base = path.base.accept(this);
    refuseInPartition("a path into semi-structured data");
    if (base == null || !base.semiStructured()) {
      throw Functions.wrongTypes("GET", Arrays.asList(known(base), SqlType.VARCHAR));
    }
    return SqlType.VARIANT;
  }

  @Override
  public SqlType call(Expression.Call call) {
    if (call.function.equals("TO_NUMBER")
        || call.function.equals("TO_DECIMAL")
        || call.function.equals("TO_NUMERIC")
        || call.function.equals("TRY_TO_NUMBER")
        || call.function.equals("TRY_TO_DECIMAL")
        || call.function.equals("TRY_TO_NUMERIC")) {
      refuseInPartition(call.function);
      return toNumber(call);
    }
    List<SqlType> types = new ArrayList<>();
    for (Expression argument : call.arguments) {
      types.add(argument.accept(this));
    }
    SqlType result = Functions.typeOf(call.function, known(call.function, types));
    if (partition && !Functions.inPartition(call.function)) {
      refuseInPartition(call.function);
    }
    return result;
  }

  private static List<SqlType> known(String function, List<SqlType> types) {
    Set<String> keepsNull =
        new HashSet<>(Arrays.asList("IFF", "NULLIF", "IFNULL", "NVL", "NVL2", "COALESCE"));
    if (keepsNull.contains(function)) {
      return types;
    }
    List<SqlType> known = new ArrayList<>();
    for (SqlType type : types) {
      known.add(known(type));
    }
    return known;
  }

  /**
   * TO_NUMBER(x [, 'format'] [, precision [, scale]]): precision and scale are part of the result's
   * type.
   */
  private SqlType toNumber(Expression.Call call) {
    List<SqlType> types = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (Expression argument : call.arguments) {
      types.add(known(argument.accept(this)));
      if (types.size() > 1 && argument instanceof Expression.Number) {
        sizes.add(Integer.parseInt(((Expression.Number) argument).digits));
      }
    }
    if (types.isEmpty() || types.size() > 4 || sizes.size() > 2) {
      throw Functions.wrongTypes(call.function, types);
    }
    if (call.function.startsWith("TRY_") && !types.get(0).is(SqlType.Base.VARCHAR)) {
      throw Functions.wrongTypes(call.function, types);
    }
    int precision = sizes.isEmpty() ? 38 : sizes.get(0);
    int scale = sizes.size() < 2 ? 0 : sizes.get(1);
    if (precision < 1 || precision > 38 || scale > precision) {
      throw SqlFailure.invalidValue(precision + ", " + scale, call.function);
    }
    return SqlType.number(precision, scale);
  }

  @Override
  public SqlType cast(Expression.Cast cast) {
    SqlType from = cast.operand.accept(this);
    if (cast.trying) {
      refuseInPartition("TRY_CAST");
      if (from != null && !from.is(SqlType.Base.VARCHAR)) {
        throw SqlFailure.compilation(
            "001065",
            "22023",
            "Function TRY_CAST cannot be used with arguments of types "
                + from
                + " and "
                + cast.type);
      }
    }
    if (from != null && !castable(from.base(), cast.type.base())) {
      throw SqlFailure.compilation(
          "001007",
          "22023",
          "invalid type [" + from + "] for parameter 'TO_" + cast.type.base() + "'");
    }
    return cast.type;
  }

  /**
   * https://docs.snowflake.com/en/sql-reference/data-type-conversion, "Data types that can be
   * cast".
   */
  private static boolean castable(SqlType.Base from, SqlType.Base to) {
    if (from == to || from == SqlType.Base.VARIANT || to == SqlType.Base.VARIANT) {
      return true;
    }
    switch (from) {
      case VARCHAR:
        return to != SqlType.Base.OBJECT && to != SqlType.Base.ARRAY;
      case NUMBER:
        return EnumSet.of(
                SqlType.Base.VARCHAR,
                SqlType.Base.FLOAT,
                SqlType.Base.BOOLEAN,
                SqlType.Base.TIMESTAMP_NTZ,
                SqlType.Base.TIMESTAMP_LTZ,
                SqlType.Base.TIMESTAMP_TZ)
            .contains(to);
      case FLOAT:
        return EnumSet.of(SqlType.Base.VARCHAR, SqlType.Base.NUMBER, SqlType.Base.BOOLEAN)
            .contains(to);
      case BOOLEAN:
        return EnumSet.of(SqlType.Base.VARCHAR, SqlType.Base.NUMBER).contains(to);
      case DATE:
        return to == SqlType.Base.VARCHAR || isTimestamp(to);
      case TIME:
      case BINARY:
        return to == SqlType.Base.VARCHAR;
      case TIMESTAMP_NTZ:
      case TIMESTAMP_LTZ:
      case TIMESTAMP_TZ:
        return to == SqlType.Base.VARCHAR
            || to == SqlType.Base.DATE
            || to == SqlType.Base.TIME
            || isTimestamp(to);
      case ARRAY:
      case OBJECT:
        return to == SqlType.Base.VARCHAR && from == SqlType.Base.ARRAY;
      default:
        return false;
    }
  }

  private static boolean isTimestamp(SqlType.Base base) {
    return SqlType.of(base).timestamp();
  }

  @Override
  public SqlType choice(Expression.Choice choice) {
    SqlType operand = choice.operand == null ? SqlType.BOOLEAN : choice.operand.accept(this);
    List<SqlType> results = new ArrayList<>();
    for (int i = 0; i < choice.conditions.size(); i++) {
      comparable("CASE", operand, choice.conditions.get(i).accept(this));
      results.add(choice.results.get(i).accept(this));
    }
    if (choice.otherwise != null) {
      results.add(choice.otherwise.accept(this));
    }
    return Functions.common(results);
  }

  @Override
  public SqlType binary(Expression.Binary binary) {
    if (partition && !PARTITION_OPERATORS.contains(binary.operator)) {
      refuseInPartition(binary.operator);
    }
    SqlType left = binary.left.accept(this);
    SqlType right = binary.right.accept(this);
    switch (binary.operator) {
      case "AND":
      case "OR":
        comparable(binary.operator, SqlType.BOOLEAN, left);
        comparable(binary.operator, SqlType.BOOLEAN, right);
        return SqlType.BOOLEAN;
      case "||":
        return Functions.typeOf("CONCAT", Arrays.asList(known(left), known(right)));
      case "+":
      case "-":
      case "*":
      case "/":
        if (!number(known(left)) || !number(known(right))) {
          throw Functions.wrongTypes(binary.operator, Arrays.asList(known(left), known(right)));
        }
        return left != null && left.is(SqlType.Base.FLOAT)
                || right != null && right.is(SqlType.Base.FLOAT)
            ? SqlType.FLOAT
            : SqlType.INTEGER;
      default:
        comparable(binary.operator, left, right);
        return SqlType.BOOLEAN;
    }
  }

  private static boolean number(SqlType type) {
    return type.is(SqlType.Base.NUMBER) || type.is(SqlType.Base.FLOAT);
  }

  private static void comparable(String operator, SqlType left, SqlType right) {
    if (left != null
        && right != null
        && left.base() != right.base()
        && !(number(left) && number(right))) {
      throw Functions.wrongTypes(operator, Arrays.asList(left, right));
    }
  }

  @Override
  public SqlType unary(Expression.Unary unary) {
    SqlType operand = unary.operand.accept(this);
    if (unary.operator.equals("NOT")) {
      comparable("NOT", SqlType.BOOLEAN, operand);
      return SqlType.BOOLEAN;
    }
    if (operand == null || !number(operand)) {
      throw Functions.wrongTypes("-", Arrays.asList(known(operand)));
    }
    return operand;
  }

  @Override
  public SqlType nullTest(Expression.NullTest test) {
    test.operand.accept(this);
    return SqlType.BOOLEAN;
  }

  @Override
  public SqlType membership(Expression.Membership membership) {
    SqlType operand = membership.operand.accept(this);
    for (Expression member : membership.members) {
      comparable("IN", operand, member.accept(this));
    }
    return SqlType.BOOLEAN;
  }
}
