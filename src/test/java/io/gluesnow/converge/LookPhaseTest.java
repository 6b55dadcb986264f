package io.gluesnow.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.plan.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookPhaseTest {
  private final OneTable table = new OneTable();

  @Test
  void outageOfSnowflakeIsPutOffAndCostsNoQuestionToGlue() {
    table.event().glue(1).looked(LookAnswer.failed(table.now, "outage"));
    assertThat(table.state.openReason()).contains(OpenReason.SNOWFLAKE_BACK_OFF);
    table.said();

    for (int i = 0; i < 3; i++) {
      table.wakeAfter(Duration.ofMinutes(2)).proceed();
      table.looked(LookAnswer.failed(table.now, "outage"));
    }

    assertThat(table.said()).doesNotContain("ask glue").contains("look DESC at DB.S.T");
  }

  @Test
  void glueIsAskedAgainWhenTheOutageIsOver() {
    table.event().glue(1).looked(LookAnswer.failed(table.now, "outage")).said();

    table.wakeAfter(Duration.ofMinutes(2)).proceed().showsNothing();
    assertThat(table.said()).containsExactly("ready", "look DESC at DB.S.T", "ask glue");

    table.glueAgain();
    assertThat(table.said()).containsExactly("send Create");
  }

  @Test
  void deniedLookParksTheTableAndSaysSo() {
    table.event().glue(1).looked(LookAnswer.denied(table.now, "GRANT USAGE ON SCHEMA"));

    assertThat(table.said()).contains("notice parked");
    assertThat(table.notice.sentence()).isEqualTo("GRANT USAGE ON SCHEMA");
    assertThat(table.state.openReason()).contains(OpenReason.SNOWFLAKE_DENIED);
    assertThat(table.state.openEvents()).isEqualTo(1);
  }

  @Test
  void parkedTableGoesOnAtOnceForNewDoubtAndElseSlowly() {
    table.event().glue(1).looked(LookAnswer.denied(table.now, "denied")).said();

    table.wakeAfter(Duration.ofMinutes(1));
    assertThat(table.said()).hasSize(1).first().asString().startsWith("wake in PT");
    table.doubt(Duration.ZERO);
    assertThat(table.said()).containsExactly("ready");
    table.wakeAfter(Duration.ofMinutes(20));
    assertThat(table.said()).containsExactly("ready");
  }

  @Test
  void pageFromBeforeOurOwnLastStatementMustNotServe() {
    table.established().becomes(Statement.DropColumns.of(StubPlanner.NAME, List.of("C")));
    table.event().glue(2).shows(table.ours("t1")).after(Duration.ofSeconds(3)).done();

    assertThat(table.said()).endsWith("send DropColumns", "look DESC at DB.S.T");
    assertThat(table.notBefore).isEqualTo(table.now);
  }

  @Test
  void pageFromBeforeTheStartMustNotServe() {
    table.startedAt = table.now;

    table.event().glue(1);

    assertThat(table.notBefore).isEqualTo(table.now);
  }

  @Test
  void pageFromTheTimeOfProvisionalLooksMustNotServeAfterwards() {
    table.event().glue(1);

    assertThat(table.notBefore).isEqualTo(OneTable.STARTED.plus(OneTable.TIMINGS.quietFiles()));
  }

  @Test
  void earlyLookIsProvisionalAndRepeatedWhenDeadAttemptsCanDoNothingMore() {
    table.startedAt = table.now;
    table.event().glue(1).shows(table.ours("t1")).said();

    assertThat(table.state.openReason()).contains(OpenReason.LOOK_AGAIN);
    assertThat(table.state.isAtRest()).isFalse();
    table.wakeAfter(OneTable.TIMINGS.quiet()).proceed().glueAgain();
    assertThat(table.said()).containsExactly("ready", "ask glue", "look DESC at DB.S.T");
    table.shows(table.ours("t1"));
    table.wakeAfter(OneTable.TIMINGS.quietFiles()).proceed().glueAgain().shows(table.ours("t1"));
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void lookThatIsOverdueIsNotTakenForAnother() {
    table.event().glue(1);
    long old = table.call();
    table.looked(LookAnswer.failed(table.now, "outage"));
    table.wakeAfter(Duration.ofMinutes(2)).proceed().said();

    table.hear(Input.looked(old, LookAnswer.shown(table.ours("t1"), table.now)));

    assertThat(table.said()).isEmpty();
  }
}
