package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages bytes and values, the same way for the same seed. */
public final class Damage {
  private static final String[] VALUES = {
    "",
    "true",
    "null",
    "a/b",
    "%2F",
    "arn:aws:glue:::",
    "arn:aws:glue:r:1:table/",
    "\u0000",
    "日本",
    "*",
    "values=",
    "s3://",
    "joined=,",
    "Pause",
    "x".repeat(3_000),
    "half \ud83d pair",
    "arn:aws:s3tables:r:1:bucket/",
    "210987654321:",
    "İ",
    "\t"
  };

  private Damage() {}

  /** The same bytes with one thing wrong. */
  public static byte[] ofBytes(byte[] bytes, Random random) {
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

  /** Changes, removes or wraps up to {@code n} values anywhere in a tree; its root stays. */
  static void ofValues(JsonNode tree, int n, Random random) {
    for (int i = 0; i < n; i++) {
      List<JsonNode> containers = new ArrayList<>();
      collect(tree, containers);
      change(containers.get(random.nextInt(containers.size())), random);
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
