package io.gluesnow.flink.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.TableId;
import io.gluesnow.flink.OutcomeCounts;
import io.gluesnow.flink.ScopeNews;
import io.gluesnow.flink.Sweep;
import io.gluesnow.glue.GlueAnswer;
import io.gluesnow.plan.Policy;
import io.gluesnow.testing.FakeClouds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;

/** A database of many tables is deleted: its sweep goes in steps that nothing else waits for. */
class ManyTablesSweptTest {
  private static final int TABLES = 100_000;
  private static final DatabaseId LAKE = DatabaseId.of("1", "eu-west-1", "lake__public");
  private static final Instant START = Instant.parse("2026-11-03T09:00:00Z");

  /** Far above what a step takes (some milliseconds), far below what all keys at once take. */
  private static final Duration MOST = Duration.ofMillis(500);

  private final FakeClouds clouds = new FakeClouds(Policy.builder("test"));
  private final HarnessJob.Told told = new HarnessJob.Told();

  @Test
  void aHundredThousandKnownTablesAreSweptInShortSteps() throws Exception {
    // Refused as they are: known after one call each, and no call of the sweep can hide its steps.
    clouds.failGlue(table -> Optional.of(GlueAnswer.invalid("Glue does not like it")));
    // The harness has next to no managed memory, which a task has.
    EmbeddedRocksDBStateBackend rocks = new EmbeddedRocksDBStateBackend();
    rocks.getMemoryConfiguration().setUseManagedMemory(false);
    try (HarnessJob job = HarnessJob.start(clouds, told, rocks, null, START)) {
      for (int i = 0; i < TABLES; i++) {
        TableId table = LAKE.table("t" + i);
        job.hear("e" + i, table);
        while (clouds.waiting() > 0) {
          job.oneCall();
        }
      }
      job.checkpoint();
      assertThat(told.last.of("outcome-refused")).isEqualTo(TABLES);
      job.longestMail();

      long begun = System.nanoTime();
      job.hear(ScopeNews.sweep(Sweep.of(Sweep.Cause.DATABASE_DELETED, Scope.of(LAKE), job.now())));
      while (clouds.waiting() > 0) {
        job.oneCall();
      }
      Duration whole = Duration.ofNanos(System.nanoTime() - begun);
      Duration longest = job.longestMail();

      job.checkpoint();
      assertThat(told.last.of(OutcomeCounts.SWEPT)).isEqualTo(TABLES);
      System.out.printf(
          "sweep of %,d known tables: %,d ms in all, the task thread held for %,d ms at the most%n",
          TABLES, whole.toMillis(), longest.toMillis());
      assertThat(longest).isLessThan(MOST);
    }
  }
}
