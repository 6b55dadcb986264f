package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The options of FILE_FORMAT for external tables, by type, with their values checked: the table
 * "Format type options" of https://docs.snowflake.com/en/sql-reference/sql/create-external-table.
 */
final class FormatOptions {
  private static final List<String> TRUTHS = Arrays.asList("TRUE", "FALSE");
  private static final List<String> COMPRESSIONS =
      Arrays.asList("AUTO", "GZIP", "BZ2", "BROTLI", "ZSTD", "DEFLATE", "RAW_DEFLATE", "NONE");
  private static final List<String> PARQUET_COMPRESSIONS = Arrays.asList("AUTO", "SNAPPY", "NONE");
  private static final int LONGEST_DELIMITER = 20;

  private static final Map<String, Map<String, Check>> TYPES = new TreeMap<>();

  /** The defaults that DESC EXTERNAL TABLE … TYPE = STAGE prints. */
  private static final Map<String, Map<String, String>> DEFAULTS = new TreeMap<>();

  static {
    Check truth = Check.oneOf(TRUTHS);
    Check compression = Check.oneOf(COMPRESSIONS);
    type("CSV", "COMPRESSION", compression, "AUTO");
    type("CSV", "RECORD_DELIMITER", Check.delimiter(), "\\n");
    type("CSV", "FIELD_DELIMITER", Check.delimiter(), ",");
    type("CSV", "MULTI_LINE", truth, "true");
    type("CSV", "SKIP_HEADER", Check.count(), "0");
    type("CSV", "SKIP_BLANK_LINES", truth, "false");
    type("CSV", "ESCAPE_UNENCLOSED_FIELD", Check.character(), "\\\\");
    type("CSV", "TRIM_SPACE", truth, "false");
    type("CSV", "FIELD_OPTIONALLY_ENCLOSED_BY", Check.enclosure(), "NONE");
    type("CSV", "NULL_IF", Check.texts(), "[\\\\N]");
    type("CSV", "EMPTY_FIELD_AS_NULL", truth, "true");
    type("CSV", "ENCODING", Check.text(), "UTF8");
    type("JSON", "COMPRESSION", compression, "AUTO");
    type("JSON", "MULTI_LINE", truth, "true");
    type("JSON", "ALLOW_DUPLICATE", truth, "false");
    type("JSON", "STRIP_OUTER_ARRAY", truth, "false");
    type("JSON", "STRIP_NULL_VALUES", truth, "false");
    type("JSON", "REPLACE_INVALID_CHARACTERS", truth, "false");
    type("AVRO", "COMPRESSION", compression, "AUTO");
    type("AVRO", "REPLACE_INVALID_CHARACTERS", truth, "false");
    type("ORC", "TRIM_SPACE", truth, "false");
    type("ORC", "REPLACE_INVALID_CHARACTERS", truth, "false");
    type("ORC", "NULL_IF", Check.texts(), "[]");
    type("PARQUET", "COMPRESSION", Check.oneOf(PARQUET_COMPRESSIONS), "AUTO");
    type("PARQUET", "BINARY_AS_TEXT", truth, "true");
    type("PARQUET", "REPLACE_INVALID_CHARACTERS", truth, "false");
  }

  private FormatOptions() {}

  private static void type(String type, String option, Check check, String shownDefault) {
    TYPES.computeIfAbsent(type, ignored -> new TreeMap<>()).put(option, check);
    DEFAULTS.computeIfAbsent(type, ignored -> new LinkedHashMap<>()).put(option, shownDefault);
  }

  static Map<String, String> defaults(String type) {
    return DEFAULTS.get(type);
  }

  /** Reads {@code ( TYPE = … options )} or {@code ( FORMAT_NAME = … )}. */
  static FileFormat parse(TokenReader in) {
    in.expectSign("(");
    Name named = null;
    String type = null;
    Map<String, List<String>> given = new LinkedHashMap<>();
    Map<String, Boolean> quoted = new LinkedHashMap<>();
    while (!in.acceptSign(")")) {
      in.acceptSign(",");
      String option = in.take().value().toUpperCase(Locale.ROOT);
      in.expectSign("=");
      if (option.equals("FORMAT_NAME")) {
        named = formatName(in);
      } else if (option.equals("TYPE")) {
        Token token = in.take();
        if (token.type() != Token.Type.WORD && token.type() != Token.Type.STRING) {
          throw token.unexpected();
        }
        type = token.value().toUpperCase(Locale.ROOT);
        if (!TYPES.containsKey(type)) {
          throw SqlFailure.invalidValue(type, "TYPE");
        }
      } else {
        boolean literal = in.peek().type() == Token.Type.STRING || in.peek().sign("(");
        if (given.put(option, values(in)) != null) {
          throw SqlFailure.refused("duplicate property '" + option + "' in FILE_FORMAT");
        }
        quoted.put(option, literal);
      }
    }
    if (named != null && (type != null || !given.isEmpty())) {
      throw SqlFailure.refused("FORMAT_NAME and TYPE are mutually exclusive in FILE_FORMAT.");
    }
    if (named != null) {
      return FileFormat.named(named);
    }
    return FileFormat.typed(
        type == null ? "CSV" : type, checked(type == null ? "CSV" : type, given, quoted));
  }

