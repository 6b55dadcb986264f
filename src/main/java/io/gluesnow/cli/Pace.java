package io.gluesnow.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** How fast something has grown of late, and how long the rest will take. */
final class Pace {
  private static final Duration WINDOW = Duration.ofSeconds(30);

  /** Less says nothing. */
  private static final Duration SHORTEST = Duration.ofSeconds(2);

  private static final Duration LONGEST = Duration.ofDays(999);

  private final Deque<Map.Entry<Instant, Long>> seen = new ArrayDeque<>();

  /** So much was there at that moment. */
  void seen(Instant now, long amount) {
    if (!seen.isEmpty() && seen.peekLast().getValue() > amount) {
      seen.clear(); // the job went back to a checkpoint
    }
    seen.addLast(Map.entry(now, amount));
    while (seen.size() > 2 && seen.peekFirst().getKey().isBefore(now.minus(WINDOW))) {
      seen.removeFirst();
    }
  }

  /** Growth a second; 0 while nobody can say. */
  double perSecond() {
    if (seen.isEmpty()) {
      return 0;
    }
    Duration time = Duration.between(seen.peekFirst().getKey(), seen.peekLast().getKey());
    return time.compareTo(SHORTEST) < 0
        ? 0
        : (seen.peekLast().getValue() - seen.peekFirst().getValue()) * 1000.0 / time.toMillis();
  }

  /** How long so much more will take; empty while nobody can say. */
  Optional<Duration> left(long more) {
    double seconds = more / perSecond();
    return seconds < LONGEST.toSeconds()
        ? Optional.of(Duration.ofSeconds(Math.max(1, Math.round(seconds))))
        : Optional.empty();
  }
}
