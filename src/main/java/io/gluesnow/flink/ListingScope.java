package io.gluesnow.flink;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.TableId;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Of which tables a round of listing can say that they were not in it: those of some catalogs of
 * one region, but for the databases that Glue would not list. To be missing is a doubt, never an
 * absence: Lake Formation leaves out of a list what may not be seen.
 */
public final class ListingScope {
  private final String region;
  private final SortedSet<String> catalogs;
  private final SortedSet<DatabaseId> unlisted;

  private ListingScope(
      String region, Collection<String> catalogs, Collection<DatabaseId> unlisted) {
    this.region = Objects.requireNonNull(region, "region");
    this.catalogs = Collections.unmodifiableSortedSet(new TreeSet<>(catalogs));
    this.unlisted = Collections.unmodifiableSortedSet(new TreeSet<>(unlisted));
  }

  /**
   * @param catalogs those whose databases were listed to the end, as {@link TableId#catalog} has
   *     them
   * @param unlisted databases in them whose tables were not
   */
  public static ListingScope of(
      String region, Collection<String> catalogs, Collection<DatabaseId> unlisted) {
    return new ListingScope(region, catalogs, unlisted);
  }

  public String region() {
    return region;
  }

  public SortedSet<String> catalogs() {
    return catalogs;
  }

  public SortedSet<DatabaseId> unlisted() {
    return unlisted;
  }

  /** Whether the round would have shown this table, were it there and selected. */
  public boolean covers(TableId table) {
    return region.equals(table.region())
        && catalogs.contains(table.catalog())
        && !unlisted.contains(table.databaseId());
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ListingScope
        && region.equals(((ListingScope) o).region)
        && catalogs.equals(((ListingScope) o).catalogs)
        && unlisted.equals(((ListingScope) o).unlisted);
  }

  @Override
  public int hashCode() {
    return Objects.hash(region, catalogs, unlisted);
  }

  @Override
  public String toString() {
    return catalogs
        + " in "
        + region
        + (unlisted.isEmpty() ? "" : " but for " + unlisted.size() + " databases");
  }
}
