package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "7, PT7S",
    "999999999, PT1H",
    "'Sat, 01 Mar 2025 12:00:30 GMT', PT30S",
    "'Sat, 01 Mar 2025 11:00:00 GMT', PT0S"
  })
  void secondsAndDatesAreRead(String header, Duration expected) {
    assertThat(RetryAfter.read(header, NOW)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "99999999999999999999"})
  void whatIsNeitherIsLeftOut(String header) {
    assertThat(RetryAfter.read(header, NOW)).isEmpty();
    assertThat(RetryAfter.read(null, NOW)).isEmpty();
  }
}
