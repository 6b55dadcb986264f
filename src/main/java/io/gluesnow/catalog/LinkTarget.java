package io.gluesnow.catalog;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a resource link leads: a link that is a table leads to a table, a link that is a database
 * to a database. Either may be of another catalog and region.
 *
 * <p>The text form is that of the table's or the database's id; {@link #parse} is its exact
 * inverse.
 */
public final class LinkTarget {
  private static final int SLASHES_OF_A_TABLE = 3;

  private final DatabaseId database;
  private final TableId table;

  private LinkTarget(DatabaseId database, TableId table) {
    this.database = Objects.requireNonNull(database, "database");
    this.table = table;
  }

  public static LinkTarget of(TableId table) {
    return new LinkTarget(table.databaseId(), table);
  }

  public static LinkTarget of(DatabaseId database) {
    return new LinkTarget(database, null);
  }

  /** Reads the text form; throws {@link IllegalArgumentException} where it is none. */
  public static LinkTarget parse(String text) {
    return text.chars().filter(c -> c == '/').count() == SLASHES_OF_A_TABLE
        ? of(TableId.parse(text))
        : of(DatabaseId.parse(text));
  }

  /** The database, or that of the table. */
  public DatabaseId database() {
    return database;
  }

  /** Empty where a whole database is linked. */
  public Optional<TableId> table() {
    return Optional.ofNullable(table);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof LinkTarget
        && database.equals(((LinkTarget) o).database)
        && Objects.equals(table, ((LinkTarget) o).table);
  }

  @Override
  public int hashCode() {
    return Objects.hash(database, table);
  }

  @Override
  public String toString() {
    return table == null ? database.toString() : table.toString();
  }
}
