package io.gluesnow.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.TableId;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever comes in: no exception, everything accounted for, and every id can be written and read.
 */
class CloudTrailDecoderPropertyTest {
  private static final List<String> FIXTURES = TrailFixtures.names();
  private static final String[] VALUES = {
    "", "true", "null", "a/b", "%2F", "arn:aws:glue:::", "arn:aws:glue:r:1:table/", "\u0000", "日本"
  };

  @Property(tries = 2000)
  void anyBytesAreAccountedFor(@ForAll byte[] bytes) {
    check(bytes);
  }

  @Property(tries = 4000)
  @Tag("trap:aws-12")
  void damagedBytesAreAccountedFor(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int n) {
    Random random = new Random(seed);
    byte[] bytes = TrailFixtures.bytes(FIXTURES.get(random.nextInt(FIXTURES.size())));
    if (random.nextInt(4) == 0) {
      bytes = TrailFixtures.gzip(bytes);
    }
    for (int i = 0; i < n; i++) {
      bytes = damaged(bytes, random);
    }
    check(bytes);
  }

  @Property(tries = 6000)
  @Tag("trap:aws-12")
  void recordsWithOtherValuesAreAccountedFor(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int n) {
    Random random = new Random(seed);
    JsonNode tree = TrailFixtures.tree(FIXTURES.get(random.nextInt(FIXTURES.size())));
    for (int i = 0; i < n; i++) {
      List<JsonNode> containers = new ArrayList<>();
      collect(tree, containers);
      change(containers.get(random.nextInt(containers.size())), random);
    }
    check(TrailFixtures.bytes(tree));
  }

  private static void check(byte[] bytes) {
    Decoded decoded = new CloudTrailDecoder().decode(bytes);

    assertThat(decoded.items()).isGreaterThanOrEqualTo(1);
    assertThat(decoded.items())
        .isEqualTo(
            decoded.events().size()
                + decoded.ended(OutcomeKind.IRRELEVANT)
                + decoded.ended(OutcomeKind.FAILED_CALL)
                + decoded.ended(OutcomeKind.DEAD_LETTERED));
    for (Unreadable unreadable : decoded.unreadable()) {
      assertThat(unreadable.reason()).isNotBlank().doesNotContain(CloudTrailDecoder.OUR_FAULT);
      assertThat(unreadable.bytes().length).isLessThanOrEqualTo(Math.max(bytes.length, 1 << 20));
    }
    for (CatalogEvent event : decoded.events()) {
      assertThat(event.eventId()).isNotEmpty();
      assertThat(DatabaseId.parse(event.database().toString())).isEqualTo(event.database());
      event
          .table()
          .ifPresent(table -> assertThat(TableId.parse(table.toString())).isEqualTo(table));
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int length = Math.min(random.nextInt(40), bytes.length - at);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (random.nextInt(5)) {
      case 0: // a byte is another
        out.writeBytes(bytes);
        byte[] flipped = out.toByteArray();
        if (at < flipped.length) {
          flipped[at] = (byte) random.nextInt();
        }
        return flipped;
      case 1: // something is missing
        out.write(bytes, 0, at);
        out.write(bytes, at + length, bytes.length - at - length);
        return out.toByteArray();
      case 2: // something stands there twice
        out.write(bytes, 0, at + length);
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
      case 3: // something was pushed in
        out.write(bytes, 0, at);
        byte[] noise = new byte[random.nextInt(8)];
        random.nextBytes(noise);
        out.writeBytes(random.nextBoolean() ? noise : "\"},[{:".getBytes());
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
      default: // the end is missing
        return Arrays.copyOf(bytes, at);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> into) {
    if (node.isContainerNode()) {
      into.add(node);
      node.forEach(child -> collect(child, into));
    }
  }

  private static void change(JsonNode container, Random random) {
    if (container.isEmpty()) {
      return;
    }
    int at = random.nextInt(container.size());
    if (container.isArray()) {
      ArrayNode array = (ArrayNode) container;
      array.set(at, other(array.get(at), random));
    } else {
      ObjectNode object = (ObjectNode) container;
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(at);
      if (random.nextInt(3) == 0) {
        object.remove(name);
      } else {
        object.set(name, other(object.get(name), random));
      }
    }
  }

  private static JsonNode other(JsonNode present, Random random) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    switch (random.nextInt(8)) {
      case 0:
        return json.nullNode();
      case 1:
        return json.numberNode(random.nextLong());
      case 2:
        return json.booleanNode(random.nextBoolean());
      case 3:
        return json.arrayNode().add(present).add(present.deepCopy());
      case 4:
        return json.objectNode().set("name", present);
      case 5:
        return json.textNode(present.toString());
      case 6:
        return json.numberNode(random.nextDouble());
      default:
        return json.textNode(VALUES[random.nextInt(VALUES.length)]);
    }
  }
}
