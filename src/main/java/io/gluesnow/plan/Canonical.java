package io.gluesnow.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings an expression to one form of its meaning, so that what we send equals what Snowflake makes
 * of it: synonyms of functions are one, a conversion function without a format is a cast, a cast to
 * what the operand already is is nothing, and texts are joined by one CONCAT.
 */
final class Canonical implements Expression.Visitor<Expression> {
  private static final Set<String> GIVE_TEXT =
      Set.of("SPLIT_PART", "LOWER", "UPPER", "SUBSTR", "CONCAT", "TRIM", "LEFT", "RIGHT");
  private static final Set<String> GIVE_ANOTHER_OPERAND = Set.of("IFNULL", "COALESCE");

  private Canonical() {}

  static Expression of(Expression expression) {
    return expression.accept(new Canonical());
  }

  /** Whether two expressions mean the same; nothing is said of one that could not be parsed. */
  static boolean same(Expression left, Expression right) {
    return of(left).equals(of(right));
  }

  @Override
  public Expression value(List<String> path) {
    return Expression.value(path);
  }

  @Override
  public Expression fileName() {
    return Expression.fileName();
  }

  @Override
  public Expression text(String literal) {
    return Expression.text(literal);
  }

  @Override
  public Expression number(long literal) {
    return Expression.number(literal);
  }

  @Override
  public Expression nothing() {
    return Expression.nothing();
  }

  @Override
  public Expression unknown(String text) {
    return Expression.unknown(text);
  }

  @Override
  public Expression cast(Expression operand, SnowflakeType type) {
    Expression inner = operand.accept(this);
    return type.equals(typeOf(inner)) ? inner : inner.castTo(type);
  }

  @Override
  public Expression binary(String operator, Expression left, Expression right) {
    if (operator.equals("||")) {
      return call("CONCAT", List.of(left, right));
    }
    return Expression.binary(
        operator.equals("!=") ? "<>" : operator, left.accept(this), right.accept(this));
  }

  @Override
  public Expression call(String function, List<Expression> arguments) {
    List<Expression> canonical =
        arguments.stream().map(argument -> argument.accept(this)).collect(Collectors.toList());
    switch (function) {
      case "CONCAT":
        return joined(canonical);
      case "NVL":
      case "COALESCE":
        return Expression.call(canonical.size() == 2 ? "IFNULL" : "COALESCE", canonical);
      case "SUBSTRING":
        return Expression.call("SUBSTR", canonical);
      case "TRY_TO_DECIMAL":
      case "TRY_TO_NUMERIC":
      case "TRY_TO_NUMBER":
        return Expression.call("TRY_TO_NUMBER", sized(canonical));
      case "GET":
        return element(canonical);
      default:
        SnowflakeType converted = conversion(function, canonical);
        return converted == null
            ? Expression.call(function, canonical)
            : cast(canonical.get(0), converted);
    }
  }

  private static Expression joined(List<Expression> parts) {
    List<Expression> flat = new ArrayList<>();
    for (Expression part : parts) {
      flat.addAll(operands(part));
    }
    return Expression.call("CONCAT", flat);
  }

  private static List<Expression> operands(Expression part) {
    return part.accept(
        new Reading<List<Expression>>(List.of(part)) {
          @Override
          public List<Expression> call(String function, List<Expression> arguments) {
            return function.equals("CONCAT") ? arguments : List.of(part);
          }
        });
  }

  // Without sizes a number has 38 digits and none after the point.
  private static List<Expression> sized(List<Expression> arguments) {
    List<Expression> all = new ArrayList<>(arguments);
    if (all.size() == 1) {
      all.add(Expression.number(38));
    }
    if (all.size() == 2) {
      all.add(Expression.number(0));
    }
    return all;
  }

  // GET(VALUE, 'a') is VALUE:"a".
  private static Expression element(List<Expression> arguments) {
    Expression plain = Expression.call("GET", arguments);
    if (arguments.size() != 2) {
      return plain;
    }
    String key = literal(arguments.get(1));
    return key == null
        ? plain
        : arguments
            .get(0)
            .accept(
                new Reading<Expression>(plain) {
                  @Override
                  public Expression value(List<String> path) {
                    List<String> longer = new ArrayList<>(path);
                    longer.add(key);
                    return Expression.value(longer);
                  }
                });
  }

  private static String literal(Expression expression) {
    return expression.accept(
        new Reading<String>(null) {
          @Override
          public String text(String literal) {
            return literal;
          }
        });
  }

