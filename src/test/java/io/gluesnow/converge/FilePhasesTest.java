package io.gluesnow.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.plan.StageLocation;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FilePhasesTest {
  private final OneTable table = new OneTable();

  /** Files below these paths are to be registered, and a look has just been. */
  private OneTable wishing(String... paths) {
    table.established().planner.fingerprint = "policy-2";
    table.doubt(Duration.ofSeconds(2), paths).proceed().glue(1).shows(table.ours("t1"));
    return table;
  }

  @Test
  @Tag("trap:snowflake-3")
  void filesAreRegisteredPathByPathAndThenTheEventsHaveTheirOutcome() {
    wishing("dt=1/", "dt=2/");
    assertThat(table.said()).endsWith("send Refresh");
    assertThat(table.sent).isEqualTo(Statement.Refresh.below(StubPlanner.NAME, "dt=1/"));

    table.done();
    assertThat(table.sent).isEqualTo(Statement.Refresh.below(StubPlanner.NAME, "dt=2/"));
    table.done();

    assertThat(table.said()).endsWith("applied");
    assertThat(table.outcome.events()).isEqualTo(1);
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void wishOfBelievedTableIsFulfilledAfterALookAtWhoseItIs() {
    table.established().doubt(Duration.ofSeconds(2), "dt=1/").proceed().glue(1);
    assertThat(table.said()).endsWith("look SHOW at DB.S.T");

    table.shows(table.ours("t1"));

    assertThat(table.said()).endsWith("send Refresh");
  }

  @Test
  void strangersTableGetsNoFilesAndIsLookedAtWithAll() {
    table.established().doubt(Duration.ofSeconds(2), "dt=1/").proceed().glue(1);
    table.shows(table.object("t2", "ANALYST", "mine"));
    assertThat(table.said()).endsWith("look SHOW at DB.S.T", "ready");

    table.proceed().glueAgain().shows(table.object("t2", "ANALYST", "mine"));

    assertThat(table.said()).doesNotContain("send Refresh");
    assertThat(table.outcome.kind()).isEqualTo(OutcomeKind.REFUSED);
    assertThat(table.state.openEvents()).isZero();
  }

  @Test
  void inShadowModeTheRefreshIsPlanned() {
    table.planner.apply = false;

    wishing("dt=1/");

    assertThat(table.outcome.kind()).isEqualTo(OutcomeKind.PLANNED);
    assertThat(table.said()).doesNotContain("send Refresh");
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void refreshThatFailsIsTriedAgainAfterAPause() {
    wishing("dt=1/").answered(StatementAnswer.Kind.NOT_BEGUN).said();

    table.wakeAfter(Duration.ofMinutes(2)).proceed().shows(table.ours("t1"));

    assertThat(table.said()).containsExactly("ready", "look SHOW at DB.S.T", "send Refresh");
  }

  @Test
  void refreshOfUnknownEndIsWaitedForAndNothingElseIsSentMeanwhile() {
    wishing("dt=1/").answered(StatementAnswer.Kind.END_UNKNOWN);
    assertThat(table.state.openReason()).contains(OpenReason.END_UNKNOWN);
    table.said();

    table.doubt(Duration.ZERO);

    assertThat(table.said()).hasSize(1).first().asString().startsWith("wake in PT");
  }

  @Test
  @Tag("trap:snowflake-3")
  void refreshThatNeverComesToAnEndIsGivenUpAfterSixTimes() {
    wishing("dt=1/").answered(StatementAnswer.Kind.END_UNKNOWN);
    for (int i = 0; i < 5; i++) {
      table.wakeAfter(Duration.ofHours(2)).proceed().shows(table.ours("t1"));
      table.answered(StatementAnswer.Kind.END_UNKNOWN);
    }

    assertThat(table.said()).contains("notice rejected", "rejected");
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void rejectedRefreshIsReportedAndTheTableGoesOn() {
    wishing("dt=1/").answered(StatementAnswer.Kind.REJECTED);

    assertThat(table.said()).endsWith("notice rejected", "rejected");
    assertThat(table.notice.statements())
        .containsExactly(Statement.Refresh.below(StubPlanner.NAME, "dt=1/"));
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void redriveRegistersWhatWasRejected() {
    wishing("dt=1/").answered(StatementAnswer.Kind.REJECTED);
    table.said();

    table.hear(Input.redrive()).proceed().glueAgain().shows(table.ours("t1"));

    assertThat(table.said()).endsWith("unchanged", "send Refresh");
    assertThat(table.sent).isEqualTo(Statement.Refresh.all(StubPlanner.NAME));
    table.done();
    assertThat(table.state.known().filesOwed()).isFalse();
  }

  @Test
  void nextEventAboutFilesRegistersWhatWasRejectedToo() {
    wishing("dt=1/").answered(StatementAnswer.Kind.REJECTED);

    table.after(Duration.ofHours(1)).doubt(Duration.ofSeconds(2), "dt=2/").proceed();
    table.glue(2).shows(table.ours("t1"));

    assertThat(table.sent).isEqualTo(Statement.Refresh.all(StubPlanner.NAME));
  }

  @Test
  void tableThatIsGoneWhenItsFilesAreRegisteredIsLookedAtWithAll() {
    wishing("dt=1/").answered(StatementAnswer.Kind.OVERTAKEN).said();

    table.wakeAfter(Duration.ofMinutes(2)).proceed();

    assertThat(table.said()).containsExactly("ready", "ask glue");
    assertThat(table.state.open().serving().orElseThrow().mustLook()).isTrue();
  }

  @Test
  void objectOfRejectedTargetStillGetsItsFiles() {
    table.established().becomes(Statement.DropColumns.of(StubPlanner.NAME, List.of("C")));
    table.doubt(Duration.ofSeconds(2), "dt=1/").proceed().glue(2).shows(table.ours("t1"));

    table.answered(StatementAnswer.Kind.REJECTED);

    assertThat(table.said()).endsWith("notice rejected", "rejected", "send Refresh");
  }

  @Test
  void filesOfTableWithoutObjectAreAnsweredForByWhatBecomesOfTheTable() {
    table.event().glue(1).shows(table.object("t1", "ANALYST", "mine")).said();

    table.after(Duration.ofHours(1)).doubt(Duration.ofSeconds(2), "dt=1/").proceed();
    table.glue(2).shows(table.object("t1", "ANALYST", "mine"));

    assertThat(table.said()).contains("refused").doesNotContain("send Refresh");
    assertThat(table.state.openEvents()).isZero();
  }

  @Test
  void moreThanAHundredPathsAreAllFiles() {
    String[] many = new String[101];
    for (int i = 0; i < many.length; i++) {
      many[i] = "dt=" + i + "/";
    }

    wishing(many);

    assertThat(table.sent).isEqualTo(Statement.Refresh.all(StubPlanner.NAME));
  }

  @Test
  void partitionOfWhichOnlyTheValuesAreKnownIsAmongAllFiles() {
    wishing("values=2026-11-03");

    assertThat(table.sent).isEqualTo(Statement.Refresh.all(StubPlanner.NAME));
  }

  @Test
  void partitionOutsideOfTheLocationIsReportedOnceAndNothingIsSentForIt() {
    wishing("s3://elsewhere/dt=1/");
    assertThat(table.said()).contains("notice partition-outside", "unchanged");
    assertThat(table.notice.sentence()).contains("s3://elsewhere/dt=1/");

    table.doubt(Duration.ofSeconds(2), "s3://elsewhere/dt=2/").proceed().glue(2);

    assertThat(table.said()).endsWith("unchanged").doesNotContain("notice partition-outside");
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void filesOfKeptObjectWhoseTableIsGoneAreAllRegistered() {
    table.planner.drops = false;
    table.established().doubt(Duration.ofSeconds(2), "dt=1/").proceed().absent();
    table.wakeAfter(Duration.ofSeconds(5)).proceed().absent().shows(table.ours("t1"));

    assertThat(table.said()).endsWith("refused", "send Refresh");
    assertThat(table.sent).isEqualTo(Statement.Refresh.all(StubPlanner.NAME));
  }

  @Test
  void pathIsNotTakenForOneBelowAnObjectThatLiesElsewhere() {
    table.established().becomes(Statement.DropColumns.of(StubPlanner.NAME, List.of("C")));
    table.planner.target =
        Target.ExternalTable.of(
            StubPlanner.NAME,
            List.of(),
            List.of(),
            StageLocation.of(StubPlanner.TARGET.location().stage(), "moved/"),
            StubPlanner.TARGET.format(),
            false,
            "");
    table.doubt(Duration.ofSeconds(2), "dt=1/").proceed().glue(2).shows(table.ours("t1"));

    table.answered(StatementAnswer.Kind.REJECTED);

    assertThat(table.said()).endsWith("rejected", "send Refresh");
    assertThat(table.sent).isEqualTo(Statement.Refresh.all(StubPlanner.NAME));
  }

  @Test
  void laterEventAboutFilesThatTheLastListingHasSeenIsSuperseded() {
    table.event().glue(1).showsNothing().done().shows(table.ours("t1")).done();
    assertThat(table.state.known().filesSince()).isPresent();
    table.said();

    table.after(Duration.ofHours(1)).doubt(Duration.ofHours(2), "dt=1/");

    assertThat(table.said()).containsExactly("superseded");
  }
}
