package io.gluesnow.flink.archive;

import java.util.List;
import java.util.Objects;

/**
 * How far an archive was handed out: a position in the walk and what came back from readers that
 * failed. It does not grow with the archive.
 */
public final class ArchiveCursor {
  private final String archive;
  private final String position;
  private final long objects;
  private final long bytes;
  private final boolean complete;
  private final List<ArchiveSplit> back;

  private ArchiveCursor(
      String archive,
      String position,
      long objects,
      long bytes,
      boolean complete,
      List<ArchiveSplit> back) {
    this.archive = Objects.requireNonNull(archive, "archive");
    this.position = Objects.requireNonNull(position, "position");
    this.objects = objects;
    this.bytes = bytes;
    this.complete = complete;
    this.back = List.copyOf(back);
  }

  /**
   * @param archive of which archive, and which part of it
   * @param position the key of the last object that was handed out; empty before the first
   * @param objects how many were handed out
   * @param bytes theirs together, as they are stored
   * @param complete whether all were
   * @param back those that came back and were not handed out again
   */
  static ArchiveCursor of(
      String archive,
      String position,
      long objects,
      long bytes,
      boolean complete,
      List<ArchiveSplit> back) {
    return new ArchiveCursor(archive, position, objects, bytes, complete, back);
  }

  static ArchiveCursor start(String archive) {
    return of(archive, "", 0, 0, false, List.of());
  }

  String archive() {
    return archive;
  }

  String position() {
    return position;
  }

  long objects() {
    return objects;
  }

  long bytes() {
    return bytes;
  }

  boolean isComplete() {
    return complete;
  }

  List<ArchiveSplit> back() {
    return back;
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof ArchiveCursor)) {
      return false;
    }
    ArchiveCursor other = (ArchiveCursor) o;
    return archive.equals(other.archive)
        && position.equals(other.position)
        && objects == other.objects
        && bytes == other.bytes
        && complete == other.complete
        && back.equals(other.back);
  }

  @Override
  public int hashCode() {
    return Objects.hash(archive, position, objects, bytes, complete, back);
  }

  @Override
  public String toString() {
    return objects
        + " objects of "
        + archive
        + (complete ? ", all of them" : " up to " + position)
        + (back.isEmpty() ? "" : "; back: " + back);
  }
}
