package io.gluesnow.cli;

/** How far the archive is read: objects, bytes as they are stored, and records. */
final class ArchiveHeadway {
  private final boolean there;
  private final boolean ended;
  private final boolean walked;
  private final long objectsDone;
  private final long objectsFound;
  private final long bytesDone;
  private final long bytesFound;
  private final long records;

  private ArchiveHeadway(JobGauges gauges, boolean ended) {
    boolean handedOut = gauges.has("archive-objects-handed-out");
    // What readers that have ended said last may be from before their end; but they have read all
    // that was handed out to them.
    boolean all = ended && handedOut;
    this.there = handedOut || gauges.has("archive-objects-done");
    this.ended = ended;
    this.walked = all || gauges.max("archive-walk-done") > 0;
    this.objectsDone = gauges.sum(all ? "archive-objects-handed-out" : "archive-objects-done");
    this.bytesDone = gauges.sum(all ? "archive-bytes-handed-out" : "archive-bytes-done");
    this.objectsFound = all ? objectsDone : gauges.max("archive-objects-found");
    this.bytesFound = all ? bytesDone : gauges.max("archive-bytes-found");
    this.records = gauges.sum(all ? "archive-records-read" : "archive-records-done");
  }

  /**
   * @param ended whether the job's source of an archive, if there is one, has ended
   */
  static ArchiveHeadway of(JobGauges gauges, boolean ended) {
    return new ArchiveHeadway(gauges, ended);
  }

  /** This, or what was known before: a source that had ended before a restart shows nothing. */
  ArchiveHeadway or(ArchiveHeadway before) {
    return ended && objectsDone < before.objectsDone ? before : this;
  }

  /** Whether the job reads, or has read, an archive. */
  boolean isThere() {
    return there;
  }

  /** Whether it has come to its end without an object. */
  boolean hasReadNothing() {
    return there && ended && objectsDone == 0;
  }

  /** Whether every object of the archive has been found. */
  boolean isWalked() {
    return walked;
  }

  long objectsDone() {
    return objectsDone;
  }

  /** All that there are once {@link #isWalked}, until then those found so far. */
  long objectsFound() {
    return objectsFound;
  }

  long bytesDone() {
    return bytesDone;
  }

  long bytesFound() {
    return bytesFound;
  }

  long records() {
    return records;
  }
}
