package io.gluesnow.flink;

import java.util.Objects;

/**
 * What a source has to say of one or more records, and where they can be found again: the bytes of
 * one; or that so many are about other services and were passed over; or that there is something
 * that cannot be read.
 */
public final class RawRecord {
  /** Which of the three it is. */
  public enum Form {
    /** {@link #bytes} are the record, or an envelope with several. */
    BYTES,
    /** {@link #count} records were passed over. */
    SKIPPED,
    /** {@link #reason} says why there are no bytes. */
    DAMAGED
  }

  private static final byte[] NONE = {};

  private final Form form;
  private final byte[] bytes;
  private final long count;
  private final String reason;
  private final String origin;
  private final String position;

  private RawRecord(
      Form form, byte[] bytes, long count, String reason, String origin, String position) {
    this.form = form;
    this.bytes = Objects.requireNonNull(bytes, "bytes");
    this.count = count;
    this.reason = Objects.requireNonNull(reason, "reason");
    this.origin = Objects.requireNonNull(origin, "origin");
    this.position = Objects.requireNonNull(position, "position");
  }

  /**
   * @param bytes never changed after this call, and not copied: they may be a mebibyte
   * @param origin the shard, or the trail object
   * @param position the sequence number in the shard, or which of the object's records
   */
  public static RawRecord of(byte[] bytes, String origin, String position) {
    return new RawRecord(Form.BYTES, bytes, 1, "", origin, position);
  }

  /**
   * @param count how many records about other services
   * @param position which of the object's records is the first behind them
   */
  public static RawRecord skipped(long count, String origin, String position) {
    return new RawRecord(Form.SKIPPED, NONE, count, "", origin, position);
  }

  /**
   * @param reason a sentence for people
   */
  public static RawRecord damaged(String reason, String origin, String position) {
    return new RawRecord(Form.DAMAGED, NONE, 1, reason, origin, position);
  }

  public Form form() {
    return form;
  }

  /** Empty unless it is of the form {@link Form#BYTES}. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many records, envelopes not opened. */
  public long count() {
    return count;
  }

  /** Empty unless it is of the form {@link Form#DAMAGED}. */
  public String reason() {
    return reason;
  }

  public String origin() {
    return origin;
  }

  public String position() {
    return position;
  }

  @Override
  public String toString() {
    String what =
        form == Form.BYTES
            ? bytes.length + " bytes"
            : form == Form.SKIPPED ? count + " records passed over" : "damage (" + reason + ")";
    return what + " of " + origin + " at " + position;
  }
}
