package io.gluesnow.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.plan.Plan;
import io.gluesnow.plan.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanPhaseTest {
  private static final Statement DROP_C = Statement.DropColumns.of(StubPlanner.NAME, List.of("C"));

  private final OneTable table = new OneTable();

  @Test
  void inShadowModeThePlanIsTheOutcomeAndNothingIsSent() {
    table.planner.apply = false;

    table.event().glue(1).showsNothing();

    assertThat(table.said()).endsWith("planned");
    assertThat(table.outcome.statements()).hasSize(1);
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void rejectedTargetIsNotTriedAgain() {
    table.established().becomes(DROP_C).event().glue(2).shows(table.ours("t1"));
    table.answered(StatementAnswer.Kind.REJECTED).said();

    table.after(Duration.ofHours(1)).sweep().glueAgain().shows(table.ours("t1"));

    assertThat(table.said()).contains("rejected").doesNotContain("send DropColumns");
    assertThat(table.outcome.reason()).isEqualTo("000001");
  }

  @Test
  void anotherTargetOrPolicyIsTriedAgain() {
    table.established().becomes(DROP_C).event().glue(2).shows(table.ours("t1"));
    table.answered(StatementAnswer.Kind.REJECTED).said();

    table.planner.fingerprint = "policy-2";
    table.after(Duration.ofHours(1)).sweep().glueAgain().shows(table.ours("t1"));
    assertThat(table.said()).endsWith("send DropColumns");
  }

  // ---- columns that Lake Formation may only hide

  @Test
  void columnThatVanishesFromGovernedTableWithoutAnEventWaits() {
    table.governed = true;
    table.established().becomes(DROP_C).sweep().glue(2).shows(table.oursWithColumn("t1"));

    assertThat(table.said()).contains("notice columns-vanished").doesNotContain("send DropColumns");
    assertThat(table.notice.sentence()).contains("[C]").contains("lost a permission");
    assertThat(table.state.openReason()).contains(OpenReason.COLUMNS_VANISHED);
    assertThat(table.state.isAtRest()).isTrue();
  }

  @Test
  void columnThatVanishesThoughTheVersionStandsStillWaitsWhateverEventsSay() {
    table.governed = true;
    table.established().becomes(DROP_C).doubt(Duration.ofHours(1)).proceed().glueAgain();
    table.wakeAfter(Duration.ofSeconds(5)).proceed().glueAgain();
    table.shows(table.oursWithColumn("t1"));

    assertThat(table.said()).contains("notice columns-vanished").doesNotContain("send DropColumns");
    assertThat(table.state.openEvents()).isEqualTo(1);
  }

  @Test
  void permissionThatComesBackEndsTheWait() {
    columnThatVanishesFromGovernedTableWithoutAnEventWaits();
    table.isMade().wakeAfter(Duration.ofMinutes(20)).proceed();

    table.glueAgain().shows(table.oursWithColumn("t1"));

    assertThat(table.outcome.kind()).isEqualTo(OutcomeKind.UNCHANGED);
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void updateInGlueEndsTheWaitToo() {
    columnThatVanishesFromGovernedTableWithoutAnEventWaits();

    table.said();
    table.event().glue(3).shows(table.oursWithColumn("t1"));

    assertThat(table.said()).endsWith("send DropColumns");
  }

  @Test
  void columnThatAnEventAndANewVersionTakeAwayIsDropped() {
    table.governed = true;
    table.established().becomes(DROP_C).event().glue(2).shows(table.oursWithColumn("t1"));

    assertThat(table.said()).endsWith("send DropColumns");
  }

  @Test
  void columnOfTableThatNobodyGovernsIsDroppedWithoutAnEvent() {
    table.established().becomes(DROP_C).sweep().glue(2).shows(table.oursWithColumn("t1"));

    assertThat(table.said()).endsWith("send DropColumns");
  }

  @Test
  void planThatAPersonHasToApproveIsParked() {
    table.established().becomes(DROP_C);
    table.planner.difference =
        table.planner.difference.needingApproval(List.of("a policy cannot be restated"));

    table.event().glue(2).shows(table.ours("t1"));

    assertThat(table.said()).contains("notice needs-approval").doesNotContain("send DropColumns");
    assertThat(table.notice.sentence()).contains("a policy cannot be restated");
    assertThat(table.state.openReason()).contains(OpenReason.NEEDS_APPROVAL);
  }

  @Test
  void lookThatGlueHasMadeOldIsRepeatedBeforeAnythingIsSent() {
    table.established().becomes(DROP_C).event().glue(2);
    table.looked(LookAnswer.failed(table.now, "outage"));
    table.wakeAfter(Duration.ofMinutes(2)).proceed().shows(table.ours("t1")).said();

    table.after(Duration.ofSeconds(11)).glueAgain();
    assertThat(table.said()).containsExactly("look DESC at DB.S.T");

    table.shows(table.ours("t1"));
    assertThat(table.said()).containsExactly("send DropColumns");
  }

  @Test
  void lookThatIsAlwaysOldIsPutOff() {
    table.established().becomes(DROP_C).event().glue(2);
    for (int i = 0; i < 7; i++) {
      table.after(Duration.ofSeconds(11));
      table.looked(LookAnswer.shown(table.ours("t1"), table.now.minusSeconds(11)));
    }

    assertThat(table.state.openReason()).contains(OpenReason.SNOWFLAKE_BACK_OFF);
  }

  @Test
  void createNeedsNoYoungLookSinceItFailsWhereSomethingIs() {
    table.event().glue(1).after(Duration.ofMinutes(1));

    table.looked(LookAnswer.nothing(table.now.minusSeconds(30)));

    assertThat(table.said()).endsWith("send Create");
  }

  @Test
  void tableThatNeverShowsWhatWasSentIsParkedAfterSixRounds() {
    table.established().becomes(DROP_C).event().glue(2).shows(table.ours("t1"));
    for (int i = 0; i < 6; i++) {
      table.done().after(Duration.ofSeconds(6)).shows(table.ours("t1"));
    }

    assertThat(table.said()).contains("notice does-not-settle");
    assertThat(table.state.openReason()).contains(OpenReason.DOES_NOT_SETTLE);
    assertThat(table.notice.statements()).containsExactly(DROP_C);
  }

  @Test
  void parkedTableThatDoesNotSettleIsLookedAtButNotSentFor() {
    tableThatNeverShowsWhatWasSentIsParkedAfterSixRounds();
    table.said();

    table.wakeAfter(Duration.ofMinutes(20)).proceed().glueAgain().shows(table.ours("t1"));

    assertThat(table.said()).doesNotContain("send DropColumns", "notice does-not-settle");
    assertThat(table.state.openReason()).contains(OpenReason.DOES_NOT_SETTLE);
  }

  @Test
  void targetThatWasNeverTriedIsNotBlamedForAnother() {
    table.established().becomes(DROP_C).event().glue(2).shows(table.ours("t1"));
    for (int i = 0; i < 5; i++) {
      table.done().after(Duration.ofSeconds(6)).shows(table.ours("t1"));
    }
    table.done().after(Duration.ofSeconds(1)).shows(table.ours("t1"));
    assertThat(table.state.openReason()).contains(OpenReason.NOT_VISIBLE);
    table.said();

    table.becomes(DROP_C).wakeAfter(Duration.ofSeconds(5)).proceed();
    table.glue(3).shows(table.ours("t1"));

    assertThat(table.said()).endsWith("send DropColumns").doesNotContain("notice does-not-settle");
  }

  @Test
  void whatSettledAfterAllEndsAsUsual() {
    tableThatNeverShowsWhatWasSentIsParkedAfterSixRounds();
    table.planner.difference = Plan.nothing();

    table.wakeAfter(Duration.ofMinutes(20)).proceed().glueAgain().shows(table.ours("t1"));

    assertThat(table.outcome.kind()).isEqualTo(OutcomeKind.APPLIED);
    assertThat(table.state.known().verdict()).isEmpty();
    assertThat(table.state.isOpen()).isFalse();
  }
}
