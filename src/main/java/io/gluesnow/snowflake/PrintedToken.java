package io.gluesnow.snowflake;

import java.util.Locale;
import java.util.Objects;

/** One token of SQL that Snowflake printed. */
final class PrintedToken {
  /** What it is. */
  enum Type {
    /** Unquoted: a keyword, a function or a name; {@code #UNKNOWN_…} too. */
    WORD,
    /** In double quotes; the text is the name meant. */
    QUOTED,
    /** In single quotes; the text is the one meant. */
    STRING,
    NUMBER,
    /** {@code $1}. */
    POSITIONAL,
    /** {@code @stage/path/}, whole. */
    STAGE,
    SIGN,
    END
  }

  private final Type type;
  private final String text;

  PrintedToken(Type type, String text) {
    this.type = Objects.requireNonNull(type, "type");
    this.text = Objects.requireNonNull(text, "text");
  }

  Type type() {
    return type;
  }

  /** The text meant; words as they are printed. */
  String text() {
    return text;
  }

  boolean is(Type expected) {
    return type == expected;
  }

  boolean isWord(String upper) {
    return type == Type.WORD && text.toUpperCase(Locale.ROOT).equals(upper);
  }

  boolean isSign(String sign) {
    return type == Type.SIGN && text.equals(sign);
  }

  boolean isName() {
    return type == Type.WORD || type == Type.QUOTED;
  }

  @Override
  public String toString() {
    return type == Type.END ? "the end" : text;
  }
}
