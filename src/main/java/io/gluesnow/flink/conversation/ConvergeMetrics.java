package io.gluesnow.flink.conversation;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.converge.OpenReason;
import io.gluesnow.converge.TableState;
import io.gluesnow.flink.Metrics;
import io.gluesnow.flink.OutcomeCounts;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What people watch of converge. */
final class ConvergeMetrics {
  /** The counts that are shown as gauges from the start, zero or not. */
  static final String[] COUNTED = {
    OutcomeCounts.READ,
    OutcomeCounts.OPEN,
    OutcomeCounts.SWEPT,
    OutcomeCounts.LISTED,
    OutcomeCounts.COMPARED_BY_MARK,
    OutcomeCounts.name(OutcomeKind.SUPERSEDED),
    OutcomeCounts.name(OutcomeKind.UNCHANGED),
    OutcomeCounts.name(OutcomeKind.APPLIED),
    OutcomeCounts.name(OutcomeKind.REFUSED),
    OutcomeCounts.name(OutcomeKind.REJECTED),
    OutcomeCounts.name(OutcomeKind.PLANNED)
  };

  private static final int SAMPLES = 10_000;

  private final Map<OpenReason, Long> openTables = new EnumMap<>(OpenReason.class);
  private final TablesAtWork atWork = new TablesAtWork();
  private final Histogram eventToApplied;

  private ConvergeMetrics(MetricGroup group) {
    eventToApplied =
        group.histogram("event-to-applied-ms", new DescriptiveStatisticsHistogram(SAMPLES));
    group.gauge("tables-at-work", atWork::count);
    for (OpenReason reason : OpenReason.values()) {
      group.gauge("tables-open-" + reason.label(), () -> openTables.getOrDefault(reason, 0L));
    }
  }

  static ConvergeMetrics of(
      MetricGroup operator,
      ConvergeState state,
      ReadyTables ready,
      SweepProgress sweeps,
      Pauses pauses,
      Lessor lessor,
      Clients.Opened clients) {
    MetricGroup group = Metrics.group(operator);
    group.gauge("conversations", state::talking);
    group.gauge("tables-ready", ready::size);
    group.gauge("sweeping", () -> sweeps.isIdle() ? 0 : 1);
    group.gauge("pauses", pauses::size);
    group.gauge("lease-left-ms", () -> lessor.left().toMillis());
    group.gauge("snowflake-clock-ahead-ms", () -> clients.skew().toMillis());
    return new ConvergeMetrics(group);
  }

  /** The same table before and after a step. */
  void changed(String table, TableState before, TableState after, boolean isPaused) {
    atWork.changed(table, before, after, isPaused);
    before.openReason().ifPresent(reason -> openTables.merge(reason, -1L, Long::sum));
    after.openReason().ifPresent(reason -> openTables.merge(reason, 1L, Long::sum));
  }

  /** A table that would begin and may not. */
  void paused(String table, TableState state) {
    atWork.changed(table, state, state, true);
  }

  /** A table that was found open after a restore. */
  void found(TableState state) {
    atWork.found(state);
    state.openReason().ifPresent(reason -> openTables.merge(reason, 1L, Long::sum));
  }

  void applied(Duration sinceEvent) {
    eventToApplied.update(sinceEvent.toMillis());
  }
}
