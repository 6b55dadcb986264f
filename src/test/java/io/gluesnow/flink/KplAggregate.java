package io.gluesnow.flink;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Several records in one, as the Kinesis producer library packs them: four magic bytes, a protobuf
 * message (1: partition keys, 3: records with 1: index of the key, 3: data), its MD5. Source:
 * https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md
 */
final class KplAggregate {

  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
  private static final int LENGTH_DELIMITED = 2;

  private KplAggregate() {}

  static byte[] of(String partitionKey, List<String> records) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    bytes(message, 1, partitionKey.getBytes(StandardCharsets.UTF_8));
    for (String text : records) {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      record.write(1 << 3);
      record.write(0);
      bytes(record, 3, text.getBytes(StandardCharsets.UTF_8));
      bytes(message, 3, record.toByteArray());
    }
    return sealed(message.toByteArray());
  }

  /** Whatever is in it, between the magic bytes and the right MD5. */
  static byte[] sealed(byte[] message) {
    ByteArrayOutputStream aggregate = new ByteArrayOutputStream();
    aggregate.writeBytes(MAGIC);
    aggregate.writeBytes(message);
    aggregate.writeBytes(md5(message));
    return aggregate.toByteArray();
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    if (value.length > 127) {
      throw new IllegalArgumentException("lengths of one byte are enough for the tests");
    }
    out.write(field << 3 | LENGTH_DELIMITED);
    out.write(value.length);
    out.writeBytes(value);
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
