package io.gluesnow.simulation;

import io.gluesnow.catalog.TableId;
import io.gluesnow.converge.Rule;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One schedule written by hand: a calm world in which just what is said happens, in seconds. */
final class Schedule {
  static final TableId A = TableId.of("111122223333", "eu-west-1", "d", "a");
  static final TableId B = TableId.of("111122223333", "eu-west-1", "d", "b");

  /** Has the same name in Snowflake as {@link #B}. */
  static final TableId B2 = TableId.of("111122223333", "eu-west-1", "d", "b~2");

  /** An event comes this much later. */
  static final long SOON = 50;

  static final long NEVER = -1;

  final DirectedFates fates = new DirectedFates();
  final World world;

  private Schedule(Set<Rule> off, long glueSkew, Consumer<String> trace) {
    this.world = new World(new QuickMapping(), off, fates, glueSkew, 0, trace);
    at(0, () -> world.startWithNothing(false));
    at(0.5, this::checkpoint);
  }

  static long millis(double seconds) {
    return Times.START + Math.round(seconds * 1000);
  }

  private void checkpoint() {
    world.checkpoint(0, true, false);
    world.at(world.now + Times.CHECKPOINT, this::checkpoint);
  }

  /**
   * Plays a schedule, checks, lists, and checks again.
   *
   * @return what was wrong
   */
  static List<String> play(
      Consumer<Schedule> script, Set<Rule> off, long glueSkew, Consumer<String> trace) {
    Schedule schedule = new Schedule(off, glueSkew, trace);
    script.accept(schedule);
    World world = schedule.world;
    world.runUntil(millis(70));
    world.judge.check(world.attempt().planner, false);
    world.attempt().listing();
    world.attempt().drift();
    world.runUntil(millis(100));
    world.judge.check(world.attempt().planner, true);
    return world.wrongs;
  }

  void at(double seconds, Runnable work) {
    world.at(millis(seconds), work);
  }

  void put(double seconds, TableId table, String... columns) {
    at(seconds, () -> world.put(table, Shape.of(columns), SOON));
  }

  void remove(double seconds, TableId table) {
    at(seconds, () -> world.remove(table, SOON));
  }

  /** The process is gone, and the next starts from a checkpoint older by so many. */
  void crash(double seconds, double startsAt, int older) {
    at(seconds, world::crash);
    at(startsAt, () -> world.restart(older));
  }
}
