package io.gluesnow.standin.snowflake;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One statement that the server has taken in, from then on until long after its end. */
public final class Execution {
  /** How far it is. */
  public enum State {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    CANCELLED
  }

  private final String handle;
  private final String user;
  private final String sql;
  private final long createdOn;
  private final CompletableFuture<Execution> end = new CompletableFuture<>();
  private State state = State.RUNNING;
  private Result result;
  private SqlFailure failure;

  Execution(String user, String sql, long createdOn) {
    this.handle = UUID.randomUUID().toString();
    this.user = user;
    this.sql = sql;
    this.createdOn = createdOn;
  }

  /** The statement handle. */
  public String handle() {
    return handle;
  }

  String user() {
    return user;
  }

  public String sql() {
    return sql;
  }

  /** Milliseconds since the epoch. */
  public long createdOn() {
    return createdOn;
  }

  public synchronized State state() {
    return state;
  }

  public synchronized Optional<Result> result() {
    return Optional.ofNullable(result);
  }

  public synchronized Optional<SqlFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /** Completes with this execution when it has ended, never exceptionally. */
  public CompletableFuture<Execution> end() {
    return end;
  }

  /** Lets go of the result; how many rows it had. */
  synchronized int forget() {
    int rows = result == null ? 0 : result.rows().size();
    result = null;
    return rows;
  }

  boolean running() {
    return state() == State.RUNNING;
  }

  void succeeded(Result newResult) {
    close(State.SUCCEEDED, newResult, null);
  }

  void failed(SqlFailure newFailure) {
    close(State.FAILED, null, newFailure);
  }

  void timedOut(long seconds) {
    close(
        State.TIMED_OUT,
        null,
        SqlFailure.of(
            "000630",
            "57014",
            "Statement reached its statement or warehouse timeout of "
                + seconds
                + " second(s) and was canceled."));
  }

  void cancelled() {
    close(State.CANCELLED, null, SqlFailure.of("000604", "57014", "SQL execution canceled"));
  }

  private void close(State newState, Result newResult, SqlFailure newFailure) {
    synchronized (this) {
      if (state != State.RUNNING) {
        return;
      }
      state = newState;
      result = newResult;
      failure = newFailure;
    }
  }

  /** Tells those who wait; apart from the end itself, so that they are not called under a lock. */
  void announce() {
    end.complete(this);
  }

  @Override
  public String toString() {
    return handle + " " + state() + " " + sql;
  }
}
