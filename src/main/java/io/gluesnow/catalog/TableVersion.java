package io.gluesnow.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * Which of two Glue answers is newer: by create time, then version id as a number, then update
 * time. A version id alone would not do, since it starts again after delete and re-create; times
 * have whole seconds.
 */
public final class TableVersion implements Comparable<TableVersion> {
  private static final Comparator<TableVersion> ORDER =
      Comparator.comparing(TableVersion::createdAt)
          .thenComparingLong(TableVersion::number)
          .thenComparing(TableVersion::updatedAt);

  private final Instant createdAt;
  private final long number;
  private final Instant updatedAt;

  private TableVersion(Instant createdAt, long number, Instant updatedAt) {
    this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
    this.number = number;
    this.updatedAt = Objects.requireNonNull(updatedAt, "updatedAt");
  }

  /**
   * @param number Glue's version id, or -1 where Glue gave none that is a number
   */
  public static TableVersion of(Instant createdAt, long number, Instant updatedAt) {
    return new TableVersion(createdAt, number, updatedAt);
  }

  public Instant createdAt() {
    return createdAt;
  }

  public long number() {
    return number;
  }

  /** When the table was last updated; its create time while it never was. */
  public Instant updatedAt() {
    return updatedAt;
  }

  /**
   * The version of this table as seen through a resource link: it goes forward when either does. An
   * update of the target counts its number up, a new target has a later create time. A link is
   * never pointed elsewhere, only deleted and made again: then its own create time is later than
   * anything that was seen through it before. (Should someone point it elsewhere all the same, the
   * number may go back: such an answer is asked for twice before it stands.)
   *
   * @param link the version of the link itself
   */
  TableVersion through(TableVersion link) {
    return of(later(createdAt, link.createdAt), number, later(updatedAt, link.updatedAt));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }

  @Override
  public int compareTo(TableVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof TableVersion && ORDER.compare(this, (TableVersion) o) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(createdAt, number, updatedAt);
  }

  @Override
  public String toString() {
    return "version " + number + " of " + updatedAt + ", created " + createdAt;
  }
}
