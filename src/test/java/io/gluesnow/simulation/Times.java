package io.gluesnow.simulation;

import io.gluesnow.converge.Timings;
import java.time.Duration;
import java.time.Instant;

/** The world's clock in milliseconds, and times about ten times shorter than in production. */
final class Times {
  /** When each world begins. */
  static final long START = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

  static final long LEASE = 6_000;
  static final long STATEMENT = 3_000;
  static final long FILES = 12_000;
  static final long TOKEN = 3_000;
  static final long SKEW = 1_000;
  static final long VISIBLE = 2_000;
  static final long ASK_AGAIN = 3_000;
  static final long FRESH = 2_000;
  static final long GRACE = 4_000;
  // More than clocks differ (4 s), and an answer is stale, and a second is cut off, together.
  static final long SUPERSEDED = 8_000;
  static final long SETTLE = 100;
  static final long CHECKPOINT = 1_000;
  static final long CLIENT_TIMEOUT = 5_000;
  static final long ASYNC_AFTER = 1_000;

  /** Longer ago no definition is from which a plan was made. */
  static final long NEWS = 30_000;

  static final long ASKED_WITHIN = 1_000;

  static final Timings TIMINGS =
      Timings.builder()
          .lease(Duration.ofMillis(LEASE))
          .statementTimeout(Duration.ofMillis(STATEMENT))
          .filesTimeout(Duration.ofMillis(FILES))
          .tokenLife(Duration.ofMillis(TOKEN))
          .skew(Duration.ofMillis(SKEW))
          .visible(Duration.ofMillis(VISIBLE))
          .askAgain(Duration.ofMillis(ASK_AGAIN))
          .freshness(Duration.ofMillis(FRESH))
          .supersededSkew(Duration.ofMillis(SUPERSEDED))
          .backOff(Duration.ofMillis(200), Duration.ofMillis(2_000))
          .parked(Duration.ofMillis(5_000))
          .slowLook(Duration.ofMillis(5_000))
          .poll(Duration.ofMillis(500))
          .build();

  private Times() {}

  static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  /** For people: seconds since the world began. */
  static String said(long millis) {
    return String.format("%7.3f", (millis - START) / 1000.0);
  }
}
