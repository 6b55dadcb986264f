package io.gluesnow.standin.kinesis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Several records in one, as the Kinesis producer library packs them: four magic bytes, a protobuf
 * message (1: partition keys, 3: records with 1: index of the key, 3: data), its MD5. Source:
 * https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md
 */
public final class KplAggregate {

  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
  private static final int LENGTH_DELIMITED = 2;

  private KplAggregate() {}

  public static byte[] of(String partitionKey, List<String> records) {
    List<byte[]> bytes = new ArrayList<>();
    records.forEach(text -> bytes.add(text.getBytes(StandardCharsets.UTF_8)));
    return ofBytes(partitionKey, bytes);
  }

  public static byte[] ofBytes(String partitionKey, List<byte[]> records) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    bytes(message, 1, partitionKey.getBytes(StandardCharsets.UTF_8));
    for (byte[] data : records) {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      record.write(1 << 3);
      record.write(0);
      bytes(record, 3, data);
      bytes(message, 3, record.toByteArray());
    }
    return sealed(message.toByteArray());
  }

  /** Whatever is in it, between the magic bytes and the right MD5. */
  public static byte[] sealed(byte[] message) {
    ByteArrayOutputStream aggregate = new ByteArrayOutputStream();
    aggregate.writeBytes(MAGIC);
    aggregate.writeBytes(message);
    aggregate.writeBytes(md5(message));
    return aggregate.toByteArray();
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    out.write(field << 3 | LENGTH_DELIMITED);
    int length = value.length;
    for (; length > 127; length >>>= 7) {
      out.write(length & 127 | 128);
    }
    out.write(length);
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
