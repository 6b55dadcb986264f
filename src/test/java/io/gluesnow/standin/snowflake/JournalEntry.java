package io.gluesnow.standin.snowflake;

import java.util.Optional;

/** One statement that was accepted and has ended. */
public final class JournalEntry {
  private final long number;
  private final String sql;
  private final String user;
  private final String role;
  private final String queryTag;
  private final String requestId;
  private final long begin;
  private final long end;
  private final boolean looks;
  private final SqlFailure failure;

  JournalEntry(
      long number,
      String sql,
      Session session,
      String requestId,
      long begin,
      long end,
      boolean looks,
      SqlFailure failure) {
    this.number = number;
    this.sql = sql;
    this.user = session.user();
    this.role = session.role();
    this.queryTag = session.queryTag();
    this.requestId = requestId;
    this.begin = begin;
    this.end = end;
    this.looks = looks;
    this.failure = failure;
  }

  /** The place in the order of execution, from 1. */
  public long number() {
    return number;
  }

  public String sql() {
    return sql;
  }

  public String user() {
    return user;
  }

  public String role() {
    return role;
  }

  public String queryTag() {
    return queryTag;
  }

  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  /** When the request was taken in, in milliseconds. */
  public long begin() {
    return begin;
  }

  /** When it took effect or failed, in milliseconds. */
  public long end() {
    return end;
  }

  /** Whether it was a SHOW, DESCRIBE or SELECT. */
  public boolean looks() {
    return looks;
  }

  public boolean succeeded() {
    return failure == null;
  }

  /** Whether it changed the catalog. */
  public boolean applied() {
    return succeeded() && !looks;
  }

  public Optional<SqlFailure> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public String toString() {
    return number + " " + (failure == null ? "ok" : failure.code()) + " " + sql;
  }
}
