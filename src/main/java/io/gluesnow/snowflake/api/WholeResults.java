package io.gluesnow.snowflake.api;

import io.gluesnow.snowflake.api.SqlAnswer.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Brings the further partitions of a read's result, one after the other, within its budget. */
final class WholeResults implements SqlApi {
  private final SqlApi inner;
  private final Statements statements;
  private final Clock clock;

  WholeResults(SqlApi inner, Statements statements, Clock clock) {
    this.inner = inner;
    this.statements = statements;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<SqlAnswer> submit(SqlRequest request) {
    Instant deadline = clock.instant().plus(request.budget());
    return inner
        .submit(request)
        .thenCompose(
            answer ->
                request.kind() == SqlRequest.Kind.READ && answer.is(Kind.DONE)
                    ? whole(answer, 1, new ArrayList<>(answer.rows()), deadline)
                    : CompletableFuture.completedFuture(answer));
  }

  @Override
  public CompletableFuture<SqlAnswer> poll(String handle) {
    return inner.poll(handle);
  }

  private CompletableFuture<SqlAnswer> whole(
      SqlAnswer first, int next, List<List<String>> rows, Instant deadline) {
    if (next >= first.partitions()) {
      return CompletableFuture.completedFuture(
          next == 1 ? first : first.but().result(first.columns(), rows).build());
    }
    Duration left = Duration.between(clock.instant(), deadline);
    if (left.isNegative() || left.isZero() || !first.handle().isPresent()) {
      return CompletableFuture.completedFuture(incomplete(first, next));
    }
    return statements
        .partition(first.handle().get(), next, left)
        .thenCompose(
            answer -> {
              if (!answer.is(Kind.DONE)) {
                return CompletableFuture.completedFuture(
                    answer.but().requestId(first.requestId().orElse(null)).build());
              }
              rows.addAll(answer.rows());
              return whole(first, next + 1, rows, deadline);
            });
  }

  private static SqlAnswer incomplete(SqlAnswer first, int next) {
    return first
        .but()
        .kind(Kind.UNKNOWN_END)
        .message("the result has " + first.partitions() + " partitions, only " + next + " came")
        .result(List.of(), List.of())
        .build();
  }
}
