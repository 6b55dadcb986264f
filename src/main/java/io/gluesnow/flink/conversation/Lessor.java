package io.gluesnow.flink.conversation;

import io.gluesnow.snowflake.api.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives this attempt its lease from completed checkpoints, and says once in the log when it has
 * none for long: then nothing is sent to Snowflake until checkpoints complete again.
 */
final class Lessor {
  private static final Logger LOG = LoggerFactory.getLogger(Lessor.class);

  private final Lease lease;
  private final Clock clock;
  private final Instant startedAt;
  private final CheckpointMoments moments = new CheckpointMoments();
  private boolean warned;

  Lessor(Lease lease, Clock clock) {
    this.lease = lease;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /** In the synchronous part of a checkpoint. */
  void taken(long checkpoint) {
    moments.taken(checkpoint, clock.instant());
    if (left().isZero() && !warned && since().compareTo(lease.duration().multipliedBy(2)) > 0) {
      warned = true;
      LOG.warn(
          "no checkpoint has completed for {}: without one this attempt has no lease, and no DDL"
              + " is sent until checkpoints complete again",
          since());
    }
  }

  void completed(long checkpoint) {
    moments.completed(checkpoint).ifPresent(lease::confirmed);
    if (!left().isZero()) {
      warned = false;
    }
  }

  /** How much is left of the lease; zero for none. */
  Duration left() {
    Instant now = clock.instant();
    return lease
        .endsAt()
        .filter(end -> end.isAfter(now))
        .map(end -> Duration.between(now, end))
        .orElse(Duration.ZERO);
  }

  private Duration since() {
    return Duration.between(
        lease.endsAt().map(end -> end.minus(lease.duration())).orElse(startedAt), clock.instant());
  }
}
