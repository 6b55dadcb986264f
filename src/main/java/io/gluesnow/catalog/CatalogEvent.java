package io.gluesnow.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The effect of one CloudTrail record on one Glue table or database. It is a hint, never the truth:
 * what the table is now is asked of Glue.
 */
public final class CatalogEvent {
  /** What the record did. */
  public enum Kind {
    TABLE_CREATED,
    TABLE_UPDATED,
    TABLE_DELETED,
    /** Partitions came, went or moved; {@link #paths} says which, as far as the record tells. */
    PARTITIONS_CHANGED,
    DATABASE_CREATED,
    DATABASE_UPDATED,
    DATABASE_DELETED
  }

  private final String eventId;
  private final Instant time;
  private final Kind kind;
  private final DatabaseId database;
  private final TableId table;
  private final String principal;
  private final SortedSet<String> paths;
  private final LinkTarget linkTarget;

  private CatalogEvent(
      String eventId,
      Instant time,
      Kind kind,
      DatabaseId database,
      TableId table,
      String principal,
      Collection<String> paths,
      LinkTarget linkTarget) {
    this.eventId = Objects.requireNonNull(eventId, "eventId");
    this.time = Objects.requireNonNull(time, "time");
    this.kind = Objects.requireNonNull(kind, "kind");
    this.database = Objects.requireNonNull(database, "database");
    this.table = table;
    this.principal = Objects.requireNonNull(principal, "principal");
    this.paths = PartitionPath.bounded(paths);
    this.linkTarget = linkTarget;
  }

  /**
   * @param eventId CloudTrail's {@code eventID}, the same on every copy of the record
   * @param time CloudTrail's {@code eventTime}, whole seconds
   * @param principal who did it: an ARN, a service name, or empty when the record does not say
   */
  public static CatalogEvent ofTable(
      String eventId, Instant time, Kind kind, TableId table, String principal) {
    Objects.requireNonNull(table, "table");
    return new CatalogEvent(
        eventId, time, kind, table.databaseId(), table, principal, List.of(), null);
  }

  public static CatalogEvent ofDatabase(
      String eventId, Instant time, Kind kind, DatabaseId database, String principal) {
    return new CatalogEvent(eventId, time, kind, database, null, principal, List.of(), null);
  }

  /**
   * The same event, about these files.
   *
   * @param texts text forms of {@link PartitionPath}; more than {@link PartitionPath#MANY} of them
   *     come to everything
   */
  public CatalogEvent withPaths(Collection<String> texts) {
    return new CatalogEvent(eventId, time, kind, database, table, principal, texts, linkTarget);
  }

  /** The same event, about a resource link that leads there. */
  public CatalogEvent withLinkTarget(LinkTarget target) {
    return new CatalogEvent(eventId, time, kind, database, table, principal, paths, target);
  }

  public String eventId() {
    return eventId;
  }

  public Instant time() {
    return time;
  }

  public Kind kind() {
    return kind;
  }

  public DatabaseId database() {
    return database;
  }

  /** Empty for an event about a whole database. */
  public Optional<TableId> table() {
    return Optional.ofNullable(table);
  }

  public String principal() {
    return principal;
  }

  /**
   * Which files have changed, as text forms of {@link PartitionPath}; empty where the record is not
   * about partitions.
   */
  public SortedSet<String> paths() {
    return paths;
  }

  /**
   * Where the table or database leads, if the request made it a resource link. Empty tells nothing:
   * the request may have been omitted.
   */
  public Optional<LinkTarget> linkTarget() {
    return Optional.ofNullable(linkTarget);
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof CatalogEvent)) {
      return false;
    }
    CatalogEvent other = (CatalogEvent) o;
    return eventId.equals(other.eventId)
        && time.equals(other.time)
        && kind == other.kind
        && database.equals(other.database)
        && Objects.equals(table, other.table)
        && principal.equals(other.principal)
        && paths.equals(other.paths)
        && Objects.equals(linkTarget, other.linkTarget);
  }

  @Override
  public int hashCode() {
    return Objects.hash(eventId, kind, database, table);
  }

  @Override
  public String toString() {
    return kind + " " + (table == null ? database : table) + " at " + time + " (" + eventId + ")";
  }
}
