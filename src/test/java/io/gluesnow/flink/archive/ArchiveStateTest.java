package io.gluesnow.flink.archive;

import static io.gluesnow.testing.StoredBytes.hexed;
import static io.gluesnow.testing.StoredBytes.resource;
import static io.gluesnow.testing.StoredBytes.unhexed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;

/** What each version wrote is kept under {@code /stored} and must be read for ever. */
class ArchiveStateTest {
  private static final ArchiveSplit SPLIT =
      ArchiveSplit.of("AWSLogs/111122223333/CloudTrail/Ü.json.gz", 1L << 40, 12_345);

  @Test
  void aSplitIsReadAsItWasWritten() throws IOException {
    holds("archive-split", new ArchiveSplitSerializer(), SPLIT);
    holds("archive-split-tally", new ArchiveSplitSerializer(), ArchiveSplit.tally(3, 4_000, 50));
  }

  @Test
  void aCursorIsReadAsItWasWritten() throws IOException {
    holds(
        "archive-cursor",
        new ArchiveCursorSerializer(),
        ArchiveCursor.of(
            "s3://trail/, everything", SPLIT.key(), 7, 1L << 41, true, List.of(SPLIT)));
    holds("archive-cursor-start", new ArchiveCursorSerializer(), ArchiveCursor.start("here"));
  }

  private static <T> void holds(String name, SimpleVersionedSerializer<T> format, T value)
      throws IOException {
    byte[] written = format.serialize(value);
    assertThat(format.deserialize(format.getVersion(), written)).isEqualTo(value);
    for (int version = 1; version <= format.getVersion(); version++) {
      String hex = resource("/stored/" + name + ".v" + version + ".hex");
      assertThat(hex)
          .as("%s of version %s; written today: %s", name, version, hexed(written))
          .isNotEmpty();
      assertThat(format.deserialize(version, unhexed(hex))).isEqualTo(value);
    }
    assertThatThrownBy(() -> format.deserialize(format.getVersion() + 1, written))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version " + (format.getVersion() + 1));
  }
}
