package io.gluesnow.snowflake;

import io.gluesnow.snowflake.api.SqlAnswer;
import io.gluesnow.snowflake.api.SqlApi;
import io.gluesnow.snowflake.api.SqlRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lets nothing through before it is known that quoted names keep their case in our sessions. With
 * QUOTED_IDENTIFIERS_IGNORE_CASE on, a quoted name means another object, and the parameter cannot
 * be set in a request. It is read once, and while it is on again every minute.
 */
final class QuotingGate {
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final String PARAMETER = "QUOTED_IDENTIFIERS_IGNORE_CASE";

  private final SqlApi api;
  private final Clock clock;
  private CompletableFuture<Optional<ReadFailure>> answer;
  private Instant askAgain = Instant.MAX;

  QuotingGate(SqlApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  /** Empty when the way is free. */
  synchronized CompletableFuture<Optional<ReadFailure>> pass() {
    if (answer == null || !clock.instant().isBefore(askAgain)) {
      askAgain = Instant.MAX;
      CompletableFuture<Optional<ReadFailure>> asked =
          api.submit(SqlRequest.read(LookSql.quotingParameter()).build())
              .thenApply(QuotingGate::read);
      answer = asked;
      asked.thenAccept(this::answered);
      return asked;
    }
    return answer;
  }

  private synchronized void answered(Optional<ReadFailure> failure) {
    if (failure.isPresent()) {
      // What a person must change is asked for again slowly, what passes at the next look.
      askAgain = failure.get().isDenied() ? clock.instant().plus(AGAIN) : Instant.MIN;
    }
  }

  private static Optional<ReadFailure> read(SqlAnswer answer) {
    if (!answer.is(SqlAnswer.Kind.DONE)) {
      return Optional.of(ReadFailure.of(answer, "our sessions' parameters cannot be seen"));
    }
    boolean on =
        Row.of(answer).stream()
            .anyMatch(row -> row.text("key").equalsIgnoreCase(PARAMETER) && row.isTrue("value"));
    return on
        ? Optional.of(
            ReadFailure.lasting(
                PARAMETER
                    + " is TRUE for our user, so quoted names would lose their case:"
                    + " ALTER USER … SET "
                    + PARAMETER
                    + " = FALSE for the service user"))
        : Optional.empty();
  }
}
