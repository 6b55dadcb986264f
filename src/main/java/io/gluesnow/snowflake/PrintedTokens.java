package io.gluesnow.snowflake;

import io.gluesnow.snowflake.PrintedToken.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL that Snowflake printed, cut into tokens, with a cursor. A string literal may have its quotes
 * doubled or escaped; both are met in the field.
 */
final class PrintedTokens {
  private static final String[] SIGNS = {
    "::", "||", "<>", "!=", ">=", "<=", "(", ")", ",", ".", ";", "=", "<", ">", "+", "-", "*", "/",
    ":", "[", "]"
  };

  private final List<PrintedToken> tokens;
  private int at;

  private PrintedTokens(List<PrintedToken> tokens) {
    this.tokens = tokens;
  }

  /**
   * @throws Unreadable for text that is no SQL
   */
  static PrintedTokens of(String sql) {
    Scanner scanner = new Scanner(sql);
    List<PrintedToken> tokens = new ArrayList<>();
    do {
      tokens.add(scanner.next());
    } while (!tokens.get(tokens.size() - 1).is(Type.END));
    return new PrintedTokens(tokens);
  }

  PrintedToken peek() {
    return tokens.get(at);
  }

  PrintedToken peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  PrintedToken take() {
    PrintedToken token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  boolean atEnd() {
    return peek().is(Type.END);
  }

  /** Takes these words if they all come next. */
  boolean accept(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).isWord(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  boolean acceptSign(String sign) {
    if (peek().isSign(sign)) {
      take();
      return true;
    }
    return false;
  }

  void expect(String word) {
    if (!accept(word)) {
      throw new Unreadable(word + " expected, not " + peek());
    }
  }

  void expectSign(String sign) {
    if (!acceptSign(sign)) {
      throw new Unreadable(sign + " expected, not " + peek());
    }
  }

  /** A token of a type, as the text that it means. */
  String take(Type type) {
    if (!peek().is(type)) {
      throw new Unreadable(type + " expected, not " + peek());
    }
    return take().text();
  }

  /** A name of one to three parts, as printed: an unquoted part stands as it is stored. */
  List<String> name() {
    List<String> parts = new ArrayList<>();
    do {
      if (!peek().isName()) {
        throw new Unreadable("a name expected, not " + peek());
      }
      parts.add(take().text());
    } while (acceptSign("."));
    return parts;
  }

  private static final class Scanner {
    private final String sql;
    private int at;

    Scanner(String sql) {
      this.sql = sql;
    }

    PrintedToken next() {
      while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
        at++;
      }
      if (at >= sql.length()) {
        return new PrintedToken(Type.END, "");
      }
      int start = at;
      char c = sql.charAt(at);
      if (c == '\'') {
        return new PrintedToken(Type.STRING, literal());
      }
      if (c == '"') {
        return new PrintedToken(Type.QUOTED, quoted());
      }
      if (c == '@') {
        stage();
        return new PrintedToken(Type.STAGE, sql.substring(start, at));
      }
      if (isDigit(c)) {
        skip(Scanner::isNumeral);
        return new PrintedToken(Type.NUMBER, sql.substring(start, at));
      }
      if (c == '$') {
        at++;
        skip(Scanner::isDigit);
        return new PrintedToken(Type.POSITIONAL, sql.substring(start, at));
      }
      if (Character.isLetter(c) || c == '_' || c == '#') {
        at++;
        skip(letter -> Character.isLetterOrDigit(letter) || letter == '_' || letter == '$');
        return new PrintedToken(Type.WORD, sql.substring(start, at));
      }
      for (String sign : SIGNS) {
        if (sql.startsWith(sign, at)) {
          at += sign.length();
          return new PrintedToken(Type.SIGN, sign);
        }
      }
      throw new Unreadable("not SQL at " + at);
    }

    private interface CharTest {
      boolean test(char c);
    }

    private void skip(CharTest while_) {
      while (at < sql.length() && while_.test(sql.charAt(at))) {
        at++;
      }
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    private static boolean isNumeral(char c) {
      return isDigit(c) || c == '.';
    }

    /** Up to white space or a semicolon outside of double quotes. */
    private void stage() {
      boolean inQuotes = false;
      while (at < sql.length()) {
        char c = sql.charAt(at);
        if (!inQuotes && (Character.isWhitespace(c) || c == ';' || c == ')')) {
          return;
        }
        inQuotes ^= c == '"';
        at++;
      }
    }

    private String quoted() {
      StringBuilder name = new StringBuilder();
      at++;
      while (true) {
        char c = one();
        if (c != '"') {
          name.append(c);
        } else if (at < sql.length() && sql.charAt(at) == '"') {
          name.append('"');
          at++;
        } else {
          return name.toString();
        }
      }
    }

    private String literal() {
      StringBuilder escaped = new StringBuilder();
      at++;
      while (true) {
        char c = one();
        if (c == '\\') {
          escaped.append(c).append(one());
        } else if (c != '\'') {
          escaped.append(c);
        } else if (at < sql.length() && sql.charAt(at) == '\'') {
          escaped.append(c);
          at++;
        } else {
          return Escapes.decoded(escaped.toString());
        }
      }
    }

    private char one() {
      if (at >= sql.length()) {
        throw new Unreadable("a quote is not closed");
      }
      return sql.charAt(at++);
    }
  }
}
