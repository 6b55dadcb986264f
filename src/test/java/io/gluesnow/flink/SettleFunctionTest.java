package io.gluesnow.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.TableId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SettleFunctionTest {
  private static final Instant MORNING = Instant.parse("2026-11-03T09:00:00Z");
  private static final TableId ORDERS = TableId.of("1", "eu-west-1", "shop__raw", "orders");
  private static final TableId ITEMS = TableId.of("1", "eu-west-1", "shop__raw", "items");

  private final LastCounts counts = new LastCounts();

  @Test
  @Tag("trap:aws-14")
  void manyEventsOfOneTableBecomeOneDoubtAfterSettle() throws Exception {
    try (Harness harness = opened(null)) {
      harness.hear(100, event("b", 7, ORDERS));
      harness.hear(400, event("a", 3, ORDERS));
      harness.hear(900, event("c", 5, ORDERS));
      harness.setProcessingTime(1099);
      assertThat(harness.doubts()).isEmpty();

      harness.setProcessingTime(1100);

      Doubt doubt = harness.doubts().get(0);
      assertThat(doubt.events()).isEqualTo(3);
      assertThat(doubt.first().eventId()).isEqualTo("a");
      assertThat(doubt.last().eventId()).isEqualTo("b");
      assertThat(doubt.heardAt()).isEqualTo(Instant.ofEpochMilli(900));
    }
  }

  @Test
  @Tag("trap:aws-10")
  @Tag("trap:aws-17")
  void laterEventsNeverMoveTheMoment() throws Exception {
    try (Harness harness = opened(null)) {
      for (int tenth = 0; tenth < 50; tenth++) {
        harness.hear(tenth * 100, event("e" + tenth, tenth, ORDERS));
      }
      assertThat(harness.doubts()).hasSizeGreaterThanOrEqualTo(4);
    }
  }

  @Test
  @Tag("trap:aws-1")
  void aCopyInTheSameWindowIsDroppedAndCounted() throws Exception {
    try (Harness harness = opened(null)) {
      harness.hear(0, event("a", 1, ORDERS));
      harness.hear(10, event("a", 1, ORDERS));
      harness.hear(20, event("a", 1, ITEMS));
      harness.setProcessingTime(5000);
      harness.snapshot(1, 5000);

      assertThat(harness.doubts()).extracting(Doubt::events).containsExactly(1L, 1L);
      assertThat(counts.last.byName())
          .containsEntry("events-read", 3L)
          .containsEntry("outcome-duplicate", 1L)
          .containsEntry("events-handed-on", 2L)
          .containsEntry("events-open", 0L);
    }
  }

  @Test
  void eventsOfOneSecondAreOrderedTheSameInEveryRun() throws Exception {
    for (List<String> order : List.of(List.of("x", "y"), List.of("y", "x"))) {
      try (Harness harness = opened(null)) {
        for (String id : order) {
          harness.hear(0, event(id, 1, ORDERS));
        }
        harness.setProcessingTime(2000);
        assertThat(harness.doubts().get(0).first().eventId()).isEqualTo("x");
        assertThat(harness.doubts().get(0).last().eventId()).isEqualTo("y");
      }
    }
  }

  @Test
  void waitingEventsSurviveARestartWithTheirCountsAndKeepTheirMoment() throws Exception {
    OperatorSubtaskState saved;
    try (Harness harness = opened(null)) {
      harness.hear(0, event("a", 1, ORDERS));
      saved = harness.snapshot(7, 500);
    }
    assertThat(counts.last.of("events-open")).isEqualTo(1);

    try (Harness restored = opened(saved)) {
      restored.hear(600, event("b", 2, ORDERS));
      restored.setProcessingTime(1000);
      restored.snapshot(8, 1000);
      assertThat(restored.doubts()).hasSize(1);
      assertThat(restored.doubts().get(0).events()).isEqualTo(2);
    }
    assertThat(counts.last.of("events-read")).isEqualTo(2);
    assertThat(counts.last.of("events-open")).isZero();
    assertThat(counts.last.of("events-handed-on")).isEqualTo(2);
  }

  @Test
  void theFilesThatTheEventsAreAboutAreThoseOfTheDoubt() throws Exception {
    try (Harness harness = opened(null)) {
      harness.hear(0, event("a", 1, ORDERS).withPaths(List.of("s3://lake/eu/", "values=us")));
      harness.hear(10, event("b", 2, ORDERS).withPaths(List.of("values=us", "values=jp")));
      harness.hear(20, event("c", 3, ORDERS));
      harness.hear(30, event("d", 4, ITEMS).withPaths(List.of("*")));
      harness.hear(40, event("e", 5, ITEMS).withPaths(List.of("values=us")));
      harness.setProcessingTime(5000);

      assertThat(harness.doubts())
          .extracting(doubt -> List.copyOf(doubt.paths()))
          .containsExactlyInAnyOrder(
              List.of("s3://lake/eu/", "values=jp", "values=us"), List.of("*"));
    }
  }

  @Test
  void nothingIsKeptAfterwards() throws Exception {
    try (Harness harness = opened(null)) {
      harness.hear(0, event("a", 1, ORDERS));
      harness.hear(0, event("b", 1, ITEMS));
      harness.setProcessingTime(10_000);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numProcessingTimeTimers()).isZero();
    }
  }

  private Harness opened(OperatorSubtaskState state) throws Exception {
    Harness harness = new Harness(new SequenceFunction(Duration.ofSeconds(1), counts));
    harness.getExecutionConfig().disableGenericTypes();
    harness.setup(new VersionedTypeSerializer<>(new DoubtSerializer()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static CatalogEvent event(String id, int second, TableId table) {
    return CatalogEvent.ofTable(
        id, MORNING.plusSeconds(second), CatalogEvent.Kind.TABLE_UPDATED, table, "crawler");
  }

  /** Keeps what the operator told at its last checkpoint. */
  private static final class LastCounts implements AccountsAudience {
    private static final long serialVersionUID = 1L;
    private transient Counts last = Counts.of(java.util.Map.of());

    @Override
    public void told(long checkpoint, String operator, int subtask, Counts counts) {
      last = counts;
    }
  }

  private static final class Harness
      extends KeyedOneInputStreamOperatorTestHarness<String, CatalogEvent, Doubt> {
    Harness(SequenceFunction function) throws Exception {
      super(
          new KeyedProcessOperator<>(function),
          event -> event.table().orElseThrow().toString(),
          Types.STRING);
    }

    void hear(long millis, CatalogEvent event) throws Exception {
      setProcessingTime(millis);
      processElement(event, millis);
    }

    List<Doubt> doubts() {
      return extractOutputValues();
    }
  }
}
