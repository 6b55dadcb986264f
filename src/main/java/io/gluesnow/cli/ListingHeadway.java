package io.gluesnow.cli;

import java.time.Instant;

/** How far the listing of the catalog is: the round at work, or the last one. */
final class ListingHeadway {
  private final boolean there;
  private final long databasesDone;
  private final long databasesFound;
  private final long tables;
  private final long marks;
  private final long denied;
  private final long rounds;
  private final Instant began;

  private ListingHeadway(JobGauges gauges) {
    this.there = gauges.has("listing-tables-done");
    this.databasesDone = gauges.sum("listing-databases-done");
    this.databasesFound = gauges.sum("listing-databases-found");
    this.tables = gauges.sum("listing-tables-done");
    this.marks = gauges.sum("listing-marks-done");
    this.denied = gauges.sum("listing-denied");
    this.rounds = gauges.sum("listing-rounds-done");
    this.began = Instant.ofEpochMilli(gauges.max("listing-began-at-ms"));
  }

  static ListingHeadway of(JobGauges gauges) {
    return new ListingHeadway(gauges);
  }

  /** Whether the job lists the catalog. */
  boolean isThere() {
    return there;
  }

  long databasesDone() {
    return databasesDone;
  }

  /** So far. */
  long databasesFound() {
    return databasesFound;
  }

  long tables() {
    return tables;
  }

  /** Of ours in Snowflake, which the end of a listing goes through. */
  long marks() {
    return marks;
  }

  /** What could not be listed for want of a permission. */
  long denied() {
    return denied;
  }

  /** How often all of the catalog was listed, before a savepoint too. */
  long rounds() {
    return rounds;
  }

  /** When the newest round began; 1970 for none. */
  Instant began() {
    return began;
  }
}
