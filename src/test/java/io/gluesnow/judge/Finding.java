package io.gluesnow.judge;

import java.util.Objects;

/** One thing that a linter found in a file. */
public final class Finding {

  private final String rule;
  private final String level;
  private final int line;
  private final String message;

  private Finding(String rule, String level, int line, String message) {
    this.rule = Objects.requireNonNull(rule);
    this.level = Objects.requireNonNull(level);
    this.line = line;
    this.message = Objects.requireNonNull(message);
  }

  static Finding of(String rule, String level, int line, String message) {
    return new Finding(rule, level, line, message);
  }

  /** The linter's rule, such as {@code E3002}. */
  public String rule() {
    return rule;
  }

  /** {@code Error} or {@code Warning}. */
  public String level() {
    return level;
  }

  /** The line, counted from 1. */
  public int line() {
    return line;
  }

  /** What is wrong. */
  public String message() {
    return message;
  }

  @Override
  public String toString() {
    return "line " + line + ": " + rule + " " + message;
  }
}
