package io.gluesnow.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one or many events about a table come to: what we believe about it may be out of date. It
 * answers for all of its events and keeps the first and the last of them by event time.
 */
public final class Doubt {
  private final TableId table;
  private final long events;
  private final CatalogEvent first;
  private final CatalogEvent last;
  private final Instant heardAt;
  private final SortedSet<String> paths;

  private Doubt(
      TableId table,
      long events,
      CatalogEvent first,
      CatalogEvent last,
      Instant heardAt,
      Collection<String> paths) {
    this.table = Objects.requireNonNull(table, "table");
    this.events = events;
    this.first = Objects.requireNonNull(first, "first");
    this.last = Objects.requireNonNull(last, "last");
    this.heardAt = Objects.requireNonNull(heardAt, "heardAt");
    this.paths = PartitionPath.bounded(paths);
    if (events < 1) {
      throw new IllegalArgumentException("a doubt answers for at least one event, not " + events);
    }
  }

  public static Doubt of(
      TableId table,
      long events,
      CatalogEvent first,
      CatalogEvent last,
      Instant heardAt,
      Collection<String> paths) {
    return new Doubt(table, events, first, last, heardAt, paths);
  }

  /** The doubt of a single event that came in at {@code heardAt} by this job's clock. */
  public static Doubt of(CatalogEvent event, Instant heardAt) {
    TableId table =
        event
            .table()
            .orElseThrow(() -> new IllegalArgumentException("not about one table: " + event));
    return new Doubt(table, 1, event, event, heardAt, event.paths());
  }

  /** Both doubts as one; associative, and the same in either order but for equal event times. */
  public Doubt and(Doubt other) {
    TreeSet<String> all = new TreeSet<>(paths);
    all.addAll(other.paths);
    return new Doubt(
        table,
        events + other.events,
        other.first.time().isBefore(first.time()) ? other.first : first,
        other.last.time().isBefore(last.time()) ? last : other.last,
        other.heardAt.isBefore(heardAt) ? heardAt : other.heardAt,
        all);
  }

  public TableId table() {
    return table;
  }

  /** How many events this doubt answers for. */
  public long events() {
    return events;
  }

  public CatalogEvent first() {
    return first;
  }

  public CatalogEvent last() {
    return last;
  }

  /** When the newest of its events came in, by this job's clock. */
  public Instant heardAt() {
    return heardAt;
  }

  /**
   * Which files have changed, as text forms of {@link PartitionPath}: those of all events, or
   * everything where they are more than {@link PartitionPath#MANY}. Empty when no event was about
   * files.
   */
  public SortedSet<String> paths() {
    return paths;
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof Doubt)) {
      return false;
    }
    Doubt other = (Doubt) o;
    return table.equals(other.table)
        && events == other.events
        && first.equals(other.first)
        && last.equals(other.last)
        && heardAt.equals(other.heardAt)
        && paths.equals(other.paths);
  }

  @Override
  public int hashCode() {
    return Objects.hash(table, events, first, last, heardAt);
  }

  @Override
  public String toString() {
    return "doubt about " + table + " from " + events + " events, the last " + last;
  }
}
