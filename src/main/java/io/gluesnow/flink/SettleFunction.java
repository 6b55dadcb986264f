package io.gluesnow.flink;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.OutcomeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gathers the events of one key for {@code settle} after the first that waits, drops copies by
 * event id, orders the rest by event time and hands on one thing for all of them.
 *
 * <p>Processing time, so that a quiet stream never stalls; later events never move the moment, or a
 * table with a commit every second would starve. Nothing is kept afterwards: an older copy is
 * superseded by the look-up that its window led to.
 */
abstract class SettleFunction<T> extends KeyedProcessFunction<String, CatalogEvent, T>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  // Events of one second tie: the id makes first and last the same in every run.
  private static final Comparator<CatalogEvent> ORDER =
      Comparator.comparing(CatalogEvent::time).thenComparing(CatalogEvent::eventId);

  private final String operator;
  private final Duration settle;
  private final AccountsAudience audience;
  private final String[] counted;

  private transient OutcomeCounts counts;
  private transient MapState<String, CatalogEvent> waiting;
  private transient ValueState<Long> heardAt;

  SettleFunction(String operator, Duration settle, AccountsAudience audience, String... counted) {
    this.operator = operator;
    this.settle = settle;
    this.audience = audience;
    this.counted = counted;
  }

  /**
   * Makes one thing of all.
   *
   * @param events of one key, at least one, in order of event time, no two with one id
   * @param heardAt when the newest of them came in
   */
  abstract T handOn(List<CatalogEvent> events, Instant heardAt);

  /** How the events that were handed on are counted. */
  abstract String handedOn();

  @Override
  public final void initializeState(FunctionInitializationContext context) throws Exception {
    counts = new OutcomeCounts(operator, audience);
    counts.open(
        context.getOperatorStateStore(),
        getRuntimeContext().getMetricGroup(),
        getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
        counted);
  }

  @Override
  public final void open(Configuration parameters) {
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting", Types.STRING, ValueTypeInfo.of(new CatalogEventSerializer())));
    heardAt =
        getRuntimeContext().getState(new ValueStateDescriptor<>("heard-at-millis", Types.LONG));
  }

  @Override
  public final void processElement(CatalogEvent event, Context context, Collector<T> out)
      throws Exception {
    counts.add(OutcomeCounts.READ, 1);
    if (waiting.contains(event.eventId())) {
      counts.add(OutcomeKind.DUPLICATE, 1);
      return;
    }
    long now = context.timerService().currentProcessingTime();
    if (heardAt.value() == null) {
      context.timerService().registerProcessingTimeTimer(now + settle.toMillis());
    }
    waiting.put(event.eventId(), event);
    heardAt.update(now);
    counts.add(OutcomeCounts.OPEN, 1);
  }

  @Override
  public final void onTimer(long timestamp, OnTimerContext context, Collector<T> out)
      throws Exception {
    List<CatalogEvent> events = new ArrayList<>();
    waiting.values().forEach(events::add);
    if (events.isEmpty()) {
      return;
    }
    events.sort(ORDER);
    Instant heard = Instant.ofEpochMilli(heardAt.value());
    waiting.clear();
    heardAt.clear();
    counts.add(OutcomeCounts.OPEN, -events.size());
    counts.add(handedOn(), events.size());
    out.collect(handOn(events, heard));
  }

  @Override
  public final void snapshotState(FunctionSnapshotContext context) throws Exception {
    counts.snapshot(context.getCheckpointId());
  }
}
