package io.gluesnow.cloudtrail.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes trail objects that are valid JSON and as misleading as that allows: texts that look like
 * records, records within records, keys and values in other spellings, white space where none is
 * expected, arrays in arrays, several lists, several documents.
 */
final class HostileTrail {
  private static final String[] TEXTS = {
    "glue.amazonaws.com",
    "lakeformation.amazonaws.com",
    "s3tables.amazonaws.com",
    "tables.amazonaws.com",
    "s3.amazonaws.com",
    "xglue.amazonaws.com",
    "glue.amazonaws.com.cn",
    "eventSource",
    "\"eventSource\":\"glue.amazonaws.com\"",
    "},{\"eventVersion\":\"1.08\",\"eventSource\":\"glue.amazonaws.com\"}",
    "\\},{\"eventVersion\":\"",
    "},{",
    "[{",
    "[{\"a\":1}],",
    "]},",
    "]}",
    "]}\n",
    "[\"a\", [\"b\"]]",
    "items[0].name",
    "2026/07/14/[$LATEST]0a1b",
    "{\"Records\":[",
    "\\",
    "\\\\",
    "\"",
    "\\\"",
    "[S3Console/0.4, [aws]",
    "{\n  \"Statement\": [\n    {\"Effect\": \"Allow\"}, {\"Effect\": \"Deny\"}\n  ]\n}",
    "zebra\u0000\u001f\t\r\n",
    "\u00e9\u4e2d\u6587\ud83d\ude00\u2028\uffff",
    "\u7a7b\u5b5c\u5d7d",
    "",
    "a",
  };

  private static final String[] KEYS = {
    "eventVersion",
    "eventSource",
    "eventName",
    "userIdentity",
    "requestParameters",
    "resources",
    "Records",
    "digestS3Object",
    "a",
    "",
    "key-",
    "k\"ey",
    "z{[",
    "eventSourceArn",
    "EventSource"
  };

  private final Random random;
  private final StringBuilder out = new StringBuilder();

  /** How often white space stands between tokens, of 100. */
  private final int space;

  /** How often a letter is spelled as an escape, of 1000. */
  private final int escape;

  /** Whether only whole lists of records are written, as CloudTrail does. */
  private final boolean tame;

  private HostileTrail(Random random, boolean tame) {
    this.random = random;
    this.tame = tame;
    this.space = random.nextInt(3) > 0 ? 0 : random.nextInt(60);
    this.escape = random.nextInt(3) > 0 ? 0 : random.nextInt(60);
  }

