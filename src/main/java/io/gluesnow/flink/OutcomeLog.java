package io.gluesnow.flink;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes outcomes to the job's log: what changed or is refused at INFO, the rest at DEBUG. Logs are
 * no ledger, so nothing is flushed.
 */
public final class OutcomeLog implements Sink<OutcomeRecord> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger("io.gluesnow.outcomes");

  private OutcomeLog() {}

  public static Sink<OutcomeRecord> sink() {
    return new OutcomeLog();
  }

  @Override
  @Deprecated // abstract in 1.20
  public SinkWriter<OutcomeRecord> createWriter(Sink.InitContext context) {
    return new Writer();
  }

  @Override
  public SinkWriter<OutcomeRecord> createWriter(WriterInitContext context) {
    return new Writer();
  }

  private static final class Writer implements SinkWriter<OutcomeRecord> {
    @Override
    public void write(OutcomeRecord record, Context context) {
      switch (record.kind()) {
        case APPLIED:
        case PLANNED:
        case REFUSED:
        case REJECTED:
          LOG.info("{}", record);
          break;
        default:
          LOG.debug("{}", record);
      }
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
