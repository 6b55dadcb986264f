package io.gluesnow.bench;

import io.gluesnow.flink.OutcomeRecord;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Counts the events that have an outcome, and keeps the outcomes that are not as a benchmark wants
 * them; static for want of another way out of a task, so for one job at a time.
 */
final class OutcomeTap implements Sink<OutcomeRecord> {
  private static final long serialVersionUID = 1L;
  private static final AtomicLong EVENTS = new AtomicLong();
  private static final ConcurrentLinkedQueue<OutcomeRecord> BAD = new ConcurrentLinkedQueue<>();
  private static volatile Consumer<OutcomeRecord> applied = record -> {};

  /** How many catalog events have been answered for so far. */
  static long events() {
    return EVENTS.get();
  }

  /** Anything but applied, unchanged and superseded. */
  static ConcurrentLinkedQueue<OutcomeRecord> bad() {
    return BAD;
  }

  /** Is called with each {@code applied} outcome from now on, as it comes; must be quick. */
  static void onApplied(Consumer<OutcomeRecord> listener) {
    applied = listener;
  }

  static void reset() {
    applied = record -> {};
    EVENTS.set(0);
    BAD.clear();
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
          applied.accept(record);
          break;
        case UNCHANGED:
        case SUPERSEDED:
          break;
        default:
          BAD.add(record);
      }
      EVENTS.addAndGet(record.events());
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
