package io.gluesnow.catalog;

import java.util.Objects;

/**
 * Identifies a Glue table and is the key of everything: catalog, region, database and table, all
 * lower case (Glue folds names; a logged request may still hold the caller's case).
 *
 * <p>The text form is {@code catalog/region/database/table}, with {@code %} and {@code /} inside a
 * part percent-encoded, so that {@link #parse} is its exact inverse.
 */
public final class TableId implements Comparable<TableId> {
  private final DatabaseId database;
  private final String table;

  // It is the key of everything, so its text is asked for all the time.
  private final String text;

  private TableId(DatabaseId database, String table) {
    this.database = Objects.requireNonNull(database, "database");
    this.table = DatabaseId.folded("table", table);
    this.text = database + "/" + DatabaseId.encoded(this.table);
  }

  public static TableId of(String catalog, String region, String database, String table) {
    return new TableId(DatabaseId.of(catalog, region, database), table);
  }

  /** Reads the text form; throws {@link IllegalArgumentException} when it has not four parts. */
  public static TableId parse(String text) {
    int cut = text.lastIndexOf('/');
    if (cut < 0) {
      throw new IllegalArgumentException("not a table id (catalog/region/database/table): " + text);
    }
    return new TableId(
        DatabaseId.parse(text.substring(0, cut)), DatabaseId.decoded(text.substring(cut + 1)));
  }

  public DatabaseId databaseId() {
    return database;
  }

  public String catalog() {
    return database.catalog();
  }

  public String region() {
    return database.region();
  }

  public String database() {
    return database.database();
  }

  public String table() {
    return table;
  }

  @Override
  public int compareTo(TableId other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableId && text.equals(((TableId) other).text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
