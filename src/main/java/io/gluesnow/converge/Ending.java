package io.gluesnow.converge;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.plan.Statement;
import java.util.List;

/** The end of a conversation: its doubt has an outcome, and what is left are files. */
final class Ending extends TurnPhase {
  Ending(Phases phases, TableController controller, Turn turn) {
    super(phases, controller, turn);
  }

  /** The doubt that was served has its outcome; what is left are phases.files. */
  void settle(OutcomeKind kind, String reason, String sentence, List<Statement> statements) {
    open.absentSince = null;
    turn.serve(open.grace);
    open.grace = null;
    OpenDoubt served = open.serving;
    boolean isWorthSaying = served.isCounted() || open.sent > 0;
    open.serving = null;
    boolean there = known.belief != null && known.belief.isThere();
    boolean made = kind == OutcomeKind.APPLIED || kind == OutcomeKind.UNCHANGED;
    List<String> paths = served.events().map(e -> List.copyOf(e.paths())).orElse(List.of());
    if (there && !paths.isEmpty() && kind != OutcomeKind.PLANNED) {
      open.wishes = Wishes.of(false, paths, made ? served : null).and(open.wishes);
      isWorthSaying = !made;
    }
    if (isWorthSaying) {
      turn.emit(served, kind, reason, sentence, statements);
    }
    clear();
    if (open.wishes != null && there) {
      phases.files.begin();
    } else {
      phases.files.close(kind, reason, sentence);
      free();
    }
  }

  private void clear() {
    open.sent = 0;
    open.rounds = 0;
    open.backOffs = 0;
    open.lookFirst = false;
    open.nextStands = false;
    open.hold = null;
  }

  void free() {
    clear();
    turn.talk = null;
  }
}
