package io.gluesnow.converge;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.catalog.TableVersion;
import io.gluesnow.plan.ObjectName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The bytes of older versions are kept under {@code /stored}; see {@code StoredFormTest}. */
class TableStateCodecTest {
  @Property(tries = 2000)
  void openWorkIsReadBackAsItWasWritten(@ForAll long seed) {
    OpenWork open = openWork(new Random(seed));
    assertThat(stored(open)).isEqualTo(open);
  }

  @Property(tries = 2000)
  void whatIsKnownIsReadBackAsItWasWritten(@ForAll long seed) {
    Known known = known(new Random(seed));
    assertThat(stored(known)).isEqualTo(known);
  }

  @Test
  void everyFieldIsStored() throws IllegalAccessException {
    hasNoDefault(new OpenWork.Builder(), StoredStates.open().toBuilder());
    hasNoDefault(new Known.Builder(), StoredStates.known().toBuilder());

    assertThat(stored(StoredStates.open())).isEqualTo(StoredStates.open());
    assertThat(stored(StoredStates.known())).isEqualTo(StoredStates.known());
    assertThat(stored(StoredStates.knownAbsent())).isEqualTo(StoredStates.knownAbsent());
  }

  /** A field that is new has to come into the samples, and so into the stored form. */
  private static void hasNoDefault(Object empty, Object full) throws IllegalAccessException {
    for (Field field : full.getClass().getDeclaredFields()) {
      field.setAccessible(true);
      assertThat(field.get(full)).as(field.getName()).isNotEqualTo(field.get(empty));
    }
  }

  @Test
  void stateThatANewerReleaseHasWrittenIsRefusedWithTheReason() {
    byte[] newer = {TableStateCodec.VERSION + 1};

    assertThatThrownBy(() -> TableStateCodec.readOpen(in(newer)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format " + (TableStateCodec.VERSION + 1))
        .hasMessageContaining("up to " + TableStateCodec.VERSION)
        .hasMessageContaining("start a release that is at least as new");
    assertThatThrownBy(() -> TableStateCodec.readKnown(in(newer)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("start a release that is at least as new");
    assertThatThrownBy(() -> TableStateCodec.readKnown(in(new byte[1])))
        .isInstanceOf(IOException.class);
  }

  // ---- states by chance

  private static OpenWork openWork(Random random) {
    OpenWork.Builder open = new OpenWork.Builder();
    open.waiting = doubt(random);
    open.serving = doubt(random);
    open.grace = doubt(random);
    open.absentSince = time(random);
    open.looks = new TreeSet<>();
    for (int left = random.nextInt(3); left > 0; left--) {
      open.looks.add(StoredStates.NOON.plusNanos(random.nextInt()));
    }
    open.slowLookAt = time(random);
    open.askAgainAt = time(random);
    open.nextStands = random.nextBoolean();
    open.lookFirst = random.nextBoolean();
    open.wishes = wishes(random);
    open.running =
        random.nextBoolean()
            ? null
            : RunningFiles.of(text(random), random.nextBoolean(), StoredStates.NOON, text(random));
    OpenReason[] reasons = OpenReason.values();
    open.hold =
        random.nextBoolean()
            ? null
            : Hold.of(StoredStates.NOON, reasons[random.nextInt(reasons.length)]);
    open.backOffs = random.nextInt(100);
    open.rounds = random.nextInt(100);
    open.roundsOf = text(random);
    open.sent = random.nextInt(100);
    open.calls = random.nextLong();
    return open.build();
  }

  private static Known known(Random random) {
    Known.Builder known = new Known.Builder();
    if (random.nextBoolean()) {
      Instant at = StoredStates.NOON.plusNanos(random.nextInt());
      known.glue =
          random.nextBoolean()
              ? GlueKnown.absent(at)
              : GlueKnown.present(TableVersion.of(at, random.nextInt(9), at), at);
    }
    if (random.nextBoolean()) {
      known.belief =
          Belief.of(
              ObjectName.of("D", "S", "n" + text(random)),
              text(random),
              text(random),
              text(random),
              text(random),
              text(random));
    }
    if (random.nextBoolean()) {
      known.verdict =
          random.nextBoolean()
              ? Verdict.unsettled(text(random), text(random), text(random))
              : Verdict.rejected(text(random), text(random), text(random), text(random));
    }
    known.lastStatementAt = time(random);
    known.filesSince = time(random);
    known.reported = text(random);
    if (random.nextBoolean()) {
      known.madeOf = TableVersion.of(StoredStates.NOON, random.nextInt(9), StoredStates.NOON);
    }
    known.listedAt = time(random);
    known.filesOwed = random.nextBoolean();
    known.told = random.ints(random.nextInt(3)).mapToObj(i -> i + text(random)).collect(toSet());
    return known.build();
  }

  private static OpenDoubt doubt(Random random) {
    if (random.nextBoolean()) {
      return null;
    }
    OpenDoubt doubt =
        StoredStates.doubt(random.nextInt(4), random.nextInt(3), random.nextInt(1000));
    if (random.nextBoolean()) {
      doubt = doubt.about(Set.of("s3://" + text(random), "values=" + random.nextInt()));
    }
    return random.nextBoolean() ? doubt.thatMustLook() : doubt;
  }

  private static Wishes wishes(Random random) {
    if (random.nextBoolean()) {
      return null;
    }
    List<String> paths = new ArrayList<>(List.of("p/"));
    for (int left = random.nextInt(2 * Wishes.MANY); left > 0; left--) {
      paths.add(text(random) + "/");
    }
    return Wishes.of(random.nextBoolean(), paths, doubt(random));
  }

  private static Instant time(Random random) {
    return random.nextBoolean() ? null : StoredStates.NOON.plusNanos(random.nextLong() >> 8);
  }

  private static String text(Random random) {
    return random.nextInt(20) == 0
        ? "ü".repeat(70_000)
        : random
            .ints(random.nextInt(9), ' ', 'ÿ')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  // ---- bytes

  private interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writer writer) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      writer.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static OpenWork stored(OpenWork open) {
    try {
      return TableStateCodec.readOpen(in(bytes(out -> TableStateCodec.write(open, out))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Known stored(Known known) {
    try {
      return TableStateCodec.readKnown(in(bytes(out -> TableStateCodec.write(known, out))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
