package io.gluesnow.snowflake;

import io.gluesnow.plan.Expression;
import io.gluesnow.plan.SnowflakeType;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Column expressions as SQL text.
 *
 * <p>A value in a row is written as a path ({@code VALUE:"a"."b"::NUMBER(10,0)}), the form for
 * which Snowflake documents its faster Parquet scan
 * (https://docs.snowflake.com/en/user-guide/tables-external-intro). A key that an identifier cannot
 * carry plainly stands in brackets as a literal.
 */
final class ExpressionRenderer implements Expression.Visitor<String> {
  private static final Pattern FUNCTION = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final Pattern TYPE =
      Pattern.compile("[A-Z][A-Z_ ]*(?:\\([0-9]{1,9}(?:, ?[0-9]{1,2})?\\))?");
  private static final Pattern PLAIN_KEY = Pattern.compile("[^\"'\\\\\\p{Cntrl}]{1,255}");

  private static final Set<String> OPERATORS =
      Set.of("=", "<>", "<", "<=", ">", ">=", "||", "+", "-", "*", "/", "AND", "OR");

  private ExpressionRenderer() {}

  /**
   * @throws IllegalArgumentException for what has no SQL text: an expression that could not be
   *     parsed, or an operator, function or type name that is none
   */
  static String sqlOf(Expression expression) {
    return expression.accept(new ExpressionRenderer());
  }

  /** Canonical text of a type, checked since an unknown type is kept as it was read. */
  static String sqlOf(SnowflakeType type) {
    String text = type.toString();
    if (!TYPE.matcher(text).matches()) {
      throw new IllegalArgumentException("not a type that can be written: " + text);
    }
    return text;
  }

  @Override
  public String value(List<String> path) {
    if (path.isEmpty()) {
      return "VALUE";
    }
    if (path.stream().allMatch(key -> PLAIN_KEY.matcher(key).matches())) {
      return path.stream()
          .map(SqlIdentifier::quoted)
          .collect(Collectors.joining(".", "VALUE:", ""));
    }
    return path.stream().map(SqlLiteral::of).collect(Collectors.joining("][", "VALUE[", "]"));
  }

  @Override
  public String fileName() {
    return "METADATA$FILENAME";
  }

  @Override
  public String text(String literal) {
    return SqlLiteral.of(literal);
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
    return operand(operand) + "::" + sqlOf(type);
  }

  @Override
  public String call(String function, List<Expression> arguments) {
    if (!FUNCTION.matcher(function).matches()) {
      throw new IllegalArgumentException("not a function's name: " + function);
    }
    return arguments.stream()
        .map(argument -> argument.accept(this))
        .collect(Collectors.joining(", ", function + "(", ")"));
  }

  @Override
  public String binary(String operator, Expression left, Expression right) {
    if (!OPERATORS.contains(operator)) {
      throw new IllegalArgumentException("not an operator: " + operator);
    }
    return operand(left) + " " + operator + " " + operand(right);
  }

  @Override
  public String unknown(String text) {
    throw new IllegalArgumentException("an expression that is not understood cannot be written");
  }

  private String operand(Expression expression) {
    String text = expression.accept(this);
    return ExpressionView.isCompound(expression) ? "(" + text + ")" : text;
  }
}
