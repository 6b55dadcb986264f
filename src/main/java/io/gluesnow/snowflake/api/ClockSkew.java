package io.gluesnow.snowflake.api;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How far Snowflake's clock is from ours, by the {@code Date} header of its answers.
 *
 * <p>The header has whole seconds and was written somewhere between sending and answer, so a sample
 * bounds the difference on two sides; what counts is the smallest difference that lies in the
 * bounds. Exchanges of more than two seconds tell too little and are left out: with a limit of 5 s
 * the true difference is then below 8 s. Safe for use by many threads.
 */
final class ClockSkew {
  private static final Duration TELLING = Duration.ofSeconds(2);
  private static final Duration RESOLUTION = Duration.ofSeconds(1);

  private final Duration limit;
  private volatile Duration newest;

  ClockSkew(Duration limit) {
    this.limit = limit;
  }

  /** Reads a sample, keeps it as the newest, and returns it; empty where there is none. */
  Optional<Duration> sample(String dateHeader, Instant sentAt, Instant answeredAt) {
    if (dateHeader == null || Duration.between(sentAt, answeredAt).compareTo(TELLING) > 0) {
      return Optional.empty();
    }
    try {
      Instant date =
          ZonedDateTime.parse(dateHeader, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration lowest = Duration.between(answeredAt, date);
      Duration highest = Duration.between(sentAt, date.plus(RESOLUTION));
      newest = nearestToZero(lowest, highest);
      return Optional.of(newest);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Positive when Snowflake's clock is ahead; empty before the first sample. */
  Optional<Duration> newest() {
    return Optional.ofNullable(newest);
  }

  /** False when the newest sample is above the limit. Unknown is within. */
  boolean isWithinLimit() {
    Duration known = newest;
    return known == null || known.abs().compareTo(limit) <= 0;
  }

  private static Duration nearestToZero(Duration lowest, Duration highest) {
    if (!lowest.isNegative()) {
      return lowest;
    }
    return highest.isNegative() ? highest : Duration.ZERO;
  }

  @Override
  public String toString() {
    return newest == null ? "not measured" : newest.toMillis() + " ms";
  }
}
