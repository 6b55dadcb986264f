package io.gluesnow.snowflake;

import io.gluesnow.plan.Expression;
import io.gluesnow.plan.SnowflakeType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks one question about an expression's outermost part; what is not overridden is answered no.
 */
abstract class ExpressionView<R> implements Expression.Visitor<R> {
  abstract R otherwise();

  @Override
  public R value(List<String> path) {
    return otherwise();
  }

  @Override
  public R fileName() {
    return otherwise();
  }

  @Override
  public R text(String literal) {
    return otherwise();
  }

  @Override
  public R number(long literal) {
    return otherwise();
  }

  @Override
  public R nothing() {
    return otherwise();
  }

  @Override
  public R cast(Expression operand, SnowflakeType type) {
    return otherwise();
  }

  @Override
  public R call(String function, List<Expression> arguments) {
    return otherwise();
  }

  @Override
  public R binary(String operator, Expression left, Expression right) {
    return otherwise();
  }

  @Override
  public R unknown(String text) {
    return otherwise();
  }

  /** The keys of a value in the row. */
  static Optional<List<String>> pathOf(Expression expression) {
    return expression.accept(
        new Finding<List<String>>() {
          @Override
          public Optional<List<String>> value(List<String> path) {
            return Optional.of(path);
          }
        });
  }

  static Optional<String> textOf(Expression expression) {
    return expression.accept(
        new Finding<String>() {
          @Override
          public Optional<String> text(String literal) {
            return Optional.of(literal);
          }
        });
  }

  static Optional<Long> numberOf(Expression expression) {
    return expression.accept(
        new Finding<Long>() {
          @Override
          public Optional<Long> number(long literal) {
            return Optional.of(literal);
          }
        });
  }

  /** Whether it must stand in parentheses as an operand. */
  static boolean isCompound(Expression expression) {
    return expression
        .accept(
            new Finding<Boolean>() {
              @Override
              public Optional<Boolean> binary(String operator, Expression left, Expression right) {
                return Optional.of(true);
              }

              @Override
              public Optional<Boolean> number(long literal) {
                return Optional.of(literal < 0);
              }
            })
        .orElse(false);
  }

  /** Whether any part of it reads the name of the file, as only a partition column does. */
  static boolean readsFileName(Expression expression) {
    return expression.accept(new ReadsFileName());
  }

  private abstract static class Finding<T> extends ExpressionView<Optional<T>> {
    @Override
    Optional<T> otherwise() {
      return Optional.empty();
    }
  }

  private static final class ReadsFileName extends ExpressionView<Boolean> {
    @Override
    Boolean otherwise() {
      return false;
    }

    @Override
    public Boolean fileName() {
      return true;
    }

    @Override
    public Boolean cast(Expression operand, SnowflakeType type) {
      return operand.accept(this);
    }

    @Override
    public Boolean call(String function, List<Expression> arguments) {
      return arguments.stream().anyMatch(argument -> argument.accept(this));
    }

    @Override
    public Boolean binary(String operator, Expression left, Expression right) {
      return left.accept(this) || right.accept(this);
    }

    /** METADATA$FILENAME, or METADATA$EXTERNAL_TABLE_PARTITION of registered partitions. */
    @Override
    public Boolean unknown(String text) {
      String upper = text.toUpperCase(Locale.ROOT);
      return upper.contains("METADATA$FILENAME")
          || upper.contains("METADATA$EXTERNAL_TABLE_PARTITION");
    }
  }
}
