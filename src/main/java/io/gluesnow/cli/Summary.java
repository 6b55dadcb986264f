package io.gluesnow.cli;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.converge.OpenReason;
import java.util.Map;
import java.util.Objects;

/** What a run has come to, as its last look shows it. */
final class Summary {
  private static final Map<OpenReason, String> WAITS_FOR =
      Map.of(
          OpenReason.GRACE, "gone from Glue, dropped at the end of the grace period",
          OpenReason.REFUSED, "for something outside of Glue, such as a name that is taken",
          OpenReason.GLUE_DENIED, "we may not see the table in Glue",
          OpenReason.SNOWFLAKE_DENIED,
              "our role may not look or act, or there is no such database or schema",
          OpenReason.NEEDS_APPROVAL,
              "what guards the table cannot be restated: a person has to decide",
          OpenReason.COLUMNS_VANISHED,
              "Glue shows fewer columns of a governed table: dropped, or no longer granted to us",
          OpenReason.DOES_NOT_SETTLE,
              "sent several times, and Snowflake still does not show the target");

  private final Glance glance;

  private Summary(Glance glance) {
    this.glance = Objects.requireNonNull(glance, "glance");
  }

  static Summary of(Glance glance) {
    return new Summary(glance);
  }

  /** {@link ExitCode#DONE}, or {@link ExitCode#LEFTOVERS} where people should look. */
  int exitCode() {
    JobAccounts accounts = glance.accounts();
    boolean isAllDone =
        accounts.open() == 0
            && tablesOpen() == 0
            && accounts.outcome(OutcomeKind.DEAD_LETTERED) == 0
            && accounts.outcome(OutcomeKind.REJECTED) == 0
            && glance.listing().denied() == 0;
    return isAllDone ? ExitCode.DONE : ExitCode.LEFTOVERS;
  }

  private long tablesOpen() {
    long open = 0;
    for (OpenReason reason : OpenReason.values()) {
      open += glance.openTables(reason);
    }
    return open;
  }

  /** What was read, what became of it, what is left and why; ends with a new line. */
  String text() {
    StringBuilder text = new StringBuilder();
    ArchiveHeadway archive = glance.archive();
    if (archive.isThere()) {
      text.append(
          String.format(
              "Archive: %s of %s%s, %s, %s read.%n",
              Words.count(archive.objectsDone()),
              Words.count(archive.objectsFound()),
              archive.isWalked() ? " objects" : " or more objects",
              Words.bytes(archive.bytesDone()),
              Words.count(archive.records(), "record", "records")));
    }
    ListingHeadway listing = glance.listing();
    if (listing.isThere()) {
      text.append(
          String.format(
              "Listing: %s of %s in Glue, %s of ours in Snowflake%s.%n",
              Words.count(listing.tables(), "table", "tables"),
              Words.count(listing.databasesDone(), "database", "databases"),
              Words.count(listing.marks(), "mark", "marks"),
              listing.denied() == 0
                  ? ""
                  : "; denied "
                      + Words.count(listing.denied(), "time", "times")
                      + ", so what is there was not seen"));
    }
    text.append(String.format("What became of the events:%n")).append(glance.accounts());
    if (tablesOpen() > 0) {
      text.append(
          String.format(
              "Tables with work left; those that wait for people are named in the dead letters and"
                  + " in the log, once, when it came to that:%n"));
      for (OpenReason reason : OpenReason.values()) {
        if (glance.openTables(reason) > 0) {
          text.append(
              String.format(
                  "%9s  %-16s %s%n",
                  Words.count(glance.openTables(reason)),
                  reason.label(),
                  WAITS_FOR.getOrDefault(reason, "goes on with the job")));
        }
      }
    }
    if (glance.pauses() > 0) {
      text.append(
          String.format(
              "Paused by order, until `resume`: %s in force.%n",
              Words.count(glance.pauses(), "order", "orders")));
    }
    return text.toString();
  }
}
