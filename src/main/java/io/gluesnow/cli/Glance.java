package io.gluesnow.cli;

import io.gluesnow.converge.OpenReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one look at the running job shows. */
final class Glance {
  private static final String OPEN_TABLES = "tables-open-";

  private final String state;
  private final boolean allUp;
  private final List<Source> sources;
  private final long checkpoints;
  private final Optional<String> newestCheckpoint;
  private final Optional<Failure> failure;
  private final boolean told;
  private final long atWork;
  private final boolean sweeping;
  private final long pauses;
  private final JobAccounts accounts;
  private final ArchiveHeadway archive;
  private final ListingHeadway listing;
  private final Map<OpenReason, Long> openTables = new EnumMap<>(OpenReason.class);

  private Glance(
      String state,
      boolean allUp,
      List<Source> sources,
      long checkpoints,
      Optional<String> newestCheckpoint,
      Optional<Failure> failure,
      JobGauges gauges,
      Glance before) {
    this.state = state;
    this.allUp = allUp;
    this.sources = List.copyOf(sources);
    this.checkpoints = checkpoints;
    this.newestCheckpoint = newestCheckpoint;
    this.failure = failure;
    this.told = gauges.has("tables-at-work") && gauges.has("events-read");
    this.atWork = gauges.sum("tables-at-work");
    this.sweeping = gauges.sum("sweeping") + gauges.sum("databases-being-listed") > 0;
    this.pauses = gauges.max("pauses");
    this.accounts = JobAccounts.of(gauges);
    boolean archiveEnded =
        sources.stream().filter(Source::isArchive).allMatch(source -> source.hasFinished);
    ArchiveHeadway now = ArchiveHeadway.of(gauges, archiveEnded);
    this.archive = before == null ? now : now.or(before.archive);
    this.listing = ListingHeadway.of(gauges);
    for (OpenReason reason : OpenReason.values()) {
      openTables.put(reason, gauges.sum(OPEN_TABLES + reason.label()));
    }
  }

  /**
   * @param before the look before this one, or null
   */
  static Glance of(
      String state,
      boolean allUp,
      List<Source> sources,
      long checkpoints,
      Optional<String> newestCheckpoint,
      Optional<Failure> failure,
      JobGauges gauges,
      Glance before) {
    return new Glance(
        state, allUp, sources, checkpoints, newestCheckpoint, failure, gauges, before);
  }

  /** The job's state in Flink's words, such as RUNNING. */
  String state() {
    return state;
  }

  /** Whether every step of the job runs, or has ended as it should. */
  boolean isUp() {
    return state.equals("RUNNING") && allUp;
  }

  /** Whether the job has ended, however it did. */
  boolean isOver() {
    return List.of("FINISHED", "CANCELED", "FAILED").contains(state);
  }

  /** Whether a source goes on for ever, so that more events may come at any time. */
  boolean isLive() {
    return sources.stream().anyMatch(Source::isLive);
  }

  /** Whether every source that ends has ended; a listing that comes again: has ended once. */
  boolean isAllRead() {
    return sources.stream()
        .allMatch(
            source ->
                source.hasFinished
                    || source.isLive()
                    || source.isHold()
                    || source.isListing() && listing.rounds() > 0);
  }

  /**
   * Whether everything that was read is accounted for, and all that is still open waits for people
   * or for the end of a grace period.
   */
  boolean isAtRest() {
    return isUp()
        && told
        && isAllRead()
        && !sweeping
        && atWork == 0
        && accounts.openOnTheWay() == 0
        && accounts.addUp();
  }

  /** How many checkpoints were completed. */
  long checkpoints() {
    return checkpoints;
  }

  /** Where the newest completed checkpoint is, if it is kept anywhere. */
  Optional<String> newestCheckpoint() {
    return newestCheckpoint;
  }

  /** The newest failure of the job, whether or not it started again. */
  Optional<Failure> failure() {
    return failure;
  }

  JobAccounts accounts() {
    return accounts;
  }

  ArchiveHeadway archive() {
    return archive;
  }

  ListingHeadway listing() {
    return listing;
  }

  /** How many tables have work left that ends by itself. */
  long atWork() {
    return atWork;
  }

  /** How many orders to pause are in force. */
  long pauses() {
    return pauses;
  }

  /** How many tables have work left for this reason. */
  long openTables(OpenReason reason) {
    return openTables.get(reason);
  }

  /** One source of the job, by its name in the Flink UI. */
  static final class Source {
    private final String name;
    private final boolean hasFinished;

    Source(String name, boolean hasFinished) {
      this.name = name;
      this.hasFinished = hasFinished;
    }

    boolean isLive() {
      return name.contains("Live:");
    }

    boolean isHold() {
      return name.contains("Hold:");
    }

    boolean isArchive() {
      return name.contains("Archive:");
    }

    boolean isListing() {
      return name.contains("Listing:");
    }
  }

  /** Why the job failed, and when. */
  static final class Failure {
    private final long at;
    private final String cause;

    /**
     * @param at milliseconds since 1970, only to tell failures apart
     * @param stackTrace as Flink shows it
     */
    Failure(long at, String stackTrace) {
      this.at = at;
      this.cause = Causes.deepest(stackTrace);
    }

    long at() {
      return at;
    }

    /** In one sentence. */
    String cause() {
      return cause;
    }
  }
}
