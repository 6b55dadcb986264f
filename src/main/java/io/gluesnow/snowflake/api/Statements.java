package io.gluesnow.snowflake.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The calls of {@code /api/v2/statements}, each one exchange and one answer. */
interface Statements {

  CompletableFuture<SqlAnswer> post(SqlRequest request, Duration within);

  CompletableFuture<SqlAnswer> poll(String handle, Duration within);

  /**
   * @param partition counted from 1: 0 came with the result
   */
  CompletableFuture<SqlAnswer> partition(String handle, int partition, Duration within);
}
