package io.gluesnow.catalog;

import java.util.Objects;
import java.util.Optional;

/**
 * Which tables something is about: one, those of a database, or all.
 *
 * <p>The text form is {@code *}, a database id or a table id; {@link #parse} is its exact inverse.
 */
public final class Scope {
  /** Every table. */
  public static final Scope ALL = new Scope(null, null);

  private static final String ALL_TEXT = "*";
  private static final int SLASHES_OF_A_TABLE = 3;

  private final DatabaseId database;
  private final TableId table;

  private Scope(DatabaseId database, TableId table) {
    this.database = database;
    this.table = table;
  }

  public static Scope of(DatabaseId database) {
    return new Scope(Objects.requireNonNull(database, "database"), null);
  }

  public static Scope of(TableId table) {
    return new Scope(table.databaseId(), table);
  }

  /** Reads the text form; throws {@link IllegalArgumentException} where it is none. */
  public static Scope parse(String text) {
    if (text.equals(ALL_TEXT)) {
      return ALL;
    }
    return text.chars().filter(c -> c == '/').count() == SLASHES_OF_A_TABLE
        ? of(TableId.parse(text))
        : of(DatabaseId.parse(text));
  }

  /** Present where it is about one table. */
  public Optional<TableId> table() {
    return Optional.ofNullable(table);
  }

  /** Present where it is about a database or one table of it. */
  public Optional<DatabaseId> database() {
    return Optional.ofNullable(database);
  }

  public boolean covers(TableId other) {
    return table != null ? table.equals(other) : covers(other.databaseId());
  }

  /** Whether all tables of the other are in this one. */
  public boolean covers(Scope other) {
    if (other.table != null) {
      return covers(other.table);
    }
    return table == null && (database == null || database.equals(other.database));
  }

  private boolean covers(DatabaseId other) {
    return database == null || database.equals(other);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Scope
        && Objects.equals(database, ((Scope) o).database)
        && Objects.equals(table, ((Scope) o).table);
  }

  @Override
  public int hashCode() {
    return Objects.hash(database, table);
  }

  @Override
  public String toString() {
    if (table != null) {
      return table.toString();
    }
    return database == null ? ALL_TEXT : database.toString();
  }
}
