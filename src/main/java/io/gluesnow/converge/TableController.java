package io.gluesnow.converge;

import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.Planner;
import java.time.Instant;
import java.util.Objects;

/**
 * Keeps tables equal to their targets, one step at a time: given a table's state and what happened
 * it says the next state and what to do. Pure: no clock, no chance, no I/O; any number of tables,
 * whose states the caller keeps. See the package's page for the phases.
 *
 * <p>The caller promises: {@code restored} comes before any other input of an open table; each call
 * is answered once, in the same attempt; {@code proceed} comes only after {@code Ready} and with a
 * free slot.
 */
public final class TableController {
  final Planner planner;
  final Timings timings;
  final Rules rules;
  final String attempt;
  final Instant startedAt;
  final boolean restored;
  final String role;

  /**
   * @param attempt a random id drawn when this attempt of the job began
   * @param startedAt when it began, by the clock that all inputs' {@code now} come from
   * @param restored whether it began from a checkpoint or savepoint, and not with nothing
   * @param role our own Snowflake role as SHOW prints an owner
   */
  public TableController(
      Planner planner,
      Timings timings,
      String attempt,
      Instant startedAt,
      boolean restored,
      String role) {
    this(planner, timings, new Rules(timings), attempt, startedAt, restored, role);
  }

  TableController(
      Planner planner,
      Timings timings,
      Rules rules,
      String attempt,
      Instant startedAt,
      boolean restored,
      String role) {
    this.planner = Objects.requireNonNull(planner, "planner");
    this.timings = Objects.requireNonNull(timings, "timings");
    this.rules = Objects.requireNonNull(rules, "rules");
    this.attempt = Objects.requireNonNull(attempt, "attempt");
    this.startedAt = Objects.requireNonNull(startedAt, "startedAt");
    this.restored = restored;
    this.role = Objects.requireNonNull(role, "role");
  }

  /**
   * What comes of one input.
   *
   * @param now never earlier than in the table's last step of this attempt
   */
  public Step step(TableId table, TableState state, Input input, Instant now) {
    Turn turn = new Turn(this, table, state, now);
    input.accept(new Phases(this, turn));
    return turn.step();
  }
}
