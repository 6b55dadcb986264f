package io.gluesnow.flink.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.junit.jupiter.api.Test;

class ListingEnumeratorTest {
  private static final ListingSplit AT_WORK =
      ListingSplit.of(
          ListingRound.start(Instant.EPOCH, List.of(ListingPlace.of("", "eu-west-1")), ""), 3);

  private final Context context = new Context();

  private ListingEnumerator enumerator(ListingSplit restored) {
    ListingEnumerator enumerator = new ListingEnumerator(context, restored);
    enumerator.start();
    return enumerator;
  }

  @Test
  void theReaderThatAsksIsGivenTheSplit() {
    ListingEnumerator enumerator = enumerator(ListingSplit.NEW);
    enumerator.handleSplitRequest(0, null);

    assertThat(context.told).containsExactly("split " + ListingSplit.NEW);
    assertThat(enumerator.snapshotState(1)).isEqualTo(ListingSplit.NEW);
  }

  @Test
  void aSplitThatComesBackIsGivenAgainAsItWas() {
    ListingEnumerator enumerator = enumerator(ListingSplit.NEW);
    enumerator.handleSplitRequest(0, null);
    enumerator.addSplitsBack(List.of(AT_WORK), 0);

    ListingEnumerator restored = enumerator(enumerator.snapshotState(1));
    restored.handleSplitRequest(0, null);

    assertThat(context.told).containsExactly("split " + ListingSplit.NEW, "split " + AT_WORK);
    assertThat(restored.snapshotState(2)).isEqualTo(ListingSplit.NEW);
  }

  @Test
  void moreThanOneReaderIsRefused() {
    context.parallelism = 2;
    assertThatThrownBy(() -> enumerator(ListingSplit.NEW)).hasMessageContaining("must be 1, not 2");
  }

  private static final class Context implements SplitEnumeratorContext<ListingSplit> {
    private final List<String> told = new ArrayList<>();
    private int parallelism = 1;

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int currentParallelism() {
      return parallelism;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
      return Map.of(0, new ReaderInfo(0, "localhost"));
    }

    @Override
    public void assignSplits(SplitsAssignment<ListingSplit> assignment) {
      assignment
          .assignment()
          .forEach((reader, splits) -> splits.forEach(split -> told.add("split " + split)));
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
      told.add("no more");
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(
        Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
      runnable.run();
    }
  }
}
