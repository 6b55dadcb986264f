package io.gluesnow.catalog;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

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
    DATABASE_DELETED
  }

  private final String eventId;
  private final Instant time;
  private final Kind kind;
  private final DatabaseId database;
  private final TableId table;
  private final String principal;

  private CatalogEvent(
      String eventId,
      Instant time,
      Kind kind,
      DatabaseId database,
      TableId table,
      String principal) {
    this.eventId = Objects.requireNonNull(eventId, "eventId");
    this.time = Objects.requireNonNull(time, "time");
    this.kind = Objects.requireNonNull(kind, "kind");
    this.database = Objects.requireNonNull(database, "database");
    this.table = table;
    this.principal = Objects.requireNonNull(principal, "principal");
  }

  /**
   * @param eventId CloudTrail's {@code eventID}, the same on every copy of the record
   * @param time CloudTrail's {@code eventTime}, whole seconds
   * @param principal who did it: an ARN, a service name, or empty when the record does not say
   */
  public static CatalogEvent ofTable(
      String eventId, Instant time, Kind kind, TableId table, String principal) {
    Objects.requireNonNull(table, "table");
    return new CatalogEvent(eventId, time, kind, table.databaseId(), table, principal);
  }

  public static CatalogEvent ofDatabase(
      String eventId, Instant time, Kind kind, DatabaseId database, String principal) {
    return new CatalogEvent(eventId, time, kind, database, null, principal);
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
        && principal.equals(other.principal);
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
