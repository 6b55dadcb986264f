package io.gluesnow.corpus;

import java.util.Objects;
import java.util.UUID;

/** One record of a stream as it arrives, and what it comes to in the accounts. */
public final class Delivery {
  private final String key;
  private final byte[] bytes;
  private final Tally tally;

  private Delivery(String key, byte[] bytes, Tally tally) {
    this.key = Objects.requireNonNull(key, "key");
    this.bytes = Objects.requireNonNull(bytes, "bytes");
    this.tally = Objects.requireNonNull(tally, "tally");
  }

  /**
   * @param bytes taken over
   */
  static Delivery of(byte[] bytes, Tally tally) {
    return of(UUID.nameUUIDFromBytes(bytes).toString(), bytes, tally);
  }

  static Delivery of(String key, byte[] bytes, Tally tally) {
    return new Delivery(key, bytes, tally);
  }

  /** The same bytes again. */
  Delivery again() {
    return new Delivery(key, bytes, tally.asCopy());
  }

  /** The partition key; the records in an aggregate have the same. */
  public String key() {
    return key;
  }

  /** Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  public Tally tally() {
    return tally;
  }

  @Override
  public String toString() {
    return bytes.length + " bytes: " + tally;
  }
}
