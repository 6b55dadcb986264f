package io.gluesnow.converge;

import static io.gluesnow.converge.Conversation.Phase.FILES;
import static io.gluesnow.converge.Conversation.Phase.FILES_LOOK;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The phases that fulfil wishes: look whose the object is, register files, wait for the end. */
final class FilePhases extends TurnPhase {
  FilePhases(Phases phases, TableController controller, Turn turn) {
    super(phases, controller, turn);
  }

  /** Fulfils the wishes: at once where a fresh look has shown our object, else after a look. */
  void begin() {
    if (known.belief == null || !known.belief.isThere()) {
      // No object that we know of: the look of a whole conversation has to say why.
      phases.arrivals.await(OpenDoubt.ofTime(true));
      phases.ending.free();
    } else if (!planner.apply()) {
      String sentence = "files would be registered";
      end(OutcomeKind.PLANNED, "", sentence, open.wishes.statements(known.belief.name()));
    } else if (turn.talk != null
        && turn.talk.look != null
        && known.belief.name().equals(turn.talk.lookedAt)
        && rules.isFreshLook(turn.talk.look.askedAt(), turn.now)) {
      looked();
    } else {
      turn.look(FILES_LOOK, known.belief.name(), Depth.SHOW, phases.look.notBefore());
    }
  }

  void looked() {
    if (ownership().isOurs()) {
      send();
    } else {
      phases.arrivals.await(OpenDoubt.ofTime(true));
      phases.ending.free();
    }
  }

  private void send() {
    ObjectName name = known.belief.name();
    List<Statement> refreshes = open.wishes.statements(name);
    turn.talk.plan = refreshes;
    turn.talk.position = 0;
    turn.send(FILES);
  }

  void answered(StatementAnswer answer) {
    switch (answer.kind()) {
      case DONE:
        registered(turn.talk.sentAt);
        break;
      case RUNNING:
        run(RunningFiles.of(answer.handle().orElseThrow(), false, turn.talk.sentAt, ""));
        break;
      case END_UNKNOWN:
        // Until its life is over it may still be at work, and no other statement may be beside it.
        if (++open.rounds >= controller.timings.rounds()) {
          reject("", "registering files never came to a known end: " + answer.message());
        } else {
          turn.hold(rules.lifeEnds(turn.now, true), OpenReason.END_UNKNOWN);
        }
        break;
      default:
        failed(answer);
    }
  }

  /** Snowflake works at it: polled until it ends, by a later attempt too. */
  void run(RunningFiles running) {
    open.running = running;
    turn.hold(turn.now.plus(controller.timings.poll()), OpenReason.FILES);
  }

  void registered(Instant since) {
    List<Statement> done = new ArrayList<>(open.wishes.statements(known.belief.name()));
    if (open.wishes.all()) {
      known.filesSince = since;
      known.filesOwed = false;
    }
    open.backOffs = 0;
    Wishes left = open.wishes.afterFirst().orElse(null);
    if (left != null) {
      open.wishes = left;
      begin();
    } else {
      end(OutcomeKind.APPLIED, "", "files registered", done);
    }
  }

  void failed(StatementAnswer answer) {
    switch (answer.kind()) {
      case NOT_BEGUN:
        turn.backOff(OpenReason.SNOWFLAKE_BACK_OFF);
        break;
      case NO_LEASE:
        turn.backOff(OpenReason.NO_LEASE);
        break;
      case OVERTAKEN:
        phases.arrivals.await(OpenDoubt.ofTime(true));
        turn.backOff(OpenReason.SNOWFLAKE_BACK_OFF);
        break;
      case DENIED:
        turn.park(OpenReason.SNOWFLAKE_DENIED, Notice.Kind.PARKED, answer.code(), answer.message());
        break;
      case REJECTED:
        reject(answer.code(), answer.message());
        break;
      default:
        throw new IllegalArgumentException("not a failure: " + answer);
    }
  }

  private void reject(String code, String message) {
    List<Statement> refreshes = open.wishes.statements(known.belief.name());
    turn.report(Notice.Kind.REJECTED, code, message, refreshes);
    known.filesOwed = true;
    end(OutcomeKind.REJECTED, code, message, List.of());
  }

  private void end(OutcomeKind kind, String reason, String sentence, List<Statement> statements) {
    open.wishes.events().ifPresent(events -> turn.emit(events, kind, reason, sentence, statements));
    open.wishes = null;
    phases.ending.free();
  }

  /** The wishes can no longer be fulfilled: what becomes of the table becomes of them. */
  void close(OutcomeKind kind, String reason, String sentence) {
    if (open.wishes != null) {
      end(kind, reason, sentence, List.of());
    }
  }
}
