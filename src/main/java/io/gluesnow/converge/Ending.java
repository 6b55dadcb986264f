package io.gluesnow.converge;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.PartitionPath;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.RefreshPath;
import io.gluesnow.plan.StageLocation;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The end of a conversation: its doubt has an outcome, and what is left are files. */
final class Ending extends TurnPhase {
  Ending(Phases phases, TableController controller, Turn turn) {
    super(phases, controller, turn);
  }

  /** The doubt that was served has its outcome; what is left are files. */
  void settle(OutcomeKind kind, String reason, String sentence, List<Statement> statements) {
    open.absentSince = null;
    turn.serve(open.grace);
    open.grace = null;
    OpenDoubt served = open.serving;
    boolean isWorthSaying = served.isCounted() || open.sent > 0;
    open.serving = null;
    boolean there = known.belief != null && known.belief.isThere();
    boolean made = kind == OutcomeKind.APPLIED || kind == OutcomeKind.UNCHANGED;
    Wishes wishes = there && kind != OutcomeKind.PLANNED ? wishes(served, made) : null;
    if (wishes != null) {
      open.wishes = wishes.and(open.wishes);
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

  /**
   * The files that the events are about; null for none. A replace of this conversation has listed
   * all of them, after the events came.
   */
  private Wishes wishes(OpenDoubt served, boolean made) {
    if (served.paths().isEmpty() || turn.talk.filled) {
      return null;
    }
    OpenDoubt events = made ? served : null;
    if (known.filesOwed || !made && !isInPlace()) {
      return Wishes.of(true, List.of(), events);
    }
    TableDefinition definition = turn.talk.snapshot.definition().orElseThrow();
    boolean all = false;
    Set<String> below = new TreeSet<>();
    for (String partition : served.paths()) {
      RefreshPath path = planner.refreshPath(definition, PartitionPath.parse(partition));
      all |= path.isAll();
      path.below().ifPresent(below::add);
      path.outside().ifPresent(turn::leaveOut);
    }
    return all || !below.isEmpty() ? Wishes.of(all, below, events) : null;
  }

  /** Whether our object was seen where the table's files are: a path is relative to that. */
  private boolean isInPlace() {
    Optional<StageLocation> wanted =
        Optional.ofNullable(turn.talk.target)
            .flatMap(Target::externalTable)
            .map(Target.ExternalTable::location);
    return wanted.isPresent()
        && turn.talk.look != null
        && turn.talk
            .look
            .found()
            .flatMap(Applied::structure)
            .map(Target.ExternalTable::location)
            .equals(wanted);
  }

  private void clear() {
    open.sent = 0;
    open.rounds = 0;
    open.roundsOf = "";
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
