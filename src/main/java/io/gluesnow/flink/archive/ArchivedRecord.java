package io.gluesnow.flink.archive;

import io.gluesnow.flink.RawRecord;

/** A record on its way to the task, and how many of its object's items are done with it. */
final class ArchivedRecord {
  private final RawRecord record;
  private final long done;

  private ArchivedRecord(RawRecord record, long done) {
    this.record = record;
    this.done = done;
  }

  static ArchivedRecord of(RawRecord record, long done) {
    return new ArchivedRecord(record, done);
  }

  RawRecord record() {
    return record;
  }

  long done() {
    return done;
  }
}
