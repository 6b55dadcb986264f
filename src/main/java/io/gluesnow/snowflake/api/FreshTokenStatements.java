package io.gluesnow.snowflake.api;

import io.gluesnow.snowflake.api.SqlAnswer.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks once more, with a fresh token, where the token was refused. The secret is read again before:
 * the key may have been rotated. This is no re-send of a statement: a refused one never began, and
 * the second has a request id of its own.
 */
final class FreshTokenStatements implements Statements {
  private final Statements inner;
  private final Supplier<? extends CompletableFuture<?>> refreshSecret;
  private final Clock clock;

  /**
   * @param refreshSecret completes, in either way, when the secret was read again or could not be
   */
  FreshTokenStatements(
      Statements inner, Supplier<? extends CompletableFuture<?>> refreshSecret, Clock clock) {
    this.inner = inner;
    this.refreshSecret = refreshSecret;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<SqlAnswer> post(SqlRequest request, Duration within) {
    return onceMore(inner.post(request, within), left -> inner.post(request.again(), left), within);
  }

  @Override
  public CompletableFuture<SqlAnswer> poll(String handle, Duration within) {
    return onceMore(inner.poll(handle, within), left -> inner.poll(handle, left), within);
  }

  @Override
  public CompletableFuture<SqlAnswer> partition(String handle, int partition, Duration within) {
    return onceMore(
        inner.partition(handle, partition, within),
        left -> inner.partition(handle, partition, left),
        within);
  }

  private CompletableFuture<SqlAnswer> onceMore(
      CompletableFuture<SqlAnswer> first,
      Function<Duration, CompletableFuture<SqlAnswer>> again,
      Duration within) {
    Instant deadline = clock.instant().plus(within);
    return first.thenCompose(
        answer ->
            answer.is(Kind.UNAUTHORIZED)
                ? secretRead().thenCompose(any -> inTime(answer, again, deadline))
                : CompletableFuture.completedFuture(answer));
  }

  private CompletableFuture<Boolean> secretRead() {
    return refreshSecret.get().handle((read, failure) -> failure == null);
  }

  private CompletableFuture<SqlAnswer> inTime(
      SqlAnswer refused, Function<Duration, CompletableFuture<SqlAnswer>> again, Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() || left.isZero()
        ? CompletableFuture.completedFuture(refused)
        : again.apply(left);
  }
}
