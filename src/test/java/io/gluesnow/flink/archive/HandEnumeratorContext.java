package io.gluesnow.flink.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** What an enumerator sees of Flink; what it does beside its own thread is done when told to. */
final class HandEnumeratorContext implements SplitEnumeratorContext<ArchiveSplit> {
  private final Map<Integer, ReaderInfo> readers = new TreeMap<>();
  private final Deque<Runnable> calls = new ArrayDeque<>();

  final Map<Integer, List<ArchiveSplit>> assigned = new TreeMap<>();
  final Map<Integer, ArchiveTotals> told = new TreeMap<>();
  final List<Integer> dismissed = new ArrayList<>();

  void register(int subtask) {
    readers.put(subtask, new ReaderInfo(subtask, "here"));
    assigned.putIfAbsent(subtask, new ArrayList<>());
  }

  /** Does what is waiting to be done; whether there was anything. */
  boolean runOne() {
    Runnable call = calls.poll();
    if (call != null) {
      call.run();
    }
    return call != null;
  }

  void runAll() {
    while (runOne()) {
      // goes on
    }
  }

  @Override
  public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
    calls.add(
        () -> {
          T result;
          try {
            result = callable.call();
          } catch (Exception e) {
            handler.accept(null, e);
            return;
          }
          handler.accept(result, null);
        });
  }

  @Override
  public <T> void callAsync(
      Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void assignSplits(SplitsAssignment<ArchiveSplit> assignment) {
    assignment.assignment().forEach((subtask, splits) -> assigned.get(subtask).addAll(splits));
  }

  @Override
  public void signalNoMoreSplits(int subtask) {
    dismissed.add(subtask);
  }

  @Override
  public void sendEventToSourceReader(int subtask, SourceEvent event) {
    if (dismissed.contains(subtask)) {
      throw new AssertionError("reader " + subtask + " may have ended and is told " + event);
    }
    told.put(subtask, (ArchiveTotals) event);
  }

  @Override
  public int currentParallelism() {
    return readers.size();
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return readers;
  }

  @Override
  public void runInCoordinatorThread(Runnable runnable) {
    calls.add(runnable);
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
  }

  @Override
  public void setIsProcessingBacklog(boolean isProcessingBacklog) {}
}
