package io.gluesnow.converge;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Plan;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that the controller's safety rests on, one method each. Each was found by a schedule
 * that ends wrong without it; the simulation overrides them one by one to show that it would
 * notice.
 */
class Rules {
  /** What Glue's answer is worth. */
  enum Standing {
    STANDS,
    /** Act on it, and ask once more when it can no longer be stale. */
    STANDS_FOR_NOW,
    /** Do not act on it; ask once more, and take that. */
    ASK_AGAIN
  }

  private final Timings timings;

  Rules(Timings timings) {
    this.timings = timings;
  }

  /**
   * When a table must be looked at again that was looked at so early in an attempt: what an earlier
   * attempt has sent may still run, a replace that fills for longer than the rest.
   */
  List<Instant> looksAgain(Instant startedAt, Instant lookedAt) {
    List<Instant> looks = new ArrayList<>(2);
    for (Duration after : List.of(timings.quiet(), timings.quietFiles())) {
      if (lookedAt.isBefore(startedAt.plus(after))) {
        looks.add(startedAt.plus(after));
      }
    }
    return looks;
  }

  /** Until when a statement whose end is unknown may still take effect. */
  Instant lifeEnds(Instant sentAt, boolean registersFiles) {
    return sentAt.plus(timings.life(registersFiles));
  }

  /** Until when another session may not see a statement of ours that ended at this moment. */
  Instant visibleFrom(Instant endedAt) {
    return endedAt.plus(timings.visible());
  }

  /** The mark says whose a table is, never what it is: it saves no comparison. */
  Plan difference(Planner planner, TableId table, Target.ExternalTable target, Applied found) {
    return planner.diff(table, target, found);
  }

  /** Whether an answer counts: Glue promises no read-after-write, and its times have seconds. */
  Standing standing(GlueKnown held, OpenDoubt doubt, Snapshot answer) {
    if (answer.isAbsent()) {
      boolean contradicts = held != null && !held.isAbsent();
      return contradicts || doubt.eventCount() > 0 ? Standing.ASK_AGAIN : Standing.STANDS;
    }
    TableVersion version = answer.definition().orElseThrow().version();
    boolean mayBeStale =
        isEarly(doubt, answer.askedAt()) && !version.updatedAt().isAfter(causedAt(doubt));
    Optional<TableVersion> before = held == null ? Optional.empty() : held.version();
    int forward = before.map(version::compareTo).orElse(held == null ? 1 : -1);
    if (forward > 0) {
      return mayBeStale ? Standing.STANDS_FOR_NOW : Standing.STANDS;
    }
    return forward < 0 || mayBeStale ? Standing.ASK_AGAIN : Standing.STANDS;
  }

  /** The time of what made the table doubtful: a sweep carries that of its own cause. */
  Instant causedAt(OpenDoubt doubt) {
    return doubt.causedAt();
  }

  /** Whether Glue was asked so soon that it may not know yet what the doubt is about. */
  private boolean isEarly(OpenDoubt doubt, Instant askedAt) {
    return doubt.isCounted() && askedAt.isBefore(doubt.heardAt().plus(timings.askAgain()));
  }

  /** When to ask again after an answer that may be stale: counted from when it was asked for. */
  final Instant askAgainAt(OpenDoubt doubt, Instant askedAt) {
    return (isEarly(doubt, askedAt) ? doubt.heardAt() : askedAt).plus(timings.askAgain());
  }

  /**
   * Whether what happened then is so old that the last look-up has answered it, also by a clock
   * that is wrong; where it is about files, the last listing of all files has to be younger too.
   */
  boolean isSuperseded(Known known, Instant happenedAt, Set<String> paths) {
    return isAnswered(known, happenedAt.plus(timings.supersededSkew()), paths);
  }

  final boolean isAnswered(Known known, Instant youngest, Set<String> paths) {
    return known.glue().filter(g -> youngest.isBefore(g.askedAt())).isPresent()
        && (paths.isEmpty() || filesListedSince(known, youngest));
  }

  /** Files have a clock of their own: a look-up registers none. */
  boolean filesListedSince(Known known, Instant youngest) {
    return known.filesSince().filter(youngest::isBefore).isPresent();
  }

  /** Whether a look is young enough for a plan, other than a create, to start from. */
  boolean isFreshLook(Instant askedAt, Instant now) {
    return !askedAt.plus(timings.freshness()).isBefore(now);
  }

  /** Whether Glue's "not found" is young enough for a drop. */
  boolean isFreshNotFound(Instant askedAt, Instant now) {
    return !askedAt.plus(timings.freshness()).isBefore(now);
  }

  Ownership ownership(Applied found, TableId table, String instance, String role, Belief belief) {
    return Ownership.of(found, table, instance, role, belief);
  }

  /**
   * Whether the wish to fill an object of ours may be lost. One that is not the object last seen
   * was made by an attempt whose memory is lost, or that does not know that it is dead. Where no
   * object is known Snowflake says whether files were ever registered, so that a start with nothing
   * does not list all files of all tables.
   */
  boolean mayNeverHaveBeenFilled(Belief belief, Applied found, boolean restored) {
    if (belief != null) {
      return !belief.createdOn().equals(found.createdOn());
    }
    return found.files() == Applied.Files.NEVER_REGISTERED
        || found.files() == Applied.Files.NOT_SHOWN && restored;
  }

  /**
   * Whether columns that are gone from a definition may only be hidden: of a governed table Glue
   * shows what we may see, so that a lost permission looks like a drop. Nobody has dropped them if
   * no event says so, or if the version has not moved since our object was last equal, or first
   * seen with them.
   */
  boolean mayBeHidden(TableDefinition definition, TableVersion madeOf, OpenDoubt doubt) {
    boolean moved = madeOf != null && definition.version().compareTo(madeOf) > 0;
    return definition.governed() && !(doubt.eventCount() > 0 && moved);
  }

  /** Whether a plan that did not end equal so often may be sent once more. */
  boolean mayStillSettle(int rounds) {
    return rounds < timings.rounds();
  }

  /** A name that is taken becomes free without any event. */
  Optional<Instant> slowLookAt(Instant now) {
    return Optional.of(now.plus(timings.slowLook()));
  }

  /** Whether what the last look showed saves this one: seen by this very attempt, and equal. */
  boolean isBelieved(Belief belief, String target, String policy, String attempt) {
    return belief != null
        && belief.target().equals(target)
        && belief.policy().equals(policy)
        && belief.attempt().equals(attempt);
  }
}
