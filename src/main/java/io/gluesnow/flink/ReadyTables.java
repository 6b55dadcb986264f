package io.gluesnow.flink;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Keys of tables that want a conversation, first come first served, each once. Bounded: past the
 * bound only the fact is kept that some were left out, and they are found again in state once the
 * list has run empty. So a storm over a million tables costs no memory here.
 */
final class ReadyTables {
  private final int bound;
  private final ArrayDeque<String> order = new ArrayDeque<>();
  private final Set<String> present = new HashSet<>();
  private boolean leftOut;

  ReadyTables(int bound) {
    this.bound = bound;
  }

  void add(String key) {
    if (present.contains(key)) {
      return;
    }
    if (order.size() >= bound) {
      leftOut = true;
      return;
    }
    present.add(key);
    order.add(key);
  }

  Optional<String> next() {
    String key = order.poll();
    if (key != null) {
      present.remove(key);
    }
    return Optional.ofNullable(key);
  }

  /** Whether the list is empty though keys were left out; asking forgets it. */
  boolean mustLookInState() {
    if (!order.isEmpty() || !leftOut) {
      return false;
    }
    leftOut = false;
    return true;
  }

  int size() {
    return order.size();
  }
}
