package io.gluesnow.catalog;

import java.util.Optional;

/**
 * Which tables something is about: one, those of a database, those of a catalog, or all.
 *
 * <p>The text form is {@code *}, {@code catalog/region} with {@code %} and {@code /} inside of a
 * part percent-encoded, a database id or a table id; {@link #parse} is its exact inverse.
 */
public final class Scope {
  /** Every table. */
  public static final Scope ALL = new Scope(null, null, null, null);

  private static final String ALL_TEXT = "*";

  private final String catalog;
  private final String region;
  private final DatabaseId database;
  private final TableId table;

  private Scope(String catalog, String region, DatabaseId database, TableId table) {
    this.catalog = catalog;
    this.region = region;
    this.database = database;
    this.table = table;
  }

  public static Scope of(DatabaseId database) {
    return new Scope(database.catalog(), database.region(), database, null);
  }

  public static Scope of(TableId table) {
    DatabaseId database = table.databaseId();
    return new Scope(database.catalog(), database.region(), database, table);
  }

  /**
   * A catalog in one region, with the catalogs nested in it: {@code 111122223333} has {@code
   * 111122223333:s3tablescatalog} in it, and that {@code 111122223333:s3tablescatalog/bucket}.
   */
  public static Scope ofCatalog(String catalog, String region) {
    return new Scope(
        DatabaseId.folded("catalog", catalog), DatabaseId.folded("region", region), null, null);
  }

  /** Reads the text form; throws {@link IllegalArgumentException} where it is none. */
  public static Scope parse(String text) {
    if (text.equals(ALL_TEXT)) {
      return ALL;
    }
    String[] parts = text.split("/", -1);
    switch (parts.length) {
      case 2:
        return ofCatalog(DatabaseId.decoded(parts[0]), DatabaseId.decoded(parts[1]));
      case 3:
        return of(DatabaseId.parse(text));
      case 4:
        return of(TableId.parse(text));
      default:
        throw new IllegalArgumentException(
            "neither *, catalog/region, a database id nor a table id: " + text);
    }
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
    return covers(of(other));
  }

  /** Whether all tables of the other are in this one. */
  public boolean covers(Scope other) {
    if (table != null) {
      return table.equals(other.table);
    }
    if (database != null) {
      return database.equals(other.database);
    }
    return catalog == null
        || region.equals(other.region) && (catalog.equals(other.catalog) || nests(other.catalog));
  }

  private boolean nests(String other) {
    return other.startsWith(catalog + "/") || other.startsWith(catalog + ":");
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Scope && toString().equals(o.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    if (table != null) {
      return table.toString();
    }
    if (database != null) {
      return database.toString();
    }
    return catalog == null
        ? ALL_TEXT
        : DatabaseId.encoded(catalog) + "/" + DatabaseId.encoded(region);
  }
}
