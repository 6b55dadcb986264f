package io.gluesnow.flink;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.cloudtrail.CloudTrailDecoder;
import io.gluesnow.cloudtrail.Decoded;
import io.gluesnow.cloudtrail.Unreadable;
import io.gluesnow.cloudtrail.UnreadableLetter;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Records into catalog events. Events about whole databases and dead letters leave on the side;
 * what ends here is counted here.
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

  /** Messages for the dead-letter queue. */
  public static final OutputTag<String> DEAD_LETTERS =
      new OutputTag<>("dead-letters", Types.STRING);

  private final AccountsAudience audience;

  private transient OutcomeCounts counts;
  private transient CloudTrailDecoder decoder;

  public DecodeFunction(AccountsAudience audience) {
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
        OutcomeCounts.name(OutcomeKind.DEAD_LETTERED));
  }

  @Override
  public void open(Configuration parameters) {
    decoder = new CloudTrailDecoder();
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<CatalogEvent> out) {
    Decoded decoded = decoder.decode(record.bytes());
    for (CatalogEvent event : decoded.events()) {
      if (event.table().isPresent()) {
        out.collect(event);
      } else {
        context.output(DATABASES, event);
      }
    }
    for (Unreadable unreadable : decoded.unreadable()) {
      context.output(
          DEAD_LETTERS, UnreadableLetter.of(unreadable, record.origin(), record.position()));
    }
    counts.add(OutcomeCounts.READ, decoded.items());
    counts.add(OutcomeCounts.HANDED_ON, decoded.events().size());
    for (OutcomeKind kind :
        new OutcomeKind[] {
          OutcomeKind.IRRELEVANT, OutcomeKind.FAILED_CALL, OutcomeKind.DEAD_LETTERED
        }) {
      counts.add(kind, decoded.ended(kind));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counts.snapshot(context.getCheckpointId());
  }
}
