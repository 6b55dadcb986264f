package io.gluesnow.snowflake;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What SHOW said about one name: a table, nothing, or why nobody knows. */
final class Shown {
  private final Instant askedAt;
  private final ShownTable table;
  private final ReadFailure failure;

  private Shown(Instant askedAt, ShownTable table, ReadFailure failure) {
    this.askedAt = Objects.requireNonNull(askedAt, "askedAt");
    this.table = table;
    this.failure = failure;
  }

  /**
   * @param table null for none
   */
  static Shown of(Instant askedAt, ShownTable table) {
    return new Shown(askedAt, table, null);
  }

  static Shown failed(Instant askedAt, ReadFailure failure) {
    return new Shown(askedAt, null, failure);
  }

  Instant askedAt() {
    return askedAt;
  }

  Optional<ShownTable> table() {
    return Optional.ofNullable(table);
  }

  Optional<ReadFailure> failure() {
    return Optional.ofNullable(failure);
  }
}
