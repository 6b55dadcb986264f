package io.gluesnow.converge;

import static io.gluesnow.converge.Conversation.Phase.SEND;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.plan.Statement;
import java.time.Instant;
import java.util.List;

/** SEND: what became of the statement that was out, and what comes next. */
final class SendPhase extends TurnPhase {
  SendPhase(Phases phases, TableController controller, Turn turn) {
    super(phases, controller, turn);
  }

  void answered(StatementAnswer answer) {
    Statement statement = turn.talk.statement();
    switch (answer.kind()) {
      case DONE:
        done(statement);
        break;
      case RUNNING:
        if (statement.registersFiles()) {
          open.sent++;
          String target = turn.talk.target.fingerprint();
          phases.files.run(
              RunningFiles.of(answer.handle().orElseThrow(), true, turn.talk.sentAt, target));
        } else {
          endUnknown(statement);
        }
        break;
      case END_UNKNOWN:
        endUnknown(statement);
        break;
      default:
        failed(answer, turn.talk.target == null ? Belief.NOTHING : turn.talk.target.fingerprint());
    }
  }

  private void done(Statement statement) {
    turn.touched(turn.now);
    open.sent++;
    open.backOffs = 0;
    if (statement instanceof Statement.Create) {
      known.filesSince = turn.talk.sentAt;
    } else if (statement instanceof Statement.Replace) {
      filled(turn.talk.sentAt);
    }
    if (++turn.talk.position < turn.talk.plan.size()) {
      turn.send(SEND);
    } else {
      open.rounds++;
      turn.talk.whole = true;
      phases.look.look(turn.talk.lookedAt, Depth.DESC);
    }
  }

  /** A replace lists all files itself. */
  void filled(Instant since) {
    known.filesSince = since;
    known.filesOwed = false;
    turn.talk.filled = true;
    if (open.wishes != null) {
      turn.serve(open.wishes.events().orElse(null));
      open.wishes = null;
    }
  }

  private void endUnknown(Statement statement) {
    Instant ends = rules.lifeEnds(turn.now, statement.registersFiles());
    turn.touched(ends);
    open.sent++;
    open.rounds++;
    turn.hold(rules.visibleFrom(ends), OpenReason.END_UNKNOWN);
  }

  /** What certainly had no effect. */
  void failed(StatementAnswer answer, String target) {
    switch (answer.kind()) {
      case NOT_BEGUN:
        open.lookFirst = true;
        turn.backOff(OpenReason.SNOWFLAKE_BACK_OFF);
        break;
      case NO_LEASE:
        turn.backOff(OpenReason.NO_LEASE);
        break;
      case OVERTAKEN:
        open.rounds++;
        open.lookFirst = true;
        open.serving = open.serving.thatMustLook();
        turn.backOff(OpenReason.SNOWFLAKE_BACK_OFF);
        break;
      case DENIED:
        turn.park(OpenReason.SNOWFLAKE_DENIED, Notice.Kind.PARKED, answer.code(), answer.message());
        break;
      case REJECTED:
        List<Statement> left = turn.talk.left();
        turn.report(Notice.Kind.REJECTED, answer.code(), answer.message(), left);
        known.verdict =
            Verdict.rejected(target, planner.fingerprint(), answer.code(), answer.message());
        phases.ending.settle(
            OutcomeKind.REJECTED, answer.code(), answer.message(), turn.talk.done());
        break;
      default:
        throw new IllegalArgumentException("not a failure: " + answer);
    }
  }
}
