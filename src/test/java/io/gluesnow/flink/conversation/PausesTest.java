package io.gluesnow.flink.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.TableId;
import io.gluesnow.flink.Pause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PausesTest {
  private static final DatabaseId SHOP = DatabaseId.of("1", "eu-west-1", "shop");
  private static final TableId ORDERS = SHOP.table("orders");
  private static final TableId ITEMS = SHOP.table("items");
  private static final TableId ELSEWHERE = TableId.of("1", "eu-west-1", "lake", "orders");
  private static final List<TableId> TABLES = List.of(ORDERS, ITEMS, ELSEWHERE);
  private static final List<Scope> SCOPES =
      List.of(Scope.ALL, Scope.of(SHOP), Scope.of(ORDERS), Scope.of(ITEMS));

  private final Pauses pauses = new Pauses();

  @Test
  void theLatestOrderAboutATableCounts() {
    pauses.add(Pause.begin(Scope.ALL, at(1)));
    pauses.add(Pause.end(Scope.of(SHOP), at(2)));
    pauses.add(Pause.begin(Scope.of(ORDERS), at(3)));

    assertThat(pauses.cover(ORDERS)).isTrue();
    assertThat(pauses.cover(ITEMS)).isFalse();
    assertThat(pauses.cover(ELSEWHERE)).isTrue();
    assertThat(pauses.size()).isEqualTo(2);
  }

  @Test
  void anOrderThatComesInLateDoesNotOverruleALaterOne() {
    pauses.add(Pause.end(Scope.ALL, at(2)));
    pauses.add(Pause.begin(Scope.of(SHOP), at(1)));

    assertThat(pauses.cover(ORDERS)).isFalse();
  }

  /** Whatever comes in in whatever order: what is kept says the same as all of it would. */
  @Property
  void whatIsForgottenChangesNothing(
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 7) Integer> orders,
      @ForAll @Size(12) List<@IntRange(min = 0, max = 9) Integer> times) {
    List<Pause> all = new ArrayList<>();
    Pauses kept = new Pauses();
    for (int i = 0; i < orders.size(); i++) {
      Scope scope = SCOPES.get(orders.get(i) / 2);
      Instant at = at(times.get(i));
      Pause order = orders.get(i) % 2 == 0 ? Pause.begin(scope, at) : Pause.end(scope, at);
      all.add(order);
      kept.add(order);
    }
    for (TableId table : TABLES) {
      assertThat(kept.cover(table)).as("%s of %s", table, all).isEqualTo(paused(all, table));
    }
    assertThat(kept.orders()).hasSizeLessThanOrEqualTo(SCOPES.size());
  }

  private static boolean paused(List<Pause> all, TableId table) {
    Instant latest = Instant.MIN;
    boolean paused = false;
    for (Pause order : all) {
      boolean later = order.orderedAt().isAfter(latest);
      boolean same = order.orderedAt().equals(latest);
      if (order.scope().covers(table) && (later || same)) {
        paused = later ? order.isPause() : paused || order.isPause();
        latest = order.orderedAt();
      }
    }
    return paused;
  }

  private static Instant at(int second) {
    return Instant.EPOCH.plusSeconds(second);
  }
}
