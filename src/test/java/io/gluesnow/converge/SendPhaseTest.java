package io.gluesnow.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendPhaseTest {
  private static final Statement DROP_C = Statement.DropColumns.of(StubPlanner.NAME, List.of("C"));
  private static final Statement DROP_D = Statement.DropColumns.of(StubPlanner.NAME, List.of("D"));

  private final OneTable table = new OneTable();

  private OneTable sending(Statement... plan) {
    table.established().becomes(plan).event().glue(2).shows(table.ours("t1"));
    table.said();
    return table;
  }

  private Statement replace() {
    return Statement.Replace.of(
        StubPlanner.TARGET, table.planner.mark(OneTable.ID, StubPlanner.TARGET), Protections.NONE);
  }

  @Test
  void planIsSentStatementByStatementAndEndsWithALook() {
    sending(DROP_C, DROP_D).done();
    assertThat(table.said()).containsExactly("send DropColumns");
    assertThat(table.sent).isEqualTo(DROP_D);

    table.done();
    assertThat(table.said()).containsExactly("look DESC at DB.S.T");
  }

  @Test
  void tableIsAppliedWhenTheLookShowsNoDifference() {
    sending(DROP_C).done().isMade().shows(table.ours("t1"));

    assertThat(table.said()).endsWith("applied");
    assertThat(table.outcome.statements()).containsExactly(DROP_C);
    assertThat(table.outcome.events()).isEqualTo(1);
    assertThat(table.state.known().lastStatementAt()).contains(table.now);
  }

  @Test
  void nothingIsDoneWhileStatementOfUnknownEndMayStillRun() {
    sending(DROP_C, DROP_D).answered(StatementAnswer.Kind.END_UNKNOWN);

    Duration life = OneTable.TIMINGS.life(false).plus(OneTable.TIMINGS.visible());
    assertThat(table.said()).containsExactly("wake in " + life);
    table.doubt(Duration.ZERO);
    assertThat(table.said()).doesNotContain("ready");
    table.wakeAfter(life).proceed();
    assertThat(table.said()).containsExactly("ready", "ask glue");
  }

  @Test
  void statementOfUnknownEndThatTurnsOutDoneIsApplied() {
    sending(DROP_C).answered(StatementAnswer.Kind.END_UNKNOWN);
    table.isMade().wakeAfter(Duration.ofMinutes(5)).proceed().glueAgain();

    table.shows(table.ours("t1"));

    assertThat(table.said()).endsWith("applied");
  }

  @Test
  void whatNeverBeganIsPutOffAndBeginsWithALook() {
    sending(DROP_C).answered(StatementAnswer.Kind.NOT_BEGUN);
    assertThat(table.state.openReason()).contains(OpenReason.SNOWFLAKE_BACK_OFF);
    table.said();

    table.wakeAfter(Duration.ofMinutes(2)).proceed();

    assertThat(table.said()).containsExactly("ready", "look DESC at DB.S.T");
  }

  @Test
  void withoutLeaseTheTableWaitsForOne() {
    sending(DROP_C).answered(StatementAnswer.Kind.NO_LEASE);

    assertThat(table.state.openReason()).contains(OpenReason.NO_LEASE);
    assertThat(table.state.isAtRest()).isFalse();
  }

  @Test
  void whatIsNoLongerAsItWasSeenLeadsToALook() {
    sending(DROP_C).answered(StatementAnswer.Kind.OVERTAKEN).said();

    table.wakeAfter(Duration.ofMinutes(2)).proceed();

    assertThat(table.said()).containsExactly("ready", "look DESC at DB.S.T");
    assertThat(table.state.open().serving().orElseThrow().mustLook()).isTrue();
  }

  @Test
  void deniedStatementParksTheTable() {
    sending(DROP_C).answered(StatementAnswer.Kind.DENIED);

    assertThat(table.said()).contains("notice parked");
    assertThat(table.notice.statements()).containsExactly(DROP_C);
    assertThat(table.state.openReason()).contains(OpenReason.SNOWFLAKE_DENIED);
  }

  @Test
  void rejectedStatementEndsTheConversationAndSaysWhatIsLeft() {
    sending(DROP_C, DROP_D).done().answered(StatementAnswer.Kind.REJECTED);

    assertThat(table.said()).endsWith("notice rejected", "rejected");
    assertThat(table.notice.statements()).containsExactly(DROP_D);
    assertThat(table.outcome.statements()).containsExactly(DROP_C);
    assertThat(table.state.known().verdict().orElseThrow().code()).isEqualTo("000001");
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void replaceThatRunsOnIsPolled() {
    sending(replace()).answered(StatementAnswer.running("handle-1"));

    assertThat(table.said()).containsExactly("wake in " + OneTable.TIMINGS.poll());
    assertThat(table.state.open().running().orElseThrow().isReplace()).isTrue();
    table.wakeAfter(OneTable.TIMINGS.poll()).proceed();
    assertThat(table.said()).containsExactly("ready", "poll handle-1");
  }

  @Test
  void onlyFileStatementsRunOn() {
    sending(DROP_C).answered(StatementAnswer.running("handle-1"));

    assertThat(table.state.openReason()).contains(OpenReason.END_UNKNOWN);
  }

  @Test
  void replaceFillsItselfAndAnswersForWhatWaitedForFiles() {
    table.established().becomes(replace()).doubt(Duration.ofSeconds(2), "dt=1/");
    table.proceed().glue(2).shows(table.ours("t1")).done().isMade().shows(table.ours("t2"));

    assertThat(table.outcome.kind()).isEqualTo(OutcomeKind.APPLIED);
    assertThat(table.state.known().filesSince()).isPresent();
  }

  @Test
  void createIsFollowedByOneRefreshOfAllFiles() {
    table.event().glue(1).showsNothing().done();
    table.shows(table.ours("t1").withFiles(io.gluesnow.plan.Applied.Files.NEVER_REGISTERED));

    assertThat(table.said()).endsWith("applied", "send Refresh");
    assertThat(table.sent).isEqualTo(Statement.Refresh.all(StubPlanner.NAME));
    table.done();
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void answerOfStatementThatNobodyAwaitsIsIgnored() {
    sending(DROP_C);
    long old = table.call();
    table.hear(Input.restored()).said();

    table.hear(Input.answered(old, StatementAnswer.done()));

    assertThat(table.said()).containsExactly("ready");
    assertThat(table.state.known().lastStatementAt()).isEmpty();
  }
}
