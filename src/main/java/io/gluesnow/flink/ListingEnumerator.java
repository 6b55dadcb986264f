package io.gluesnow.flink;

import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives the listing's one split to the one reader that asks for it. */
final class ListingEnumerator implements SplitEnumerator<ListingSplit, ListingHandout> {
  private final SplitEnumeratorContext<ListingSplit> context;
  private final boolean once;
  private boolean given;
  private ListingSplit back;

  /**
   * @param once whether a listing that was given and is done stays done
   */
  ListingEnumerator(
      SplitEnumeratorContext<ListingSplit> context, boolean once, ListingHandout restored) {
    this.context = Objects.requireNonNull(context, "context");
    this.once = once;
    this.given = restored.given();
    this.back = restored.back().orElse(null);
  }

  @Override
  public void start() {
    if (context.currentParallelism() != 1) {
      throw new IllegalStateException(
          "the catalog listing is one walk: its parallelism must be 1, not "
              + context.currentParallelism());
    }
  }

  /** A reader asks when it has none: a reader that was restored with its split never does. */
  @Override
  public void handleSplitRequest(int subtask, String host) {
    if (back == null && once && given) {
      context.signalNoMoreSplits(subtask);
      return;
    }
    context.assignSplit(back == null ? ListingSplit.NEW : back, subtask);
    given = true;
    back = null;
  }

  @Override
  public void addSplitsBack(List<ListingSplit> splits, int subtask) {
    if (!splits.isEmpty()) {
      back = splits.get(0);
    }
  }

  @Override
  public void addReader(int subtask) {}

  @Override
  public ListingHandout snapshotState(long checkpointId) {
    return ListingHandout.of(given, back);
  }

  @Override
  public void close() {}
}
