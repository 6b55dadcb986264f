package io.gluesnow.flink.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.cloudtrail.archive.FolderStore;
import io.gluesnow.cloudtrail.archive.ObjectStore;
import io.gluesnow.cloudtrail.archive.StoredObject;
import io.gluesnow.flink.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveReaderTest {
  private static final int RECORDS = 20_000;

  @TempDir Path root;

  private final List<RawRecord> read = new ArrayList<>();
  private final HandReaderContext context = new HandReaderContext();

  @Test
  void readsEachRecordOfGlueAndCountsTheOthers() throws Exception {
    List<ArchiveSplit> splits = List.of(object("a", RECORDS, 100), object("b", 10, 1));
    try (ArchiveReader reader = reader(store())) {
      reader.start();
      assertThat(context.requests).isEqualTo(ArchiveReader.AHEAD);
      reader.addSplits(splits);
      untilFinished(reader);
      assertThat(context.requests).isEqualTo(ArchiveReader.AHEAD + 2);
      assertThat(context.tally.records()).isEqualTo(RECORDS + 10);
      assertThat(reader.snapshotState(1))
          .containsExactly(
              ArchiveSplit.tally(2, splits.get(0).size() + splits.get(1).size(), RECORDS + 10));
    }
    isWhole("a", RECORDS, 100);
    isWhole("b", 10, 1);
  }

  @Test
  void begunAgainAtAnyMomentItHandsOnEachRecordOnce() throws Exception {
    ArchiveSplit object = object("a", RECORDS, 100);
    Random random = new Random(5);
    List<ArchiveSplit> state = List.of(object);
    int attempts = 0;
    boolean finished = false;
    while (!finished) {
      attempts++;
      try (ArchiveReader reader = reader(store())) {
        reader.start();
        reader.addSplits(state);
        reader.notifyNoMoreSplits();
        int elements = read.size() + 1 + random.nextInt(30);
        while (read.size() < elements && !finished) {
          finished = poll(reader) == InputStatus.END_OF_INPUT;
        }
        state = reader.snapshotState(attempts);
      }
    }
    assertThat(attempts).as("attempts").isGreaterThan(5);
    isWhole("a", RECORDS, 100);
    assertThat(state).containsExactly(ArchiveSplit.tally(1, object.size(), RECORDS));
  }

  @Test
  void aStreamThatBreaksOffIsBegunAgainBehindWhatWasHandedOn() throws Exception {
    ArchiveSplit object = object("a", RECORDS, 100);
    Faulty store = new Faulty(FolderStore.of(root), 3);
    try (ArchiveReader reader = reader(store)) {
      reader.start();
      reader.addSplits(List.of(object));
      untilFinished(reader);
    }
    assertThat(store.opened).isEqualTo(4);
    isWhole("a", RECORDS, 100);
  }

  @Test
  void anObjectThatIsGoneIsToldOfOnceAndPassedOver() throws Exception {
    ArchiveSplit gone = ArchiveSplit.of("gone", 77, 0);
    ArchiveSplit there = object("there", 10, 1);
    List<ArchiveSplit> state;
    try (ArchiveReader reader = reader(store())) {
      reader.start();
      reader.addSplits(List.of(gone));
      while (read.isEmpty()) {
        poll(reader);
      }
      // Its damage was emitted; whether the object has ended is not known yet.
      state = reader.snapshotState(1);
    }
    assertThat(read).hasSize(1);
    assertThat(read.get(0).form()).isEqualTo(RawRecord.Form.DAMAGED);
    assertThat(read.get(0).reason()).isEqualTo("a trail object cannot be read: it is gone");
    assertThat(read.get(0).origin()).isEqualTo(root.resolve("gone").toString());
    try (ArchiveReader reader = reader(store())) {
      reader.addSplits(state);
      reader.addSplits(List.of(there));
      untilFinished(reader);
      assertThat(reader.snapshotState(2))
          .containsExactly(ArchiveSplit.tally(2, 77 + there.size(), 11));
    }
    assertThat(damage()).hasSize(1);
    isWhole("there", 10, 1);
  }

  @Test
  void anObjectThatIsCutGivesWhatIsBeforeTheCutAndSaysSo() throws Exception {
    ArchiveSplit whole = object("a", RECORDS, 100);
    byte[] bytes = Files.readAllBytes(root.resolve("a"));
    Files.write(root.resolve("a"), Arrays.copyOf(bytes, bytes.length / 2));
    try (ArchiveReader reader = reader(store())) {
      reader.addSplits(List.of(whole));
      untilFinished(reader);
    }
    assertThat(damage()).hasSize(1);
    assertThat(damage().get(0))
        .startsWith("not all of a trail object can be read: its gzip ends too early");
    assertThat(read.stream().mapToLong(RawRecord::count).sum())
        .isBetween(RECORDS / 4L, RECORDS - 1L);
  }

  @Test
  void aStoreThatCannotBeReadAtAllFailsTheJobWithASentence() throws Exception {
    ObjectSplitReader reader =
        new ObjectSplitReader(new SharedStore(() -> new Faulty(FolderStore.of(root), 1_000, 0)));
    reader.handleSplitsChanges(new SplitsAddition<>(List.of(object("a", 10, 1))));
    Thread ringer =
        new Thread(
            () -> {
              try {
                TimeUnit.MILLISECONDS.sleep(100);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              reader.wakeUp();
            });
    assertThat(reader.fetch().nextSplit()).isNull();
    ringer.start();
    long begin = System.nanoTime();
    assertThat(reader.fetch().nextSplit()).as("a pause ends when it is woken").isNull();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(240));
    reader.close();
    assertThatThrownBy(
            () -> {
              ObjectSplitReader impatient =
                  new ObjectSplitReader(
                      new SharedStore(() -> new Faulty(FolderStore.of(root), 1_000, 0)), 1);
              impatient.handleSplitsChanges(new SplitsAddition<>(List.of(object("a", 10, 1))));
              for (int i = 0; i < 10; i++) {
                impatient.fetch();
              }
            })
        .isInstanceOf(IOException.class)
        .hasNoCause()
        .hasMessageContaining("of the archive cannot be read, tried 9 times");
  }

  private List<String> damage() {
    return read.stream()
        .filter(record -> record.form() == RawRecord.Form.DAMAGED)
        .map(RawRecord::reason)
        .collect(Collectors.toList());
  }

  private void isWhole(String key, int records, int everyOther) {
    String origin = root.resolve(key).toString();
    List<String> glue = new ArrayList<>();
    long skipped = 0;
    for (RawRecord record : read) {
      if (record.origin().equals(origin)) {
        if (record.form() == RawRecord.Form.BYTES) {
          String position = record.position();
          assertThat(new String(record.bytes(), StandardCharsets.UTF_8))
              .isEqualTo(text(Integer.parseInt(position), true));
          glue.add(position);
        } else {
          assertThat(record.form()).isEqualTo(RawRecord.Form.SKIPPED);
          skipped += record.count();
        }
      }
    }
    assertThat(glue).doesNotHaveDuplicates().hasSize(records / everyOther);
    assertThat(skipped).isEqualTo(records - records / everyOther);
  }

  private ArchiveReader reader(ObjectStore store) {
    return ArchiveReader.of(() -> store, context);
  }

  private ObjectStore store() {
    return FolderStore.of(root);
  }

  private InputStatus poll(ArchiveReader reader) throws Exception {
    InputStatus status = pollAtOnce(reader);
    if (status == InputStatus.NOTHING_AVAILABLE) {
      reader.isAvailable().get(30, TimeUnit.SECONDS);
    }
    return status;
  }

  private InputStatus pollAtOnce(ArchiveReader reader) throws Exception {
    return reader.pollNext(new HandReaderContext.Output<>(read::add));
  }

  private void untilFinished(ArchiveReader reader) throws Exception {
    int asked = context.requests;
    int objects = reader.getNumberOfCurrentlyAssignedSplits();
    while (reader.getNumberOfCurrentlyAssignedSplits() > 0) {
      // Behind the last object there is nothing to wait for.
      if (pollAtOnce(reader) == InputStatus.NOTHING_AVAILABLE
          && reader.getNumberOfCurrentlyAssignedSplits() > 0) {
        reader.isAvailable().get(30, TimeUnit.SECONDS);
      }
    }
    assertThat(context.requests).isEqualTo(asked + objects);
    reader.notifyNoMoreSplits();
    while (poll(reader) != InputStatus.END_OF_INPUT) {
      // until it says so
    }
  }

  /** Writes an object in which each so-manieth record is Glue's. */
  private ArchiveSplit object(String key, int records, int everyOther) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("{\"Records\":[".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < records; i++) {
        String comma = i == 0 ? "" : ",";
        gzip.write((comma + text(i, i % everyOther == 0)).getBytes(StandardCharsets.UTF_8));
      }
      gzip.write("]}".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(root.resolve(key), bytes.toByteArray());
    return ArchiveSplit.of(key, bytes.size(), 0);
  }

  private static String text(int i, boolean isGlue) {
    return "{\"eventVersion\":\"1.11\",\"eventID\":\""
        + i
        + "-"
        + new Random(i).nextLong()
        + "\",\"eventSource\":\""
        + (isGlue ? "glue" : "kms")
        + ".amazonaws.com\",\"eventName\":\"UpdateTable\",\"requestParameters\":{\"a\":[{\"b\":"
        + i
        + "}]}}";
  }

  /** Breaks off some streams, each some bytes further on than the one before. */
  private static final class Faulty implements ObjectStore {
    private final ObjectStore store;
    private final int faults;
    private final int step;
    private int opened;

    Faulty(ObjectStore store, int faults) {
      this(store, faults, 100_000);
    }

    Faulty(ObjectStore store, int faults, int step) {
      this.store = store;
      this.faults = faults;
      this.step = step;
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
      return store.folders(prefix);
    }

    @Override
    public List<StoredObject> objects(String folder, String after, int most) throws IOException {
      return store.objects(folder, after, most);
    }

    @Override
    public InputStream open(String key) throws IOException {
      opened++;
      if (opened > faults) {
        return store.open(key);
      }
      return new FilterInputStream(store.open(key)) {
        private int left = opened * step;

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
          if (left <= 0) {
            throw new IOException("connection reset");
          }
          int read = super.read(into, from, Math.min(left, length));
          left -= Math.max(0, read);
          return read;
        }
      };
    }

    @Override
    public String address(String key) {
      return store.address(key);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
