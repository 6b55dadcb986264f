package io.gluesnow.flink.conversation;

import io.gluesnow.catalog.TableId;
import io.gluesnow.converge.Input;
import io.gluesnow.converge.SweepKind;
import io.gluesnow.flink.Sweep;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.util.function.ThrowingRunnable;

/** Works through sweeps a few hundred keys a mail, so that nothing else waits for long. */
final class SweepTurns {
  /** Who is told of each table that a sweep covers. */
  interface Covered {
    void table(TableId table, Sweep sweep) throws Exception;
  }

  private final SweepProgress sweeps;
  private final Consumer<ThrowingRunnable<Exception>> mail;
  private final Covered covered;
  private final ThrowingRunnable<Exception> afterTurn;
  private boolean turning;

  /**
   * @param mail carries out its argument on the task thread, after what waits there already
   */
  SweepTurns(
      SweepProgress sweeps,
      Consumer<ThrowingRunnable<Exception>> mail,
      Covered covered,
      ThrowingRunnable<Exception> afterTurn) {
    this.sweeps = sweeps;
    this.mail = mail;
    this.covered = covered;
    this.afterTurn = afterTurn;
  }

  /** Goes on with what is left, if it does not already. */
  void take() {
    if (!turning && !sweeps.isIdle()) {
      turning = true;
      mail.accept(this::turn);
    }
  }

  private void turn() throws Exception {
    List<String> some = sweeps.turn();
    Sweep sweep = sweeps.sweep();
    for (String key : some) {
      TableId table = TableId.parse(key);
      if (sweep.covers(table)) {
        covered.table(table, sweep);
      }
    }
    sweeps.turned();
    turning = false;
    afterTurn.run();
    take();
  }

  /** What a sweep is to the controller of a table that it covers. */
  static Input input(Sweep sweep) {
    switch (sweep.cause()) {
      case DATABASE_DELETED:
        return Input.swept(SweepKind.DATABASE_DELETED, sweep.causedAt());
      case DATABASE_CHANGED:
        return Input.swept(SweepKind.DATABASE_CHANGED, sweep.causedAt());
      case LISTING_ENDED:
        return Input.swept(SweepKind.LISTING, sweep.causedAt());
      case POLICY_CHANGED:
        return Input.swept(SweepKind.POLICY, sweep.causedAt());
      case RESYNC:
        return Input.redrive();
      case RESUMED:
        return Input.timeReached();
      default:
        throw new IllegalArgumentException("no sweep is of " + sweep.cause());
    }
  }
}
