package io.gluesnow.snowflake.api;

import java.util.List;

/**
 * The secret cannot be read or used. The message has one sentence a problem, each of which names
 * the field and what to write instead, and never what a secret field holds; for the same reason it
 * has no cause.
 */
public final class BadSecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  BadSecretException(List<String> problems) {
    super(String.join(" ", problems));
    this.problems = List.copyOf(problems);
  }

  BadSecretException(String problem) {
    this(List.of(problem));
  }

  /** One sentence each. */
  public List<String> problems() {
    return problems;
  }
}