  private static Map<String, List<String>> checked(
      String type, Map<String, List<String>> given, Map<String, Boolean> quoted) {
    Map<String, List<String>> stored = new TreeMap<>();
    given.forEach(
        (option, values) -> {
          Check check = TYPES.get(type).get(option);
          if (check == null) {
            throw SqlFailure.invalidProperty(option, "FILE_FORMAT TYPE=" + type);
          }
          stored.put(option, check.apply(option, values, quoted.get(option)));
        });
    return stored;
  }

  /**
   * A name in quotes of its own, or bare:
   * https://docs.snowflake.com/en/sql-reference/sql/create-external-table.
   */
  private static Name formatName(TokenReader in) {
    if (in.peek().type() == Token.Type.STRING) {
      return new TokenReader(Lexer.tokens(in.string())).name(3);
    }
    return in.name(3);
  }

  private static List<String> values(TokenReader in) {
    List<String> values = new ArrayList<>();
    if (in.acceptSign("(")) {
      if (!in.acceptSign(")")) {
        do {
          values.add(in.string());
        } while (in.acceptSign(","));
        in.expectSign(")");
      }
      return values;
    }
    Token token = in.take();
    if (token.type() != Token.Type.STRING
        && token.type() != Token.Type.WORD
        && token.type() != Token.Type.NUMBER) {
      throw token.unexpected();
    }
    values.add(token.value());
    return values;
  }

  /** How one option's values are checked and stored. */
  private interface Check {
    List<String> apply(String option, List<String> values, boolean literal);

    static Check oneOf(List<String> allowed) {
      return (option, values, literal) -> {
        String value = single(option, values).toUpperCase(Locale.ROOT);
        if (!allowed.contains(value)) {
          throw SqlFailure.invalidValue(single(option, values), option);
        }
        return List.of(value);
      };
    }

    static Check count() {
      return (option, values, literal) -> {
        if (literal || !single(option, values).matches("[0-9]{1,9}")) {
          throw SqlFailure.invalidValue(single(option, values), option);
        }
        return List.copyOf(values);
      };
    }

    static Check text() {
      return (option, values, literal) -> List.of(single(option, values));
    }

    static Check texts() {
      return (option, values, literal) -> {
        if (!literal) {
          throw SqlFailure.invalidValue(values.toString(), option);
        }
        return List.copyOf(values);
      };
    }

    /** A text of at most twenty characters, or NONE. */
    static Check delimiter() {
      return (option, values, literal) -> {
        String value = single(option, values);
        boolean none = !literal && value.equalsIgnoreCase("NONE");
        if (!literal && !none
            || literal && (value.isEmpty() || value.length() > LONGEST_DELIMITER)) {
          throw SqlFailure.invalidValue(value, option);
        }
        return List.of(none ? "NONE" : value);
      };
    }

    /** One character, or NONE. */
    static Check character() {
      return (option, values, literal) -> {
        String value = single(option, values);
        boolean none = value.equalsIgnoreCase("NONE");
        if (!none && (!literal || value.length() != 1)) {
          throw SqlFailure.invalidValue(value, option);
        }
        return List.of(none ? "NONE" : value);
      };
    }

    /** A single or double quote, or NONE. */
    static Check enclosure() {
      return (option, values, literal) -> {
        String value = single(option, values);
        boolean none = value.equalsIgnoreCase("NONE");
        if (!none && (!literal || !value.equals("'") && !value.equals("\""))) {
          throw SqlFailure.invalidValue(value, option);
        }
        return List.of(none ? "NONE" : value);
      };
    }

    static String single(String option, List<String> values) {
      if (values.size() != 1) {
        throw SqlFailure.invalidValue(values.toString(), option);
      }
      return values.get(0);
    }
  }
}
