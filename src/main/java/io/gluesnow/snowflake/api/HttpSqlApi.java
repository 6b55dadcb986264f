package io.gluesnow.snowflake.api;

import io.gluesnow.snowflake.api.SqlAnswer.Kind;
import io.gluesnow.snowflake.api.Timer.Alarm;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The SQL API over HTTPS. Keeps the contract of {@link SqlApi} whatever happens below: nothing is
 * thrown, every future completes once and normally, in time, and after {@link #close} too.
 */
public final class HttpSqlApi implements SqlApi, AutoCloseable {
  /** The layers below see to the budget themselves; this only catches what they might miss. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Clock clock;
  private final ThreadTimer timer = new ThreadTimer();
  private final ClockSkew skew;
  private final Wire wire;
  private final SqlApi layers;
  private final Map<CompletableFuture<SqlAnswer>, SqlAnswer> open = new ConcurrentHashMap<>();

  private HttpSqlApi(SqlApiOptions options, AccountSource accounts, Lease lease, Clock clock) {
    this.clock = clock;
    this.skew = new ClockSkew(options.skew().dividedBy(2));
    this.wire = new Wire(options, clock, timer, skew);
    Sessions sessions = new Sessions(accounts::current, lease, skew);
    Statements statements = new HttpStatements(wire, sessions, options.userAgent());
    statements = new FreshTokenStatements(statements, accounts::refresh, clock);
    this.layers =
        new WholeResults(new PatientSqlApi(statements, options, clock, timer), statements, clock);
  }

  /**
   * @param accounts where to send, as whom, and with which credentials; it stays the caller's
   * @param lease when changes may be sent; one that is never confirmed allows reads only
   */
  public static HttpSqlApi open(
      SqlApiOptions options, AccountSource accounts, Lease lease, Clock clock) {
    Objects.requireNonNull(lease, "lease");
    return new HttpSqlApi(options, accounts, lease, clock);
  }

  @Override
  public CompletableFuture<SqlAnswer> submit(SqlRequest request) {
    SqlAnswer otherwise = SqlAnswer.of(Kind.UNKNOWN_END).requestId(request.requestId()).build();
    return guarded(() -> layers.submit(request), otherwise, request.budget());
  }

  @Override
  public CompletableFuture<SqlAnswer> poll(String handle) {
    SqlAnswer otherwise = SqlAnswer.of(Kind.RUNNING).handle(handle).build();
    return guarded(() -> layers.poll(handle), otherwise, Duration.ofMinutes(1));
  }

  /** How far Snowflake's clock is ahead of ours, by its newest answer; empty before the first. */
  public Optional<Duration> skew() {
    return skew.newest();
  }

  /** How many calls wait for their turn or for their answer. */
  public int inFlight() {
    return wire.inFlight();
  }

  /**
   * Drops what has not been sent, waits for what is on the wire as long as the options say, and
   * ends. Every open future is complete when this returns.
   */
  @Override
  public void close() {
    wire.close();
    timer.close();
    open.forEach((future, otherwise) -> settle(future, otherwise, "the client was closed"));
  }

  /** Completes with what the layers say, or with {@code otherwise} if they say nothing. */
  private CompletableFuture<SqlAnswer> guarded(
      Supplier<CompletableFuture<SqlAnswer>> call, SqlAnswer otherwise, Duration within) {
    CompletableFuture<SqlAnswer> result = new CompletableFuture<>();
    open.put(result, otherwise);
    Alarm late =
        timer.after(within.plus(GRACE), () -> settle(result, otherwise, "no answer in time"));
    result.whenComplete(
        (answer, failure) -> {
          late.cancel();
          open.remove(result);
        });
    try {
      call.get()
          .whenComplete(
              (answer, failure) -> {
                if (failure == null) {
                  result.complete(answer);
                } else {
                  settle(result, otherwise, nameOf(failure));
                }
              });
    } catch (RuntimeException e) {
      settle(result, otherwise, nameOf(e));
    }
    return result;
  }

  private void settle(CompletableFuture<SqlAnswer> future, SqlAnswer otherwise, String message) {
    future.complete(otherwise.but().message(message).answeredAt(clock.instant()).build());
  }

  /** The class only: what the message holds is not known here. */
  private static String nameOf(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return "a fault of the client itself: " + cause.getClass().getName();
  }
}
