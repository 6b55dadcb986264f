package io.gluesnow.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.plan.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AbsentPhaseTest {
  private static final Duration GRACE = Duration.ofHours(24);

  private final OneTable table = new OneTable();

  /** Gone from Glue, and its object has been looked at. */
  private OneTable gone() {
    table.established().event().absent();
    table.wakeAfter(OneTable.TIMINGS.askAgain()).proceed().absent();
    table.shows(table.ours("t1"));
    return table;
  }

  /** At the end of its grace, with Glue's "not found" and the object in sight. */
  private OneTable atItsEnd() {
    gone().said();
    table.wakeAfter(GRACE).proceed().absent().shows(table.ours("t1"));
    return table;
  }

  @Test
  void tableThatIsGoneHasAGrace() {
    gone();

    assertThat(table.said()).endsWith("look DESC at DB.S.T", "wake in PT24H");
    assertThat(table.state.openReason()).contains(OpenReason.GRACE);
    assertThat(table.state.openEvents()).isEqualTo(1);
    assertThat(table.state.isAtRest()).isTrue();
  }

  @Test
  void itIsDroppedAtTheEndOfItsGrace() {
    atItsEnd();
    assertThat(table.said()).endsWith("send Drop");

    table.done().showsNothing();

    assertThat(table.said()).endsWith("applied");
    assertThat(table.outcome.events()).isEqualTo(1);
    assertThat(table.outcome.statements()).containsExactly(Statement.Drop.of(StubPlanner.NAME));
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void notFoundThatHasBecomeOldIsAskedForOnceMoreBeforeTheDrop() {
    gone().wakeAfter(GRACE).proceed().absent().after(Duration.ofSeconds(11)).said();

    table.shows(table.ours("t1"));
    assertThat(table.said()).containsExactly("ask glue");
    table.absent();
    assertThat(table.said()).containsExactly("send Drop");
  }

  @Test
  @Tag("trap:aws-3")
  void tableThatHasReturnedByThenIsNotDropped() {
    gone().wakeAfter(GRACE).proceed().absent().after(Duration.ofSeconds(11));
    table.shows(table.ours("t1")).said();

    table.glue(2);
    table.wakeAfter(OneTable.TIMINGS.askAgain()).proceed().glueAgain().shows(table.ours("t1"));

    assertThat(table.said()).endsWith("unchanged").doesNotContain("send Drop");
    assertThat(table.outcome.events()).isEqualTo(1);
  }

  @Test
  void lookThatHasBecomeOldIsRepeatedBeforeTheDrop() {
    gone().wakeAfter(GRACE).proceed().absent().said();

    table.after(Duration.ofSeconds(11));
    table.looked(LookAnswer.shown(table.ours("t1"), table.now.minusSeconds(11)));

    assertThat(table.said()).containsExactly("look DESC at DB.S.T");
  }

  @Test
  void newDoubtComesBeforeTheDrop() {
    gone().wakeAfter(GRACE).proceed().absent().doubt(Duration.ZERO).said();

    table.shows(table.ours("t1"));

    assertThat(table.said()).containsExactly("ready");
    assertThat(table.state.open().waiting().orElseThrow().eventCount()).isEqualTo(1);
    assertThat(table.state.openEvents()).isEqualTo(2);
  }

  @Test
  void thePolicyCanKeepTheObjectOfTableThatIsGone() {
    table.planner.drops = false;

    gone();

    assertThat(table.said()).endsWith("refused");
    assertThat(table.outcome.reason()).isEqualTo("policy");
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void inShadowModeTheDropIsPlannedAfterTheGrace() {
    table.planner.apply = false;

    atItsEnd();

    assertThat(table.said()).endsWith("planned");
    assertThat(table.outcome.statements()).containsExactly(Statement.Drop.of(StubPlanner.NAME));
  }

  @Test
  void whatIsNotOursIsNotDropped() {
    table.sweep().absent().shows(table.object("t1", "ANALYST", "mine"));

    assertThat(table.said()).endsWith("unchanged");
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void absentTableWithoutObjectIsUnchangedAndThenBelieved() {
    table.sweep().absent().showsNothing();
    assertThat(table.said()).endsWith("unchanged");

    table.after(Duration.ofHours(1)).event().absent();
    table.wakeAfter(OneTable.TIMINGS.askAgain()).proceed().absent();

    assertThat(table.said()).endsWith("ask glue", "unchanged");
  }

  @Test
  void rejectedDropIsNotTriedAgain() {
    atItsEnd().answered(StatementAnswer.Kind.REJECTED).said();
    table.after(Duration.ofHours(1)).sweep().absent().shows(table.ours("t1"));
    table.wakeAfter(GRACE).proceed().absent().shows(table.ours("t1"));

    assertThat(table.said()).doesNotContain("send Drop");
    assertThat(table.outcome.kind()).isEqualTo(OutcomeKind.REJECTED);
  }
}
