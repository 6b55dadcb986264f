package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that is fed: the record of a call, or bytes that are none; with the change that it is
 * about, and what it comes to in the accounts.
 */
public final class Happening {
  private final Kind kind;
  private final Instant time;
  private final ObjectNode record;
  private final byte[] bytes;
  private final Tally tally;
  private final Change change;

  private Happening(
      Kind kind, Instant time, ObjectNode record, byte[] bytes, Tally tally, Change change) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.time = Objects.requireNonNull(time, "time");
    this.record = record;
    this.bytes = bytes;
    this.tally = Objects.requireNonNull(tally, "tally");
    this.change = change;
  }

  /** A call to the catalog with its record, which need not come to what the change would. */
  static Happening of(Kind kind, Instant time, Change change, ObjectNode record, Tally tally) {
    return new Happening(kind, time, record.deepCopy(), null, tally, change);
  }

  /** A record of nothing that happened to the catalog just now. */
  static Happening of(Kind kind, Instant time, ObjectNode record, Tally tally) {
    return new Happening(kind, time, record.deepCopy(), null, tally, null);
  }

  /** Bytes that are not the bytes of a record. */
  static Happening of(Kind kind, Instant time, byte[] bytes, Tally tally) {
    return new Happening(kind, time, null, bytes.clone(), tally, null);
  }

  public Kind kind() {
    return kind;
  }

  /** To the millisecond; the record of it says the second. */
  public Instant time() {
    return time;
  }

  /** A copy; empty for what is no record. */
  public Optional<ObjectNode> record() {
    return Optional.ofNullable(record).map(ObjectNode::deepCopy);
  }

  /** The record's JSON, or what there is instead. */
  public byte[] bytes() {
    return record == null ? bytes.clone() : record.toString().getBytes(StandardCharsets.UTF_8);
  }

  public Tally tally() {
    return tally;
  }

  /** Empty where nothing happened to the catalog. */
  Optional<Change> change() {
    return Optional.ofNullable(change);
  }

  @Override
  public String toString() {
    return kind + " at " + time + ": " + tally;
  }
}
