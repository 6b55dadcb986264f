package io.gluesnow.catalog;

import java.util.Locale;
import java.util.Objects;

/**
 * Identifies a Glue database: catalog (an account number or a catalog id such as {@code
 * 111122223333:s3tablescatalog/bucket}), region and name, all lower case as Glue folds them.
 *
 * <p>The text form is {@code catalog/region/database}, with {@code %} and {@code /} inside a part
 * percent-encoded, so that {@link #parse} is its exact inverse.
 */
public final class DatabaseId implements Comparable<DatabaseId> {
  private final String catalog;
  private final String region;
  private final String database;

  private DatabaseId(String catalog, String region, String database) {
    this.catalog = folded("catalog", catalog);
    this.region = folded("region", region);
    this.database = folded("database", database);
  }

  public static DatabaseId of(String catalog, String region, String database) {
    return new DatabaseId(catalog, region, database);
  }

  /** Reads the text form; throws {@link IllegalArgumentException} when it has not three parts. */
  public static DatabaseId parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a database id (catalog/region/database): " + text);
    }
    return of(decoded(parts[0]), decoded(parts[1]), decoded(parts[2]));
  }

  public String catalog() {
    return catalog;
  }

  /** The account that the catalog is of: the whole of it, or what stands before a colon. */
  public String account() {
    return account(catalog);
  }

  /** The account that a catalog of this id is of. */
  public static String account(String catalog) {
    int colon = catalog.indexOf(':');
    return colon < 0 ? catalog : catalog.substring(0, colon);
  }

  public String region() {
    return region;
  }

  public String database() {
    return database;
  }

  public TableId table(String table) {
    return TableId.of(catalog, region, database, table);
  }

  static String folded(String what, String part) {
    if (part == null || part.isEmpty()) {
      throw new IllegalArgumentException("a " + what + " name must not be empty");
    }
    return part.toLowerCase(Locale.ROOT);
  }

  static String encoded(String part) {
    return part.replace("%", "%25").replace("/", "%2F");
  }

  static String decoded(String part) {
    return part.replace("%2F", "/").replace("%25", "%");
  }

  @Override
  public int compareTo(DatabaseId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DatabaseId && toString().equals(other.toString());
  }

  @Override
  public int hashCode() {
    return Objects.hash(catalog, region, database);
  }

  @Override
  public String toString() {
    return encoded(catalog) + "/" + encoded(region) + "/" + encoded(database);
  }
}
