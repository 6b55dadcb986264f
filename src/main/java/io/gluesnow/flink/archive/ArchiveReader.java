package io.gluesnow.flink.archive;

import io.gluesnow.cloudtrail.archive.ObjectStore;
import io.gluesnow.flink.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/**
 * Reads objects on a thread of its own and hands their records to the task. What is handed on and
 * what the state says of it change together, on the task's thread.
 */
final class ArchiveReader
    extends SingleThreadMultiplexSourceReaderBase<
        ArchivedRecord, RawRecord, ArchiveSplit, ArchiveReader.Reading> {
  /**
   * Objects that a reader has or has asked for, so that it need not wait between two small ones.
   */
  static final int AHEAD = 4;

  /** An object that is being read. */
  static final class Reading {
    private final ArchiveSplit split;
    private long done;

    private Reading(ArchiveSplit split) {
      this.split = split;
      this.done = split.done();
    }
  }

  private final SharedStore store;
  private final ArchiveProgress progress;
  private boolean dismissed;

  private ArchiveReader(SharedStore store, ArchiveProgress progress, SourceReaderContext context) {
    super(
        () -> new ObjectSplitReader(store),
        (record, output, reading) -> emit(record, output, reading, progress),
        context.getConfiguration(),
        context);
    this.store = store;
    this.progress = progress;
  }

  static ArchiveReader of(ObjectStore.Access access, SourceReaderContext context) {
    ArchiveProgress progress = new ArchiveProgress();
    progress.show(context.metricGroup());
    return new ArchiveReader(new SharedStore(access), progress, context);
  }

  private static void emit(
      ArchivedRecord record,
      SourceOutput<RawRecord> output,
      Reading reading,
      ArchiveProgress progress) {
    output.collect(record.record());
    reading.done = record.done();
    progress.read(record.record().count());
  }

  @Override
  public void start() {
    ask(AHEAD - getNumberOfCurrentlyAssignedSplits());
  }

  private void ask(int objects) {
    for (int i = 0; i < objects && !dismissed; i++) {
      context.sendSplitRequest();
    }
  }

  @Override
  public void addSplits(List<ArchiveSplit> splits) {
    List<ArchiveSplit> objects = new ArrayList<>();
    for (ArchiveSplit split : splits) {
      if (split.isTally()) {
        progress.add(split);
      } else {
        objects.add(split);
      }
    }
    if (!objects.isEmpty()) {
      super.addSplits(objects);
    }
  }

  @Override
  public List<ArchiveSplit> snapshotState(long checkpointId) {
    List<ArchiveSplit> splits = new ArrayList<>(super.snapshotState(checkpointId));
    splits.add(progress.tally());
    return splits;
  }

  @Override
  public void notifyNoMoreSplits() {
    dismissed = true;
    super.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof ArchiveTotals) {
      progress.told((ArchiveTotals) event);
    } else {
      super.handleSourceEvents(event);
    }
  }

  @Override
  protected void onSplitFinished(Map<String, Reading> finished) {
    finished.values().forEach(reading -> progress.finished(reading.split.size()));
    ask(finished.size());
  }

  @Override
  protected Reading initializedState(ArchiveSplit split) {
    return new Reading(split);
  }

  @Override
  protected ArchiveSplit toSplitType(String id, Reading reading) {
    return ArchiveSplit.of(id, reading.split.size(), reading.done);
  }

  @Override
  public void close() throws Exception {
    try {
      super.close();
    } finally {
      store.close();
    }
  }
}
