package io.gluesnow.flink.archive;

import java.util.Objects;
import org.apache.flink.api.connector.source.SourceEvent;

/** How much there is to read, as far as it is known: told to every reader, for its gauges. */
final class ArchiveTotals implements SourceEvent {
  private static final long serialVersionUID = 1L;

  private final long objects;
  private final long bytes;
  private final boolean all;

  private ArchiveTotals(long objects, long bytes, boolean isAll) {
    this.objects = objects;
    this.bytes = bytes;
    this.all = isAll;
  }

  static ArchiveTotals of(long objects, long bytes, boolean isAll) {
    return new ArchiveTotals(objects, bytes, isAll);
  }

  long objects() {
    return objects;
  }

  /** As they are stored. */
  long bytes() {
    return bytes;
  }

  /** Whether all objects were found. */
  boolean isAll() {
    return all;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ArchiveTotals
        && objects == ((ArchiveTotals) o).objects
        && bytes == ((ArchiveTotals) o).bytes
        && all == ((ArchiveTotals) o).all;
  }

  @Override
  public int hashCode() {
    return Objects.hash(objects, bytes, all);
  }

  @Override
  public String toString() {
    return objects + " objects of " + bytes + " bytes" + (all ? "" : " at least");
  }
}
