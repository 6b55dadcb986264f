package io.gluesnow.flink.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.TableId;
import io.gluesnow.converge.GlueReply;
import io.gluesnow.converge.Input;
import io.gluesnow.converge.Step;
import io.gluesnow.converge.SweepKind;
import io.gluesnow.converge.TableController;
import io.gluesnow.converge.TableState;
import io.gluesnow.converge.Timings;
import io.gluesnow.plan.Policy;
import io.gluesnow.plan.PolicyPlanner;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TablesAtWorkTest {
  private static final TableId TABLE = TableId.of("1", "eu-west-1", "lake__public", "orders");
  private static final Instant START = Instant.parse("2026-11-03T09:00:00Z");

  private final TablesAtWork atWork = new TablesAtWork();
  private final TableController controller =
      new TableController(
          PolicyPlanner.of(Policy.builder("test").build()),
          Timings.builder().build(),
          "attempt",
          START,
          false,
          "SYNC");
  private TableState state = TableState.NEW;
  private boolean isPaused;
  private Instant now = START.plus(Duration.ofHours(1));

  private void happens(Input input) {
    TableState before = state;
    Step step = controller.step(TABLE, before, input, now);
    state = step.state();
    atWork.changed(TABLE.toString(), before, state, isPaused);
  }

  private void anEvent(String id) {
    happens(
        Input.doubted(
            Doubt.of(
                CatalogEvent.ofTable(id, now, CatalogEvent.Kind.TABLE_UPDATED, TABLE, "crawler"),
                now)));
  }

  private void glueDenies() {
    happens(Input.glueAnswered(state.open().calls(), GlueReply.denied("no")));
  }

  private void parksOverAnEvent() {
    anEvent("e1");
    happens(Input.proceed());
    glueDenies();
    assertThat(state.isAtRest()).isTrue();
    assertThat(atWork.count()).isZero();
  }

  @Test
  void aTableIsAtWorkFromItsEventUntilItIsParked() {
    anEvent("e1");
    assertThat(atWork.count()).isEqualTo(1);
    happens(Input.proceed());
    assertThat(atWork.count()).isEqualTo(1);
    glueDenies();
    assertThat(state.isOpen()).isTrue();
    assertThat(atWork.count()).isZero();
  }

  @Test
  void aParkedTableThatIsLookedAtAgainIsNotAtWorkThoughItIsInAConversation() {
    parksOverAnEvent();
    now = now.plus(Duration.ofHours(1));
    happens(Input.timeReached());
    happens(Input.proceed());
    assertThat(state.isTalking()).isTrue();
    assertThat(state.isAtRest()).isFalse();
    assertThat(atWork.count()).isZero();
    glueDenies();
    assertThat(atWork.count()).isZero();
  }

  @Test
  void newsOfAParkedTableIsWorkAlsoWhenItComesDuringTheLook() {
    parksOverAnEvent();
    anEvent("e2");
    assertThat(atWork.count()).isEqualTo(1);
    happens(Input.proceed());
    glueDenies();
    assertThat(atWork.count()).isZero();

    now = now.plus(Duration.ofHours(1));
    happens(Input.timeReached());
    happens(Input.proceed());
    assertThat(atWork.count()).isZero();
    happens(Input.swept(SweepKind.POLICY, now));
    assertThat(atWork.count()).isEqualTo(1);
  }

  @Test
  void aPausedTableIsNotAtWorkUntilItGoesOn() {
    anEvent("e1");
    atWork.changed(TABLE.toString(), state, state, true);
    assertThat(atWork.count()).isZero();
    isPaused = true;
    anEvent("e2");
    assertThat(atWork.count()).isZero();
    isPaused = false;
    happens(Input.timeReached());
    assertThat(atWork.count()).isEqualTo(1);
    happens(Input.proceed());
    isPaused = true;
    anEvent("e3");
    assertThat(atWork.count()).as("its conversation goes on").isEqualTo(1);
  }

  @Test
  void whatIsFoundOpenAfterARestoreIsCountedOnce() {
    anEvent("e1");
    TablesAtWork restored = new TablesAtWork();
    TableState found = TableState.of(state.open(), state.known());
    restored.found(found);
    TableState after = controller.step(TABLE, found, Input.restored(), now).state();
    restored.changed(TABLE.toString(), found, after, false);
    assertThat(restored.count()).isEqualTo(1);
  }
}
