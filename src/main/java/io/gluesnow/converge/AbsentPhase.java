package io.gluesnow.converge;

import static io.gluesnow.converge.Conversation.Phase.LAST_GLUE;
import static io.gluesnow.converge.Conversation.Phase.SEND;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Refusal;
import java.util.List;

/** A table that is gone from Glue: kept by policy, in grace, or dropped. */
final class AbsentPhase extends TurnPhase {
  AbsentPhase(Phases phases, TableController controller, Turn turn) {
    super(phases, controller, turn);
  }

  void compareAbsent() {
    Applied found = found();
    boolean ours = ownership().isOurs();
    turn.believe(turn.talk.lookedAt, found, ours, found == null ? Belief.NOTHING : "");
    if (!ours) {
      known.verdict = null;
      known.reported = "";
      phases.comparison.settleAsMade();
    } else if (!planner.drops(turn.table)) {
      phases.ending.settle(
          OutcomeKind.REFUSED,
          Refusal.Reason.POLICY.label(),
          "gone from Glue, and the policy keeps its object",
          List.of());
    } else if (isInGrace()) {
      waitForGrace();
    } else {
      drop(found.name());
    }
  }

  private boolean isInGrace() {
    if (open.absentSince == null) {
      open.absentSince = turn.now;
    }
    return turn.now.isBefore(turn.graceEnds());
  }

  private void waitForGrace() {
    open.grace = OpenDoubt.merged(open.grace, open.serving);
    open.serving = null;
    phases.ending.free();
  }

  private void drop(ObjectName name) {
    turn.talk.plan = planner.drop(name).statements();
    turn.talk.position = 0;
    turn.talk.whole = false;
    phases.plan.leadsTo(Belief.NOTHING);
    if (!planner.apply()) {
      phases.ending.settle(OutcomeKind.PLANNED, "", "gone from Glue", turn.talk.plan);
    } else if (phases.plan.isSettledAgainst(Belief.NOTHING)) {
      phases.plan.obeyVerdict();
    } else if (!rules.mayStillSettle(open.rounds)) {
      phases.plan.doesNotSettle(Belief.NOTHING);
    } else if (open.waiting != null) { // it may have come back
      open.waiting = open.serving.and(open.waiting);
      open.serving = null;
      turn.talk = null;
    } else if (!phases.plan.isLookFresh()) {
      return; // looks again, or later
    } else if (!rules.isFreshNotFound(turn.talk.snapshot.askedAt(), turn.now)) {
      if (phases.plan.isNotTriedTooOften()) {
        turn.askGlue(LAST_GLUE);
      }
    } else {
      turn.serve(open.grace);
      open.grace = null;
      turn.send(SEND);
    }
  }
}
