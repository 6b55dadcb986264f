package io.gluesnow.flink.listing;

import java.util.Objects;

/** A catalog of one region, to be listed. */
final class ListingPlace {
  private final String catalog;
  private final String region;

  private ListingPlace(String catalog, String region) {
    this.catalog = Objects.requireNonNull(catalog, "catalog");
    this.region = Objects.requireNonNull(region, "region");
  }

  /**
   * @param catalog empty for the own one of the account that asks
   */
  static ListingPlace of(String catalog, String region) {
    return new ListingPlace(catalog, region);
  }

  String catalog() {
    return catalog;
  }

  String region() {
    return region;
  }

  /** This place, or the one that it is where it is the own catalog and that is known. */
  ListingPlace known(String own) {
    return catalog.isEmpty() ? of(own, region) : this;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ListingPlace
        && catalog.equals(((ListingPlace) o).catalog)
        && region.equals(((ListingPlace) o).region);
  }

  @Override
  public int hashCode() {
    return Objects.hash(catalog, region);
  }

  @Override
  public String toString() {
    return (catalog.isEmpty() ? "our own catalog" : "catalog " + catalog) + " in " + region;
  }
}
