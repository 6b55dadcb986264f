package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class ClockSkewTest {
  private static final Instant SENT = Instant.parse("2025-03-01T12:00:10.400Z");
  private static final Instant ANSWERED = SENT.plusMillis(200);

  private final ClockSkew skew = new ClockSkew(Duration.ofSeconds(5));

  @Test
  void aDateWithinTheExchangeShowsNoSkew() {
    assertThat(sample("2025-03-01T12:00:10Z")).isZero();
    assertThat(skew.isWithinLimit()).isTrue();
  }

  @Test
  void theSmallestDifferenceThatExplainsTheDateCounts() {
    assertThat(sample("2025-03-01T12:00:14Z")).isEqualTo(Duration.ofMillis(3400));
    assertThat(sample("2025-03-01T12:00:03Z")).isEqualTo(Duration.ofMillis(-6400));
  }

  @Test
  void aboveTheLimitInEitherDirectionNothingMayBeSent() {
    sample("2025-03-01T12:00:16Z");
    assertThat(skew.isWithinLimit()).isFalse();
    sample("2025-03-01T12:00:04Z");
    assertThat(skew.isWithinLimit()).isFalse();
    sample("2025-03-01T12:00:10Z");
    assertThat(skew.isWithinLimit()).isTrue();
  }

  @Test
  void aLongExchangeTellsTooLittle() {
    assertThat(skew.sample(header("2025-03-01T12:00:30Z"), SENT, SENT.plusSeconds(3))).isEmpty();
    assertThat(skew.newest()).isEmpty();
    assertThat(skew.isWithinLimit()).isTrue();
  }

  @Test
  void aMissingOrUnreadableDateIsNoSample() {
    assertThat(skew.sample(null, SENT, ANSWERED)).isEmpty();
    assertThat(skew.sample("soon", SENT, ANSWERED)).isEmpty();
    assertThat(skew.newest()).isEmpty();
  }

  private Duration sample(String serverTime) {
    return skew.sample(header(serverTime), SENT, ANSWERED).orElseThrow();
  }

  private static String header(String instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.parse(instant).atOffset(ZoneOffset.UTC));
  }
}
