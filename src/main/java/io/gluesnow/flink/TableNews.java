package io.gluesnow.flink;

import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.PartitionPath;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.ObjectName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;

/**
 * Something that has been heard about one table, on its way to the table's controller; a closed
 * list. Only {@link #events} answers for catalog events; everything else is counted apart.
 */
public abstract class TableNews {
  private final TableId table;
  private final Object heard;

  private TableNews(TableId table, Object heard) {
    this.table = Objects.requireNonNull(table, "table");
    this.heard = Objects.requireNonNull(heard, "heard");
  }

  /** One method a case. */
  public interface Visitor<R, E extends Exception> {
    R events(Doubt doubt) throws E;

    R listed(Snapshot page) throws E;

    R marked(ObjectName name) throws E;

    R linkTargetChanged(Instant causedAt, SortedSet<String> paths) throws E;

    R resync(Instant orderedAt) throws E;
  }

  public abstract <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E;

  /** Its events of a window. */
  public static TableNews events(Doubt doubt) {
    return new Events(doubt);
  }

  /** It is on a page of a listing. */
  public static TableNews listed(Snapshot page) {
    return new Listed(page);
  }

  /** An object in Snowflake carries our mark for it. */
  public static TableNews marked(TableId table, ObjectName name) {
    return new Marked(table, name);
  }

  /**
   * The table is a link, or stands in a database that is one, and what it leads to has changed.
   *
   * @param causedAt when that happened; an answer of Glue from before may be stale
   * @param paths which files have changed, as text forms of {@link PartitionPath}
   */
  public static TableNews linkTargetChanged(
      TableId link, Instant causedAt, Collection<String> paths) {
    return new LinkTargetChanged(link, causedAt, PartitionPath.bounded(paths));
  }

  /**
   * A person wants it looked at, whatever was decided about it before.
   *
   * @param orderedAt only tells one order from the next
   */
  public static TableNews resync(TableId table, Instant orderedAt) {
    return new Resync(table, orderedAt);
  }

  public final TableId table() {
    return table;
  }

  private static final class Events extends TableNews {
    private final Doubt doubt;

    Events(Doubt doubt) {
      super(doubt.table(), doubt);
      this.doubt = doubt;
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.events(doubt);
    }
  }

  private static final class Listed extends TableNews {
    private final Snapshot page;

    Listed(Snapshot page) {
      super(page.table(), page);
      this.page = page;
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.listed(page);
    }
  }

  private static final class Marked extends TableNews {
    private final ObjectName name;

    Marked(TableId table, ObjectName name) {
      super(table, name);
      this.name = name;
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.marked(name);
    }
  }

  private static final class LinkTargetChanged extends TableNews {
    private final Instant causedAt;
    private final SortedSet<String> paths;

    LinkTargetChanged(TableId link, Instant causedAt, SortedSet<String> paths) {
      super(link, List.of(causedAt, paths));
      this.causedAt = causedAt;
      this.paths = paths;
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.linkTargetChanged(causedAt, paths);
    }
  }

  private static final class Resync extends TableNews {
    private final Instant orderedAt;

    Resync(TableId table, Instant orderedAt) {
      super(table, orderedAt);
      this.orderedAt = orderedAt;
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.resync(orderedAt);
    }
  }

  @Override
  public final boolean equals(Object o) {
    return o instanceof TableNews
        && getClass() == o.getClass()
        && table.equals(((TableNews) o).table)
        && heard.equals(((TableNews) o).heard);
  }

  @Override
  public final int hashCode() {
    return Objects.hash(getClass(), table, heard);
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + " of " + table + ": " + heard;
  }
}
