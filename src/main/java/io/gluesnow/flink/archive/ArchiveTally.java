package io.gluesnow.flink.archive;

import org.apache.flink.api.connector.source.SourceEvent;

/** How many records one reader has handed on: told to the enumerator, which outlives readers. */
final class ArchiveTally implements SourceEvent {
  private static final long serialVersionUID = 1L;

  private final long records;

  ArchiveTally(long records) {
    this.records = records;
  }

  long records() {
    return records;
  }

  @Override
  public String toString() {
    return records + " records";
  }
}
