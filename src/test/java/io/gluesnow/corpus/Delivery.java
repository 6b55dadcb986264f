package io.gluesnow.corpus;

import java.util.Objects;

/** One record of a stream as it arrives, and what it comes to in the accounts. */
public final class Delivery {
  private final byte[] bytes;
  private final Tally tally;

  private Delivery(byte[] bytes, Tally tally) {
    this.bytes = Objects.requireNonNull(bytes, "bytes");
    this.tally = Objects.requireNonNull(tally, "tally");
  }

  /**
   * @param bytes taken over
   */
  static Delivery of(byte[] bytes, Tally tally) {
    return new Delivery(bytes, tally);
  }

  /** The same bytes again. */
  Delivery again() {
    return new Delivery(bytes, tally.asCopy());
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
