package io.gluesnow.standin.snowflake;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints an expression as DESC and GET_DDL show it: compiled, never as it was sent.
 *
 * <p>Published samples that this follows:
 *
 * <ul>
 *   <li>{@code CAST(GET(VALUE, 'c1') AS VARCHAR(16777216))} and {@code … AS VARCHAR}:
 *       https://docs.snowflake.com/en/release-notes/bcr-bundles/2024_08/bcr-1779
 *   <li>{@code TO_NUMBER(GET($1, 'x'), 2, 2)}:
 *       https://github.com/snowflakedb/terraform-provider-snowflake/issues/2310; without the
 *       numbers for NUMBER(38,0)
 *   <li>{@code CAST(GET(VALUE, 'mpg') AS FLOAT)} and {@code CAST(GET($1, 'test') AS ARRAY)}:
 *       GET_DDL output in public repositories
 *   <li>{@code SPLIT_PART(SPLIT_PART(METADATA$FILENAME, '/', 1), '=', 2)}:
 *       https://github.com/xnuinside/simple-ddl-parser/issues/218
 * </ul>
 *
 * Forms without a published sample are [assumed] in the same manner: TO_DATE, TO_BOOLEAN and
 * TO_TIMESTAMP_* for casts, CONCAT for {@code ||}, GET_PATH for long paths where the dialect says
 * so.
 */
final class CompiledForm implements Expression.Visitor<String> {
  private final Dialect dialect;

  private CompiledForm(Dialect dialect) {
    this.dialect = dialect;
  }

  static String of(Expression expression, Dialect dialect) {
    return expression.accept(new CompiledForm(dialect));
  }

  @Override
  public String text(Expression.Text text) {
    return literal(text.value);
  }

  /** Snowflake prints a literal with backslashes and quotes escaped by a backslash. */
  static String literal(String value) {
    StringBuilder out = new StringBuilder("'");
    for (char c : value.toCharArray()) {
      switch (c) {
        case '\\':
          out.append("\\\\");
          break;
        case '\'':
          out.append("\\'");
          break;
        case '\n':
          out.append("\\n");
          break;
        case '\t':
          out.append("\\t");
          break;
        case '\r':
          out.append("\\r");
          break;
        default:
          out.append(c);
      }
    }
    return out.append('\'').toString();
  }

  @Override
  public String number(Expression.Number number) {
    return number.digits;
  }

  @Override
  public String nothing(Expression.Nothing nothing) {
    return "NULL";
  }

  @Override
  public String truth(Expression.Truth truth) {
    return truth.value ? "TRUE" : "FALSE";
  }

  @Override
  public String column(Expression.Column column) {
    return column.name.startsWith("$") ? column.name : Identifiers.shown(column.name);
  }

  @Override
  public String path(Expression.Path path) {
    String base = path.base.accept(this);
    if (path.keys.size() == 1 || dialect.nestedGet()) {
      String out = base;
      for (Object key : path.keys) {
        out =
            "GET("
                + out
                + ", "
                + (key instanceof Integer ? key.toString() : literal((String) key))
                + ")";
      }
      return out;
    }
    StringBuilder keys = new StringBuilder();
    for (Object key : path.keys) {
      if (key instanceof Integer) {
        keys.append('[').append(key).append(']');
      } else {
        String text = (String) key;
        keys.append(keys.length() == 0 ? "" : ".");
        keys.append(text.matches("[A-Za-z_][A-Za-z0-9_$]*") ? text : Identifiers.quoted(text));
      }
    }
    return "GET_PATH(" + base + ", " + literal(keys.toString()) + ")";
  }

  @Override
  public String call(Expression.Call call) {
    return call.function + "(" + list(call.arguments) + ")";
  }

  private String list(List<Expression> items) {
    return items.stream().map(item -> item.accept(this)).collect(Collectors.joining(", "));
  }

  @Override
  public String cast(Expression.Cast cast) {
    String operand = cast.operand.accept(this);
    SqlType type = cast.type;
    if (cast.trying) {
      return "TRY_CAST(" + operand + " AS " + target(type) + ")";
    }
    switch (type.base()) {
      case NUMBER:
        boolean plain = type.precision() == 38 && type.scale() == 0;
        return "TO_NUMBER("
            + operand
            + (plain ? "" : ", " + type.precision() + ", " + type.scale())
            + ")";
      case DATE:
        return "TO_DATE(" + operand + ")";
      case BOOLEAN:
        return "TO_BOOLEAN(" + operand + ")";
      case TIME:
      case TIMESTAMP_NTZ:
      case TIMESTAMP_LTZ:
      case TIMESTAMP_TZ:
        return type.precision() == 9
            ? "TO_" + type.base() + "(" + operand + ")"
            : asCast(operand, type);
      case VARIANT:
        return cast.operand instanceof Expression.Path ? operand : asCast(operand, type);
      default:
        return asCast(operand, type);
    }
  }

  private String asCast(String operand, SqlType type) {
    return "CAST(" + operand + " AS " + target(type) + ")";
  }

  private String target(SqlType type) {
    boolean usual =
        type.is(SqlType.Base.VARCHAR) && type.length(dialect) == dialect.defaultVarchar();
    return usual && !dialect.castShowsLength() ? "VARCHAR" : type.shown(dialect);
  }

  @Override
  public String choice(Expression.Choice choice) {
    StringBuilder out = new StringBuilder("CASE");
    if (choice.operand != null) {
      out.append(' ').append(choice.operand.accept(this));
    }
    for (int i = 0; i < choice.conditions.size(); i++) {
      out.append(" WHEN ").append(choice.conditions.get(i).accept(this));
      out.append(" THEN ").append(choice.results.get(i).accept(this));
    }
    if (choice.otherwise != null) {
      out.append(" ELSE ").append(choice.otherwise.accept(this));
    }
    return out.append(" END").toString();
  }

  @Override
  public String binary(Expression.Binary binary) {
    String left = binary.left.accept(this);
    String right = binary.right.accept(this);
    if (binary.operator.equals("||")) {
      return "CONCAT(" + left + ", " + right + ")";
    }
    return operand(binary.left, left) + " " + binary.operator + " " + operand(binary.right, right);
  }

  private static String operand(Expression expression, String printed) {
    boolean compound =
        expression instanceof Expression.Binary
                && !((Expression.Binary) expression).operator.equals("||")
            || expression instanceof Expression.NullTest
            || expression instanceof Expression.Membership
            || expression instanceof Expression.Unary;
    return compound ? "(" + printed + ")" : printed;
  }

  @Override
  public String unary(Expression.Unary unary) {
    String operand = unary.operand.accept(this);
    String inner = operand(unary.operand, operand);
    return unary.operator.equals("NOT") ? "NOT " + inner : "-" + inner;
  }

  @Override
  public String nullTest(Expression.NullTest test) {
    return operand(test.operand, test.operand.accept(this))
        + (test.negated ? " IS NOT NULL" : " IS NULL");
  }

  @Override
  public String membership(Expression.Membership membership) {
    return operand(membership.operand, membership.operand.accept(this))
        + (membership.negated ? " NOT IN (" : " IN (")
        + list(membership.members)
        + ")";
  }
}
