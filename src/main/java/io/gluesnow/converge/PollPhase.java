package io.gluesnow.converge;

/** POLL: a statement that registers files and runs on in Snowflake. */
final class PollPhase extends TurnPhase {
  PollPhase(Phases phases, TableController controller, Turn turn) {
    super(phases, controller, turn);
  }

  void polled(StatementAnswer answer) {
    RunningFiles running = open.running;
    switch (answer.kind()) {
      case RUNNING:
        phases.files.run(running);
        break;
      case DONE:
        open.running = null;
        if (running.isReplace()) {
          turn.touched(turn.now);
          phases.send.filled(running.startedAt());
          open.rounds++;
          phases.converse();
        } else {
          phases.files.registered(running.startedAt());
        }
        break;
      case END_UNKNOWN:
      case NOT_BEGUN:
      case NO_LEASE:
        notPolled(running);
        break;
      default:
        open.running = null;
        if (running.isReplace()) {
          phases.send.failed(answer, running.target());
        } else {
          phases.files.failed(answer);
        }
    }
  }

  /** The handle says nothing; when the statement's life is over, a look does. */
  private void notPolled(RunningFiles running) {
    if (turn.now.isBefore(rules.lifeEnds(running.startedAt(), true))) {
      turn.backOff(OpenReason.FILES);
      return;
    }
    open.running = null;
    open.rounds++;
    if (running.isReplace()) {
      turn.touched(turn.now);
      phases.converse();
    } else {
      turn.backOff(OpenReason.FILES);
    }
  }
}
