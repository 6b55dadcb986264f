package io.gluesnow.testing;

import io.gluesnow.flink.RawRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

/** A bounded source of given texts, one reader, exactly once over restarts. */
public final class RecordsSource implements Source<RawRecord, RecordsSource.Rest, Boolean> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> texts;
  private final long pauseMillis;

  public RecordsSource(List<String> texts) {
    this(texts, Duration.ZERO);
  }

  /** With a pause after each record, so that checkpoints come in between. */
  public RecordsSource(List<String> texts, Duration pause) {
    this.texts = new ArrayList<>(texts);
    this.pauseMillis = pause.toMillis();
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
      if (next < 0 || next >= texts.size()) {
        if (noMore || next >= texts.size()) {
          return InputStatus.END_OF_INPUT;
        }
        return InputStatus.NOTHING_AVAILABLE;
      }
      byte[] bytes = texts.get(next).getBytes(StandardCharsets.UTF_8);
      output.collect(RawRecord.of(bytes, "given", Integer.toString(next)));
      next++;
      if (pauseMillis == 0) {
        return InputStatus.MORE_AVAILABLE;
      }
      available =
          CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS));
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
