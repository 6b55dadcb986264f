package io.gluesnow.flink;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.Selection;
import io.gluesnow.cloudtrail.CloudTrailDecoder;
import io.gluesnow.cloudtrail.Decoded;
import io.gluesnow.cloudtrail.Unreadable;
import io.gluesnow.cloudtrail.UnreadableLetter;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Records into catalog events. Events about whole databases, orders and dead letters leave on the
 * side; what ends here is counted here. An order counts as {@code spread}, since what it leads to
 * is counted apart, as with an event of a database.
 */
public final class DecodeFunction extends ProcessFunction<RawRecord, CatalogEvent>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** The operator's name in the accounts. */
  public static final String OPERATOR = "decode";

  /** Events about whole databases. */
  public static final OutputTag<CatalogEvent> DATABASES =
      new OutputTag<>("databases", StoredTypes.CATALOG_EVENT);

  /** Orders about tables, to be heard by every instance of whoever carries them out. */
  public static final OutputTag<ControlEvent> CONTROLS =
      new OutputTag<>("controls", StoredTypes.CONTROL_EVENT);

  /**
   * Events about what is not selected. They have ended here, as {@code filtered}; but a link that
   * is selected may lead to their table.
   */
  public static final OutputTag<CatalogEvent> UNSELECTED =
      new OutputTag<>("unselected", StoredTypes.CATALOG_EVENT);

  /** Messages for the dead-letter queue. */
  public static final OutputTag<String> DEAD_LETTERS =
      new OutputTag<>("dead-letters", Types.STRING);

  private static final OutcomeKind[] ENDED =
      new OutcomeKind[] {
        OutcomeKind.IRRELEVANT, OutcomeKind.FAILED_CALL, OutcomeKind.DEAD_LETTERED
      };

  private final SyncConfig config;
  private final AccountsAudience audience;

  private transient OutcomeCounts counts;
  private transient CloudTrailDecoder decoder;
  private transient Selection selection;
  private transient String instance;

  public DecodeFunction(SyncConfig config, AccountsAudience audience) {
    this.config = config;
    this.audience = audience;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counts = new OutcomeCounts(OPERATOR, audience);
    counts.open(
        context.getOperatorStateStore(),
        getRuntimeContext().getMetricGroup(),
        getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
        OutcomeCounts.READ,
        OutcomeCounts.HANDED_ON,
        OutcomeCounts.name(OutcomeKind.IRRELEVANT),
        OutcomeCounts.name(OutcomeKind.FAILED_CALL),
        OutcomeCounts.name(OutcomeKind.FILTERED),
        OutcomeCounts.name(OutcomeKind.SPREAD),
        OutcomeCounts.name(OutcomeKind.DEAD_LETTERED));
  }

  @Override
  public void open(Configuration parameters) {
    decoder = new CloudTrailDecoder();
    selection = config.selection();
    instance = config.get(SyncOptions.INSTANCE);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<CatalogEvent> out) {
    switch (record.form()) {
      case BYTES:
        decode(record, context, out);
        break;
      case SKIPPED:
        counts.add(OutcomeCounts.READ, record.count());
        counts.add(OutcomeKind.IRRELEVANT, record.count());
        break;
      case DAMAGED:
        counts.add(OutcomeCounts.READ, record.count());
        counts.add(OutcomeKind.DEAD_LETTERED, record.count());
        handOn(Unreadable.of(record.reason(), record.bytes()), record, context);
        break;
      default:
        throw new IllegalStateException("nothing is known of " + record);
    }
  }

  private void decode(RawRecord record, Context context, Collector<CatalogEvent> out) {
    Decoded decoded = decoder.decode(record.bytes());
    counts.add(OutcomeCounts.READ, decoded.items());
    for (OutcomeKind kind : ENDED) {
      counts.add(kind, decoded.ended(kind));
    }
    decoded.events().forEach(event -> handOn(event, context, out));
    decoded.controls().forEach(order -> handOn(order, context));
    decoded.unreadable().forEach(unreadable -> handOn(unreadable, record, context));
  }

  private static void handOn(Unreadable unreadable, RawRecord record, Context context) {
    context.output(
        DEAD_LETTERS, UnreadableLetter.of(unreadable, record.origin(), record.position()));
  }

  private void handOn(CatalogEvent event, Context context, Collector<CatalogEvent> out) {
    if (!isSelected(event)) {
      counts.add(OutcomeKind.FILTERED, 1);
      context.output(UNSELECTED, event);
      return;
    }
    counts.add(OutcomeCounts.HANDED_ON, 1);
    if (event.table().isPresent()) {
      out.collect(event);
    } else {
      context.output(DATABASES, event);
    }
  }

  private boolean isSelected(CatalogEvent event) {
    return event.table().isPresent()
        ? selection.covers(event.table().get())
        : selection.covers(event.database());
  }

  private void handOn(ControlEvent order, Context context) {
    boolean isOurs = order.isFor(instance);
    counts.add(isOurs ? OutcomeKind.SPREAD : OutcomeKind.FILTERED, 1);
    if (isOurs) {
      context.output(CONTROLS, order);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counts.snapshot(context.getCheckpointId());
  }
}
