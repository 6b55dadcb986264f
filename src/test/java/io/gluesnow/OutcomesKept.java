package io.gluesnow;

import io.gluesnow.flink.OutcomeRecord;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps the outcomes of a job in this process, and can fail the job. */
final class OutcomesKept implements Sink<OutcomeRecord> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, List<OutcomeRecord>> KEPT = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> LEFT = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  OutcomesKept() {
    KEPT.put(id, new CopyOnWriteArrayList<>());
    LEFT.put(id, new AtomicInteger());
  }

  /** Fails the job, once, at the n-th outcome from now. */
  void failAt(int n) {
    LEFT.get(id).set(n);
  }

  /** Whether it has failed since it was asked to. */
  boolean hasFailed() {
    return LEFT.get(id).get() < 0;
  }

  List<OutcomeRecord> records() {
    return List.copyOf(KEPT.get(id));
  }

  @Override
  @Deprecated // abstract in 1.20
  public SinkWriter<OutcomeRecord> createWriter(Sink.InitContext context) {
    return new Writer(KEPT.get(id), LEFT.get(id));
  }

  @Override
  public SinkWriter<OutcomeRecord> createWriter(WriterInitContext context) {
    return new Writer(KEPT.get(id), LEFT.get(id));
  }

  private static final class Writer implements SinkWriter<OutcomeRecord> {
    private final List<OutcomeRecord> kept;
    private final AtomicInteger left;

    Writer(List<OutcomeRecord> kept, AtomicInteger left) {
      this.kept = kept;
      this.left = left;
    }

    @Override
    public void write(OutcomeRecord record, Context context) {
      if (left.get() > 0 && left.decrementAndGet() == 0) {
        left.set(-1);
        throw new IllegalStateException("the test fails the job here: " + record);
      }
      kept.add(record);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
