package io.gluesnow.standin.snowflake;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The functions that this server knows, how many arguments each takes and what it gives; any other
 * is unknown.
 *
 * <p>{@link #inPartition} is the published list for partition columns of external tables
 * (https://docs.snowflake.com/en/sql-reference/sql/create-external-table), with TO_DATE, which the
 * page's own example uses.
 */
final class Functions {
  private static final Set<String> PARTITION =
      new HashSet<>(
          Arrays.asList(
              "ARRAY_CONSTRUCT",
              "CONCAT",
              "ENDSWITH",
              "IFF",
              "IFNULL",
              "LOWER",
              "NULLIF",
              "NVL2",
              "SPLIT_PART",
              "STARTSWITH",
              "SUBSTR",
              "TO_DATE",
              "UPPER",
              "ZEROIFNULL"));

  private static final Map<String, Rule> RULES = new TreeMap<>();

  static {
    add("ARRAY_CONSTRUCT", 0, 1000, Functions::array);
    add("ARRAY_SIZE", 1, 1, arguments -> SqlType.INTEGER);
    add("COALESCE", 2, 100, Functions::common);
    add("CONCAT", 1, 100, arguments -> text("CONCAT", arguments, arguments.size()));
    add("CONTAINS", 2, 2, arguments -> truth("CONTAINS", arguments));
    add("ENDSWITH", 2, 2, arguments -> truth("ENDSWITH", arguments));
    add("GET", 2, 2, arguments -> part("GET", arguments));
    add("GET_IGNORE_CASE", 2, 2, arguments -> part("GET_IGNORE_CASE", arguments));
    add("GET_PATH", 2, 2, arguments -> part("GET_PATH", arguments));
    add("IFF", 3, 3, arguments -> conditional("IFF", arguments));
    add("IFNULL", 2, 2, Functions::common);
    add("IS_NULL_VALUE", 1, 1, arguments -> SqlType.BOOLEAN);
    add("LEFT", 2, 2, arguments -> text("LEFT", arguments, 1));
    add("LENGTH", 1, 1, arguments -> SqlType.INTEGER);
    add("LOWER", 1, 1, arguments -> text("LOWER", arguments, 1));
    add("NULLIF", 2, 2, Functions::common);
    add("NVL", 2, 2, Functions::common);
    add("NVL2", 3, 3, arguments -> common(arguments.subList(1, 3)));
    add("PARSE_JSON", 1, 1, arguments -> parsed("PARSE_JSON", arguments));
    add("REPLACE", 2, 3, arguments -> text("REPLACE", arguments, arguments.size()));
    add("RIGHT", 2, 2, arguments -> text("RIGHT", arguments, 1));
    add("RTRIM", 1, 2, arguments -> text("RTRIM", arguments, arguments.size()));
    add("SPLIT_PART", 3, 3, arguments -> text("SPLIT_PART", arguments, 2));
    add("STARTSWITH", 2, 2, arguments -> truth("STARTSWITH", arguments));
    add("SUBSTR", 2, 3, arguments -> text("SUBSTR", arguments, 1));
    add("TO_ARRAY", 1, 1, arguments -> SqlType.ARRAY);
    add("TO_BINARY", 1, 2, arguments -> SqlType.binary(SqlType.DEFAULT_BINARY));
    add("TO_BOOLEAN", 1, 1, arguments -> SqlType.BOOLEAN);
    add("TO_CHAR", 1, 2, arguments -> SqlType.VARCHAR);
    add("TO_DATE", 1, 2, arguments -> SqlType.DATE);
    add("TO_DOUBLE", 1, 2, arguments -> SqlType.FLOAT);
    add("TO_OBJECT", 1, 1, arguments -> SqlType.OBJECT);
    add("TO_TIME", 1, 2, arguments -> SqlType.timed(SqlType.Base.TIME, 9));
    add("TO_TIMESTAMP", 1, 2, arguments -> SqlType.timed(SqlType.Base.TIMESTAMP_NTZ, 9));
    add("TO_TIMESTAMP_LTZ", 1, 2, arguments -> SqlType.timed(SqlType.Base.TIMESTAMP_LTZ, 9));
    add("TO_TIMESTAMP_NTZ", 1, 2, arguments -> SqlType.timed(SqlType.Base.TIMESTAMP_NTZ, 9));
    add("TO_TIMESTAMP_TZ", 1, 2, arguments -> SqlType.timed(SqlType.Base.TIMESTAMP_TZ, 9));
    add("TO_VARCHAR", 1, 2, arguments -> SqlType.VARCHAR);
    add("TO_VARIANT", 1, 1, arguments -> SqlType.VARIANT);
    add("TRIM", 1, 2, arguments -> text("TRIM", arguments, arguments.size()));
    add("TRY_PARSE_JSON", 1, 1, arguments -> parsed("TRY_PARSE_JSON", arguments));
    add("TRY_TO_BINARY", 1, 2, tried("TRY_TO_BINARY", SqlType.binary(SqlType.DEFAULT_BINARY)));
    add("TRY_TO_BOOLEAN", 1, 1, tried("TRY_TO_BOOLEAN", SqlType.BOOLEAN));
    add("TRY_TO_DATE", 1, 2, tried("TRY_TO_DATE", SqlType.DATE));
    add("TRY_TO_DOUBLE", 1, 2, tried("TRY_TO_DOUBLE", SqlType.FLOAT));
    add("TRY_TO_TIME", 1, 2, tried("TRY_TO_TIME", SqlType.timed(SqlType.Base.TIME, 9)));
    add(
        "TRY_TO_TIMESTAMP",
        1,
        2,
        tried("TRY_TO_TIMESTAMP", SqlType.timed(SqlType.Base.TIMESTAMP_NTZ, 9)));
    add(
        "TRY_TO_TIMESTAMP_LTZ",
        1,
        2,
        tried("TRY_TO_TIMESTAMP_LTZ", SqlType.timed(SqlType.Base.TIMESTAMP_LTZ, 9)));
    add(
        "TRY_TO_TIMESTAMP_NTZ",
        1,
        2,
        tried("TRY_TO_TIMESTAMP_NTZ", SqlType.timed(SqlType.Base.TIMESTAMP_NTZ, 9)));
    add(
        "TRY_TO_TIMESTAMP_TZ",
        1,
        2,
        tried("TRY_TO_TIMESTAMP_TZ", SqlType.timed(SqlType.Base.TIMESTAMP_TZ, 9)));
    add("UPPER", 1, 1, arguments -> text("UPPER", arguments, 1));
    add("ZEROIFNULL", 1, 1, Functions::zeroIfNull);
  }

  private Functions() {}

  static boolean inPartition(String function) {
    return PARTITION.contains(function);
  }

  /** What the function gives for arguments of these types. */
  static SqlType typeOf(String function, List<SqlType> arguments) {
    Rule rule = RULES.get(function);
    if (rule == null) {
      throw SqlFailure.compilation("002140", "42601", "Unknown function " + function);
    }
    if (arguments.size() < rule.fewest) {
      throw SqlFailure.compilation(
          "000938",
          "22023",
          "not enough arguments for function ["
              + function
              + "], expected "
              + rule.fewest
              + ", got "
              + arguments.size());
    }
    if (arguments.size() > rule.most) {
      throw SqlFailure.compilation(
          "000939",
          "22023",
          "too many arguments for function ["
              + function
              + "] expected "
              + rule.most
              + ", got "
              + arguments.size());
    }
    return rule.typing.apply(arguments);
  }

  static SqlFailure wrongTypes(String function, List<SqlType> arguments) {
    String types = arguments.stream().map(SqlType::toString).collect(Collectors.joining(", "));
    return SqlFailure.compilation(
        "001044",
        "42P13",
        "Invalid argument types for function '" + function + "': (" + types + ")");
  }

  private static void add(
      String name, int fewest, int most, Function<List<SqlType>, SqlType> typing) {
    RULES.put(name, new Rule(fewest, most, typing));
  }

  private static SqlType text(String function, List<SqlType> arguments, int texts) {
    for (SqlType argument : arguments.subList(0, Math.min(texts, arguments.size()))) {
      if (!argument.is(SqlType.Base.VARCHAR)) {
        throw wrongTypes(function, arguments);
      }
    }
    for (SqlType argument :
        arguments.subList(Math.min(texts, arguments.size()), arguments.size())) {
      if (!argument.is(SqlType.Base.NUMBER)) {
        throw wrongTypes(function, arguments);
      }
    }
    return SqlType.VARCHAR;
  }

  private static SqlType truth(String function, List<SqlType> arguments) {
    text(function, arguments, 2);
    return SqlType.BOOLEAN;
  }

  private static SqlType array(List<SqlType> arguments) {
    return SqlType.ARRAY;
  }

  private static SqlType part(String function, List<SqlType> arguments) {
    boolean keyed =
        arguments.get(1).is(SqlType.Base.VARCHAR) || arguments.get(1).is(SqlType.Base.NUMBER);
    if (!arguments.get(0).semiStructured() || !keyed) {
      throw wrongTypes(function, arguments);
    }
    return SqlType.VARIANT;
  }

  private static SqlType parsed(String function, List<SqlType> arguments) {
    text(function, arguments, 1);
    return SqlType.VARIANT;
  }

  /** The TRY_ family takes text only; a VARIANT is refused, as its pages state. */
  private static Function<List<SqlType>, SqlType> tried(String function, SqlType result) {
    return arguments -> {
      for (SqlType argument : arguments) {
        if (!argument.is(SqlType.Base.VARCHAR)) {
          throw wrongTypes(function, arguments);
        }
      }
      return result;
    };
  }

  private static SqlType conditional(String function, List<SqlType> arguments) {
    if (!arguments.get(0).is(SqlType.Base.BOOLEAN)) {
      throw wrongTypes(function, arguments);
    }
    return common(arguments.subList(1, 3));
  }

  private static SqlType zeroIfNull(List<SqlType> arguments) {
    if (!arguments.get(0).is(SqlType.Base.NUMBER) && !arguments.get(0).is(SqlType.Base.FLOAT)) {
      throw wrongTypes("ZEROIFNULL", arguments);
    }
    return arguments.get(0);
  }

  /**
   * The one type of several branches: NULL (null here) takes the others'; different families do not
   * mix.
   */
  static SqlType common(List<SqlType> types) {
    SqlType result = null;
    for (SqlType type : types) {
      if (type == null) {
        continue;
      }
      if (result == null) {
        result = type;
      } else if (result.base() != type.base()) {
        throw SqlFailure.compilation(
            "002016",
            "22000",
            "Function's branches have different types: " + result + " and " + type);
      } else if (!result.equals(type)) {
        result = result.is(SqlType.Base.VARCHAR) ? SqlType.VARCHAR : wider(result, type);
      }
    }
    return result;
  }

  private static SqlType wider(SqlType left, SqlType right) {
    if (!left.is(SqlType.Base.NUMBER)) {
      return left.precision() >= right.precision() ? left : right;
    }
    int scale = Math.max(left.scale(), right.scale());
    int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
    return SqlType.number(Math.min(38, whole + scale), scale);
  }

  private static final class Rule {
    private final int fewest;
    private final int most;
    private final Function<List<SqlType>, SqlType> typing;

    Rule(int fewest, int most, Function<List<SqlType>, SqlType> typing) {
      this.fewest = fewest;
      this.most = most;
      this.typing = typing;
    }
  }
}
