package io.gluesnow.flink.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.cloudtrail.archive.ArchiveScope;
import io.gluesnow.cloudtrail.archive.GeneratedStore;
import io.gluesnow.cloudtrail.archive.TrailWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.Test;

class ArchiveEnumeratorTest {
  private static final ArchiveCursor START = ArchiveCursor.start("generated");

  private final HandEnumeratorContext context = new HandEnumeratorContext();

  @Test
  void itsStateIsAsLargeForAMillionObjectsAsForAThousand() throws Exception {
    int small = largestState(new GeneratedStore(10, 100), 1_000);
    long before = heap();
    HandEnumeratorContext many = new HandEnumeratorContext();
    GeneratedStore store = new GeneratedStore(100, 10_000);
    ArchiveEnumerator enumerator = started(many, store, START);
    int largest = 0;
    long most = 0;
    for (int object = 0; object < 1_000_000; object++) {
      enumerator.handleSplitRequest(0, "here");
      while (many.assigned.get(0).isEmpty()) {
        assertThat(many.runOne()).isTrue();
      }
      many.assigned.get(0).clear();
      if (object % 1_000 == 999) {
        largest = Math.max(largest, size(enumerator));
      }
      if (object % 250_000 == 249_999) {
        most = Math.max(most, heap() - before);
      }
    }
    many.runAll();
    assertThat(enumerator.snapshotState(1).objects()).isEqualTo(1_000_000);
    assertThat(enumerator.snapshotState(1).isComplete()).isTrue();
    assertThat(largest).isEqualTo(small).isLessThan(300);
    assertThat(most).as("bytes of heap that a million objects took").isLessThan(8 << 20);
  }

  private static int largestState(GeneratedStore store, int objects) throws IOException {
    HandEnumeratorContext context = new HandEnumeratorContext();
    ArchiveEnumerator enumerator = started(context, store, START);
    int largest = 0;
    for (int i = 0; i < objects; i++) {
      enumerator.handleSplitRequest(0, "here");
      context.runAll();
      largest = Math.max(largest, size(enumerator));
    }
    assertThat(context.assigned.get(0)).hasSize(objects);
    return largest;
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static int size(ArchiveEnumerator enumerator) throws IOException {
    return new ArchiveCursorSerializer().serialize(enumerator.snapshotState(1)).length;
  }

  @Test
  void itFindsOnlyALittleMoreThanIsAskedForAndCountsTheRest() {
    GeneratedStore store = new GeneratedStore(30, 5_000);
    ArchiveEnumerator enumerator = started(context, store, START);
    enumerator.handleSplitRequest(0, "here");
    int steps = 0;
    while (context.assigned.get(0).isEmpty()) {
      assertThat(context.runOne()).isTrue();
      steps++;
    }
    assertThat(steps).as("calls until the first object is handed out").isLessThan(10);
    assertThat(context.told.get(0).isAll()).isFalse();

    context.runAll();

    assertThat(context.told.get(0).objects()).isEqualTo(150_000);
    assertThat(context.told.get(0).isAll()).isTrue();
    assertThat(enumerator.snapshotState(1).objects()).isEqualTo(1);
    // One walk of the folders for each, the pages once, and the first page or two twice.
    assertThat(store.calls()).isLessThan(2 * 8 + 30 * 6 + 4);
    assertThat(context.dismissed).isEmpty();
    assertThat(TrailWalk.PAGE).isEqualTo(1_000);
  }

  @Test
  void anotherGoesOnWhereItsStateSays() {
    Set<String> all = new HashSet<>(keys(drained(context, START)));
    assertThat(all).hasSize(3_600);
    for (int handedOut : List.of(0, 1, 999, 1_200, 2_345, 3_599, 3_600)) {
      HandEnumeratorContext before = new HandEnumeratorContext();
      ArchiveEnumerator first = started(before, new GeneratedStore(3, 1_200), START);
      for (int i = 0; i < handedOut; i++) {
        first.handleSplitRequest(0, "here");
      }
      before.runAll();
      HandEnumeratorContext after = new HandEnumeratorContext();
      List<ArchiveSplit> rest = drained(after, first.snapshotState(1));

      Set<String> together = new HashSet<>(keys(before.assigned.get(0)));
      together.addAll(keys(rest));
      assertThat(together).isEqualTo(all);
      assertThat(rest).hasSize(3_600 - handedOut);
      assertThat(after.told.get(0).objects()).isEqualTo(3_600);
      assertThat(after.told.get(0).bytes()).isEqualTo(before.told.get(0).bytes());
    }
  }

  /** All that one reader is given, which asks for four at a time until it is dismissed. */
  private static List<ArchiveSplit> drained(HandEnumeratorContext context, ArchiveCursor cursor) {
    ArchiveEnumerator enumerator = started(context, new GeneratedStore(3, 1_200), cursor);
    while (context.dismissed.isEmpty()) {
      enumerator.handleSplitRequest(0, "here");
      context.runAll();
    }
    return context.assigned.get(0);
  }

  private static List<String> keys(List<ArchiveSplit> splits) {
    List<String> keys = new ArrayList<>();
    splits.forEach(split -> keys.add(split.key()));
    return keys;
  }

  @Test
  void whatAFailedReaderHadGoesToTheNextThatAsks() throws Exception {
    ArchiveEnumerator enumerator = started(context, new GeneratedStore(1, 2), START);
    context.register(1);
    enumerator.addReader(1);
    enumerator.handleSplitRequest(1, "here");
    enumerator.handleSplitRequest(1, "here");
    context.runAll();
    List<ArchiveSplit> had = new ArrayList<>(context.assigned.get(1));
    assertThat(had).hasSize(2);

    enumerator.addSplitsBack(had, 1);
    ArchiveCursor cursor = enumerator.snapshotState(1);
    assertThat(cursor.isComplete()).isTrue();
    assertThat(cursor.back()).isEqualTo(had);

    enumerator.handleSplitRequest(0, "here");
    enumerator.handleSplitRequest(0, "here");
    enumerator.handleSplitRequest(0, "here");
    enumerator.handleSplitRequest(0, "here");
    assertThat(context.assigned.get(0)).isEqualTo(had);
    assertThat(context.dismissed).containsExactly(0);
    assertThat(enumerator.snapshotState(2).back()).isEmpty();
  }

  @Test
  void anAskerThatIsGoneGetsNothing() {
    ArchiveEnumerator enumerator = started(context, new GeneratedStore(1, 2), START);
    enumerator.handleSplitRequest(0, "here");
    context.registeredReaders().clear();
    context.runAll();
    assertThat(context.assigned.get(0)).isEmpty();
    assertThat(enumerator.snapshotState(1).objects()).isZero();
  }

  @Test
  void aFolderThatCannotBeListedFailsTheJobWithASentence() {
    GeneratedStore store = new GeneratedStore(1, 2);
    started(context, store, START);
    store.breakDown();
    assertThatThrownBy(context::runAll)
        .isInstanceOf(FlinkRuntimeException.class)
        .hasNoCause()
        .hasMessageContaining("The archive cannot be walked through: the folder of the archive");
  }

  private static ArchiveEnumerator started(
      HandEnumeratorContext context, GeneratedStore store, ArchiveCursor cursor) {
    ArchiveEnumerator enumerator =
        new ArchiveEnumerator(
            context,
            new ArchiveWalks(() -> store, GeneratedStore.LOCATION, ArchiveScope.everything()),
            cursor);
    enumerator.start();
    context.register(0);
    enumerator.addReader(0);
    return enumerator;
  }
}
