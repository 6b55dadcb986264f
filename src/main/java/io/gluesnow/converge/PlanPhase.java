package io.gluesnow.converge;

import static io.gluesnow.converge.Conversation.Phase.SEND;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Plan;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.plan.TargetColumn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table that differs from its target: whether and when its plan may be sent. */
final class PlanPhase extends TurnPhase {
  PlanPhase(Phases phases, TableController controller, Turn turn) {
    super(phases, controller, turn);
  }

  void begin(Target.ExternalTable target, Plan plan) {
    turn.talk.plan = plan.statements();
    turn.talk.position = 0;
    turn.talk.whole = false;
    leadsTo(target.fingerprint());
    List<String> vanished = vanished(target);
    if (!planner.apply()) {
      phases.ending.settle(
          OutcomeKind.PLANNED,
          plan.risk().label(),
          plan.reason() + Comparison.andSaid(target.warnings()),
          plan.statements());
    } else if (!vanished.isEmpty()) {
      turn.park(
          OpenReason.COLUMNS_VANISHED,
          Notice.Kind.COLUMNS_VANISHED,
          "",
          "Glue no longer shows the columns "
              + vanished
              + " of a table that Lake Formation governs, and no change of it is known: if this"
              + " job's role lost a permission, grant it again; if they are meant to go, update the"
              + " table in Glue once more");
    } else if (isSettledAgainst(target.fingerprint())) {
      obeyVerdict();
    } else if (!plan.hindrances().isEmpty()) {
      turn.park(
          OpenReason.NEEDS_APPROVAL,
          Notice.Kind.NEEDS_APPROVAL,
          "",
          plan.reason() + "; but " + String.join("; ", plan.hindrances()));
    } else if (!rules.mayStillSettle(open.rounds)) {
      doesNotSettle(target.fingerprint());
    } else if (plan.statements().get(0) instanceof Statement.Create) {
      // The wish is older than the table: whatever becomes of the statement, it will be filled.
      open.wishes = Wishes.forAll().and(open.wishes);
      turn.send(SEND);
    } else if (isLookFresh()) {
      turn.send(SEND);
    }
  }

  /** Columns that are there and not wanted any more, where nobody knows whether that is meant. */
  private List<String> vanished(Target.ExternalTable target) {
    Optional<Target.ExternalTable> there = Optional.ofNullable(found()).flatMap(Applied::structure);
    TableDefinition definition = turn.talk.snapshot.definition().orElseThrow();
    if (there.isEmpty() || !rules.mayBeHidden(definition, known.madeOf, open.serving)) {
      return List.of();
    }
    Set<String> wanted = names(target).collect(Collectors.toSet());
    List<String> vanished =
        names(there.get()).filter(name -> !wanted.contains(name)).collect(Collectors.toList());
    if (known.madeOf == null && !vanished.isEmpty()) {
      isMadeOf(turn.talk.snapshot); // so that the next version can be told from this one
    }
    return vanished;
  }

  private static Stream<String> names(Target.ExternalTable table) {
    return table.columns().stream().map(TargetColumn::name);
  }

  /** Plans that led to another target say nothing about whether this one settles. */
  void leadsTo(String target) {
    if (!target.equals(open.roundsOf)) {
      open.roundsOf = target;
      open.rounds = 0;
    }
  }

  boolean isSettledAgainst(String target) {
    return known.verdict != null && known.verdict.isAbout(target, planner.fingerprint());
  }

  void obeyVerdict() {
    Verdict verdict = known.verdict;
    if (verdict.isUnsettled()) {
      turn.park(OpenReason.DOES_NOT_SETTLE, Notice.Kind.DOES_NOT_SETTLE, "", verdict.message());
    } else {
      phases.ending.settle(OutcomeKind.REJECTED, verdict.code(), verdict.message(), List.of());
    }
  }

  void doesNotSettle(String target) {
    open.rounds = 0;
    known.verdict =
        Verdict.unsettled(
            target,
            planner.fingerprint(),
            "sent "
                + controller.timings.rounds()
                + " times, and Snowflake still shows something else: see what is left to do");
    obeyVerdict();
  }

  /** Whether the look is young enough to act on; if not, looks again. */
  boolean isLookFresh() {
    if (rules.isFreshLook(turn.talk.look.askedAt(), turn.now)) {
      return true;
    }
    if (isNotTriedTooOften()) {
      phases.look.look(turn.talk.lookedAt, turn.talk.depth);
    }
    return false;
  }

  boolean isNotTriedTooOften() {
    if (++turn.talk.tries <= controller.timings.rounds()) {
      return true;
    }
    turn.backOff(OpenReason.SNOWFLAKE_BACK_OFF);
    return false;
  }
}
