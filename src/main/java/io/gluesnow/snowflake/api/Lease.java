package io.gluesnow.snowflake.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Until when this attempt of the job may change something: the moment of its newest completed
 * checkpoint and the lease's duration. Before the first one completes there is none, and what an
 * earlier attempt held counts for nothing. It never gets shorter. Safe for use by many threads.
 */
public final class Lease {
  private static final Duration ENOUGH = Duration.ofSeconds(5);

  private final Duration duration;
  private final AtomicReference<Instant> newest = new AtomicReference<>();

  private Lease(Duration duration) {
    this.duration = duration;
  }

  public static Lease of(Duration duration) {
    Objects.requireNonNull(duration, "duration");
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException("a lease must be positive: " + duration);
    }
    return new Lease(duration);
  }

  /**
   * A checkpoint has completed.
   *
   * @param moment what our clock showed in that checkpoint's {@code snapshotState}, not now
   */
  public void confirmed(Instant moment) {
    Objects.requireNonNull(moment, "moment");
    newest.accumulateAndGet(moment, (held, at) -> held == null || at.isAfter(held) ? at : held);
  }

  public Duration duration() {
    return duration;
  }

  /**
   * With less than this left nothing is sent, since it might arrive too late: 5 s, or a quarter of
   * a lease that is shorter than 20 s.
   */
  public Duration leastLeft() {
    Duration quarter = duration.dividedBy(4);
    return quarter.compareTo(ENOUGH) < 0 ? quarter : ENOUGH;
  }

  /** Absent before the first completed checkpoint; may be in the past. */
  public Optional<Instant> endsAt() {
    return Optional.ofNullable(newest.get()).map(moment -> moment.plus(duration));
  }

  @Override
  public String toString() {
    return endsAt().map(end -> "lease until " + end).orElse("no lease yet");
  }
}
