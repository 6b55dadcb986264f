package io.gluesnow.cloudtrail.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Never a missed record, never a wrong count, wherever the window's borders are; and whatever
 * damage there is, what stands before it stands.
 */
class TrailObjectReaderPropertyTest {
  @Property(tries = 6000)
  void findsWhatATokenisingReaderFinds(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] plain = HostileTrail.any(random);
    TokenisingReader expected = TokenisingReader.of(plain);
    assertThat(expected.isValid()).as("the generator writes JSON").isTrue();

    Items found = read(HostileTrail.gzip(plain, random), random, 0);

    if (new String(plain).isBlank()) {
      assertThat(found.unreadable).hasSize(1);
    } else {
      assertThat(found.unreadable).isEmpty();
      assertThat(found.records).isEqualTo(expected.items().records);
      assertThat(found.skipped).isEqualTo(expected.items().skipped);
      assertThat(found.total).isEqualTo(expected.items().total);
    }
  }

  @Property(tries = 2000)
  void goesOnFromAnyItem(@ForAll long seed, @ForAll @IntRange(min = 0, max = 20) int done)
      throws IOException {
    Random random = new Random(seed);
    byte[] compressed = HostileTrail.gzip(HostileTrail.any(random), random);
    if (random.nextInt(4) == 0) {
      compressed = Arrays.copyOf(compressed, random.nextInt(compressed.length));
    }
    Items all = read(compressed, random, 0);

    Items rest = read(compressed, random, done);

    Map<Long, String> records = new TreeMap<>(all.records);
    records.keySet().removeIf(index -> index < done);
    Map<Long, String> unreadable = new TreeMap<>(all.unreadable);
    unreadable.keySet().removeIf(index -> index < done);
    assertThat(rest.records).isEqualTo(records);
    assertThat(rest.unreadable).isEqualTo(unreadable);
    assertThat(rest.total).isEqualTo(all.total);
    assertThat(rest.skipped)
        .isEqualTo(Math.max(0, all.total - done) - records.size() - unreadable.size());
  }

  @Property(tries = 3000)
  void whatWasReadBeforeTheEndOfATruncatedObjectStands(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] compressed = HostileTrail.gzip(HostileTrail.tame(random), random);
    byte[] cut = Arrays.copyOf(compressed, random.nextInt(compressed.length));
    Items expected = TokenisingReader.of(inflated(cut)).items();

    Items found = read(cut, random, 0);

    assertThat(found.records).isEqualTo(expected.records);
    assertThat(found.skipped).isEqualTo(expected.skipped);
    boolean isOneWholeMember = found.unreadable.isEmpty();
    if (!isOneWholeMember) {
      assertThat(found.unreadable).hasSize(1).containsKey(found.total - 1);
      assertThat(found.unreadable.get(found.total - 1)).contains("after " + (found.total - 1));
    }
    assertThat(found.total).isEqualTo(expected.total + found.unreadable.size());
  }

  @Property(tries = 6000)
  void anyBytesAreAccountedForInTheSameWayWhateverTheBuffers(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 6) int mutations) throws IOException {
    Random random = new Random(seed);
    byte[] written = HostileTrail.any(random);
    for (int i = 0; i < mutations; i++) {
      written = mutated(written, random);
    }
    byte[] whole = HostileTrail.gzip(written, random);
    byte[] compressed = random.nextInt(4) == 0 ? mutated(whole, random) : whole;
    accountsFor(compressed, random);
  }

  @Example
  void recordsWithinArraysOfARecordAreNone() throws IOException {
    String inner = "{\"eventVersion\":\"2\",\"eventSource\":\"glue.amazonaws.com\"}";
    List<String> values =
        List.of(
            "[{\"a\":[1]},#,#]",
            "[{\"a\":[ 1]},#,#]",
            "[{\"a\":[[1]]},#,#]",
            "[{\"a\":[\"b\"]},#,#]",
            "[{\"a\":[\"\"]},#,#]",
            "[{\"a\":[{}]},#,#]",
            "[{\"a\":[]},#,#]",
            "[{\"a\":\"]},\"},#,#]",
            "[{},#,#]",
            "[1,#,#]",
            "[[#],#,#]",
            "[\"a\",#,#]",
            "[#,#]",
            "[ #,#]",
            "{\"a\":[#,#],\"b\":[{\"c\":[#,#]},#,#]}");
    for (String value : values) {
      String record = "{\"eventVersion\":\"1\",\"x\":" + value.replace("#", inner) + ",\"y\":1}";
      byte[] plain = ("{\"Records\":[" + record + "," + inner + "," + record + "]}").getBytes();
      Random random = new Random(1);

      Items found = read(HostileTrail.gzip(plain, random), random, 0);

      assertThat(found.records).as(value).containsExactly(Map.entry(1L, inner));
      assertThat(found.total).as(value).isEqualTo(3);
    }
  }

  @Example
  void whatIsInTheNextDocumentIsNoPartOfTheLastRecordBeforeIt() throws IOException {
    String list = "{\"Records\":[{\"eventVersion\":\"1\",\"eventSource\":\"glue.amazonaws.com\"}]}";
    for (String between : List.of("", " ", "\"],\"", "5 ", "true ", "{}", "[{}]")) {
      for (String after : List.of("", "},{\"eventVersion\":\"1\"}")) {
        String plain = list.replace("glue", "kms") + between + list + after + " ".repeat(100);
        Random random = new Random(1);

        accountsFor(HostileTrail.gzip(plain.getBytes(), random), random);
      }
    }
  }

  @Example
  void whatIsNoRecordMayBeTakenForAPartOfTheRecordBeforeAFault() throws IOException {
    String list =
        "{\"Records\":[[],{},\"]},]},]},]},]},\",\"zebra\\u0000\\u001f\\u0009\\u000D\\nzebra},"
            + "{\"eventVersion\":\"\\u000d\\nzebra\\u0000\\u001f\\u0009\\u000d\\n\","
            + "{\"eventVersion\":\"1.05\",\"userIdentity\":{\"type\":\"AssumedRole\"},"
            + "\"eventTime\":\"2026-07-14T00:00:00Z\",\"eventSource\":\"glue.amazonaws.com\","
            + "\"eventName\":\"Get\",\"readOnly\":true}]}";
    for (String broken : List.of(list, list.replace("]},", "zebra"))) {
      Random random = new Random(629466);

      accountsFor(HostileTrail.gzip(broken.getBytes(), random), random);
    }
  }

  /** Up to the last record before a fault all is as it should be, and the same each time. */
  private static void accountsFor(byte[] compressed, Random random) throws IOException {
    byte[] plain = inflated(compressed);
    TokenisingReader expected = TokenisingReader.of(plain);

    Items found = read(compressed, random, 0);
    Items again = read(compressed, random, 0);

    assertThat(found.total)
        .isEqualTo(found.records.size() + found.unreadable.size() + found.skipped);
    assertThat(again.records)
        .as("in %s: %s, %s", new String(plain), found, again)
        .isEqualTo(found.records);
    assertThat(again.unreadable.keySet())
        .as("in %s: %s, %s", new String(plain), found, again)
        .isEqualTo(found.unreadable.keySet());
    assertThat(again.skipped).isEqualTo(found.skipped);
    for (long i = 0; i < expected.certain(); i++) {
      String text = expected.items().records.get(i);
      if (text == null) {
        assertThat(found.records).as("in %s", new String(plain)).doesNotContainKey(i);
        assertThat(found.unreadable).as("in %s", new String(plain)).doesNotContainKey(i);
      } else {
        // It may come together with broken JSON right behind it: the decoder takes them apart.
        assertThat(found.records.get(i))
            .as("item %d in %s: %s", i, new String(plain), found)
            .startsWith(text);
      }
    }
    assertThat(found.total).isGreaterThanOrEqualTo(expected.certain());
  }

  private static Items read(byte[] compressed, Random random, long done) throws IOException {
    int chunk = random.nextBoolean() ? 1 + random.nextInt(200) : 1 + random.nextInt(20_000);
    Window window = new Window(TrailObjectReader.LARGEST_RECORD, chunk);
    try (TrailObjectReader reader =
        new TrailObjectReader(TrailObjectReader.LARGEST_RECORD, window)) {
      if (random.nextBoolean()) {
        // Nothing of another object may show.
        Items.of(reader, new ByteArrayInputStream(compressed, 0, compressed.length / 2), 0);
      }
      return Items.of(reader, new Trickling(compressed, random), done);
    }
  }

  /** All that comes out of some gzip before it is damaged, byte by byte. */
  private static byte[] inflated(byte[] compressed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Gunzip gunzip = new Gunzip()) {
      gunzip.start(new ByteArrayInputStream(compressed));
      byte[] one = new byte[1];
      while (gunzip.read(one, 0, 1) > 0) {
        out.write(one[0]);
      }
    }
    return out.toByteArray();
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int length = Math.min(random.nextInt(40), bytes.length - at);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    switch (random.nextInt(4)) {
      case 0: // a byte is another
        if (at < bytes.length) {
          out.write(random.nextInt(256));
          out.write(bytes, at + 1, bytes.length - at - 1);
        }
        break;
      case 1: // something is missing
        out.write(bytes, at + length, bytes.length - at - length);
        break;
      case 2: // something stands there twice
        out.write(bytes, at, length);
        out.write(bytes, at, bytes.length - at);
        break;
      default: // something was pushed in
        String[] pushed = {"\"", "\\", "},{", "]}", "[{", "},{\"eventVersion\":\"", "\u0000", "{"};
        out.writeBytes(pushed[random.nextInt(pushed.length)].getBytes());
        out.write(bytes, at, bytes.length - at);
    }
    return out.toByteArray();
  }

  /** Gives a few bytes at a time, as a network does. */
  private static final class Trickling extends InputStream {
    private final InputStream in;
    private final Random random;

    Trickling(byte[] bytes, Random random) {
      this.in = new ByteArrayInputStream(bytes);
      this.random = random;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return in.read(into, from, Math.min(length, 1 + random.nextInt(500)));
    }
  }
}
