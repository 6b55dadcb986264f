package io.gluesnow.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long each table took from a beginning to a moment; the first moment after it counts. */
final class Since {
  private final Map<String, Long> begun = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Duration> times = new ConcurrentLinkedQueue<>();

  void begins(String table) {
    begun.put(table, System.nanoTime());
  }

  void reached(String table) {
    Long start = begun.remove(table);
    if (start != null) {
      times.add(Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /** All times; throws where it is not that many, for then something was not measured. */
  Lap times(int expected) {
    if (times.size() != expected) {
      throw new IllegalStateException(times.size() + " of " + expected + " were measured");
    }
    return Lap.of(List.copyOf(times));
  }
}
