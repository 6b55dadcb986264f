package io.gluesnow.snowflake;

import java.util.ArrayList;
import java.util.List;

/**
 * An SQL text cut into pieces, by a lexer that knows nothing of the renderer: what it says (names
 * and literals, decoded) and what shape it has (the same with all names and literals blanked).
 */
final class SqlShape {
  private final List<String> identifiers = new ArrayList<>();
  private final List<String> literals = new ArrayList<>();
  private final StringBuilder shape = new StringBuilder();

  private SqlShape() {}

  static SqlShape of(String sql) {
    SqlShape result = new SqlShape();
    int at = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '"') {
        at = result.identifier(sql, at + 1);
      } else if (c == '\'') {
        at = result.literal(sql, at + 1);
      } else if (sql.startsWith("--", at) || sql.startsWith("//", at) || sql.startsWith("/*", at)) {
        throw new AssertionError("a comment at " + at + " of " + sql);
      } else {
        result.shape.append(c);
        at++;
      }
    }
    return result;
  }

  private int identifier(String sql, int from) {
    StringBuilder name = new StringBuilder();
    int at = from;
    while (true) {
      char c = sql.charAt(at++);
      if (c == '"' && at < sql.length() && sql.charAt(at) == '"') {
        name.append('"');
        at++;
      } else if (c == '"') {
        identifiers.add(name.toString());
        shape.append("\"\"");
        return at;
      } else {
        name.append(c);
      }
    }
  }

  private int literal(String sql, int from) {
    StringBuilder text = new StringBuilder();
    int at = from;
    while (true) {
      char c = sql.charAt(at++);
      if (c == '\\') {
        char escape = sql.charAt(at++);
        int known = "bfnrt\\".indexOf(escape);
        if (escape == 'u') {
          text.append((char) Integer.parseInt(sql.substring(at, at + 4), 16));
          at += 4;
        } else if (known >= 0) {
          text.append("\b\f\n\r\t\\".charAt(known));
        } else {
          throw new AssertionError("an escape that means nothing: \\" + escape);
        }
      } else if (c == '\'' && at < sql.length() && sql.charAt(at) == '\'') {
        text.append('\'');
        at++;
      } else if (c == '\'') {
        literals.add(text.toString());
        shape.append("''");
        return at;
      } else if (Character.isISOControl(c)) {
        throw new AssertionError("a control character inside a literal");
      } else {
        text.append(c);
      }
    }
  }

  List<String> identifiers() {
    return identifiers;
  }

  List<String> literals() {
    return literals;
  }

  String shape() {
    return shape.toString();
  }
}
