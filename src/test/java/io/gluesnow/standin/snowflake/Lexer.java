package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits SQL text as Snowflake does.
 *
 * <p>Unquoted words fold to upper case, {@code "…"} keeps its case and doubles quotes
 * (https://docs.snowflake.com/en/sql-reference/identifiers-syntax); {@code '…'} knows doubled
 * quotes and backslash escapes, where an unknown escape loses its backslash, and {@code $$…$$}
 * knows none (https://docs.snowflake.com/en/sql-reference/data-types-text). Comments are {@code
 * --}, {@code //} and {@code /* … *}{@code /}.
 */
final class Lexer {
  private static final String[] SIGNS = {
    "::", "||", "<>", "!=", ">=", "<=", "=>", "(", ")", ",", ".", ";", "=", "<", ">", "+", "-", "*",
    "/", "%", ":", "[", "]"
  };
  private static final int LONGEST_IDENTIFIER = 255;

  private final String sql;
  private final boolean foldsQuoted;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;
  private int tokenLine;
  private int tokenPosition;

  private Lexer(String sql, boolean foldsQuoted) {
    this.sql = sql;
    this.foldsQuoted = foldsQuoted;
  }

  static List<Token> tokens(String sql) {
    return tokens(sql, false);
  }

  /**
   * @param foldsQuoted whether quoted identifiers are stored in upper case too, as
   *     QUOTED_IDENTIFIERS_IGNORE_CASE makes them
   */
  static List<Token> tokens(String sql, boolean foldsQuoted) {
    Lexer lexer = new Lexer(sql, foldsQuoted);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (true) {
      skipBlanksAndComments();
      tokenLine = line;
      tokenPosition = at - lineStart;
      if (at >= sql.length()) {
        add(Token.Type.END, at, "", null);
        return;
      }
      next();
    }
  }

  private void next() {
    int start = at;
    char c = sql.charAt(at);
    if (wordStart(c)) {
      at++;
      while (at < sql.length() && wordPart(sql.charAt(at))) {
        at++;
      }
      String word = sql.substring(start, at);
      add(Token.Type.WORD, start, checked(word.toUpperCase(Locale.ROOT)), null);
    } else if (c == '"') {
      String name = quoted();
      add(Token.Type.QUOTED, start, name, null);
    } else if (c == '\'') {
      String text = literal();
      add(Token.Type.STRING, start, text, null);
    } else if (sql.startsWith("$$", at)) {
      int close = sql.indexOf("$$", at + 2);
      if (close < 0) {
        throw failure("$$");
      }
      at = close + 2;
      String text = sql.substring(start + 2, close);
      add(Token.Type.STRING, start, text, null);
      countLines(start, at);
    } else if (c == '$') {
      at++;
      while (at < sql.length() && digit(sql.charAt(at))) {
        at++;
      }
      if (at == start + 1) {
        at = start;
        throw failure("$");
      }
      add(Token.Type.POSITIONAL, start, sql.substring(start, at), null);
    } else if (digit(c)) {
      number(start);
    } else if (c == '@') {
      stage(start);
    } else {
      sign(start);
    }
  }

  private void number(int start) {
    while (at < sql.length() && digit(sql.charAt(at))) {
      at++;
    }
    if (at + 1 < sql.length() && sql.charAt(at) == '.' && digit(sql.charAt(at + 1))) {
      at++;
      while (at < sql.length() && digit(sql.charAt(at))) {
        at++;
      }
    }
    if (at < sql.length() && wordStart(sql.charAt(at))) {
      throw failure(String.valueOf(sql.charAt(at)));
    }
    add(Token.Type.NUMBER, start, sql.substring(start, at), null);
  }

  private void sign(int start) {
    for (String sign : SIGNS) {
      if (sql.startsWith(sign, at)) {
        at += sign.length();
        add(Token.Type.SIGN, start, sign, null);
        return;
      }
    }
    throw failure(String.valueOf(sql.charAt(at)));
  }

  private String quoted() {
    int start = at;
    StringBuilder name = new StringBuilder();
    at++;
    while (true) {
      if (at >= sql.length()) {
        at = start;
        throw failure("\"");
      }
      char c = sql.charAt(at);
      if (c == '"') {
        if (at + 1 < sql.length() && sql.charAt(at + 1) == '"') {
          name.append('"');
          at += 2;
          continue;
        }
        at++;
        break;
      }
      name.append(c);
      at++;
    }
    if (name.length() == 0) {
      at = start;
      throw failure("\"\"");
    }
    countLines(start, at);
    String checked = checked(name.toString());
    return foldsQuoted ? checked.toUpperCase(Locale.ROOT) : checked;
  }

  private String checked(String name) {
    if (name.length() > LONGEST_IDENTIFIER) {
      throw SqlFailure.invalidIdentifier(name);
    }
    return name;
  }

  private String literal() {
    int start = at;
    StringBuilder text = new StringBuilder();
    at++;
    while (true) {
      if (at >= sql.length()) {
        at = start;
        throw failure("'");
      }
      char c = sql.charAt(at);
      if (c == '\'') {
        if (at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
          text.append('\'');
          at += 2;
          continue;
        }
        at++;
        break;
      }
      if (c == '\\') {
        if (at + 1 >= sql.length()) {
          at = start;
          throw failure("'");
        }
        at++;
        escape(text);
        continue;
      }
      text.append(c);
      at++;
    }
    countLines(start, at);
    return text.toString();
  }

  /**
   * The characters after a backslash: https://docs.snowflake.com/en/sql-reference/data-types-text.
   */
  private void escape(StringBuilder text) {
    char c = sql.charAt(at);
    switch (c) {
      case 'b':
        text.append('\b');
        at++;
        return;
      case 'f':
        text.append('\f');
        at++;
        return;
      case 'n':
        text.append('\n');
        at++;
        return;
      case 'r':
        text.append('\r');
        at++;
        return;
      case 't':
        text.append('\t');
        at++;
        return;
      case 'x':
        code(text, 2, c);
        return;
      case 'u':
        code(text, 4, c);
        return;
      default:
        if (c >= '0' && c <= '7') {
          octal(text);
        } else {
          text.append(c);
          at++;
        }
    }
  }

  private void code(StringBuilder text, int digits, char letter) {
    int from = at + 1;
    if (from + digits > sql.length()
        || !sql.substring(from, from + digits).matches("[0-9A-Fa-f]+")) {
      throw failure("\\" + letter);
    }
    text.append((char) Integer.parseInt(sql.substring(from, from + digits), 16));
    at = from + digits;
  }

  /** One digit 0 is the NUL character, three digits are an octal code. */
  private void octal(StringBuilder text) {
    if (at + 3 <= sql.length() && sql.substring(at, at + 3).matches("[0-7]{3}")) {
      text.append((char) Integer.parseInt(sql.substring(at, at + 3), 8));
      at += 3;
    } else if (sql.charAt(at) == '0') {
      text.append('\0');
      at++;
    } else {
      text.append(sql.charAt(at));
      at++;
    }
  }

  /**
   * A stage reference takes no literal and no escape: what is not a plain letter, digit or one of
   * {@code _ - . = /} ends the statement's luck, and two dashes or two slashes begin a comment.
   */
  private void stage(int start) {
    at++;
    List<String> parts = new ArrayList<>();
    while (true) {
      if (at < sql.length() && sql.charAt(at) == '"') {
        parts.add(quoted());
      } else {
        int from = at;
        while (at < sql.length()
            && (from == at ? wordStart(sql.charAt(at)) : wordPart(sql.charAt(at)))) {
          at++;
        }
        if (from == at) {
          throw failure(at < sql.length() ? String.valueOf(sql.charAt(at)) : "<EOF>");
        }
        parts.add(checked(sql.substring(from, at).toUpperCase(Locale.ROOT)));
      }
      if (at < sql.length() && sql.charAt(at) == '.' && parts.size() < 3) {
        at++;
        continue;
      }
      break;
    }
    int from = at;
    while (at < sql.length() && !endsStage(sql.charAt(at))) {
      char c = sql.charAt(at);
      if (at == from && c != '/') {
        throw failure(String.valueOf(c));
      }
      boolean allowed = asciiLetter(c) || digit(c) || "_-.=/".indexOf(c) >= 0;
      if (!allowed || sql.startsWith("--", at) || sql.startsWith("//", at)) {
        throw failure(allowed ? sql.substring(at, at + 2) : String.valueOf(c));
      }
      at++;
    }
    String path = sql.substring(from, at);
    StagePath reference = StagePath.of(Name.of(parts), path.isEmpty() ? "" : path.substring(1));
    add(Token.Type.STAGE, start, sql.substring(start, at), reference);
  }

  private static boolean endsStage(char c) {
    return Character.isWhitespace(c) || c == ';' || c == ',' || c == ')';
  }

  private void skipBlanksAndComments() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\n') {
        at++;
        line++;
        lineStart = at;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
        while (at < sql.length() && sql.charAt(at) != '\n') {
          at++;
        }
      } else if (sql.startsWith("/*", at)) {
        int close = sql.indexOf("*/", at + 2);
        if (close < 0) {
          throw failure("/*");
        }
        int from = at;
        at = close + 2;
        countLines(from, at);
      } else {
        return;
      }
    }
  }

  private void add(Token.Type type, int start, String value, StagePath stage) {
    tokens.add(
        new Token(
            type, sql.substring(start, at), value, stage, start, at, tokenLine, tokenPosition));
  }

  private void countLines(int from, int to) {
    for (int i = from; i < to; i++) {
      if (sql.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
  }

  private SqlFailure failure(String unexpected) {
    return SqlFailure.syntax(line, Math.max(0, at - lineStart), unexpected);
  }

  private static boolean wordStart(char c) {
    return asciiLetter(c) || c == '_';
  }

  private static boolean wordPart(char c) {
    return wordStart(c) || digit(c) || c == '$';
  }

  private static boolean asciiLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
