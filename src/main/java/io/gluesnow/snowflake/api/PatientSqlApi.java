package io.gluesnow.snowflake.api;

import io.gluesnow.snowflake.api.SqlAnswer.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * Waits for a statement that was accepted and still runs: polls its handle, ever slower, until it
 * has ended or the request's budget has. For a statement about files it does not wait: the caller
 * keeps the handle.
 */
final class PatientSqlApi implements SqlApi {
  private final Statements statements;
  private final SqlApiOptions options;
  private final Clock clock;
  private final Timer timer;

  PatientSqlApi(Statements statements, SqlApiOptions options, Clock clock, Timer timer) {
    this.statements = statements;
    this.options = options;
    this.clock = clock;
    this.timer = timer;
  }

  @Override
  public CompletableFuture<SqlAnswer> submit(SqlRequest request) {
    Instant deadline = clock.instant().plus(request.budget());
    return statements
        .post(request, request.budget())
        .thenCompose(
            answer ->
                answer.is(Kind.RUNNING) && request.kind() != SqlRequest.Kind.FILES
                    ? ended(answer, answer, options.firstPoll(), deadline)
                    : CompletableFuture.completedFuture(answer));
  }

  @Override
  public CompletableFuture<SqlAnswer> poll(String handle) {
    return statements
        .poll(handle, options.pollWithin())
        .thenApply(answer -> aboutTheStatement(answer, handle));
  }

  /** Follows an accepted statement to its end. */
  private CompletableFuture<SqlAnswer> ended(
      SqlAnswer accepted, SqlAnswer newest, Duration wait, Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    if (left.compareTo(options.firstPoll()) < 0) {
      return CompletableFuture.completedFuture(givenUp(accepted, newest));
    }
    Duration pause = shorter(longer(wait, newest.retryAfter().orElse(wait)), left.dividedBy(2));
    String handle = accepted.handle().orElseThrow();
    return later(pause)
        .thenCompose(any -> statements.poll(handle, within(deadline)))
        .thenApply(answer -> ofTheRequest(aboutTheStatement(answer, handle), accepted))
        .thenCompose(
            answer ->
                answer.is(Kind.RUNNING)
                    ? ended(accepted, answer, slower(wait), deadline)
                    : CompletableFuture.completedFuture(answer));
  }

  /** A question that was refused says nothing about the statement: it may run still. */
  private static SqlAnswer aboutTheStatement(SqlAnswer answer, String handle) {
    return answer.kind().neverBegan()
        ? answer.but().kind(Kind.RUNNING).handle(handle).build()
        : answer;
  }

  private static SqlAnswer ofTheRequest(SqlAnswer polled, SqlAnswer accepted) {
    return polled
        .but()
        .requestId(accepted.requestId().orElse(null))
        .sentAt(accepted.sentAt().orElse(null))
        .build();
  }

  private SqlAnswer givenUp(SqlAnswer accepted, SqlAnswer newest) {
    String last = newest.message().isEmpty() ? "" : " (the last poll: " + newest.message() + ")";
    return accepted
        .but()
        .kind(Kind.UNKNOWN_END)
        .message("accepted, but its end was not seen in time" + last)
        .answeredAt(clock.instant())
        .build();
  }

  private Duration within(Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    return shorter(options.pollWithin(), longer(left, Duration.ofMillis(1)));
  }

  private CompletableFuture<Void> later(Duration pause) {
    CompletableFuture<Void> then = new CompletableFuture<>();
    timer.after(pause, () -> then.complete(null));
    return then;
  }

  private Duration slower(Duration wait) {
    return shorter(wait.multipliedBy(3).dividedBy(2), options.slowestPoll());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
