package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final Instant NOON = Instant.parse("2025-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Test
  void thereIsNoneBeforeTheFirstCompletedCheckpoint() {
    assertThat(Lease.of(MINUTE).endsAt()).isEmpty();
  }

  @Test
  void itCountsFromTheMomentOfTheCheckpointNotOfTheNotice() {
    Lease lease = Lease.of(MINUTE);

    lease.confirmed(NOON);

    assertThat(lease.endsAt()).contains(NOON.plusSeconds(60));
    assertThat(lease.duration()).isEqualTo(MINUTE);
  }

  @Test
  void anOlderCheckpointThatIsConfirmedLateDoesNotShortenIt() {
    Lease lease = Lease.of(MINUTE);

    lease.confirmed(NOON.plusSeconds(10));
    lease.confirmed(NOON);

    assertThat(lease.endsAt()).contains(NOON.plusSeconds(70));
  }

  @Test
  void theNewestOfManyThreadsWins() throws InterruptedException {
    Lease lease = Lease.of(MINUTE);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int first = i;
      Thread thread =
          new Thread(
              () -> {
                for (int s = first; s < 8000; s += 8) {
                  lease.confirmed(NOON.plusSeconds(s));
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(lease.endsAt()).contains(NOON.plusSeconds(7999 + 60));
  }

  @Test
  void whatMustBeLeftIsAFewSecondsAndLessOfAShortLease() {
    assertThat(Lease.of(Duration.ofMinutes(3)).leastLeft()).isEqualTo(Duration.ofSeconds(5));
    assertThat(Lease.of(Duration.ofSeconds(4)).leastLeft()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aLeaseOfNoLengthIsRefused() {
    assertThatThrownBy(() -> Lease.of(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
  }
}
