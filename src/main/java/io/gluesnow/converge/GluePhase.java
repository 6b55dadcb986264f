package io.gluesnow.converge;

import static io.gluesnow.converge.Conversation.Phase.LAST_GLUE;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Refusal;
import io.gluesnow.plan.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** GLUE and LAST GLUE: what Glue answered, whether it counts, and what the table should be then. */
final class GluePhase extends TurnPhase {
  GluePhase(Phases phases, TableController controller, Turn turn) {
    super(phases, controller, turn);
  }

  void answered(GlueReply reply) {
    switch (reply.kind()) {
      case ANSWERED:
        glue(reply.snapshot().orElseThrow());
        break;
      case THROTTLED:
        turn.backOff(OpenReason.GLUE_BACK_OFF);
        break;
      case DENIED:
        turn.park(OpenReason.GLUE_DENIED, Notice.Kind.GLUE_REFUSED, "denied", reply.sentence());
        break;
      case INVALID:
        turn.report(Notice.Kind.GLUE_REFUSED, "invalid", reply.sentence(), List.of());
        refuse("invalid", reply.sentence());
        break;
    }
  }

  private void glue(Snapshot answer) {
    if (turn.talk.phase == LAST_GLUE && answer.isAbsent()) {
      known.glue = GlueKnown.of(answer);
      turn.talk.snapshot = answer;
      phases.comparison.compare();
      return;
    }
    Rules.Standing standing =
        open.nextStands ? Rules.Standing.STANDS : rules.standing(known.glue, open.serving, answer);
    Instant askAgainAt = rules.askAgainAt(open.serving, answer.askedAt());
    if (standing == Rules.Standing.ASK_AGAIN) {
      open.nextStands = true;
      turn.hold(askAgainAt, OpenReason.ASK_AGAIN);
      return;
    }
    if (standing == Rules.Standing.STANDS_FOR_NOW) {
      open.askAgainAt = askAgainAt;
    }
    stands(answer);
  }

  /** A page of a listing that found nothing held. */
  void listed(Snapshot page) {
    turn.serve(OpenDoubt.ofSweep(page.askedAt(), turn.now, false));
    turn.talk = new Conversation.Builder();
    stands(page);
  }

  /** Glue's answer counts: what should the table be, and is that known to be so? */
  void stands(Snapshot answer) {
    open.nextStands = false;
    known.glue = GlueKnown.of(answer);
    turn.talk.snapshot = answer;
    turn.talk.target = answer.definition().map(planner::map).orElse(null);
    if (answer.isAbsent()) {
      if (isBelieved(Belief.NOTHING)) {
        phases.comparison.unchanged();
      } else {
        nameWhileAbsent().ifPresentOrElse(phases.look::lookAndCompare, () -> refuseName());
      }
      return;
    }
    if (open.absentSince != null) { // it has come back: nothing is dropped
      open.absentSince = null;
      turn.serve(open.grace);
      open.grace = null;
    }
    Optional<Target.ExternalTable> target = turn.talk.target.externalTable();
    if (target.isEmpty()) {
      refuse(((Target.None) turn.talk.target).refusal());
    } else if (isBelieved(target.get().fingerprint())) {
      isMadeOf(answer);
      phases.comparison.unchanged();
    } else {
      leaveBehind(target.get().name());
      phases.look.lookAndCompare(target.get().name());
    }
  }

  /** Where a look has been already, it counts and no belief does. */
  private boolean isBelieved(String target) {
    return turn.talk.look == null
        && !open.serving.mustLook()
        && open.sent == 0
        && rules.isBelieved(known.belief, target, planner.fingerprint(), controller.attempt);
  }

  private Optional<ObjectName> nameWhileAbsent() {
    return known.belief != null && known.belief.isThere()
        ? Optional.of(known.belief.name())
        : planner.nameOf(turn.table);
  }

  private void leaveBehind(ObjectName name) {
    if (known.belief != null && known.belief.isThere() && !known.belief.name().equals(name)) {
      turn.leaveBehind(known.belief.name());
      known.belief = null;
    }
  }

  private void refuseName() {
    phases.ending.settle(
        OutcomeKind.REFUSED,
        Refusal.Reason.NAME.label(),
        "the naming rule gives the table no name",
        List.of());
  }

  private void refuse(Refusal refusal) {
    turn.report(Notice.Kind.REFUSED, refusal.reason().label(), refusal.sentence(), List.of());
    if (refusal.reason().waitsForOutside()) {
      rules.slowLookAt(turn.now).ifPresent(at -> open.slowLookAt = at);
    }
    refuse(refusal.reason().label(), refusal.sentence());
  }

  /**
   * Even a table that is no longer wanted ends with a look if something was sent for it, or if it
   * is in doubt whether our object is there, which still gets its files.
   */
  private void refuse(String label, String sentence) {
    turn.talk.refusal = label;
    turn.talk.refusedBecause = sentence;
    Optional<ObjectName> name = nameWhileAbsent();
    boolean unseen =
        known.lastStatementAt != null && (known.belief == null || known.belief.shown().isEmpty())
            || known.belief != null && open.serving.mustLook()
            || known.belief == null && !open.serving.paths().isEmpty();
    if (unseen && name.isPresent()) {
      phases.look.lookAndCompare(name.get());
    } else {
      phases.ending.settle(OutcomeKind.REFUSED, label, sentence, List.of());
    }
  }
}