  private static Long count(Expression expression) {
    return expression.accept(
        new Reading<Long>(null) {
          @Override
          public Long number(long literal) {
            return literal;
          }
        });
  }

  /** The type that a conversion function casts to, or null where it is more than a cast. */
  private static SnowflakeType conversion(String function, List<Expression> arguments) {
    switch (function) {
      case "TO_NUMBER":
      case "TO_DECIMAL":
      case "TO_NUMERIC":
        return numbered(arguments);
      default:
        if (arguments.size() != 1 || !function.startsWith("TO_")) {
          return null;
        }
    }
    switch (function) {
      case "TO_CHAR":
        return SnowflakeType.VARCHAR;
      case "TO_DOUBLE":
        return SnowflakeType.FLOAT;
      default:
        SnowflakeType type = SnowflakeType.parse(function.substring("TO_".length()));
        return type.family() == SnowflakeType.Family.OTHER ? null : type;
    }
  }

  private static SnowflakeType numbered(List<Expression> arguments) {
    if (arguments.size() > 3) {
      return null;
    }
    int[] sizes = {38, 0};
    for (int i = 1; i < arguments.size(); i++) {
      Long size = count(arguments.get(i));
      if (size == null) {
        return null;
      }
      sizes[i - 1] = size.intValue();
    }
    return SnowflakeType.number(sizes[0], sizes[1]);
  }

  /** The type of a canonical expression, or null where it is not certain. */
  private static SnowflakeType typeOf(Expression expression) {
    return expression.accept(new TypeOf());
  }

  private static final class TypeOf extends Reading<SnowflakeType> {
    TypeOf() {
      super(null);
    }

    @Override
    public SnowflakeType value(List<String> path) {
      return SnowflakeType.VARIANT;
    }

    @Override
    public SnowflakeType fileName() {
      return SnowflakeType.VARCHAR;
    }

    @Override
    public SnowflakeType text(String literal) {
      return SnowflakeType.VARCHAR;
    }

    @Override
    public SnowflakeType cast(Expression operand, SnowflakeType type) {
      return type;
    }

    @Override
    public SnowflakeType call(String function, List<Expression> arguments) {
      if (GIVE_TEXT.contains(function)) {
        return SnowflakeType.VARCHAR;
      }
      if (function.equals("NULLIF")) {
        return arguments.get(0).accept(this);
      }
      if (GIVE_ANOTHER_OPERAND.contains(function)) {
        return common(arguments);
      }
      if (function.equals("IFF") || function.equals("NVL2")) {
        return common(arguments.subList(1, arguments.size()));
      }
      if (function.equals("GET_IGNORE_CASE") || function.equals("GET")) {
        return SnowflakeType.VARIANT;
      }
      return converted(function, arguments);
    }

    // TO_DATE(x, 'format'), TRY_TO_NUMBER(x, 10, 2) and the like.
    private static SnowflakeType converted(String function, List<Expression> arguments) {
      if (!function.startsWith("TRY_TO_") && !function.startsWith("TO_")) {
        return null;
      }
      String name = function.substring(function.indexOf("TO_") + "TO_".length());
      if (name.equals("NUMBER")) {
        return numbered(arguments);
      }
      SnowflakeType type = SnowflakeType.parse(name);
      return type.family() == SnowflakeType.Family.OTHER ? null : type;
    }

    // NULL fits every type; two certain types must be one.
    private SnowflakeType common(List<Expression> branches) {
      SnowflakeType common = null;
      for (Expression branch : branches) {
        if (branch.equals(Expression.nothing())) {
          continue;
        }
        SnowflakeType type = branch.accept(this);
        if (type == null || common != null && !Objects.equals(common, type)) {
          return null;
        }
        common = type;
      }
      return common;
    }
  }

  /** A question that only some expressions answer. */
  private abstract static class Reading<R> implements Expression.Visitor<R> {
    private final R otherwise;

    Reading(R otherwise) {
      this.otherwise = otherwise;
    }

    @Override
    public R value(List<String> path) {
      return otherwise;
    }

    @Override
    public R fileName() {
      return otherwise;
    }

    @Override
    public R text(String literal) {
      return otherwise;
    }

    @Override
    public R number(long literal) {
      return otherwise;
    }

    @Override
    public R nothing() {
      return otherwise;
    }

    @Override
    public R cast(Expression operand, SnowflakeType type) {
      return otherwise;
    }

    @Override
    public R call(String function, List<Expression> arguments) {
      return otherwise;
    }

    @Override
    public R binary(String operator, Expression left, Expression right) {
      return otherwise;
    }

    @Override
    public R unknown(String text) {
      return otherwise;
    }
  }
}
