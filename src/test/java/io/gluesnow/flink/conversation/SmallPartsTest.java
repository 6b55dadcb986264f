package io.gluesnow.flink.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Scope;
import io.gluesnow.flink.Sweep;
import io.gluesnow.snowflake.api.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SmallPartsTest {
  private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");

  @Nested
  class TheLease {
    private final TurnedClock clock = new TurnedClock();
    private final Lease lease = Lease.of(Duration.ofSeconds(60));
    private final Lessor lessor = new Lessor(lease, clock);

    @Test
    void thereIsNoneBeforeTheFirstCompletedCheckpoint() {
      lessor.taken(1);
      assertThat(lessor.left()).isZero();
    }

    @Test
    void countsFromWhenTheCheckpointWasTakenNotFromItsNotice() {
      lessor.taken(1);
      clock.now = NOON.plusSeconds(20);
      lessor.completed(1);
      assertThat(lessor.left()).isEqualTo(Duration.ofSeconds(40));
      clock.now = NOON.plusSeconds(60);
      assertThat(lessor.left()).isZero();
    }

    @Test
    void aLostNoticeIsMadeGoodByTheNext() {
      lessor.taken(1);
      clock.now = NOON.plusSeconds(5);
      lessor.taken(2);
      clock.now = NOON.plusSeconds(6);
      lessor.taken(3);
      lessor.completed(2);
      assertThat(lease.endsAt()).contains(NOON.plusSeconds(65));
    }

    @Test
    void aNoticeOfAnUnknownCheckpointTakesTheNewestBelow() {
      lessor.taken(1);
      lessor.completed(9);
      assertThat(lease.endsAt()).contains(NOON.plusSeconds(60));
    }
  }

  @Nested
  class TheReadyList {
    @Test
    void servesFirstComeFirstAndEachOnce() {
      ReadyTables ready = new ReadyTables(10);
      ready.add("a");
      ready.add("b");
      ready.add("a");
      assertThat(ready.next()).contains("a");
      assertThat(ready.next()).contains("b");
      assertThat(ready.next()).isEmpty();
    }

    @Test
    void hasNoPlaceForMoreThanItsBoundUntilOneIsServed() {
      ReadyTables ready = new ReadyTables(1);
      assertThat(ready.add("a")).isTrue();
      assertThat(ready.add("b")).isFalse();
      assertThat(ready.add("a")).as("has its place already").isTrue();
      ready.next();
      assertThat(ready.add("b")).isTrue();
    }
  }

  @Nested
  class ASweep {
    private final List<String> keys = new ArrayList<>();
    private final SweepProgress sweeps = new SweepProgress(300, sweep -> keys.stream());
    private final Sweep all = Sweep.of(Sweep.Cause.POLICY_CHANGED, Scope.ALL, NOON);

    @Test
    void takesAFewHundredKeysATurnAndKeepsItsPlace() {
      IntStream.range(0, 1000).forEach(i -> keys.add("k" + i));
      sweeps.add(all);
      List<String> seen = new ArrayList<>();
      List<Integer> turns = new ArrayList<>();
      while (!sweeps.isIdle()) {
        List<String> some = sweeps.turn();
        turns.add(some.size());
        seen.addAll(some);
        assertThat(sweeps.unfinished()).containsExactly(all);
        sweeps.turned();
      }
      assertThat(turns).containsExactly(300, 300, 300, 100);
      assertThat(seen).containsExactlyElementsOf(keys);
      assertThat(sweeps.unfinished()).isEmpty();
    }

    @Test
    void waitsForTheOneBeforeItAndIsNotKeptTwice() {
      Sweep other =
          Sweep.of(Sweep.Cause.RESYNC, Scope.of(DatabaseId.of("1", "eu-west-1", "shop")), NOON);
      keys.add("k");
      sweeps.add(all);
      sweeps.add(other);
      sweeps.add(other);
      sweeps.turn();
      assertThat(sweeps.sweep()).isEqualTo(all);
      assertThat(sweeps.unfinished()).containsExactly(all, other);
      sweeps.turned();
      sweeps.turn();
      assertThat(sweeps.sweep()).isEqualTo(other);
    }
  }

  private static final class TurnedClock extends Clock {
    private Instant now = NOON;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
