package io.gluesnow.snowflake.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account as its secret describes it. The secret is read when this is opened, again when it has
 * grown old, and on request: when a token was refused (the key may have been rotated) and when a
 * table waits for its stage. A secret that cannot be read or used leaves the last good account in
 * force. Safe for use by many threads; only {@link #open} blocks.
 */
public final class AccountSource {
  private static final Logger LOG = LoggerFactory.getLogger(AccountSource.class);

  /** Many callers may ask at once, each for the same reason: one reading serves them all. */
  private static final Duration YOUNG = Duration.ofSeconds(5);

  private final SecretSource secret;
  private final Duration readEvery;
  private final Executor executor;
  private final Clock clock;
  private SnowflakeAccount current;
  private String text;
  private Instant readAt;
  private String problem;
  private CompletableFuture<SnowflakeAccount> reading;

  private AccountSource(SecretSource secret, Duration readEvery, Executor executor, Clock clock) {
    this.secret = Objects.requireNonNull(secret, "secret");
    this.readEvery = Objects.requireNonNull(readEvery, "readEvery");
    this.executor = Objects.requireNonNull(executor, "executor");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Reads the secret for the first time, in the caller's thread.
   *
   * @param executor reads it again; may block for as long as the secret source does
   * @throws BadSecretException when it cannot be read or used
   */
  public static AccountSource open(
      SecretSource secret, Duration readEvery, Executor executor, Clock clock) {
    AccountSource source = new AccountSource(secret, readEvery, executor, clock);
    String first = secret.read();
    source.take(first, SnowflakeSecret.parse(first));
    return source;
  }

  /** The last good account. The same object as long as the secret is the same. */
  public synchronized SnowflakeAccount current() {
    if (!clock.instant().isBefore(readAt.plus(readEvery))) {
      refresh();
    }
    return current;
  }

  /**
   * Reads the secret again, unless that has just happened. Always completes normally, with the
   * account then in force.
   */
  public synchronized CompletableFuture<SnowflakeAccount> refresh() {
    if (reading != null) {
      return reading;
    }
    if (clock.instant().isBefore(readAt.plus(YOUNG))) {
      return CompletableFuture.completedFuture(current);
    }
    CompletableFuture<SnowflakeAccount> started = new CompletableFuture<>();
    reading = started;
    try {
      executor.execute(() -> started.complete(readAgain()));
    } catch (RejectedExecutionException closing) {
      started.complete(keep("The secret is not read any more: the job is stopping."));
    }
    return started;
  }

  /** Why the newest reading was of no use; empty when it was. */
  public synchronized Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  private SnowflakeAccount readAgain() {
    try {
      String now = secret.read();
      return isNew(now) ? take(now, SnowflakeSecret.parse(now)) : keep(null);
    } catch (BadSecretException e) {
      return keep(e.getMessage());
    } catch (RuntimeException e) {
      return keep("The secret cannot be read (" + e.getClass().getName() + ").");
    }
  }

  private synchronized boolean isNew(String now) {
    return !now.equals(text);
  }

  private synchronized SnowflakeAccount take(String now, SnowflakeAccount account) {
    text = now;
    current = account;
    return keep(null);
  }

  private synchronized SnowflakeAccount keep(String trouble) {
    if (trouble != null && !trouble.equals(problem)) {
      LOG.warn("The last good Snowflake account stays in force. {}", trouble);
    }
    problem = trouble;
    readAt = clock.instant();
    reading = null;
    return current;
  }

  @Override
  public synchronized String toString() {
    return current + ", read at " + readAt;
  }
}
