package io.gluesnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant START = Instant.parse("2026-11-03T09:00:00Z");

  private final Pace pace = new Pace();

  @Test
  void nothingIsSaidOfTheFirstMoment() {
    pace.seen(START, 0);
    pace.seen(START.plusSeconds(1), 1_000_000);

    assertThat(pace.perSecond()).isZero();
    assertThat(pace.left(1)).isEmpty();
  }

  @Test
  void theRateIsThatOfTheLastHalfMinute() {
    for (int second = 0; second <= 100; second++) {
      pace.seen(START.plusSeconds(second), second < 60 ? 10 * second : 600 + 100 * (second - 60));
    }

    assertThat(pace.perSecond()).isEqualTo(100.0);
    assertThat(pace.left(6_000)).contains(Duration.ofSeconds(60));
  }

  @Test
  void aStandstillHasNoEndInSight() {
    for (int second = 0; second <= 100; second++) {
      pace.seen(START.plusSeconds(second), 10);
    }

    assertThat(pace.left(1)).isEmpty();
  }

  @Test
  void afterAReturnToACheckpointItBeginsAnew() {
    pace.seen(START, 0);
    pace.seen(START.plusSeconds(10), 10_000);
    pace.seen(START.plusSeconds(20), 4_000);
    pace.seen(START.plusSeconds(30), 5_000);

    assertThat(pace.perSecond()).isEqualTo(100.0);
  }
}
