package io.gluesnow.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a Glue column type, which is Hive's type language as many writers understand it, into a
 * {@link DataType}. Never throws: what is no type we know becomes {@link DataType.Unknown} with its
 * text, as small a part of the whole as its brackets allow ({@code array<geo>} is an array of an
 * unknown). {@code parse(type.toString())} gives the same type again.
 *
 * <p>Tolerated beyond Hive's grammar, because crawlers and engines write it: any case and blanks,
 * struct field names with colons or other odd characters, back-quoted names, and {@code not null}
 * and {@code comment '…'} after a field's type.
 */
public final class HiveTypeParser {
  /** Glue allows no longer type; a longer text is kept as unknown unread. */
  static final int MAX_LENGTH = 131_072;

  /**
   * Deeper types are kept as unknown text below this level, since a type holds the text of all its
   * parts and every level holds it once more.
   */
  static final int MAX_DEPTH = 64;

  private static final int MAX_NAME_LENGTH = 80;
  private static final int MAX_DECIMAL_PRECISION = 38;

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern WITH_PARAMETERS =
      Pattern.compile(
          "([a-z_ ]+?) ?\\( ?([0-9]{1,9}) ?(?:, ?([0-9]{1,9}) ?)?\\)((?: [a-z]+){0,5})");
  private static final Map<String, DataType> NAMES = names();

  private final String text;
  private int at;

  private HiveTypeParser(String text) {
    this.text = text;
  }

