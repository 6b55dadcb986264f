package io.gluesnow.flink.listing;

import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Gives the listing's one split to the one reader, which asks when it has none: one that was
 * restored with its split never does. Its state is the split that whoever asks next is given.
 */
final class ListingEnumerator implements SplitEnumerator<ListingSplit, ListingSplit> {
  private final SplitEnumeratorContext<ListingSplit> context;
  private ListingSplit next;

  ListingEnumerator(SplitEnumeratorContext<ListingSplit> context, ListingSplit next) {
    this.context = Objects.requireNonNull(context, "context");
    this.next = Objects.requireNonNull(next, "next");
  }

  @Override
  public void start() {
    if (context.currentParallelism() != 1) {
      throw new IllegalStateException(
          "the catalog listing is one walk: its parallelism must be 1, not "
              + context.currentParallelism());
    }
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {
    context.assignSplit(next, subtask);
    next = ListingSplit.NEW;
  }

  @Override
  public void addSplitsBack(List<ListingSplit> splits, int subtask) {
    if (!splits.isEmpty()) {
      next = splits.get(0);
    }
  }

  @Override
  public void addReader(int subtask) {}

  @Override
  public ListingSplit snapshotState(long checkpointId) {
    return next;
  }

  @Override
  public void close() {}
}
