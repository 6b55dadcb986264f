package io.gluesnow.snowflake.api;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads DER, as much of it as private keys need: a cursor over the elements of one sequence.
 * Anything unexpected is an {@link IllegalArgumentException} that says nothing of the content.
 */
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTETS = 0x04;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;

  private final byte[] bytes;
  private final int end;
  private int at;

  private Der(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** The elements of the sequence that the bytes are. */
  static Der sequence(byte[] bytes) {
    return new Der(bytes, 0, bytes.length).sequence();
  }

  boolean hasMore() {
    return at < end;
  }

  /** The tag of the next element, without moving; -1 at the end. */
  int tag() {
    return hasMore() ? bytes[at] & 0xff : -1;
  }

  /** The elements of the next element, which must be a sequence. */
  Der sequence() {
    int length = enter(SEQUENCE);
    Der inner = new Der(bytes, at, at + length);
    at += length;
    return inner;
  }

  BigInteger integer() {
    return new BigInteger(content(INTEGER));
  }

  byte[] octets() {
    return content(OCTETS);
  }

  /** The object identifier in its dotted form. */
  String oid() {
    byte[] content = content(OID);
    if (content.length == 0) {
      throw broken();
    }
    StringBuilder dotted = new StringBuilder();
    long part = 0;
    for (byte b : content) {
      part = part << 7 | b & 0x7f;
      if (b >= 0) {
        dotted.append(dotted.length() == 0 ? firstTwo(part) : "." + part);
        part = 0;
      }
    }
    return dotted.toString();
  }

  private static String firstTwo(long part) {
    long first = Math.min(part / 40, 2);
    return first + "." + (part - 40 * first);
  }

  private byte[] content(int tag) {
    int length = enter(tag);
    byte[] content = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return content;
  }

  /** Moves behind tag and length and returns the length. */
  private int enter(int tag) {
    if (tag() != tag) {
      throw broken();
    }
    at++;
    int length = next();
    if (length >= 0x80) {
      int count = length & 0x7f;
      if (count == 0 || count > 3) {
        throw broken();
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = length << 8 | next();
      }
    }
    if (length > end - at) {
      throw broken();
    }
    return length;
  }

  private int next() {
    if (!hasMore()) {
      throw broken();
    }
    return bytes[at++] & 0xff;
  }

  private static IllegalArgumentException broken() {
    return new IllegalArgumentException("not the DER form that was expected");
  }
}
