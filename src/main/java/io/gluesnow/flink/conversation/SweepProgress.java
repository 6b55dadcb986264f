package io.gluesnow.flink.conversation;

import io.gluesnow.flink.Sweep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Walks over the known tables for one sweep at a time, a few hundred keys a turn, so that the task
 * thread is never held for long; its place is kept in between. A sweep that a crash cuts starts
 * again at its first key: raising a doubt twice is harmless.
 */
final class SweepProgress {
  private final int keysATurn;
  private final Function<Sweep, Stream<String>> keysFor;
  private final ArrayDeque<Sweep> waiting = new ArrayDeque<>();
  private Sweep current;
  private Stream<String> stream;
  private Iterator<String> keys;

  SweepProgress(int keysATurn, Function<Sweep, Stream<String>> keysFor) {
    this.keysATurn = keysATurn;
    this.keysFor = keysFor;
  }

  void add(Sweep sweep) {
    if (!waiting.contains(sweep)) {
      waiting.add(sweep);
    }
  }

  boolean isIdle() {
    return current == null && waiting.isEmpty();
  }

  /** Sweeps that have not ended, for the checkpoint. */
  List<Sweep> unfinished() {
    List<Sweep> all = new ArrayList<>(waiting);
    if (current != null) {
      all.add(0, current);
    }
    return all;
  }

  /** The next keys; the sweep that they are for is {@link #sweep}. Empty when it has ended. */
  List<String> turn() {
    if (current == null) {
      current = waiting.poll();
      if (current == null) {
        return List.of();
      }
      stream = keysFor.apply(current);
      keys = stream.iterator();
    }
    List<String> some = new ArrayList<>();
    while (some.size() < keysATurn && keys.hasNext()) {
      some.add(keys.next());
    }
    return some;
  }

  Sweep sweep() {
    return current;
  }

  /** After the keys of a turn were dealt with: ends the sweep if they were the last. */
  void turned() {
    if (!keys.hasNext()) {
      close();
    }
  }

  /** Gives up the iterator, which may hold memory of the state backend. */
  void close() {
    if (stream != null) {
      stream.close();
    }
    current = null;
    stream = null;
    keys = null;
  }
}
