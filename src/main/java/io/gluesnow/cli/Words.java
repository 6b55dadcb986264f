package io.gluesnow.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Figures as people read them. */
final class Words {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};
  private static final int STEP = 1000;
  private static final Pattern DURATION = Pattern.compile("(\\d{1,15}) ?(|ms|s|min|h)");

  private Words() {}

  /** {@code 1,234,567}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 table}, {@code 1,234 tables}. */
  static String count(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  /** {@code 812 B}, {@code 8.1 MB}; a thousand of a unit is the next. */
  static String bytes(double bytes) {
    int unit = 0;
    double left = bytes;
    while (left >= STEP - 0.5 && unit < UNITS.length - 1) {
      left /= STEP;
      unit++;
    }
    return String.format(
        Locale.ROOT, unit == 0 || left >= 100 ? "%.0f %s" : "%.1f %s", left, UNITS[unit]);
  }

  /** {@code 4 s}, {@code 3 min 5 s}, {@code 2 h 10 min}, {@code 3 d 4 h}. */
  static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return pair(seconds / 60, "min", seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return pair(seconds / 3600, "h", seconds / 60 % 60, "min");
    }
    return pair(seconds / 86_400, "d", seconds / 3600 % 24, "h");
  }

  /**
   * What {@link #duration} or Flink's settings write: {@code 500 ms}, {@code 10s}, {@code 10000}.
   */
  static Optional<Duration> parse(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    switch (matcher.group(2)) {
      case "s":
        return Optional.of(Duration.ofSeconds(count));
      case "min":
        return Optional.of(Duration.ofMinutes(count));
      case "h":
        return Optional.of(Duration.ofHours(count));
      default:
        return Optional.of(Duration.ofMillis(count));
    }
  }

  private static String pair(long large, String unit, long small, String smaller) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
  }
}
