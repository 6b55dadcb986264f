package io.gluesnow.flink.listing;

import java.util.Objects;

/** How far a round of listing has come, for people. */
final class ListingCounts {
  static final ListingCounts NONE = new ListingCounts(0, 0, 0, 0, 0);

  private final long databasesFound;
  private final long databasesDone;
  private final long tables;
  private final long marks;
  private final long denied;

  private ListingCounts(
      long databasesFound, long databasesDone, long tables, long marks, long denied) {
    this.databasesFound = databasesFound;
    this.databasesDone = databasesDone;
    this.tables = tables;
    this.marks = marks;
    this.denied = denied;
  }

  static ListingCounts of(
      long databasesFound, long databasesDone, long tables, long marks, long denied) {
    return new ListingCounts(databasesFound, databasesDone, tables, marks, denied);
  }

  ListingCounts plus(ListingCounts more) {
    return of(
        databasesFound + more.databasesFound,
        databasesDone + more.databasesDone,
        tables + more.tables,
        marks + more.marks,
        denied + more.denied);
  }

  static ListingCounts found(long databases) {
    return of(databases, 0, 0, 0, 0);
  }

  static ListingCounts tables(long tables) {
    return of(0, 0, tables, 0, 0);
  }

  static ListingCounts databaseDone() {
    return of(0, 1, 0, 0, 0);
  }

  static ListingCounts marks(long marks) {
    return of(0, 0, 0, marks, 0);
  }

  /** Something that Glue or Snowflake would not list. */
  static ListingCounts refused() {
    return of(0, 0, 0, 0, 1);
  }

  /** Databases that are to be listed; grows while their catalogs are asked for. */
  long databasesFound() {
    return databasesFound;
  }

  /** Those of them that were listed to the end, or will not be. */
  long databasesDone() {
    return databasesDone;
  }

  /** A page that was begun before a restart, and again after it, counts twice. */
  long tables() {
    return tables;
  }

  long marks() {
    return marks;
  }

  /** Catalogs, databases and schemas that could not be listed. */
  long denied() {
    return denied;
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof ListingCounts)) {
      return false;
    }
    ListingCounts other = (ListingCounts) o;
    return databasesFound == other.databasesFound
        && databasesDone == other.databasesDone
        && tables == other.tables
        && marks == other.marks
        && denied == other.denied;
  }

  @Override
  public int hashCode() {
    return Objects.hash(databasesFound, databasesDone, tables, marks, denied);
  }

  @Override
  public String toString() {
    return databasesDone
        + " of "
        + databasesFound
        + " databases, "
        + tables
        + " tables, "
        + marks
        + " marks, "
        + denied
        + " refused";
  }
}
