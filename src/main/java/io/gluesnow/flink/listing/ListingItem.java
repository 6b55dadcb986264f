package io.gluesnow.flink.listing;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import io.gluesnow.flink.ListingScope;
import io.gluesnow.plan.ObjectName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a round of the catalog listing finds, piece by piece; a closed list. A round that goes on
 * after a restart may say some of it again.
 */
public abstract class ListingItem {
  private final List<Object> parts;

  private ListingItem(Object... parts) {
    this.parts = List.of(parts);
  }

  /** One method a case. */
  public interface Visitor<R, E extends Exception> {
    R table(Snapshot snapshot) throws E;

    /** The table is empty where the database is the link. */
    R link(DatabaseId database, Optional<TableId> table, LinkTarget target, Instant askedAt)
        throws E;

    R mark(TableId table, ObjectName name) throws E;

    R roundEnded(Instant startedAt, ListingScope scope) throws E;
  }

  public abstract <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E;

  /**
   * A table that is on a page of a list, as it is there, asked for when the page was. One that is
   * itself a resource link has only {@link io.gluesnow.catalog.TableDefinition#linkTarget} and no
   * storage; one that is seen through a linked database has the link's id.
   */
  public static ListingItem table(Snapshot snapshot) {
    return new Table(snapshot);
  }

  /** A table that is a resource link, and led there when that was asked. */
  public static ListingItem link(TableId link, LinkTarget target, Instant askedAt) {
    return new Link(link.databaseId(), Optional.of(link), target, askedAt);
  }

  /** A database that is a resource link, and led there when that was asked. */
  public static ListingItem link(DatabaseId link, LinkTarget target, Instant askedAt) {
    return new Link(link, Optional.empty(), target, askedAt);
  }

  /** An object in Snowflake carries our instance's mark for this table. */
  public static ListingItem mark(TableId table, ObjectName name) {
    return new Mark(table, name);
  }

  /**
   * The last of a round, after all marks.
   *
   * @param startedAt before the round's first question; what was seen since, was seen in it
   */
  public static ListingItem roundEnded(Instant startedAt, ListingScope scope) {
    return new RoundEnded(startedAt, scope);
  }

  private static final class Table extends ListingItem {
    private final Snapshot snapshot;

    Table(Snapshot snapshot) {
      super(snapshot);
      this.snapshot = snapshot;
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.table(snapshot);
    }
  }

  private static final class Link extends ListingItem {
    private final DatabaseId database;
    private final Optional<TableId> table;
    private final LinkTarget target;
    private final Instant askedAt;

    Link(DatabaseId database, Optional<TableId> table, LinkTarget target, Instant askedAt) {
      super(database, table, target, askedAt);
      this.database = database;
      this.table = table;
      this.target = target;
      this.askedAt = askedAt;
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.link(database, table, target, askedAt);
    }
  }

  private static final class Mark extends ListingItem {
    private final TableId table;
    private final ObjectName name;

    Mark(TableId table, ObjectName name) {
      super(table, name);
      this.table = table;
      this.name = name;
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.mark(table, name);
    }
  }

  private static final class RoundEnded extends ListingItem {
    private final Instant startedAt;
    private final ListingScope scope;

    RoundEnded(Instant startedAt, ListingScope scope) {
      super(startedAt, scope);
      this.startedAt = startedAt;
      this.scope = scope;
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.roundEnded(startedAt, scope);
    }
  }

  @Override
  public final boolean equals(Object o) {
    return o instanceof ListingItem
        && getClass() == o.getClass()
        && parts.equals(((ListingItem) o).parts);
  }

  @Override
  public final int hashCode() {
    return Objects.hash(getClass(), parts);
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + " " + parts;
  }
}
