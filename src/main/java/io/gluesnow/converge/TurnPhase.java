package io.gluesnow.converge;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Planner;

/** What every phase of a conversation works with, for one step. */
abstract class TurnPhase {
  final Phases phases;
  final TableController controller;
  final Planner planner;
  final Rules rules;
  final Turn turn;
  final OpenWork.Builder open;
  final Known.Builder known;

  TurnPhase(Phases phases, TableController controller, Turn turn) {
    this.phases = phases;
    this.controller = controller;
    this.planner = controller.planner;
    this.rules = controller.rules;
    this.turn = turn;
    this.open = turn.open;
    this.known = turn.known;
  }

  /** What the last look found; null for nothing. */
  final Applied found() {
    return turn.talk.look.found().orElse(null);
  }

  /** Our object is equal to what this answer wants. */
  final void isMadeOf(Snapshot answer) {
    known.madeOf = answer.definition().map(TableDefinition::version).orElse(known.madeOf);
  }

  /** Whose that is. */
  final Ownership ownership() {
    return rules.ownership(found(), turn.table, planner.instance(), controller.role, known.belief);
  }
}
