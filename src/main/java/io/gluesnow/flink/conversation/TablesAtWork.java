package io.gluesnow.flink.conversation;

import io.gluesnow.converge.TableState;
import java.util.HashSet;
import java.util.Set;

/**
 * How many tables have work left that ends by itself: what whoever ends a bounded run waits for.
 *
 * <p>A table that waits for people is looked at again from time to time. That alone does not count,
 * or a run with many such tables would never be found at rest; with news of the table it does. Nor
 * does the work of a table that is paused.
 */
final class TablesAtWork {
  private final Set<String> onlyLookedAtAgain = new HashSet<>();
  private final Set<String> paused = new HashSet<>();
  private volatile long count;

  /** A table that was found open after a restore. */
  void found(TableState state) {
    add(state.isAtRest() ? 0 : 1);
  }

  /** The same table before and after a step. */
  void changed(String table, TableState before, TableState after, boolean isPaused) {
    boolean was = isCounted(table, before);
    boolean isNews =
        after.open().waiting().isPresent()
            && !after.open().waiting().equals(before.open().waiting());
    if (after.isAtRest() || isNews) {
      onlyLookedAtAgain.remove(table);
    } else if (before.isAtRest() && before.isOpen()) {
      onlyLookedAtAgain.add(table);
    }
    if (isPaused && !after.isAtRest() && !after.isTalking()) {
      paused.add(table);
    } else {
      paused.remove(table);
    }
    add((isCounted(table, after) ? 1 : 0) - (was ? 1 : 0));
  }

  private boolean isCounted(String table, TableState state) {
    return !state.isAtRest() && !onlyLookedAtAgain.contains(table) && !paused.contains(table);
  }

  // Written by the task's thread alone, read by that of the metrics.
  private void add(long more) {
    count += more;
  }

  long count() {
    return count;
  }
}
