package io.gluesnow.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final List<Integer> sent = new ArrayList<>();
  private final ManualTime time = new ManualTime();

  private RateLimit limit(double perSecond) {
    return RateLimit.of(perSecond, () -> time.now, time::after);
  }

  @Test
  @Tag("trap:aws-20")
  void neverSendsMoreThanItsRateAfterTheFirstSecondsWorth() {
    RateLimit limit = limit(10);
    run(limit, 100);
    assertThat(sent).hasSize(10);
    time.advance(Duration.ofMillis(99));
    assertThat(sent).hasSize(10);
    time.advance(Duration.ofMillis(1));
    assertThat(sent).hasSize(11);
    time.advance(Duration.ofSeconds(4));
    assertThat(sent).hasSize(51);
    time.advance(Duration.ofMinutes(1));
    assertThat(sent).hasSize(100).isSorted();
  }

  private void run(RateLimit limit, int requests) {
    for (int i = 0; i < requests; i++) {
      int request = i;
      limit.run(() -> sent.add(request));
    }
  }

  @Test
  void sendsInTheOrderInWhichRequestsCame() {
    RateLimit limit = limit(1);
    for (int i = 0; i < 20; i++) {
      int request = i;
      limit.run(() -> sent.add(request));
      time.advance(Duration.ofMillis(300));
    }
    time.advance(Duration.ofMinutes(1));
    assertThat(sent).hasSize(20).isSorted();
  }

  @Test
  void savesUpNoMoreThanASecond() {
    RateLimit limit = limit(5);
    time.advance(Duration.ofHours(1));
    run(limit, 50);
    assertThat(sent).hasSize(5);
  }

  @Test
  void aRateBelowOneASecondWorks() {
    RateLimit limit = limit(0.5);
    run(limit, 2);
    time.advance(Duration.ofMillis(1999));
    assertThat(sent).containsExactly(0);
    time.advance(Duration.ofMillis(1));
    assertThat(sent).containsExactly(0, 1);
  }

  @Test
  void withoutALimitAllGoesAtOnce() {
    run(limit(Double.POSITIVE_INFINITY), 10_000);
    assertThat(sent).hasSize(10_000).isSorted();
  }

  @Test
  void closingForgetsWhatWaitsAndSendsNothingMore() {
    RateLimit limit = limit(1);
    run(limit, 2);
    limit.close();
    run(limit, 1);
    time.advance(Duration.ofMinutes(1));
    assertThat(sent).containsExactly(0);
  }

  @Test
  void refusesARateThatIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> limit(0));
    assertThatIllegalArgumentException().isThrownBy(() -> limit(Double.NaN));
  }

  /** Time that moves only when told to. */
  private static final class ManualTime {
    private final PriorityQueue<Task> tasks =
        new PriorityQueue<>(java.util.Comparator.comparingLong(task -> task.at));
    private long now;

    void after(long nanos, Runnable action) {
      assertThat(nanos).isPositive();
      tasks.add(new Task(now + nanos, action));
    }

    void advance(Duration by) {
      long end = now + by.toNanos();
      while (!tasks.isEmpty() && tasks.peek().at <= end) {
        Task task = tasks.remove();
        now = task.at;
        task.action.run();
      }
      now = end;
    }
  }

  private static final class Task {
    private final long at;
    private final Runnable action;

    private Task(long at, Runnable action) {
      this.at = at;
      this.action = action;
    }
  }
}
