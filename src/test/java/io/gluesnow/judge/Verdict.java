package io.gluesnow.judge;

import java.util.List;
import java.util.Objects;

/** What a parser says of one statement. */
public final class Verdict {

  private final String sql;
  private final int statements;
  private final List<String> violations;

  private Verdict(String sql, int statements, List<String> violations) {
    this.sql = Objects.requireNonNull(sql);
    this.statements = statements;
    this.violations = List.copyOf(violations);
  }

  static Verdict of(String sql, int statements, List<String> violations) {
    return new Verdict(sql, statements, violations);
  }

  /** The text that was judged. */
  public String sql() {
    return sql;
  }

  /**
   * Whether the text is exactly one statement of the dialect and nothing else. A second statement
   * after a semicolon is legal SQL, so it has to be counted.
   */
  public boolean accepted() {
    return statements == 1 && violations.isEmpty();
  }

  /** How many statements the text was read as. */
  public int statements() {
    return statements;
  }

  /** What is wrong with it, in the parser's words; empty for legal SQL. */
  public List<String> violations() {
    return violations;
  }

  @Override
  public String toString() {
    return accepted() ? "accepted: " + sql : statements + " statements, " + violations + ": " + sql;
  }
}
