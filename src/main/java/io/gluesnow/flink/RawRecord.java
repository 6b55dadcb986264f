package io.gluesnow.flink;

import java.util.Objects;

/** One record of a source as it came: its bytes, and where it can be found again. */
public final class RawRecord {
  private final byte[] bytes;
  private final String origin;
  private final String position;

  private RawRecord(byte[] bytes, String origin, String position) {
    this.bytes = Objects.requireNonNull(bytes, "bytes");
    this.origin = Objects.requireNonNull(origin, "origin");
    this.position = Objects.requireNonNull(position, "position");
  }

  /**
   * @param bytes never changed after this call, and not copied: they may be a mebibyte
   * @param origin the shard
   * @param position the sequence number in it
   */
  public static RawRecord of(byte[] bytes, String origin, String position) {
    return new RawRecord(bytes, origin, position);
  }

  public byte[] bytes() {
    return bytes;
  }

  public String origin() {
    return origin;
  }

  public String position() {
    return position;
  }

  @Override
  public String toString() {
    return bytes.length + " bytes of " + origin + " at " + position;
  }
}
