package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.glue.CloudTrail;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Bytes that cannot be read. All are made from a copy of an earlier record, so that with them no
 * news is lost.
 */
final class Damage {
  private final Random random;

  Damage(Random random) {
    this.random = random;
  }

  byte[] truncated(ObjectNode record) {
    byte[] whole = CloudTrail.inEventBridge(record);
    return Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
  }

  byte[] brokenGzip(ObjectNode record) {
    byte[] packed = CloudTrail.inCloudWatchLogs(List.of(record));
    return Arrays.copyOf(packed, packed.length / 2);
  }

  byte[] noUtf8(ObjectNode record) {
    byte[] bytes = CloudTrail.bare(record);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    // Two bytes of which the second can never follow the first.
    bytes[text.indexOf("eventName") + 1] = (byte) 0xC3;
    bytes[text.indexOf("eventName") + 2] = (byte) 0x28;
    return bytes;
  }

  /** Which table it was about stood in the request, and in the resources. */
  static ObjectNode nameless(ObjectNode record) {
    ObjectNode nameless = record.deepCopy();
    nameless.put("eventName", "CreateTable");
    nameless.putObject("requestParameters").putObject("tableInput");
    nameless.remove(List.of("resources", "errorCode", "errorMessage"));
    return nameless;
  }
}
