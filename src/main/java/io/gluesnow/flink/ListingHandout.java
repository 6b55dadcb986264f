package io.gluesnow.flink;

import java.util.Optional;

/** Whether the listing's one split was given to a reader, and what a reader gave back. */
public final class ListingHandout {
  private final boolean given;
  private final ListingSplit back;

  private ListingHandout(boolean given, ListingSplit back) {
    this.given = given;
    this.back = back;
  }

  /**
   * @param back null for none
   */
  static ListingHandout of(boolean given, ListingSplit back) {
    return new ListingHandout(given, back);
  }

  boolean given() {
    return given;
  }

  Optional<ListingSplit> back() {
    return Optional.ofNullable(back);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ListingHandout
        && given == ((ListingHandout) o).given
        && back().equals(((ListingHandout) o).back());
  }

  @Override
  public int hashCode() {
    return Boolean.hashCode(given) + back().hashCode();
  }

  @Override
  public String toString() {
    return given ? "given" + back().map(split -> " and back").orElse("") : "not given";
  }
}
