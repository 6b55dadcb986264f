package io.gluesnow.cloudtrail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.OutcomeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Damaged records in envelopes, thousands a run, each the same for the same seed. Values are
 * damaged first; then the envelope must come to exactly what its records come to one by one. Then
 * its bytes are damaged, and no more is asked than that all of it is accounted for.
 *
 * <p>{@code -Dfuzz.seeds=5000000} plays more of them, {@code -Dfuzz.first=N} others, {@code
 * -Dfuzz.seed=N} one, and prints it.
 */
class DecoderFuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", -1);
  private static final long FIRST = Long.getLong("fuzz.first", 1);
  private static final long SEEDS = Long.getLong("fuzz.seeds", 5_000);

  private static final List<String> RECORDS =
      TrailFixtures.names().stream()
          .filter(n -> n.startsWith("records/"))
          .collect(Collectors.toList());
  private static final List<String> ENVELOPES =
      TrailFixtures.names().stream()
          .filter(n -> n.startsWith("envelopes/"))
          .collect(Collectors.toList());
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Test
  @Tag("trap:aws-12")
  @Tag("trap:aws-13")
  void nothingIsLostInAnyEnvelopeAndNothingLeavesButAValue() {
    if (SEED >= 0) {
      play(SEED, true);
      return;
    }
    long started = System.nanoTime();
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      try {
        play(seed, false);
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed + "; replay it with -Dfuzz.seed=" + seed, e);
      }
    }
    long millis = (System.nanoTime() - started) / 1_000_000;
    System.out.println(
        "fuzz: " + SEEDS + " seeds, " + SEEDS * 1000 / Math.max(1, millis) + " a second");
  }

  private static void play(long seed, boolean loud) {
    Random random = new Random(seed);
    List<ObjectNode> parts = new ArrayList<>();
    boolean bare = random.nextInt(4) != 0;
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      List<String> from = bare ? RECORDS : ENVELOPES;
      ObjectNode part = TrailFixtures.tree(from.get(random.nextInt(from.size())));
      Damage.ofValues(part, random.nextInt(6), random);
      parts.add(part);
    }
    byte[] whole = bare ? enveloped(parts, random) : together(parts, random);
    if (random.nextInt(3) == 0) {
      whole = TrailFixtures.gzip(whole);
    }
    if (loud) {
      System.out.println(new String(whole, UTF_8));
    }
    Decoded decoded = DecodedChecks.decode(whole);
    if (loud) {
      System.out.println(decoded);
    }
    assertSame(parts, decoded);
    byte[] damaged = whole;
    for (int left = random.nextInt(4); left > 0; left--) {
      damaged = Damage.ofBytes(damaged, random);
    }
    DecodedChecks.decode(damaged);
  }

  private static void assertSame(List<ObjectNode> parts, Decoded whole) {
    List<CatalogEvent> events = new ArrayList<>();
    List<ControlEvent> controls = new ArrayList<>();
    long[] ended = new long[3];
    for (ObjectNode part : parts) {
      Decoded one = DecodedChecks.decode(TrailFixtures.bytes(part));
      events.addAll(one.events());
      controls.addAll(one.controls());
      ended[0] += one.ended(OutcomeKind.IRRELEVANT);
      ended[1] += one.ended(OutcomeKind.FAILED_CALL);
      ended[2] += one.ended(OutcomeKind.DEAD_LETTERED);
    }
    assertThat(whole.events()).isEqualTo(events);
    assertThat(whole.controls()).isEqualTo(controls);
    assertThat(
            new long[] {
              whole.ended(OutcomeKind.IRRELEVANT),
              whole.ended(OutcomeKind.FAILED_CALL),
              whole.ended(OutcomeKind.DEAD_LETTERED)
            })
        .isEqualTo(ended);
  }

  private static byte[] enveloped(List<ObjectNode> records, Random random) {
    switch (random.nextInt(6)) {
      case 0:
        return TrailFixtures.bytes(list("Records", records));
      case 1:
        return TrailFixtures.bytes(inLogs(records));
      case 2:
        return TrailFixtures.bytes(list("Events", asText(records)));
      case 3:
        return together(inEventBridge(records), random);
      case 4:
        return together(asText(records), random);
      default:
        return together(records, random);
    }
  }

  /** In an array, or one after the other. */
  private static byte[] together(List<ObjectNode> parts, Random random) {
    if (random.nextBoolean()) {
      return TrailFixtures.bytes(JSON.arrayNode().addAll(parts));
    }
    return parts.stream()
        .map(ObjectNode::toString)
        .collect(Collectors.joining("\n"))
        .getBytes(UTF_8);
  }

  private static ObjectNode list(String name, List<ObjectNode> parts) {
    ObjectNode envelope = JSON.objectNode();
    envelope.putArray(name).addAll(parts);
    return envelope;
  }

  private static ObjectNode inLogs(List<ObjectNode> records) {
    ObjectNode envelope = JSON.objectNode();
    envelope.put("messageType", "DATA_MESSAGE");
    ArrayNode events = envelope.putArray("logEvents");
    records.forEach(r -> events.addObject().put("id", "1").put("message", r.toString()));
    return envelope;
  }

  private static List<ObjectNode> asText(List<ObjectNode> records) {
    List<ObjectNode> events = new ArrayList<>();
    records.forEach(r -> events.add(JSON.objectNode().put("CloudTrailEvent", r.toString())));
    return events;
  }

  private static List<ObjectNode> inEventBridge(List<ObjectNode> records) {
    List<ObjectNode> events = new ArrayList<>();
    for (ObjectNode trailRecord : records) {
      ObjectNode event = JSON.objectNode();
      event.put("version", "0").put("detail-type", "AWS API Call via CloudTrail");
      event.put("source", "aws.glue").set("detail", trailRecord);
      events.add(event);
    }
    return events;
  }
}
