package io.gluesnow.converge;

import static io.gluesnow.converge.Conversation.Phase.FILES_LOOK;
import static io.gluesnow.converge.Conversation.Phase.GLUE;
import static io.gluesnow.converge.Conversation.Phase.LOOK;

import io.gluesnow.plan.ObjectName;
import java.time.Instant;

/** LOOK: asking Snowflake what is there under the target's name. */
final class LookPhase extends TurnPhase {
  LookPhase(Phases phases, TableController controller, Turn turn) {
    super(phases, controller, turn);
  }

  /** Compares with the look that there is, if it was at this name; else looks. */
  void lookAndCompare(ObjectName name) {
    if (turn.talk.look != null && name.equals(turn.talk.lookedAt)) {
      phases.comparison.compare();
    } else {
      look(name, Depth.DESC);
    }
  }

  void look(ObjectName name, Depth depth) {
    turn.look(LOOK, name, depth, notBefore());
  }

  /**
   * A page from before our own last statement, or from the time of provisional looks, is no use.
   */
  Instant notBefore() {
    Instant notBefore = controller.startedAt;
    for (Instant end : rules.looksAgain(controller.startedAt, controller.startedAt)) {
      notBefore = end.isAfter(turn.now) ? notBefore : end;
    }
    return known.lastStatementAt != null && known.lastStatementAt.isAfter(notBefore)
        ? known.lastStatementAt
        : notBefore;
  }

  void looked(LookAnswer answer) {
    switch (answer.kind()) {
      case FAILED:
        open.lookFirst = true;
        turn.backOff(OpenReason.SNOWFLAKE_BACK_OFF);
        break;
      case DENIED:
        open.lookFirst = true;
        turn.park(OpenReason.SNOWFLAKE_DENIED, Notice.Kind.PARKED, "", answer.sentence());
        break;
      case SHOWN:
        turn.looked(controller.startedAt, answer.askedAt());
        turn.talk.look = answer;
        if (turn.talk.phase == FILES_LOOK) {
          phases.files.looked();
        } else if (turn.talk.snapshot == null) {
          open.lookFirst = false;
          turn.askGlue(GLUE);
        } else {
          phases.comparison.compare();
        }
        break;
    }
  }
}
