package io.gluesnow.converge;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Plan;
import io.gluesnow.plan.Refusal;
import io.gluesnow.plan.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a look showed against what should be there: equal, different, or somebody else's. */
final class Comparison extends TurnPhase {
  private Plan difference;

  Comparison(Phases phases, TableController controller, Turn turn) {
    super(phases, controller, turn);
  }

  /** What is there against what should be. */
  void compare() {
    if (isTooEarly() && !(turn.talk.whole && isMade())) {
      turn.hold(rules.visibleFrom(known.lastStatementAt), OpenReason.NOT_VISIBLE);
      return;
    }
    if (ownership().isOurs()
        && !turn.talk.filled
        && rules.mayNeverHaveBeenFilled(known.belief, found(), controller.restored)) {
      open.wishes = Wishes.forAll().and(open.wishes);
    }
    Optional<Target.ExternalTable> target = external();
    if (turn.talk.refusal != null) {
      turn.believe(turn.talk.lookedAt, found(), ownership().isOurs(), "");
      phases.ending.settle(
          OutcomeKind.REFUSED, turn.talk.refusal, turn.talk.refusedBecause, List.of());
    } else if (target.isPresent()) {
      comparePresent(target.get());
    } else {
      phases.absent.compareAbsent();
    }
  }

  private Optional<Target.ExternalTable> external() {
    return Optional.ofNullable(turn.talk.target).flatMap(Target::externalTable);
  }

  /**
   * So soon after our own last statement another session may not see it: such a look counts only if
   * it shows just what that statement made.
   */
  private boolean isTooEarly() {
    return known.lastStatementAt != null
        && turn.talk.look.askedAt().isBefore(rules.visibleFrom(known.lastStatementAt))
        && !(known.belief != null && known.belief.shown().equals(Belief.shown(found())));
  }

  private boolean isMade() {
    Applied found = found();
    return external()
        .map(target -> found != null && ownership().isOurs() && difference(target).isEmpty())
        .orElse(found == null);
  }

  /** Worked out once for a look: it is what costs most of all here. */
  private Plan difference(Target.ExternalTable target) {
    if (difference == null) {
      difference = rules.difference(planner, turn.table, target, found());
    }
    return difference;
  }

  private void comparePresent(Target.ExternalTable target) {
    Applied found = found();
    Ownership whose = ownership();
    boolean ours = whose.isOurs() || whose == Ownership.UNMARKED && planner.adopts();
    if (found != null && !ours) {
      turn.believe(target.name(), found, false, "");
      nameTaken(whose.sentence(found));
      return;
    }
    Plan plan = difference(target);
    if (plan.needsProtections() && turn.talk.depth != Depth.DDL) {
      phases.look.look(target.name(), Depth.DDL);
      return;
    }
    if (whose == Ownership.MARK_LOST) {
      turn.report(
          Notice.Kind.MARK_LOST,
          "",
          "our comment was overwritten: the mark is restored",
          List.of());
    }
    // What is only to be taken over is not ours before it carries our mark, and is filled then.
    turn.believe(target.name(), found, whose.isOurs(), plan.isEmpty() ? target.fingerprint() : "");
    if (plan.isEmpty()) {
      equal(target, plan);
    } else {
      phases.plan.begin(target, plan);
    }
  }

  private void equal(Target.ExternalTable target, Plan plan) {
    known.verdict = null;
    isMadeOf(turn.talk.snapshot);
    turn.comparedByMark = plan.comparedByMark();
    if (plan.cannotCompare().isEmpty()) {
      warn(target);
    } else {
      turn.report(
          Notice.Kind.CANNOT_COMPARE,
          "",
          "nobody can say whether these columns are equal, so they stay as they are: "
              + plan.cannotCompare()
              + andSaid(target.warnings()),
          List.of());
    }
    settleAsMade();
  }

  /** All is well but for this; said again only when it or the table has become another. */
  private void warn(Target.ExternalTable target) {
    if (target.warnings().isEmpty()) {
      known.reported = "";
    } else {
      turn.report(Notice.Kind.WARNED, "", String.join("; ", target.warnings()), List.of());
    }
  }

  static String andSaid(List<String> warnings) {
    return warnings.stream().map(warning -> "; " + warning).collect(Collectors.joining());
  }

  void settleAsMade() {
    if (open.sent > 0) {
      phases.ending.settle(OutcomeKind.APPLIED, "", "made as it should be", turn.talk.done());
    } else {
      unchanged();
    }
  }

  void unchanged() {
    phases.ending.settle(OutcomeKind.UNCHANGED, "", "already as it should be", List.of());
  }

  private void nameTaken(String sentence) {
    String label = Refusal.Reason.NAME_TAKEN.label();
    turn.report(Notice.Kind.NAME_TAKEN, label, sentence, List.of());
    rules.slowLookAt(turn.now).ifPresent(at -> open.slowLookAt = at);
    phases.ending.settle(OutcomeKind.REFUSED, label, sentence, List.of());
  }
}
