package io.gluesnow.plan;

import java.util.Objects;

/** One column of an external table: all are virtual, computed from a file's row or its name. */
public final class TargetColumn {
  private final String name;
  private final SnowflakeType type;
  private final Expression expression;

  private TargetColumn(String name, SnowflakeType type, Expression expression) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
    this.expression = Objects.requireNonNull(expression, "expression");
  }

  /**
   * @param name as Snowflake stores it, folded by the case policy
   * @param expression with an explicit outer cast to {@code type}
   */
  public static TargetColumn of(String name, SnowflakeType type, Expression expression) {
    return new TargetColumn(name, type, expression);
  }

  public String name() {
    return name;
  }

  public SnowflakeType type() {
    return type;
  }

  public Expression expression() {
    return expression;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof TargetColumn
        && name.equals(((TargetColumn) o).name)
        && type.equals(((TargetColumn) o).type)
        && expression.equals(((TargetColumn) o).expression);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, expression);
  }

  @Override
  public String toString() {
    return name + " " + type + " as " + expression;
  }
}
