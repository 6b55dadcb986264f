package io.gluesnow.cli;

import io.gluesnow.converge.OpenReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says how far a run is, again and again: first what was read of all that there is, then how many
 * events and tables are left.
 */
final class Progress {
  private static final int BAR = 20;
  private static final int WIDTH = 79;

  private final Pace bytes = new Pace();
  private final Pace outcomes = new Pace();
  private Glance glance;

  /** A new look; the texts below are about the last one. */
  void seen(Instant now, Glance seen) {
    glance = seen;
    bytes.seen(now, seen.archive().bytesDone());
    outcomes.seen(now, seen.accounts().ended());
  }

  /** One line of at most 79 characters with a bar. */
  String bar() {
    ArchiveHeadway archive = glance.archive();
    ListingHeadway listing = glance.listing();
    String line;
    if (!glance.isUp()) {
      line = bar(0, 0) + "the job starts";
    } else if (!glance.isAllRead() && archive.isThere()) {
      line =
          (archive.isWalked() ? bar(archive.bytesDone(), archive.bytesFound()) : bar(0, 0))
              + objects()
              + rate()
              + left(bytesLeft());
    } else if (!glance.isAllRead() && listing.isThere()) {
      line = bar(listing.databasesDone(), listing.databasesFound()) + listed();
    } else {
      JobAccounts accounts = glance.accounts();
      line = bar(accounts.ended(), accounts.read()) + outcomes() + atWork() + left(eventsLeft());
    }
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
  }

  /** Everything there is to say, in one line of any length. */
  String line() {
    if (!glance.isUp()) {
      return "the job starts";
    }
    ArchiveHeadway archive = glance.archive();
    List<String> parts = new ArrayList<>();
    if (archive.isThere()) {
      String read =
          "archive: "
              + objects()
              + ", "
              + Words.bytes(archive.bytesDone())
              + " of "
              + Words.bytes(archive.bytesFound())
              + more()
              + ", "
              + Words.count(archive.records(), "record", "records");
      parts.add(glance.isAllRead() ? read : read + rate() + left(bytesLeft()));
    }
    if (glance.listing().isThere()) {
      parts.add("listing: " + listed());
    }
    parts.add("events: " + outcomes() + (glance.isAllRead() ? left(eventsLeft()) : ""));
    if (glance.atWork() > 0) {
      parts.add("tables at work: " + reasons());
    }
    return String.join("; ", parts);
  }

  private static String bar(long done, long all) {
    long percent = all == 0 ? 0 : Math.min(100, 100 * done / all);
    int filled = (int) (BAR * percent / 100);
    return "["
        + "#".repeat(filled)
        + ".".repeat(BAR - filled)
        + "] "
        + (all == 0 ? "" : percent + " %  ");
  }

  private String objects() {
    return Words.count(glance.archive().objectsDone())
        + " of "
        + Words.count(glance.archive().objectsFound())
        + more()
        + " objects";
  }

  /** Until the end of the walk there may be more than was found. */
  private String more() {
    return glance.archive().isWalked() ? "" : "+";
  }

  private String listed() {
    ListingHeadway listing = glance.listing();
    return Words.count(listing.databasesDone())
        + " of "
        + Words.count(listing.databasesFound())
        + " databases, "
        + Words.count(listing.tables(), "table", "tables");
  }

  private String outcomes() {
    JobAccounts accounts = glance.accounts();
    return Words.count(accounts.ended())
        + " of "
        + Words.count(accounts.read())
        + " have an outcome";
  }

  private String atWork() {
    return glance.atWork() == 0
        ? ""
        : ", " + Words.count(glance.atWork(), "table", "tables") + " at work";
  }

  private String reasons() {
    List<String> reasons = new ArrayList<>();
    for (OpenReason reason : OpenReason.values()) {
      boolean ends = !reason.isParked() && reason != OpenReason.GRACE;
      if (ends && glance.openTables(reason) > 0) {
        reasons.add(Words.count(glance.openTables(reason)) + " " + reason.label());
      }
    }
    return reasons.isEmpty() ? Words.count(glance.atWork()) : String.join(", ", reasons);
  }

  private String rate() {
    return bytes.perSecond() == 0 ? "" : ", " + Words.bytes(bytes.perSecond()) + "/s";
  }

  private Optional<Duration> bytesLeft() {
    ArchiveHeadway archive = glance.archive();
    return archive.isWalked()
        ? bytes.left(archive.bytesFound() - archive.bytesDone())
        : Optional.empty();
  }

  private Optional<Duration> eventsLeft() {
    long left = glance.accounts().read() - glance.accounts().ended();
    return glance.atWork() == 0 || left == 0 ? Optional.empty() : outcomes.left(left);
  }

  private static String left(Optional<Duration> left) {
    return left.map(duration -> ", " + Words.duration(duration) + " left").orElse("");
  }
}
