package io.gluesnow.flink.conversation;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Keys of tables that want a conversation, first come first served, each once. Bounded, so that a
 * storm over a million tables costs no memory here: whoever finds no place comes again later.
 */
final class ReadyTables {
  private final int bound;
  private final ArrayDeque<String> order = new ArrayDeque<>();
  private final Set<String> present = new HashSet<>();

  ReadyTables(int bound) {
    this.bound = bound;
  }

  /** Whether the key is in the list now; false when there is no place for it. */
  boolean add(String key) {
    if (present.contains(key)) {
      return true;
    }
    if (order.size() >= bound) {
      return false;
    }
    present.add(key);
    order.add(key);
    return true;
  }

  Optional<String> next() {
    String key = order.poll();
    if (key != null) {
      present.remove(key);
    }
    return Optional.ofNullable(key);
  }

  int size() {
    return order.size();
  }
}
