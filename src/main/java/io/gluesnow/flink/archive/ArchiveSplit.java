package io.gluesnow.flink.archive;

import java.util.Objects;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One trail object and how much of it was handed on. In a reader's state there is also a split that
 * is no object but the <em>tally</em> of those that the reader has finished.
 */
public final class ArchiveSplit implements SourceSplit {
  /** So many items are done that nothing of the object is left. */
  static final long ENDED = Long.MAX_VALUE;

  private final String key;
  private final long size;
  private final long done;
  private final long objects;

  private ArchiveSplit(String key, long size, long done, long objects) {
    this.key = Objects.requireNonNull(key, "key");
    this.size = size;
    this.done = done;
    this.objects = objects;
  }

  /**
   * @param size as it is stored, in bytes
   * @param done how many of its items were handed on
   */
  static ArchiveSplit of(String key, long size, long done) {
    return new ArchiveSplit(key, size, done, 0);
  }

  /**
   * What a reader has done.
   *
   * @param objects those it has finished
   * @param size theirs together, in bytes
   * @param records of all objects, unfinished ones too
   */
  static ArchiveSplit tally(long objects, long size, long records) {
    return new ArchiveSplit("", size, records, objects);
  }

  boolean isTally() {
    return key.isEmpty();
  }

  String key() {
    return key;
  }

  long size() {
    return size;
  }

  /** Items of the object; records of a tally. */
  long done() {
    return done;
  }

  /** Of a tally. */
  long objects() {
    return objects;
  }

  @Override
  public String splitId() {
    return key;
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof ArchiveSplit)) {
      return false;
    }
    ArchiveSplit other = (ArchiveSplit) o;
    return key.equals(other.key)
        && size == other.size
        && done == other.done
        && objects == other.objects;
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, size, done, objects);
  }

  @Override
  public String toString() {
    return isTally()
        ? objects + " objects of " + size + " bytes and " + done + " records"
        : key + " (" + size + " bytes, " + done + " items done)";
  }
}
