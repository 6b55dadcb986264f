package io.gluesnow.plan;

import java.util.List;

/**
 * A column's expression as a tree, so that what we send and what Snowflake prints in its own
 * compiled form can be compared by meaning instead of by text. {@link #toString} is for people and
 * fingerprints; SQL text is made by the snowflake room alone.
 */
public abstract class Expression {
  private final List<Object> parts;
  private final int hash;

  /**
   * @param parts all that tells it from others of its class
   */
  private Expression(Object... parts) {
    this.parts = List.of(parts);
    this.hash = 31 * getClass().getName().hashCode() + this.parts.hashCode();
  }

  /** One method a case; a new case breaks every visitor at compile time. */
  public interface Visitor<R> {
    /** A value inside the row's {@code VALUE}: {@code VALUE:"a"."b"}; case-sensitive keys. */
    R value(List<String> path);

    /** {@code METADATA$FILENAME}: the object key, without bucket, with the stage's own path. */
    R fileName();

    R text(String literal);

    R number(long literal);

    R nothing();

    R cast(Expression operand, SnowflakeType type);

    /** A function by its upper-case name, for example SPLIT_PART, NULLIF, GET_IGNORE_CASE. */
    R call(String function, List<Expression> arguments);

    /** An infix operation, for example {@code =} or {@code ||}. */
    R binary(String operator, Expression left, Expression right);

    /** Text that could not be parsed: it can be compared with nothing. */
    R unknown(String text);
  }

  public abstract <R> R accept(Visitor<R> visitor);

  public static Expression value(String... path) {
    return new Value(List.of(path));
  }

  public static Expression value(List<String> path) {
    return new Value(List.copyOf(path));
  }

  public static Expression fileName() {
    return new FileName();
  }

  public static Expression text(String literal) {
    return new Text(literal);
  }

  public static Expression number(long literal) {
    return new Number(literal);
  }

  public static Expression nothing() {
    return new Nothing();
  }

  public static Expression call(String function, Expression... arguments) {
    return new Call(function, List.of(arguments));
  }

  public static Expression call(String function, List<Expression> arguments) {
    return new Call(function, List.copyOf(arguments));
  }

  public static Expression binary(String operator, Expression left, Expression right) {
    return new Binary(operator, left, right);
  }

  public static Expression unknown(String text) {
    return new Unknown(text);
  }

  public Expression castTo(SnowflakeType type) {
    return new Cast(this, type);
  }

  /** Whether any part of it could not be parsed. */
  public abstract boolean hasUnknown();

  @Override
  public final boolean equals(Object o) {
    return this == o
        || o instanceof Expression
            && hash == ((Expression) o).hash
            && getClass() == o.getClass()
            && parts.equals(((Expression) o).parts);
  }

  @Override
  public final int hashCode() {
    return hash;
  }

  private static final class Value extends Expression {
    private final List<String> path;

    Value(List<String> path) {
      super(path);
      this.path = path;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.value(path);
    }

    @Override
    public boolean hasUnknown() {
      return false;
    }

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder("value");
      path.forEach(key -> out.append('[').append(quoted(key)).append(']'));
      return out.toString();
    }
  }

  private static final class FileName extends Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.fileName();
    }

    @Override
    public boolean hasUnknown() {
      return false;
    }

    @Override
    public String toString() {
      return "filename";
    }
  }

  private static final class Text extends Expression {
    private final String literal;

    Text(String literal) {
      super(literal);
      this.literal = literal;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.text(literal);
    }

    @Override
    public boolean hasUnknown() {
      return false;
    }

    @Override
    public String toString() {
      return quoted(literal);
    }
  }

  private static final class Number extends Expression {
    private final long literal;

    Number(long literal) {
      super(literal);
      this.literal = literal;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.number(literal);
    }

    @Override
    public boolean hasUnknown() {
      return false;
    }

    @Override
    public String toString() {
      return Long.toString(literal);
    }
  }

  private static final class Nothing extends Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.nothing();
    }

    @Override
    public boolean hasUnknown() {
      return false;
    }

    @Override
    public String toString() {
      return "null";
    }
  }

  private static final class Cast extends Expression {
    private final Expression operand;
    private final SnowflakeType type;

    Cast(Expression operand, SnowflakeType type) {
      super(operand, type);
      this.operand = operand;
      this.type = type;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.cast(operand, type);
    }

    @Override
    public boolean hasUnknown() {
      return operand.hasUnknown();
    }

    @Override
    public String toString() {
      return "cast(" + operand + " as " + type + ")";
    }
  }

  private static final class Call extends Expression {
    private final String function;
    private final List<Expression> arguments;

    Call(String function, List<Expression> arguments) {
      super(function, arguments);
      this.function = function;
      this.arguments = arguments;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(function, arguments);
    }

    @Override
    public boolean hasUnknown() {
      return arguments.stream().anyMatch(Expression::hasUnknown);
    }

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder(function).append('(');
      for (int i = 0; i < arguments.size(); i++) {
        out.append(i == 0 ? "" : ", ").append(arguments.get(i));
      }
      return out.append(')').toString();
    }
  }

  private static final class Binary extends Expression {
    private final String operator;
    private final Expression left;
    private final Expression right;

    Binary(String operator, Expression left, Expression right) {
      super(operator, left, right);
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.binary(operator, left, right);
    }

    @Override
    public boolean hasUnknown() {
      return left.hasUnknown() || right.hasUnknown();
    }

    @Override
    public String toString() {
      return "(" + left + " " + operator + " " + right + ")";
    }
  }

  private static final class Unknown extends Expression {
    private final String text;

    Unknown(String text) {
      super(text);
      this.text = text;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unknown(text);
    }

    @Override
    public boolean hasUnknown() {
      return true;
    }

    @Override
    public String toString() {
      return "unknown " + quoted(text);
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
