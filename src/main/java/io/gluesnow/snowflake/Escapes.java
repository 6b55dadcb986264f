package io.gluesnow.snowflake;

/**
 * The backslash escapes of Snowflake's string literals, which DESC prints for format options too:
 * https://docs.snowflake.com/en/sql-reference/data-types-text.
 */
final class Escapes {
  private Escapes() {}

  /**
   * The text meant. What is no escape loses its backslash, as in Snowflake; one at the very end
   * stays.
   */
  static String decoded(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\' || at == text.length()) {
        out.append(c);
        continue;
      }
      char escape = text.charAt(at);
      int named = "bfnrt".indexOf(escape);
      if (named >= 0) {
        out.append("\b\f\n\r\t".charAt(named));
        at++;
      } else if (escape == 'x' && isHex(text, at + 1, 2)) {
        out.append((char) Integer.parseInt(text.substring(at + 1, at + 3), 16));
        at += 3;
      } else if (escape == 'u' && isHex(text, at + 1, 4)) {
        out.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
        at += 5;
      } else if (isOctal(text, at)) {
        out.append((char) Integer.parseInt(text.substring(at, at + 3), 8));
        at += 3;
      } else {
        out.append(escape == '0' ? '\0' : escape);
        at++;
      }
    }
    return out.toString();
  }

  private static boolean isHex(String text, int from, int digits) {
    return from + digits <= text.length()
        && text.substring(from, from + digits)
            .chars()
            .allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
  }

  private static boolean isOctal(String text, int from) {
    return from + 3 <= text.length()
        && text.substring(from, from + 3).chars().allMatch(c -> c >= '0' && c <= '7');
  }
}
