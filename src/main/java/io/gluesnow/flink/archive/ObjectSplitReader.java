package io.gluesnow.flink.archive;

import io.gluesnow.cloudtrail.archive.TrailObjectReader;
import io.gluesnow.cloudtrail.archive.UnreadableObjectException;
import io.gluesnow.flink.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one object after another, on the fetcher's thread, in small batches. A stream that breaks
 * off is begun again behind what was handed on; an object that is gone or denied is told of as
 * damage and passed over.
 */
final class ObjectSplitReader implements SplitReader<ArchivedRecord, ArchiveSplit> {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectSplitReader.class);

  // Whichever comes first ends a batch.
  private static final int MOST_RECORDS = 100;
  private static final int MOST_BYTES = 1024 * 1024;

  /** Each after about a quarter of a mebibyte of an inflated object. */
  private static final int MOST_PAUSES = 16;

  private static final int MOST_FAILURES = 8;
  private static final long FIRST_PAUSE_MILLIS = 250;

  private final SharedStore store;
  private final long firstPauseMillis;
  private final TrailObjectReader reader = new TrailObjectReader();
  private final Deque<ArchiveSplit> waiting = new ArrayDeque<>();
  private final Object bell = new Object();

  private ArchiveSplit split;
  private String address;
  private InputStream stream;
  private long done;
  private int failures;
  private long notBefore;
  private boolean woken;

  ObjectSplitReader(SharedStore store) {
    this(store, FIRST_PAUSE_MILLIS);
  }

  ObjectSplitReader(SharedStore store, long firstPauseMillis) {
    this.store = store;
    this.firstPauseMillis = firstPauseMillis;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<ArchiveSplit> change) {
    if (!(change instanceof SplitsAddition)) {
      throw new UnsupportedOperationException("objects are only added, not " + change);
    }
    waiting.addAll(change.splits());
  }

  @Override
  public void wakeUp() {
    synchronized (bell) {
      woken = true;
      bell.notifyAll();
    }
  }

  private boolean takeWoken() {
    synchronized (bell) {
      boolean was = woken;
      woken = false;
      return was;
    }
  }

  @Override
  public RecordsWithSplitIds<ArchivedRecord> fetch() throws IOException {
    Batch batch = new Batch();
    if (split == null && !begin()) {
      return batch.build();
    }
    if (failures > 0 && !hasRested()) {
      return batch.build();
    }
    if (done == ArchiveSplit.ENDED) {
      finish(batch);
      return batch.build();
    }
    try {
      if (stream == null) {
        stream = store.get().open(split.key());
        reader.start(stream, done);
      }
      read(batch);
    } catch (UnreadableObjectException e) {
      batch.add(
          RawRecord.damaged(
              "a trail object cannot be read: " + e.getMessage(), address, String.valueOf(done)),
          ArchiveSplit.ENDED);
      LOG.warn("{} is passed over: {}.", address, e.getMessage());
      finish(batch);
    } catch (IOException e) {
      failed(batch, e);
    }
    return batch.build();
  }

  private boolean begin() {
    split = waiting.poll();
    if (split == null) {
      return false;
    }
    address = store.get().address(split.key());
    done = split.done();
    failures = 0;
    return true;
  }

  /** Waits out the pause after a failure, or until there is something else to do. */
  private boolean hasRested() {
    synchronized (bell) {
      long left = TimeUnit.NANOSECONDS.toMillis(notBefore - System.nanoTime());
      while (left > 0 && !woken) {
        try {
          bell.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
        left = TimeUnit.NANOSECONDS.toMillis(notBefore - System.nanoTime());
      }
      woken = false;
      return left <= 0;
    }
  }

  private void read(Batch batch) throws IOException {
    int pauses = 0;
    while (!batch.isFull() && pauses < MOST_PAUSES && !takeWoken()) {
      switch (reader.step()) {
        case RECORD:
          skipped(batch, reader.items() - 1);
          batch.add(
              RawRecord.of(reader.record(), address, String.valueOf(reader.items() - 1)),
              reader.items());
          break;
        case UNREADABLE:
          skipped(batch, reader.items() - 1);
          batch.add(
              RawRecord.damaged(
                  "not all of a trail object can be read: " + reader.reason(),
                  address,
                  String.valueOf(reader.items() - 1)),
              reader.items());
          LOG.warn("Not all of {} can be read: {}.", address, reader.reason());
          break;
        case PAUSE:
          pauses++;
          break;
        case END:
          skipped(batch, reader.items());
          finish(batch);
          return;
        default:
          throw new IllegalStateException("an object's reader has another step than it should");
      }
    }
    skipped(batch, reader.items());
  }

  /** What was passed over since the last time, up to an item. */
  private void skipped(Batch batch, long items) {
    long count = reader.takeSkipped();
    if (count > 0) {
      batch.add(RawRecord.skipped(count, address, String.valueOf(items)), items);
    }
  }

  private void failed(Batch batch, IOException failure) throws IOException {
    if (stream != null) {
      // Whole records that were passed over before the stream broke off.
      skipped(batch, reader.items());
    }
    closeStream();
    if (batch.records > 0) {
      failures = 0;
    }
    failures++;
    if (failures > MOST_FAILURES) {
      // Without a cause: the last one of a stack trace is what people are shown.
      LOG.warn("{} cannot be read.", address, failure);
      throw new IOException(
          address + " of the archive cannot be read, tried " + failures + " times: " + failure);
    }
    long pause = firstPauseMillis << (failures - 1);
    notBefore = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
    LOG.info("Reading {} goes on in {} ms, since this happened: {}", address, pause, failure + "");
  }

  private void finish(Batch batch) {
    closeStream();
    batch.finish();
    split = null;
  }

  private void closeStream() {
    if (stream != null) {
      try {
        stream.close();
      } catch (IOException e) {
        LOG.debug("Closing {} failed.", address, e);
      }
      stream = null;
    }
  }

  @Override
  public void close() {
    closeStream();
    reader.close();
  }

  /** Records of the object that is read; what is added is done. */
  private final class Batch {
    private final RecordsBySplits.Builder<ArchivedRecord> elements =
        new RecordsBySplits.Builder<>();
    private int records;
    private long bytes;

    void add(RawRecord record, long doneWithIt) {
      elements.add(split.splitId(), ArchivedRecord.of(record, doneWithIt));
      records++;
      bytes += record.bytes().length;
      done = doneWithIt;
    }

    boolean isFull() {
      return records >= MOST_RECORDS || bytes >= MOST_BYTES;
    }

    void finish() {
      elements.addFinishedSplit(split.splitId());
    }

    RecordsWithSplitIds<ArchivedRecord> build() {
      return elements.build();
    }
  }
}
