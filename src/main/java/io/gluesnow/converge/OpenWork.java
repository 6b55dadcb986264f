package io.gluesnow.converge;

import io.gluesnow.catalog.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is left to do about one table: the half of its state that is cleared when done, so that the
 * open tables among a million are found at once after a restore.
 */
public final class OpenWork {
  /** Nothing is open. */
  public static final OpenWork NONE = new Builder().build();

  private final OpenDoubt waiting;
  private final Snapshot page;
  private final OpenDoubt serving;
  private final OpenDoubt grace;
  private final Instant absentSince;
  private final SortedSet<Instant> looks;
  private final Instant slowLookAt;
  private final Instant askAgainAt;
  private final boolean nextStands;
  private final boolean lookFirst;
  private final Wishes wishes;
  private final RunningFiles running;
  private final Hold hold;
  private final int backOffs;
  private final int rounds;
  private final String roundsOf;
  private final int sent;
  private final long calls;

  private OpenWork(Builder b) {
    this.waiting = b.waiting;
    this.page = b.page;
    this.serving = b.serving;
    this.grace = b.grace;
    this.absentSince = b.absentSince;
    this.looks = Collections.unmodifiableSortedSet(new TreeSet<>(b.looks));
    this.slowLookAt = b.slowLookAt;
    this.askAgainAt = b.askAgainAt;
    this.nextStands = b.nextStands;
    this.lookFirst = b.lookFirst;
    this.wishes = b.wishes;
    this.running = b.running;
    this.hold = b.hold;
    this.backOffs = b.backOffs;
    this.rounds = b.rounds;
    this.roundsOf = b.roundsOf;
    this.sent = b.sent;
    this.calls = b.calls;
  }

  /** Doubt that no conversation has taken up. */
  public Optional<OpenDoubt> waiting() {
    return Optional.ofNullable(waiting);
  }

  /**
   * A listing's page that is Glue's answer when a conversation begins before anything else comes.
   */
  public Optional<Snapshot> page() {
    return Optional.ofNullable(page);
  }

  /** Doubt that a conversation has taken up and not yet answered. */
  public Optional<OpenDoubt> serving() {
    return Optional.ofNullable(serving);
  }

  /** Doubt that is answered by the end of the grace period, or by a re-creation. */
  public Optional<OpenDoubt> grace() {
    return Optional.ofNullable(grace);
  }

  /** Since when Glue says "not found" about a table whose object is ours. */
  public Optional<Instant> absentSince() {
    return Optional.ofNullable(absentSince);
  }

  /** When the table must be looked at again, since an earlier attempt's statement may still run. */
  public SortedSet<Instant> looks() {
    return looks;
  }

  /** When a table that is refused for something outside is looked at again. */
  public Optional<Instant> slowLookAt() {
    return Optional.ofNullable(slowLookAt);
  }

  /** When Glue is asked once more, since its last answer may have been stale. */
  public Optional<Instant> askAgainAt() {
    return Optional.ofNullable(askAgainAt);
  }

  /** Whether Glue's next answer stands, since it is the second. */
  public boolean nextStands() {
    return nextStands;
  }

  /** Whether the conversation goes on with a look: an outage of Snowflake costs no Glue calls. */
  public boolean lookFirst() {
    return lookFirst;
  }

  public Optional<Wishes> wishes() {
    return Optional.ofNullable(wishes);
  }

  /** A file statement that is polled. */
  public Optional<RunningFiles> running() {
    return Optional.ofNullable(running);
  }

  /** Before when nothing is done, and why. */
  public Optional<Hold> hold() {
    return Optional.ofNullable(hold);
  }

  /** How often in a row it was put off for a failure. */
  public int backOffs() {
    return backOffs;
  }

  /** How many plans of this conversation did not end equal. */
  public int rounds() {
    return rounds;
  }

  /** Fingerprint of the target that those plans led to; empty before the first. */
  public String roundsOf() {
    return roundsOf;
  }

  /** How many statements may have run for the doubt that is served. */
  public int sent() {
    return sent;
  }

  /** The number of the last call. */
  public long calls() {
    return calls;
  }

  /** Whether there is nothing left to do. */
  public boolean isEmpty() {
    return waiting == null
        && page == null
        && serving == null
        && grace == null
        && looks.isEmpty()
        && slowLookAt == null
        && askAgainAt == null
        && wishes == null
        && running == null;
  }

  /** How many catalog events have no outcome so far. */
  public long events() {
    return count(waiting)
        + count(serving)
        + count(grace)
        + (wishes == null ? 0 : count(wishes.events().orElse(null)));
  }

  private static long count(OpenDoubt doubt) {
    return doubt == null ? 0 : doubt.eventCount();
  }

  Builder toBuilder() {
    return new Builder(this);
  }

  private List<Object> parts() {
    return Arrays.asList(
        waiting,
        page,
        serving,
        grace,
        absentSince,
        looks,
        slowLookAt,
        askAgainAt,
        nextStands,
        lookFirst,
        wishes,
        running,
        hold,
        backOffs,
        rounds,
        roundsOf,
        sent,
        calls);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof OpenWork && parts().equals(((OpenWork) o).parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("open");
    say(out, "waiting", waiting);
    say(out, "listed", page);
    say(out, "serving", serving);
    say(out, "grace", grace);
    say(out, "absent since", absentSince);
    say(out, "looks", looks.isEmpty() ? null : looks);
    say(out, "slow look", slowLookAt);
    say(out, "ask again", askAgainAt);
    say(out, "wishes", wishes);
    say(out, "running", running);
    say(out, "hold", hold);
    say(out, "next answer", nextStands ? "stands" : null);
    say(out, "next", lookFirst ? "look first" : null);
    say(out, "sent", sent == 0 ? null : sent);
    say(out, "rounds", rounds == 0 ? null : rounds);
    say(out, "back-offs", backOffs == 0 ? null : backOffs);
    return out.toString();
  }

  private static void say(StringBuilder out, String what, Object value) {
    if (value != null) {
      out.append("; ").append(what).append(": ").append(value);
    }
  }

  /** Open work under change, within the room only. */
  static final class Builder {
    OpenDoubt waiting;
    Snapshot page;
    OpenDoubt serving;
    OpenDoubt grace;
    Instant absentSince;
    Collection<Instant> looks = new TreeSet<>();
    Instant slowLookAt;
    Instant askAgainAt;
    boolean nextStands;
    boolean lookFirst;
    Wishes wishes;
    RunningFiles running;
    Hold hold;
    int backOffs;
    int rounds;
    String roundsOf = "";
    int sent;
    long calls;

    Builder() {}

    Builder(OpenWork o) {
      waiting = o.waiting;
      page = o.page;
      serving = o.serving;
      grace = o.grace;
      absentSince = o.absentSince;
      looks = new TreeSet<>(o.looks);
      slowLookAt = o.slowLookAt;
      askAgainAt = o.askAgainAt;
      nextStands = o.nextStands;
      lookFirst = o.lookFirst;
      wishes = o.wishes;
      running = o.running;
      hold = o.hold;
      backOffs = o.backOffs;
      rounds = o.rounds;
      roundsOf = o.roundsOf;
      sent = o.sent;
      calls = o.calls;
    }

    OpenWork build() {
      return new OpenWork(this);
    }
  }
}
