package io.gluesnow.snowflake.api;

import java.util.concurrent.CompletableFuture;

/**
 * Snowflake's SQL API, one statement at a time.
 *
 * <p>Neither method throws, and each future completes normally, with exactly one answer, within the
 * request's budget. It completes on a thread of the client: what is chained to it must not block.
 * Nothing is sent twice, except a statement that was refused for its token before it began: that
 * one goes once more, with a fresh token and a fresh request id.
 */
public interface SqlApi {

  /** Sends one statement. Never answers {@code RUNNING} unless the request is of kind FILES. */
  CompletableFuture<SqlAnswer> submit(SqlRequest request);

  /**
   * Asks once what became of the statement behind a handle that an earlier answer gave, also one of
   * an earlier attempt.
   *
   * <p>Answers {@code DONE}, {@code FAILED}, {@code UNKNOWN_END}, or {@code RUNNING}: it runs
   * still, or this question could not be answered (Snowflake is busy, away, or refuses the token).
   * The message then says which; ask again later. Of a {@code DONE} result only the first partition
   * is brought.
   */
  CompletableFuture<SqlAnswer> poll(String handle);
}
