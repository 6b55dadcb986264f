package io.gluesnow.plan;

import io.gluesnow.plan.FileFormat.Type;
import io.gluesnow.plan.FileFormat.Value;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The options that an external table's file format can state, each with Snowflake's default and one
 * canonical spelling, so that a stated default, a missing option and what DESC prints are equal.
 *
 * <p>Source: "Format type options" of
 * https://docs.snowflake.com/en/sql-reference/sql/create-external-table.
 */
final class FormatDefaults {
  private enum Kind {
    /** TRUE, GZIP, 1 … */
    WORD,
    /** Characters, or the word NONE. */
    TEXT,
    /** An encoding: case and dashes do not matter. */
    ENCODING,
    /** Several texts. */
    LIST
  }

  private static final Map<Type, Map<String, Option>> OPTIONS = new EnumMap<>(Type.class);

  static {
    for (Type type : Type.values()) {
      OPTIONS.put(type, new TreeMap<>());
      if (type != Type.ORC) {
        word(type, "COMPRESSION", "AUTO");
      }
      if (type != Type.CSV) {
        word(type, "REPLACE_INVALID_CHARACTERS", "FALSE");
      }
    }
    text(Type.CSV, "RECORD_DELIMITER", "\n");
    text(Type.CSV, "FIELD_DELIMITER", ",");
    word(Type.CSV, "MULTI_LINE", "TRUE");
    word(Type.CSV, "SKIP_HEADER", "0");
    word(Type.CSV, "SKIP_BLANK_LINES", "FALSE");
    text(Type.CSV, "ESCAPE_UNENCLOSED_FIELD", "\\");
    word(Type.CSV, "TRIM_SPACE", "FALSE");
    text(Type.CSV, "FIELD_OPTIONALLY_ENCLOSED_BY", "NONE");
    nullIf(Type.CSV, "\\N");
    word(Type.CSV, "EMPTY_FIELD_AS_NULL", "TRUE");
    add(Type.CSV, "ENCODING", Kind.ENCODING, Set.of(Value.text("UTF8")));
    word(Type.JSON, "MULTI_LINE", "TRUE");
    word(Type.JSON, "ALLOW_DUPLICATE", "FALSE");
    word(Type.JSON, "STRIP_OUTER_ARRAY", "FALSE");
    word(Type.JSON, "STRIP_NULL_VALUES", "FALSE");
    word(Type.ORC, "TRIM_SPACE", "FALSE");
    // The page says \N for ORC too; what DESC prints where nothing was stated is not published.
    nullIf(Type.ORC, "\\N", "");
    word(Type.PARQUET, "BINARY_AS_TEXT", "TRUE");
  }

  private FormatDefaults() {}

  /** The names of all options that a format of this type can state. */
  static Set<String> optionsOf(Type type) {
    return Set.copyOf(OPTIONS.get(type).keySet());
  }

  /**
   * An option's value in its canonical spelling; empty if it is the default. An option that is off
   * the list is kept as it is.
   */
  static Optional<Value> stated(Type type, String name, Value value) {
    Option option = OPTIONS.get(type).get(name);
    if (option == null) {
      return Optional.of(value);
    }
    Value canonical = canonical(option.kind, value);
    return option.defaults.contains(canonical) ? Optional.empty() : Optional.of(canonical);
  }

  private static Value canonical(Kind kind, Value value) {
    if (kind == Kind.LIST) {
      // DESC prints () and ('') alike, as [].
      return Value.texts(value.items().isEmpty() ? List.of("") : value.items());
    }
    if (value.items().size() != 1) {
      return value;
    }
    String item = value.items().get(0);
    String upper = item.toUpperCase(Locale.ROOT);
    switch (kind) {
      case WORD:
        return Value.word(upper);
      case ENCODING:
        return Value.text(upper.replaceAll("[^A-Z0-9]", ""));
      default:
        return upper.equals("NONE") ? Value.word(upper) : Value.text(item);
    }
  }

  private static void word(Type type, String name, String usual) {
    add(type, name, Kind.WORD, Set.of(Value.word(usual)));
  }

  private static void text(Type type, String name, String usual) {
    add(type, name, Kind.TEXT, Set.of(canonical(Kind.TEXT, Value.text(usual))));
  }

  private static void nullIf(Type type, String... usual) {
    Set<Value> defaults = new HashSet<>();
    for (String item : usual) {
      defaults.add(Value.texts(List.of(item)));
    }
    add(type, "NULL_IF", Kind.LIST, defaults);
  }

  private static void add(Type type, String name, Kind kind, Set<Value> defaults) {
    OPTIONS.get(type).put(name, new Option(kind, defaults));
  }

  private static final class Option {
    private final Kind kind;
    private final Set<Value> defaults;

    Option(Kind kind, Set<Value> defaults) {
      this.kind = kind;
      this.defaults = Set.copyOf(defaults);
    }
  }
}
