package io.gluesnow.cli;

/**
 * How far the bounded sources are: of the archive its objects, bytes and records, of the catalog
 * listing its databases and tables.
 */
final class Headway {
  /** Nothing is known yet, or there is no such source. */
  static final Headway NONE = new Headway(JobGauges.NONE, false);

  private final long objectsDone;
  private final long objectsFound;
  private final long bytesDone;
  private final long bytesFound;
  private final long records;
  private final boolean walked;
  private final boolean archive;
  private final long databasesDone;
  private final long databasesFound;
  private final long tables;
  private final long marks;
  private final long denied;
  private final long rounds;
  private final boolean listing;

  private Headway(JobGauges gauges, boolean archiveEnded) {
    archive = gauges.has("archive-objects-done");
    walked = gauges.max("archive-walk-done") > 0;
    objectsFound = gauges.max("archive-objects-found");
    bytesFound = gauges.max("archive-bytes-found");
    // The last word of readers that have ended may be from before their end.
    boolean all = archiveEnded && walked;
    objectsDone = all ? objectsFound : gauges.sum("archive-objects-done");
    bytesDone = all ? bytesFound : gauges.sum("archive-bytes-done");
    records = gauges.sum("archive-records-done");
    listing = gauges.has("listing-tables-done");
    databasesFound = gauges.sum("listing-databases-found");
    databasesDone = gauges.sum("listing-databases-done");
    tables = gauges.sum("listing-tables-done");
    marks = gauges.sum("listing-marks-done");
    denied = gauges.sum("listing-denied");
    rounds = gauges.sum("listing-rounds-done");
  }

  /**
   * @param archiveEnded whether no reader of the archive is at work any more
   */
  static Headway of(JobGauges gauges, boolean archiveEnded) {
    return new Headway(gauges, archiveEnded);
  }

  /** Whether the job reads, or has read, an archive. */
  boolean hasArchive() {
    return archive;
  }

  long objectsDone() {
    return objectsDone;
  }

  /** All that there are once {@link #isWalked}, until then those found so far. */
  long objectsFound() {
    return objectsFound;
  }

  /** Of the objects as they are stored. */
  long bytesDone() {
    return bytesDone;
  }

  long bytesFound() {
    return bytesFound;
  }

  long records() {
    return records;
  }

  /** Whether every object of the archive has been found. */
  boolean isWalked() {
    return walked;
  }

  /** Whether the job lists, or has listed, the catalog. */
  boolean hasListing() {
    return listing;
  }

  long databasesDone() {
    return databasesDone;
  }

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

  /** How often all of the catalog was listed. */
  long rounds() {
    return rounds;
  }
}
