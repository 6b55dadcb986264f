package io.gluesnow.snowflake.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock and a timer that a test moves by hand; what falls due on the way runs in its order. */
final class ManualTime extends Clock implements Timer {
  static final Instant START = Instant.parse("2025-03-01T12:00:00.250Z");

  private final List<Due> waiting = new ArrayList<>();
  private volatile Instant now = START;

  void forward(Duration by) {
    Instant end = now.plus(by);
    while (true) {
      Due next =
          waiting.stream()
              .filter(due -> !due.at.isAfter(end))
              .min(Comparator.comparing((Due due) -> due.at))
              .orElse(null);
      if (next == null) {
        now = end;
        return;
      }
      waiting.remove(next);
      now = next.at.isAfter(now) ? next.at : now;
      next.task.run();
    }
  }

  /** Moves the clock alone, as a frozen process or an administrator does. */
  void jump(Duration by) {
    now = now.plus(by);
  }

  int pending() {
    return waiting.size();
  }

  @Override
  public Alarm after(Duration delay, Runnable task) {
    Due due = new Due(now.plus(delay), task);
    waiting.add(due);
    return () -> waiting.remove(due);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  private static final class Due {
    private final Instant at;
    private final Runnable task;

    Due(Instant at, Runnable task) {
      this.at = at;
      this.task = task;
    }
  }
}
