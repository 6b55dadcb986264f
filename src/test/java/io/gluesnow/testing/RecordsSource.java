package io.gluesnow.testing;

import io.gluesnow.flink.RawRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A bounded source of given records, one reader, exactly once over restarts. */
public final class RecordsSource implements Source<RawRecord, RecordsSource.Rest, Boolean> {
  private static final long serialVersionUID = 1L;
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final ArrayList<byte[]> records;
  private final String feed;
  private final long pauseMillis;

  private RecordsSource(List<byte[]> records, String feed, Duration pause) {
    this.records = new ArrayList<>(records);
    this.feed = feed;
    this.pauseMillis = pause.toMillis();
  }

  /**
   * With a pause after each record, so that checkpoints come in between.
   *
   * @param records not to be changed any more
   */
  public static RecordsSource of(List<byte[]> records, Duration pause) {
    return new RecordsSource(records, null, pause);
  }

  public static RecordsSource of(List<byte[]> records) {
    return of(records, Duration.ZERO);
  }

  /** Of what is given as it comes, until there will be no more. */
  public static RecordsSource of(Feed feed) {
    return new RecordsSource(List.of(), feed.id(), Duration.ZERO);
  }

  private byte[] record(int n) {
    if (feed != null) {
      return Feed.byId(feed).record(n);
    }
    return n < records.size() ? records.get(n) : null;
  }

  private boolean endsAt(int n) {
    return feed == null ? n >= records.size() : Feed.byId(feed).endsAt(n);
  }

  /** What is left to emit: everything from a position on. */
  public static final class Rest implements SourceSplit {
    private final int from;

    Rest(int from) {
      this.from = from;
    }

    @Override
    public String splitId() {
      return "rest";
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<RawRecord, Rest> createReader(SourceReaderContext context) {
    return new Reader(context);
  }

  @Override
  public SplitEnumerator<Rest, Boolean> createEnumerator(SplitEnumeratorContext<Rest> context) {
    return new Enumerator(context, false);
  }

  @Override
  public SplitEnumerator<Rest, Boolean> restoreEnumerator(
      SplitEnumeratorContext<Rest> context, Boolean handedOut) {
    return new Enumerator(context, handedOut);
  }

  @Override
  public SimpleVersionedSerializer<Rest> getSplitSerializer() {
    return new SimpleVersionedSerializer<>() {
      @Override
      public int getVersion() {
        return 1;
      }

      @Override
      public byte[] serialize(Rest rest) {
        return ByteBuffer.allocate(4).putInt(rest.from).array();
      }

      @Override
      public Rest deserialize(int version, byte[] bytes) {
        return new Rest(ByteBuffer.wrap(bytes).getInt());
      }
    };
  }

  @Override
  public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
    return new SimpleVersionedSerializer<>() {
      @Override
      public int getVersion() {
        return 1;
      }

      @Override
      public byte[] serialize(Boolean handedOut) {
        return new byte[] {(byte) (handedOut ? 1 : 0)};
      }

      @Override
      public Boolean deserialize(int version, byte[] bytes) {
        return bytes[0] == 1;
      }
    };
  }

  private final class Reader implements SourceReader<RawRecord, Rest> {
    private final SourceReaderContext context;
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private int next = -1;
    private boolean noMore;

    Reader(SourceReaderContext context) {
      this.context = context;
    }

    @Override
    public void start() {
      context.sendSplitRequest();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> output) {
      if (next < 0) {
        return noMore ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
      }
      byte[] bytes = record(next);
      if (bytes == null) {
        return endsAt(next) ? InputStatus.END_OF_INPUT : notBefore(LOOK_AGAIN_MILLIS);
      }
      output.collect(RawRecord.of(bytes, "given", Integer.toString(next)));
      next++;
      return pauseMillis == 0 ? InputStatus.MORE_AVAILABLE : notBefore(pauseMillis);
    }

    private InputStatus notBefore(long millis) {
      available =
          CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
      return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<Rest> snapshotState(long checkpointId) {
      return next < 0 ? List.of() : List.of(new Rest(next));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return available;
    }

    @Override
    public void addSplits(List<Rest> splits) {
      next = splits.get(0).from;
      available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
      noMore = true;
      available.complete(null);
    }

    @Override
    public void close() {}
  }

  private static final class Enumerator implements SplitEnumerator<Rest, Boolean> {
    private final SplitEnumeratorContext<Rest> context;
    private boolean handedOut;

    Enumerator(SplitEnumeratorContext<Rest> context, boolean handedOut) {
      this.context = context;
      this.handedOut = handedOut;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {
      if (!handedOut) {
        handedOut = true;
        context.assignSplit(new Rest(0), subtask);
      }
      context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<Rest> splits, int subtask) {
      // A reader failed before any checkpoint had its split: the next that asks begins anew.
      handedOut = false;
    }

    @Override
    public void addReader(int subtask) {}

    @Override
    public Boolean snapshotState(long checkpointId) {
      return handedOut;
    }

    @Override
    public void close() {}
  }
}
