package io.gluesnow.converge;

import static io.gluesnow.converge.Conversation.Phase.FILES;
import static io.gluesnow.converge.Conversation.Phase.FILES_LOOK;
import static io.gluesnow.converge.Conversation.Phase.GLUE;
import static io.gluesnow.converge.Conversation.Phase.LAST_GLUE;
import static io.gluesnow.converge.Conversation.Phase.LOOK;
import static io.gluesnow.converge.Conversation.Phase.POLL;
import static io.gluesnow.converge.Conversation.Phase.SEND;

import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.plan.ObjectName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Hands one input to the phase that it belongs to, for one step. An answer counts only for the call
 * that is awaited.
 */
final class Phases implements Input.Visitor<Void> {
  final Arrivals arrivals;
  final GluePhase glue;
  final LookPhase look;
  final Comparison comparison;
  final AbsentPhase absent;
  final PlanPhase plan;
  final SendPhase send;
  final PollPhase poll;
  final FilePhases files;
  final Ending ending;
  private final TableController controller;
  private final Turn turn;

  Phases(TableController controller, Turn turn) {
    this.controller = controller;
    this.turn = turn;
    this.arrivals = new Arrivals(this, controller, turn);
    this.glue = new GluePhase(this, controller, turn);
    this.look = new LookPhase(this, controller, turn);
    this.comparison = new Comparison(this, controller, turn);
    this.absent = new AbsentPhase(this, controller, turn);
    this.plan = new PlanPhase(this, controller, turn);
    this.send = new SendPhase(this, controller, turn);
    this.poll = new PollPhase(this, controller, turn);
    this.files = new FilePhases(this, controller, turn);
    this.ending = new Ending(this, controller, turn);
  }

  // ---- what may come at any time

  @Override
  public Void restored() {
    arrivals.restored();
    return null;
  }

  @Override
  public Void doubted(Doubt doubt) {
    arrivals.doubted(doubt);
    return null;
  }

  @Override
  public Void swept(SweepKind kind, Instant causedAt, Set<String> paths) {
    arrivals.swept(kind, causedAt, paths);
    return null;
  }

  @Override
  public Void listed(Snapshot page) {
    arrivals.listed(page);
    return null;
  }

  @Override
  public Void marked(ObjectName name) {
    arrivals.marked(name);
    return null;
  }

  @Override
  public Void leased() {
    arrivals.leased();
    return null;
  }

  @Override
  public Void redrive() {
    arrivals.redrive();
    return null;
  }

  @Override
  public Void timeReached() {
    return null; // the end of the step says what is due
  }

  // ---- FREE

  @Override
  public Void proceed() {
    if (turn.talk != null || !turn.isDue()) {
      return null;
    }
    if (turn.open.running != null) {
      turn.poll();
      return null;
    }
    turn.takeUp();
    Snapshot page = turn.takePage();
    if (page != null && turn.open.serving == null) {
      glue.listed(page);
    } else if (turn.open.serving != null) {
      converse();
    } else if (turn.open.wishes != null) {
      files.begin();
    }
    return null;
  }

  /**
   * From the start; after a failure of Snowflake with the look, so that Glue is not asked for it.
   */
  void converse() {
    Optional<ObjectName> name = controller.planner.nameOf(turn.table);
    if (turn.open.lookFirst && name.isPresent()) {
      look.look(name.get(), Depth.DESC);
    } else {
      turn.askGlue(GLUE);
    }
  }

  // ---- answers

  @Override
  public Void glueAnswered(long call, GlueReply reply) {
    if (turn.awaits(call, GLUE, LAST_GLUE)) {
      glue.answered(reply);
    }
    return null;
  }

  @Override
  public Void looked(long call, LookAnswer answer) {
    if (turn.awaits(call, LOOK, FILES_LOOK)) {
      look.looked(answer);
    }
    return null;
  }

  @Override
  public Void answered(long call, StatementAnswer answer) {
    if (turn.awaits(call, SEND)) {
      send.answered(answer);
    } else if (turn.awaits(call, FILES)) {
      files.answered(answer);
    }
    return null;
  }

  @Override
  public Void polled(long call, StatementAnswer answer) {
    if (turn.awaits(call, POLL)) {
      poll.polled(answer);
    }
    return null;
  }
}