  /** A document or several. */
  static byte[] any(Random random) {
    HostileTrail trail = new HostileTrail(random, false);
    int documents = random.nextInt(5) > 0 ? 1 : random.nextInt(4);
    for (int i = 0; i < documents; i++) {
      trail.document();
      trail.out.append(i + 1 < documents && random.nextBoolean() ? "\n" : "");
    }
    trail.space();
    return trail.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** One document with a list of records, whatever these are. */
  static byte[] tame(Random random) {
    HostileTrail trail = new HostileTrail(random, true);
    trail.recordsDocument();
    return trail.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Compressed, in one member or in many. */
  static byte[] gzip(byte[] plain, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    do {
      int length = random.nextInt(3) > 0 ? plain.length - from : random.nextInt(plain.length + 1);
      length = Math.min(length, plain.length - from);
      try (GZIPOutputStream gzip = new Levelled(out, random.nextInt(10))) {
        gzip.write(plain, from, length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      from += length;
    } while (from < plain.length);
    return out.toByteArray();
  }

  private static final class Levelled extends GZIPOutputStream {
    Levelled(ByteArrayOutputStream out, int level) throws IOException {
      super(out);
      def.setLevel(level == 0 ? Deflater.DEFAULT_COMPRESSION : level);
    }
  }

  private void document() {
    int kind = random.nextInt(20);
    if (kind == 0) {
      // A number needs white space behind it, or two documents would be one.
      out.append(random.nextInt(1000)).append('\n');
    } else if (kind == 1) {
      text(TEXTS[random.nextInt(TEXTS.length)]);
    } else if (kind == 2) {
      array(3);
    } else if (kind == 3) {
      object(3, KEYS[random.nextInt(KEYS.length)]);
    } else {
      recordsDocument();
    }
  }

  private void recordsDocument() {
    out.append('{');
    space();
    int members = random.nextInt(4) > 0 ? 1 : 1 + random.nextInt(4);
    int list = random.nextInt(members);
    for (int i = 0; i < members; i++) {
      comma(i);
      if (i == list || random.nextInt(3) == 0) {
        key("Records");
        records();
      } else {
        key(KEYS[random.nextInt(KEYS.length)]);
        value(2);
      }
    }
    out.append('}');
  }

  private void records() {
    out.append('[');
    space();
    int records = random.nextInt(6) > 0 ? 1 + random.nextInt(12) : random.nextInt(2);
    for (int i = 0; i < records; i++) {
      comma(i);
      int kind = random.nextInt(tame ? 18 : 20);
      if (kind < 10) {
        ordinary();
      } else if (kind < 13) {
        relevant();
      } else if (kind < 18) {
        object(4, random.nextBoolean() ? "eventVersion" : KEYS[random.nextInt(KEYS.length)]);
      } else {
        value(2);
      }
    }
    out.append(']');
  }

  private void comma(int before) {
    if (before > 0) {
      out.append(',');
      space();
    }
  }

  /** Shaped as CloudTrail's are, about another service. */
  private void ordinary() {
    String service = random.nextBoolean() ? "s3" : "kms";
    out.append("{\"eventVersion\":\"1.0").append(random.nextInt(10)).append("\",\"userIdentity\":");
    if (random.nextBoolean()) {
      out.append("{\"type\":\"AssumedRole\",\"invokedBy\":\"glue.amazonaws.com\"}");
    } else {
      value(2);
    }
    out.append(",\"eventTime\":\"2026-07-14T00:00:00Z\",\"eventSource\":\"")
        .append(service)
        .append(".amazonaws.com\",\"eventName\":\"Get\",\"requestParameters\":");
    value(3);
    if (random.nextBoolean()) {
      out.append(",\"resources\":[{\"ARN\":\"arn:aws:s3:::b\"},{\"type\":\"AWS::S3::Bucket\"}]");
    }
    out.append(",\"readOnly\":true}");
  }

  private void relevant() {
    out.append('{');
    space();
    boolean first = random.nextBoolean();
    if (first) {
      key("eventVersion");
      text("1.08");
    }
    comma(first ? 1 : 0);
    key("eventSource");
    text(TEXTS[random.nextInt(3)]);
    if (random.nextBoolean()) {
      comma(1);
      key("requestParameters");
      value(3);
    }
    out.append('}');
  }

  private void object(int depth, String firstKey) {
    out.append('{');
    space();
    int members = random.nextInt(5);
    for (int i = 0; i < members; i++) {
      comma(i);
      key(i == 0 ? firstKey : KEYS[random.nextInt(KEYS.length)]);
      value(depth - 1);
    }
    out.append('}');
  }

  private void array(int depth) {
    out.append('[');
    space();
    int elements = random.nextInt(4);
    boolean alike = random.nextBoolean();
    for (int i = 0; i < elements; i++) {
      comma(i);
      if (alike && depth > 0) {
        object(depth - 1, "eventVersion");
      } else {
        value(depth - 1);
      }
    }
    out.append(']');
  }

  private void value(int depth) {
    int kind = random.nextInt(depth > 0 ? 10 : 6);
    if (kind < 3) {
      text(TEXTS[random.nextInt(TEXTS.length)]);
    } else if (kind == 3) {
      out.append(random.nextInt(5) - 2);
    } else if (kind == 4) {
      out.append(random.nextBoolean() ? "null" : "true");
    } else if (kind == 5) {
      text(TEXTS[random.nextInt(TEXTS.length)].repeat(1 + random.nextInt(8)));
    } else if (kind < 8) {
      object(depth, KEYS[random.nextInt(KEYS.length)]);
    } else {
      array(depth);
    }
    space();
  }

  private void key(String key) {
    text(key);
    space();
    out.append(':');
    space();
  }

  private void text(String text) {
    out.append('"');
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '/' && random.nextBoolean()) {
        out.append("\\/");
      } else if (c < ' ' || random.nextInt(1000) < escape) {
        String digits = String.format("%04x", (int) c);
        out.append("\\u").append(random.nextBoolean() ? digits : digits.toUpperCase());
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private void space() {
    while (random.nextInt(100) < space) {
      out.append(" \n\r\t".charAt(random.nextInt(4)));
    }
  }
}
