package io.gluesnow.flink;

import io.gluesnow.catalog.OutcomeKind;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.MetricGroup;

/**
 * What became of the events that one operator instance has seen, in operator state: as exact as the
 * checkpoint. The counts of instances that are gone after a rescale live on in those that are left.
 *
 * <p>Shown as gauges; Managed Flink carries only metrics below the group {@code kinesisanalytics}
 * to CloudWatch.
 */
public final class OutcomeCounts {
  /** Events that came in (at {@code decode}: were read). */
  public static final String READ = "events-read";

  /** Events that went on to the next operator, there to have their outcome. */
  public static final String HANDED_ON = "events-handed-on";

  /** Events that are here without an outcome so far. */
  public static final String OPEN = "events-open";

  /** Tables that a sweep made doubtful, counted apart from events. */
  public static final String SWEPT = "tables-swept";

  /** Tables that were on a page of a listing, counted apart from events. */
  public static final String LISTED = "tables-listed";

  /** Outcomes of tables with a column that is equal only by the mark: no parser could say. */
  public static final String COMPARED_BY_MARK = "tables-compared-by-mark";

  private static final String STATE = "outcome-counts";

  private final String operator;
  private final AccountsAudience audience;
  private final Map<String, Long> counts = new TreeMap<>();
  private ListState<Counts> state;
  private int subtask;

  public OutcomeCounts(String operator, AccountsAudience audience) {
    this.operator = operator;
    this.audience = audience;
  }

  /** Finds the counts of the last checkpoint, and shows one gauge for each of {@code names}. */
  public void open(OperatorStateStore store, MetricGroup metrics, int subtask, String... names)
      throws Exception {
    this.subtask = subtask;
    state =
        store.getListState(
            new ListStateDescriptor<>(STATE, ValueTypeInfo.of(new CountsSerializer())));
    for (Counts before : state.get()) {
      before.byName().forEach((name, count) -> counts.merge(name, count, Long::sum));
    }
    MetricGroup group = Metrics.group(metrics);
    for (String name : names) {
      group.gauge(name, () -> counts.getOrDefault(name, 0L));
    }
  }

  public void add(String name, long events) {
    counts.merge(name, events, Long::sum);
  }

  public void add(OutcomeKind outcome, long events) {
    add(name(outcome), events);
  }

  public static String name(OutcomeKind outcome) {
    return "outcome-" + outcome.label();
  }

  public Counts now() {
    return Counts.of(counts);
  }

  /** In the synchronous part of the checkpoint. */
  public void snapshot(long checkpoint) throws Exception {
    Counts now = now();
    state.clear();
    state.add(now);
    audience.told(checkpoint, operator, subtask, now);
  }
}
