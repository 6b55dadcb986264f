package io.gluesnow.converge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** When a table that no call is out for goes on: what is due, and when something will be. */
final class Agenda {
  private final OpenWork.Builder open;
  private final Duration grace;

  /**
   * @param open as it is at each question
   */
  Agenda(OpenWork.Builder open, Duration grace) {
    this.open = open;
    this.grace = grace;
  }

  /** Whether there is work that may be done now. */
  boolean isDue(Instant now) {
    if (open.hold != null && now.isBefore(open.hold.until())) {
      return open.hold.reason().isParked() && (open.waiting != null || isTimeDue(now));
    }
    return open.waiting != null
        || open.page != null
        || open.serving != null
        || open.running != null
        || open.wishes != null
        || isTimeDue(now);
  }

  private boolean isTimeDue(Instant now) {
    return moments().stream().anyMatch(at -> !at.isAfter(now));
  }

  /** When to be woken; empty for never. */
  Optional<Instant> next() {
    List<Instant> moments = moments();
    if (open.hold != null) {
      if (!open.hold.reason().isParked()) {
        return Optional.of(open.hold.until());
      }
      moments.add(open.hold.until());
    }
    return moments.isEmpty() ? Optional.empty() : Optional.of(Collections.min(moments));
  }

  private List<Instant> moments() {
    List<Instant> moments = new ArrayList<>(open.looks);
    if (open.slowLookAt != null) {
      moments.add(open.slowLookAt);
    }
    if (open.askAgainAt != null) {
      moments.add(open.askAgainAt);
    }
    if (open.absentSince != null && open.serving == null) {
      moments.add(graceEnds());
    }
    return moments;
  }

  /** The end of the grace of a table that is absent. */
  Instant graceEnds() {
    return open.absentSince.plus(grace);
  }
}
