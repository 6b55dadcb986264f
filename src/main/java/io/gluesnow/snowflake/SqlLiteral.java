package io.gluesnow.snowflake;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Text as an SQL string literal: quotes and backslashes doubled, control characters as escapes, so
 * that it stays on one line and nothing in it can end it.
 *
 * <p>Rules: https://docs.snowflake.com/en/sql-reference/data-types-text.
 */
public final class SqlLiteral {
  private SqlLiteral() {}

  /**
   * A literal that means exactly this text; half a surrogate pair, which UTF-8 cannot carry, is
   * replaced.
   */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('\'');
    text.codePoints().forEach(c -> append(out, c));
    return out.append('\'').toString();
  }

  /** {@code ('a', 'b')}. */
  public static String list(Collection<String> texts) {
    return texts.stream().map(SqlLiteral::of).collect(Collectors.joining(", ", "(", ")"));
  }

  /**
   * A literal for SHOW … LIKE that matches at least the object of this name, and may match others:
   * the match ignores case, and {@code _} and {@code %} are wildcards for which no page documents
   * an escape. So a backslash, which might be one, becomes a wildcard too, and the caller filters.
   */
  public static String like(String name) {
    return of(name.replace('\\', '_'));
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '\'':
        out.append("''");
        return;
      case '\\':
        out.append("\\\\");
        return;
      case '\n':
        out.append("\\n");
        return;
      case '\r':
        out.append("\\r");
        return;
      case '\t':
        out.append("\\t");
        return;
      case '\b':
        out.append("\\b");
        return;
      case '\f':
        out.append("\\f");
        return;
      default:
        if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
          out.append(String.format("\\u%04x", c));
        } else {
          out.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
        }
    }
  }
}