  /** Reads a type; {@code null} and the empty text are unknown types of empty text. */
  public static DataType parse(String text) {
    if (text == null) {
      return DataType.Unknown.of("");
    }
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.length() > MAX_LENGTH) {
      return DataType.Unknown.of(trimmed);
    }
    HiveTypeParser parser = new HiveTypeParser(trimmed);
    try {
      DataType type = parser.type(0, false);
      return parser.at == trimmed.length() ? type : DataType.Unknown.of(trimmed);
    } catch (Malformed e) {
      return DataType.Unknown.of(trimmed);
    }
  }

  /** A type up to the {@code ,} or {@code >} that ends it, or the end of the text. */
  private DataType type(int depth, boolean inStruct) throws Malformed {
    skipBlanks();
    int start = at;
    if (depth < MAX_DEPTH) {
      try {
        DataType nested = nested(depth);
        if (nested != null) {
          skipSuffix(inStruct);
          if (atEnd()) {
            return nested;
          }
        }
      } catch (Malformed e) {
        // Then it is text that only its brackets hold together.
      }
    }
    at = start;
    return simple(inStruct);
  }

  /** An array, map or struct, or null where none begins here. */
  private DataType nested(int depth) throws Malformed {
    int open = at;
    while (open < text.length() && isLetter(text.charAt(open)) && open - at < 8) {
      open++;
    }
    String head = text.substring(at, open).toLowerCase(Locale.ROOT);
    at = open;
    skipBlanks();
    if (!head.equals("array") && !head.equals("map") && !head.equals("struct")) {
      return null;
    }
    expect('<');
    if (head.equals("struct")) {
      return struct(depth);
    }
    DataType first = type(depth + 1, false);
    if (head.equals("array")) {
      expect('>');
      return DataType.Array.of(first);
    }
    expect(',');
    DataType value = type(depth + 1, false);
    expect('>');
    return DataType.MapOf.of(first, value);
  }

  private DataType struct(int depth) throws Malformed {
    List<DataType.Field> fields = new ArrayList<>();
    skipBlanks();
    if (peek() == '>') {
      at++;
      return DataType.Struct.of(fields);
    }
    while (true) {
      String name = fieldName();
      fields.add(DataType.Field.of(name, type(depth + 1, true)));
      if (peek() == '>') {
        at++;
        return DataType.Struct.of(fields);
      }
      expect(',');
    }
  }

  /** A field's name and its colon. */
  private String fieldName() throws Malformed {
    skipBlanks();
    if (peek() == '`') {
      String name = backQuoted();
      skipBlanks();
      expect(':');
      return name;
    }
    int start = at;
    int colon = bareNameEnd(start);
    while (beginsMoreOfAName(colon + 1)) {
      colon = bareNameEnd(colon + 1);
    }
    at = colon + 1;
    String name = text.substring(start, colon).strip();
    if (name.isEmpty()) {
      throw new Malformed();
    }
    return name;
  }

  private int bareNameEnd(int from) throws Malformed {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i;
      }
      if (c == ',' || c == '<' || c == '>' || c == '`') {
        break;
      }
    }
    throw new Malformed();
  }

  /**
   * Crawlers take names such as {@code xmlns:xsi} from the data as they stand. A type has no colon
   * before its first bracket, so a colon that follows says that we are still in the name.
   */
  private boolean beginsMoreOfAName(int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return true;
      }
      if (",<>(`'\"".indexOf(c) >= 0) {
        return false;
      }
    }
    return false;
  }

  private String backQuoted() throws Malformed {
    StringBuilder name = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '`') {
        name.append(c);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == '`') {
        name.append(c);
        i++;
      } else {
        at = i + 1;
        return name.toString();
      }
    }
    throw new Malformed();
  }

  /** A type without type parameters, known by its name, or else unknown text. */
  private DataType simple(boolean inStruct) throws Malformed {
    int start = at;
    int depth = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '<' || c == '(') {
        depth++;
      } else if (depth == 0 && (c == ',' || c == '>')) {
        break;
      } else if (c == '>' || c == ')') {
        depth--;
        if (depth < 0) {
          throw new Malformed();
        }
      } else if (c == '`' || c == '\'' || c == '"') {
        at = closingQuote(at);
      } else if (c == ':' && depth == 0 && inStruct) {
        throw new Malformed();
      }
    }
    if (depth != 0) {
      throw new Malformed();
    }
    String found = text.substring(start, at).strip();
    if (found.isEmpty()) {
      throw new Malformed();
    }
    DataType known = named(inStruct ? withoutSuffix(found) : found);
    return known == null ? DataType.Unknown.of(found) : known;
  }

  private int closingQuote(int open) throws Malformed {
    char quote = text.charAt(open);
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '`') {
        i++;
      } else if (c == quote) {
        return i;
      }
    }
    throw new Malformed();
  }

  /** Skips {@code not null} and {@code comment '…'} where a struct's field may have them. */
  private void skipSuffix(boolean inStruct) throws Malformed {
    skipBlanks();
    while (inStruct && !atEnd()) {
      if (skipWord("not")) {
        skipBlanks();
        if (!skipWord("null")) {
          throw new Malformed();
        }
      } else if (skipWord("comment")) {
        skipBlanks();
        if (peek() != '\'' && peek() != '"') {
          throw new Malformed();
        }
        at = closingQuote(at) + 1;
      } else {
        return;
      }
      skipBlanks();
    }
  }

  private static String withoutSuffix(String found) {
    for (int i = 0; i < found.length() && i <= MAX_NAME_LENGTH; i++) {
      if (i > 0 && Character.isWhitespace(found.charAt(i - 1))) {
        HiveTypeParser suffix = new HiveTypeParser(found);
        suffix.at = i;
        try {
          suffix.skipSuffix(true);
        } catch (Malformed e) {
          return found;
        }
        if (suffix.at == found.length()) {
          return found.substring(0, i).strip();
        }
      }
    }
    return found;
  }

  private boolean skipWord(String word) {
    if (!text.regionMatches(true, at, word, 0, word.length())) {
      return false;
    }
    at += word.length();
    return true;
  }

  /** The type of that name, or null. */
  private static DataType named(String found) {
    if (found.length() > MAX_NAME_LENGTH) {
      return null;
    }
    String name = BLANKS.matcher(found.toLowerCase(Locale.ROOT)).replaceAll(" ");
    DataType known = NAMES.get(name);
    if (known != null) {
      return known;
    }
    Matcher matcher = WITH_PARAMETERS.matcher(name);
    return matcher.matches() ? withParameters(matcher) : null;
  }

  private static DataType withParameters(Matcher matcher) {
    String name = matcher.group(1);
    int first = Integer.parseInt(matcher.group(2));
    String second = matcher.group(3);
    String rest = matcher.group(4);
    if (name.equals("timestamp") && second == null && first <= 9) {
      return NAMES.get(name + rest);
    }
    if (!rest.isEmpty()) {
      return null;
    }
    switch (name) {
      case "decimal":
      case "dec":
      case "numeric":
        return decimal(first, second == null ? 0 : Integer.parseInt(second));
      case "varchar":
      case "character varying":
        return characters(false, first, second);
      case "char":
      case "character":
        return characters(true, first, second);
      default:
        return null;
    }
  }

  private static DataType decimal(int precision, int scale) {
    return precision >= 1 && precision <= MAX_DECIMAL_PRECISION && scale <= precision
        ? DataType.Decimal.of(precision, scale)
        : null;
  }

  private static DataType characters(boolean fixedLength, int length, String second) {
    return second == null && length >= 1 ? DataType.Characters.of(fixedLength, length) : null;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean atEnd() {
    return at == text.length() || text.charAt(at) == ',' || text.charAt(at) == '>';
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void expect(char c) throws Malformed {
    if (at >= text.length() || text.charAt(at) != c) {
      throw new Malformed();
    }
    at++;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static Map<String, DataType> names() {
    Map<String, DataType> names = new HashMap<>();
    for (DataType.Primitive.Kind kind : DataType.Primitive.Kind.values()) {
      DataType type = DataType.Primitive.of(kind);
      names.put(type.toString(), type);
    }
    alias(names, "tinyint", "byte");
    alias(names, "smallint", "short");
    alias(names, "int", "integer");
    alias(names, "bigint", "long");
    alias(names, "float", "real");
    alias(names, "double", "double precision");
    alias(names, "string", "varchar");
    alias(names, "void", "null");
    alias(names, "timestamp", "timestamp without time zone", "timestamp_ntz");
    alias(
        names,
        "timestamp with local time zone",
        "timestamp_ltz",
        "timestamplocaltz",
        "timestamp with local tz");
    alias(names, "timestamp with time zone", "timestamptz", "timestamp_tz", "timestamp with tz");
    alias(
        names,
        "interval",
        "interval year to month",
        "interval_year_month",
        "interval day to second",
        "interval_day_time",
        "interval year",
        "interval month",
        "interval day",
        "interval hour",
        "interval minute",
        "interval second",
        "interval day to hour",
        "interval day to minute",
        "interval hour to minute",
        "interval hour to second",
        "interval minute to second");
    DataType bareDecimal = DataType.Decimal.of(10, 0);
    names.put("decimal", bareDecimal);
    names.put("dec", bareDecimal);
    names.put("numeric", bareDecimal);
    DataType bareChar = DataType.Characters.of(true, 1);
    names.put("char", bareChar);
    names.put("character", bareChar);
    return Map.copyOf(names);
  }

  private static void alias(Map<String, DataType> names, String name, String... aliases) {
    for (String alias : aliases) {
      names.put(alias, names.get(name));
    }
  }

  /** Only its brackets are broken; carries nothing, since the text itself is the answer. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super(null, null, false, false);
    }
  }
}
