package io.gluesnow.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RateLimitedGlueCatalogTest {
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final ManualTime time = new ManualTime();
  private boolean closed;

  private final GlueCatalog glue =
      new GlueCatalog() {
        @Override
        public CompletableFuture<GlueAnswer> ask(TableId table) {
          asked.add(table.table());
          return CompletableFuture.completedFuture(
              GlueAnswer.of(Snapshot.absent(Instant.EPOCH, table)));
        }

        @Override
        public void close() {
          closed = true;
        }
      };

  private RateLimitedGlueCatalog limited(double perSecond) {
    return RateLimitedGlueCatalog.of(glue, perSecond, () -> time.now, time::after);
  }

  private static TableId table(int i) {
    return TableId.of("111122223333", "eu-west-1", "d", "t" + i);
  }

  @Test
  @Tag("trap:aws-20")
  void neverAsksMoreThanItsRateAfterTheFirstSecondsWorth() {
    RateLimitedGlueCatalog limited = limited(10);
    List<CompletableFuture<GlueAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(limited.ask(table(i)));
    }
    assertThat(asked).hasSize(10);
    time.advance(Duration.ofMillis(99));
    assertThat(asked).hasSize(10);
    time.advance(Duration.ofMillis(1));
    assertThat(asked).hasSize(11);
    time.advance(Duration.ofSeconds(4));
    assertThat(asked).hasSize(51);
    time.advance(Duration.ofMinutes(1));
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
  }

  @Test
  void asksInTheOrderInWhichQuestionsCame() {
    RateLimitedGlueCatalog limited = limited(1);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      limited.ask(table(i));
      expected.add("t" + i);
      time.advance(Duration.ofMillis(300));
    }
    time.advance(Duration.ofMinutes(1));
    assertThat(asked).isEqualTo(expected);
  }

  @Test
  void savesUpNoMoreThanASecond() {
    RateLimitedGlueCatalog limited = limited(5);
    time.advance(Duration.ofHours(1));
    for (int i = 0; i < 50; i++) {
      limited.ask(table(i));
    }
    assertThat(asked).hasSize(5);
  }

  @Test
  void aRateBelowOneASecondWorks() {
    RateLimitedGlueCatalog limited = limited(0.5);
    limited.ask(table(0));
    limited.ask(table(1));
    time.advance(Duration.ofMillis(1999));
    assertThat(asked).containsExactly("t0");
    time.advance(Duration.ofMillis(1));
    assertThat(asked).containsExactly("t0", "t1");
  }

  @Test
  void closingAnswersWhatWaitsAndAsksNothingMore() {
    RateLimitedGlueCatalog limited = limited(1);
    limited.ask(table(0));
    CompletableFuture<GlueAnswer> waits = limited.ask(table(1));
    limited.close();
    assertThat(Answers.kind(waits.join())).isEqualTo("throttled");
    assertThat(Answers.kind(limited.ask(table(2)).join())).isEqualTo("throttled");
    time.advance(Duration.ofMinutes(1));
    assertThat(asked).containsExactly("t0");
    assertThat(closed).isTrue();
  }

  @Test
  void refusesARateThatIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> limited(0));
    assertThatIllegalArgumentException().isThrownBy(() -> limited(Double.NaN));
  }

  @Test
  void onItsOwnThreadItAnswersEverything() {
    try (RateLimitedGlueCatalog limited = RateLimitedGlueCatalog.of(glue, 200)) {
      List<CompletableFuture<GlueAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < 250; i++) {
        answers.add(limited.ask(table(i)));
      }
      answers.forEach(answer -> assertThat(answer).succeedsWithin(Duration.ofSeconds(10)));
      assertThat(asked).hasSize(250);
    }
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
