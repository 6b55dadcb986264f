package io.gluesnow.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Finds the moment at which a job with bounded sources is done: it is at rest over two checkpoints
 * in a row, and over longer than its gauges may be old.
 *
 * <p>One look would not do. Gauges of different steps are of different moments, and what is on the
 * wire between steps is in none of them; but a checkpoint's barrier passes every wire, and the
 * second of two begins after the first look.
 */
final class Quiet {
  private static final int CHECKPOINTS = 2;

  private final Duration metricAge;
  private Instant since;
  private Glance first;

  Quiet(Duration metricAge) {
    this.metricAge = Objects.requireNonNull(metricAge, "metricAge");
  }

  /** Whether with this look it is sure that the job is done. */
  boolean isReached(Glance glance, Instant now) {
    if (!glance.isAtRest()) {
      since = null;
      return false;
    }
    if (since == null
        || !glance.accounts().equals(first.accounts())
        || glance.checkpoints() < first.checkpoints()) { // another JobManager counts anew
      since = now;
      first = glance;
    }
    return glance.checkpoints() >= first.checkpoints() + CHECKPOINTS
        && !now.isBefore(since.plus(metricAge.multipliedBy(2)));
  }
}
