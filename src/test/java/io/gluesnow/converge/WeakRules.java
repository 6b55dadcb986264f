package io.gluesnow.converge;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Plan;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The controller's rules with some of them switched off. */
public final class WeakRules extends Rules {
  private final Timings timings;
  private final Set<Rule> off;

  private WeakRules(Timings timings, Set<Rule> off) {
    super(timings);
    this.timings = timings;
    this.off = off;
  }

  /** A controller without these rules; those that only the client can break stay in force. */
  public static TableController controller(
      Planner planner,
      Timings timings,
      Set<Rule> off,
      String attempt,
      Instant startedAt,
      boolean restored,
      String role) {
    return off.isEmpty()
        ? new TableController(planner, timings, attempt, startedAt, restored, role)
        : new TableController(
            planner, timings, new WeakRules(timings, off), attempt, startedAt, restored, role);
  }

  @Override
  List<Instant> looksAgain(Instant startedAt, Instant lookedAt) {
    List<Instant> looks = new ArrayList<>(super.looksAgain(startedAt, lookedAt));
    if (off.contains(Rule.SECOND_LOOK)) {
      looks.clear();
    }
    if (off.contains(Rule.LATE_FILLS)) {
      looks.remove(startedAt.plus(timings.quietFiles()));
    }
    return looks;
  }

  @Override
  Instant lifeEnds(Instant sentAt, boolean registersFiles) {
    return off.contains(Rule.LIFE) ? sentAt : super.lifeEnds(sentAt, registersFiles);
  }

  @Override
  Instant visibleFrom(Instant endedAt) {
    return off.contains(Rule.VISIBLE) ? endedAt : super.visibleFrom(endedAt);
  }

  @Override
  Plan difference(Planner planner, TableId table, Target.ExternalTable target, Applied found) {
    boolean markEqual =
        found != null
            && found.mark().filter(planner.mark(table, target)::equals).isPresent()
            && off.contains(Rule.MARK_SAYS_WHOSE);
    return markEqual ? Plan.nothing() : super.difference(planner, table, target, found);
  }

  @Override
  Standing standing(GlueKnown held, OpenDoubt doubt, Snapshot answer) {
    Standing standing = super.standing(held, doubt, answer);
    boolean off1 = answer.isAbsent() && off.contains(Rule.ASK_AGAIN_ABSENT);
    boolean off2 =
        !answer.isAbsent()
            && off.contains(Rule.ASK_AGAIN_EVENT)
            && doubt.eventCount() > 0
            && (held == null || !held.isAbsent());
    return off1 || off2 ? Standing.STANDS : standing;
  }

  @Override
  Instant causedAt(OpenDoubt doubt) {
    return off.contains(Rule.SWEEP_CAUSE) && doubt.eventCount() == 0
        ? Instant.EPOCH
        : super.causedAt(doubt);
  }

  @Override
  boolean isSuperseded(Known known, Instant happenedAt, Set<String> paths) {
    return off.contains(Rule.SKEW)
        ? isAnswered(known, happenedAt, paths)
        : super.isSuperseded(known, happenedAt, paths);
  }

  @Override
  boolean filesListedSince(Known known, Instant youngest) {
    return off.contains(Rule.FILES_CLOCK) || super.filesListedSince(known, youngest);
  }

  @Override
  boolean isFreshLook(Instant askedAt, Instant now) {
    return off.contains(Rule.FRESH_LOOK) || super.isFreshLook(askedAt, now);
  }

  @Override
  boolean isFreshNotFound(Instant askedAt, Instant now) {
    return off.contains(Rule.LAST_NOT_FOUND) || super.isFreshNotFound(askedAt, now);
  }

  @Override
  Ownership ownership(Applied found, TableId table, String instance, String role, Belief belief) {
    Ownership whose = super.ownership(found, table, instance, role, belief);
    if (off.contains(Rule.ADOPT_UNMARKED) && whose == Ownership.OTHER_TABLE) {
      return Ownership.UNMARKED;
    }
    return off.contains(Rule.CREATED_ON)
            && whose == Ownership.UNMARKED
            && found.owner().equals(role)
        ? Ownership.MARK_LOST
        : whose;
  }

  @Override
  boolean mayNeverHaveBeenFilled(Belief belief, Applied found, boolean restored) {
    return (belief != null || !off.contains(Rule.NEVER_FILLED))
        && super.mayNeverHaveBeenFilled(belief, found, restored);
  }

  @Override
  boolean mayBeHidden(TableDefinition definition, TableVersion madeOf, OpenDoubt doubt) {
    return !off.contains(Rule.HIDDEN_COLUMNS) && super.mayBeHidden(definition, madeOf, doubt);
  }

  @Override
  boolean mayStillSettle(int rounds) {
    return off.contains(Rule.ROUNDS) || super.mayStillSettle(rounds);
  }

  @Override
  Optional<Instant> slowLookAt(Instant now) {
    return off.contains(Rule.NAME_TAKEN_LOOKS) ? Optional.empty() : super.slowLookAt(now);
  }

  @Override
  boolean isBelieved(Belief belief, String target, String policy, String attempt) {
    return off.contains(Rule.WHICH_ATTEMPT)
        ? belief != null && super.isBelieved(belief, target, policy, belief.attempt())
        : super.isBelieved(belief, target, policy, attempt);
  }
}
