package io.gluesnow.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the JSON that other writers leave in table parameters, into maps, lists, texts, numbers,
 * truths and null. This room knows the JDK alone, hence no library.
 */
final class Json {
  private static final int MAX_DEPTH = 200;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** Empty for what is no JSON, and for the JSON null. */
  static Optional<Object> parse(String text) {
    Json json = new Json(text);
    try {
      Object value = json.value(0);
      json.skipBlanks();
      return json.at == text.length() ? Optional.ofNullable(value) : Optional.empty();
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private Object value(int depth) {
    skipBlanks();
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("too deep");
    }
    switch (text.charAt(at)) {
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case '"':
        return string();
      case 't':
        return word("true", true);
      case 'f':
        return word("false", false);
      case 'n':
        return word("null", null);
      default:
        return number();
    }
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    if (!accept('}')) {
      do {
        skipBlanks();
        String key = string();
        expect(':');
        members.put(key, value(depth + 1));
      } while (accept(','));
      expect('}');
    }
    return members;
  }

  private List<Object> array(int depth) {
    List<Object> items = new ArrayList<>();
    at++;
    if (!accept(']')) {
      do {
        items.add(value(depth + 1));
      } while (accept(','));
      expect(']');
    }
    return items;
  }

  private String string() {
    if (text.charAt(at++) != '"') {
      throw new IllegalArgumentException("a text was expected");
    }
    StringBuilder out = new StringBuilder();
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      out.append(c == '\\' ? escaped() : c);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    switch (c) {
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
      default:
        return c;
    }
  }

  private Object word(String word, Object meaning) {
    if (!text.startsWith(word, at)) {
      throw new IllegalArgumentException("unknown word");
    }
    at += word.length();
    return meaning;
  }

  private BigDecimal number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return new BigDecimal(text.substring(start, at));
  }

  private boolean accept(char c) {
    skipBlanks();
    if (text.charAt(at) != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw new IllegalArgumentException(c + " was expected");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
