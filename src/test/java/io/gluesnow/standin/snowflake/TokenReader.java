package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.List;

/** A cursor over tokens, with the handful of questions that a recursive-descent parser asks. */
final class TokenReader {
  private final List<Token> tokens;
  private int at;

  TokenReader(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token take() {
    Token token = tokens.get(at);
    if (token.type() != Token.Type.END) {
      at++;
    }
    return token;
  }

  boolean atEnd() {
    return peek().type() == Token.Type.END;
  }

  /** Takes the words if they all come next, in order. */
  boolean accept(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).word(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  boolean nextIs(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).word(words[i])) {
        return false;
      }
    }
    return true;
  }

  void expect(String... words) {
    for (String word : words) {
      if (!peek().word(word)) {
        throw peek().unexpected();
      }
      at++;
    }
  }

  boolean acceptSign(String sign) {
    if (peek().sign(sign)) {
      at++;
      return true;
    }
    return false;
  }

  void expectSign(String sign) {
    if (!acceptSign(sign)) {
      throw peek().unexpected();
    }
  }

  String identifier() {
    Token token = peek();
    if (!token.identifier()
        || token.type() == Token.Type.WORD && Identifiers.reserved(token.value())) {
      throw token.unexpected();
    }
    at++;
    return token.value();
  }

  Name name(int longest) {
    List<String> parts = new ArrayList<>();
    parts.add(identifier());
    while (parts.size() < longest && acceptSign(".")) {
      parts.add(identifier());
    }
    return Name.of(parts);
  }

  String string() {
    Token token = peek();
    if (token.type() != Token.Type.STRING) {
      throw token.unexpected();
    }
    at++;
    return token.value();
  }

  int integer() {
    Token token = peek();
    if (token.type() != Token.Type.NUMBER
        || token.value().length() > 9
        || token.value().contains(".")) {
      throw token.unexpected();
    }
    at++;
    return Integer.parseInt(token.value());
  }

  boolean truth() {
    if (accept("TRUE")) {
      return true;
    }
    expect("FALSE");
    return false;
  }

  StagePath stage() {
    Token token = peek();
    if (token.type() != Token.Type.STAGE) {
      throw token.unexpected();
    }
    at++;
    return token.stage();
  }
}
