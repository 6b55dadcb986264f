package io.gluesnow.standin.snowflake;

import java.util.Locale;

/** One word, literal or sign of a statement, and where it stands. */
final class Token {
  enum Type {
    WORD,
    QUOTED,
    STRING,
    NUMBER,
    POSITIONAL,
    SIGN,
    STAGE,
    END
  }

  private final Type type;
  private final String raw;
  private final String value;
  private final StagePath stage;
  private final int start;
  private final int end;
  private final int line;
  private final int position;

  Token(
      Type type,
      String raw,
      String value,
      StagePath stage,
      int start,
      int end,
      int line,
      int position) {
    this.type = type;
    this.raw = raw;
    this.value = value;
    this.stage = stage;
    this.start = start;
    this.end = end;
    this.line = line;
    this.position = position;
  }

  Type type() {
    return type;
  }

  /** As written. */
  String raw() {
    return raw;
  }

  /** What the token means: an identifier folded as stored, a literal with its escapes resolved. */
  String value() {
    return value;
  }

  StagePath stage() {
    return stage;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  boolean identifier() {
    return type == Type.WORD || type == Type.QUOTED;
  }

  boolean word(String keyword) {
    return type == Type.WORD && raw.toUpperCase(Locale.ROOT).equals(keyword);
  }

  boolean sign(String sign) {
    return type == Type.SIGN && raw.equals(sign);
  }

  SqlFailure unexpected() {
    return SqlFailure.syntax(line, position, type == Type.END ? "<EOF>" : raw);
  }

  @Override
  public String toString() {
    return type + " " + raw;
  }
}
