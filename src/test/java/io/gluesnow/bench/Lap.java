package io.gluesnow.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Times of many equal things, and what they come to. */
final class Lap {
  private final long[] sorted;

  private Lap(long[] sorted) {
    this.sorted = sorted;
  }

  static Lap of(List<Duration> times) {
    if (times.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    long[] nanos = times.stream().mapToLong(Duration::toNanos).toArray();
    Arrays.sort(nanos);
    return new Lap(nanos);
  }

  int count() {
    return sorted.length;
  }

  /** The smallest time that at least that share of all did not exceed, such as 0.99. */
  Duration percentile(double share) {
    int place = (int) Math.ceil(share * sorted.length) - 1;
    return Duration.ofNanos(sorted[Math.max(0, place)]);
  }
}
