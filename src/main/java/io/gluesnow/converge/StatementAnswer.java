package io.gluesnow.converge;

import java.util.Objects;
import java.util.Optional;

/** What came of one statement, in the terms that the controller acts on. */
public final class StatementAnswer {
  /** How it ended, or that nobody knows. */
  public enum Kind {
    /** Snowflake says that it is done. */
    DONE,
    /** A file statement that Snowflake still works at: poll its handle. */
    RUNNING,
    /** It may have run, may run now or later: wait out its life, then look. */
    END_UNKNOWN,
    /** It certainly never began (refused connection, 429, too old to send): back off, then look. */
    NOT_BEGUN,
    /** Not sent since this attempt has no lease (any more). */
    NO_LEASE,
    /** What was looked at is no longer so (exists already, does not exist): look, plan anew. */
    OVERTAKEN,
    /** Our role may not do it: waits for people. */
    DENIED,
    /** Snowflake refuses this statement for good: not tried again until target or policy change. */
    REJECTED
  }

  private final Kind kind;
  private final String code;
  private final String message;
  private final String handle;

  private StatementAnswer(Kind kind, String code, String message, String handle) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.code = Objects.requireNonNull(code, "code");
    this.message = Objects.requireNonNull(message, "message");
    this.handle = handle;
  }

  public static StatementAnswer done() {
    return new StatementAnswer(Kind.DONE, "", "", null);
  }

  public static StatementAnswer running(String handle) {
    return new StatementAnswer(Kind.RUNNING, "", "", Objects.requireNonNull(handle, "handle"));
  }

  /**
   * @param code Snowflake's six digits, an HTTP status, or empty
   * @param message in plain words, without secrets
   */
  public static StatementAnswer of(Kind kind, String code, String message) {
    return new StatementAnswer(kind, code, message, null);
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }

  public String message() {
    return message;
  }

  /** Where a running statement can be polled. */
  public Optional<String> handle() {
    return Optional.ofNullable(handle);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof StatementAnswer
        && kind == ((StatementAnswer) o).kind
        && code.equals(((StatementAnswer) o).code)
        && message.equals(((StatementAnswer) o).message)
        && Objects.equals(handle, ((StatementAnswer) o).handle);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, code, message, handle);
  }

  @Override
  public String toString() {
    return kind + (code.isEmpty() ? "" : " " + code) + (message.isEmpty() ? "" : ": " + message);
  }
}
