package io.gluesnow.standin.snowflake;

import java.util.Optional;

/** What a fault rule may look at: one request as it left the client. */
public final class SentRequest {
  /** The three calls of the SQL API. */
  public enum Call {
    SUBMIT,
    POLL,
    CANCEL
  }

  private final Call call;
  private final String sql;
  private final String requestId;
  private final long ordinal;

  SentRequest(Call call, String sql, String requestId, long ordinal) {
    this.call = call;
    this.sql = sql;
    this.requestId = requestId;
    this.ordinal = ordinal;
  }

  public Call call() {
    return call;
  }

  /**
   * The statement's text; for a poll that of the statement it asks for; empty where it could not be
   * read.
   */
  public String sql() {
    return sql;
  }

  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  /** Which request of the server's life this is, from 1. */
  public long ordinal() {
    return ordinal;
  }

  /** Whether this submits a statement that begins with the given words, in any case and spacing. */
  public boolean submits(String words) {
    return call == Call.SUBMIT && normal(sql).startsWith(normal(words));
  }

  private static String normal(String text) {
    return text.trim().replaceAll("\\s+", " ").toUpperCase(java.util.Locale.ROOT);
  }

  @Override
  public String toString() {
    return ordinal + " " + call + " " + sql;
  }
}
