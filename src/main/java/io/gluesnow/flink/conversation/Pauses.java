package io.gluesnow.flink.conversation;

import io.gluesnow.catalog.TableId;
import io.gluesnow.flink.Pause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The orders to pause that are in force. For each table the latest that covers it counts; orders
 * that no table heeds any more are forgotten, so this grows with what is paused, not with orders.
 */
final class Pauses {
  // The same in every instance, in whatever order they came in; of one second, a pause counts.
  private static final Comparator<Pause> ORDER =
      Comparator.comparing(Pause::orderedAt)
          .thenComparing(Pause::isPause)
          .thenComparing(order -> order.scope().toString());

  private final List<Pause> orders = new ArrayList<>();

  void add(Pause order) {
    if (!orders.contains(order)) {
      orders.add(order);
      orders.sort(ORDER);
    }
    forgetWhatIsOverruled();
  }

  private void forgetWhatIsOverruled() {
    for (int i = orders.size() - 1; i >= 0; i--) {
      Pause later = orders.get(i);
      int before = orders.size();
      orders.subList(0, i).removeIf(earlier -> later.scope().covers(earlier.scope()));
      i -= before - orders.size();
    }
  }

  boolean cover(TableId table) {
    for (int i = orders.size() - 1; i >= 0; i--) {
      if (orders.get(i).scope().covers(table)) {
        return orders.get(i).isPause();
      }
    }
    return false;
  }

  /** In the order in which they count; for the checkpoint. */
  List<Pause> orders() {
    return List.copyOf(orders);
  }

  /** How many orders to pause are in force. */
  int size() {
    return (int) orders.stream().filter(Pause::isPause).count();
  }
}
