package io.gluesnow.flink.archive;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** What a reader sees of Flink. */
final class HandReaderContext implements SourceReaderContext {
  int requests;

  @Override
  public SourceReaderMetricGroup metricGroup() {
    return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
  }

  @Override
  public Configuration getConfiguration() {
    return new Configuration();
  }

  @Override
  public String getLocalHostName() {
    return "here";
  }

  @Override
  public int getIndexOfSubtask() {
    return 0;
  }

  @Override
  public void sendSplitRequest() {
    requests++;
  }

  @Override
  public void sendSourceEventToCoordinator(SourceEvent event) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
  }

  /** Gathers what is emitted, by the way of text. */
  static final class Output<T> implements ReaderOutput<T> {
    interface Taker<T> {
      void take(T element);
    }

    private final Taker<T> taker;
    private final Map<String, SourceOutput<T>> splits = new HashMap<>();

    Output(Taker<T> taker) {
      this.taker = taker;
    }

    @Override
    public void collect(T element) {
      taker.take(element);
    }

    @Override
    public void collect(T element, long timestamp) {
      taker.take(element);
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<T> createOutputForSplit(String splitId) {
      return splits.computeIfAbsent(splitId, id -> this);
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
      splits.remove(splitId);
    }
  }
}
