package io.gluesnow.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Refusal;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GluePhaseTest {
  private static final Duration ASK_AGAIN = OneTable.TIMINGS.askAgain();

  private final OneTable table = new OneTable();

  @Test
  void whatThisAttemptHasSeenToBeSoNeedsNoLook() {
    table.established().event().glue(1);

    assertThat(table.said()).containsExactly("ready", "ask glue", "unchanged");
  }

  @Test
  void whatAnEarlierAttemptHasSeenIsLookedAt() {
    table.established().attempt = "attempt-2";

    table.event().glue(1);

    assertThat(table.said()).containsExactly("ready", "ask glue", "look DESC at DB.S.T");
  }

  @Test
  void beliefOfAnotherPolicyIsLookedAt() {
    table.established().planner.fingerprint = "policy-2";

    table.event().glue(1);

    assertThat(table.said()).endsWith("look DESC at DB.S.T");
  }

  @Test
  void answerOfTheSameSecondThatMovesForwardIsActedOnAndAskedForAgain() {
    table.doubt(Duration.ZERO).proceed().glue(1);

    assertThat(table.said()).endsWith("look DESC at DB.S.T");
    assertThat(table.state.open().askAgainAt()).contains(table.now.plus(ASK_AGAIN));
  }

  @Test
  void answerThatDoesNotMoveForwardIsAskedForAgainAndThenStands() {
    table.established().doubt(Duration.ZERO).proceed().glueAgain();
    assertThat(table.said()).containsExactly("ready", "ask glue", "wake in " + ASK_AGAIN);
    assertThat(table.state.openReason()).contains(OpenReason.ASK_AGAIN);

    table.wakeAfter(ASK_AGAIN).proceed().glueAgain();

    assertThat(table.said()).containsExactly("ready", "ask glue", "unchanged");
  }

  @Test
  @Tag("trap:aws-2")
  void answerThatLooksOlderThanWhatIsHeldIsAskedForAgain() {
    table.established().event().glue(0);

    assertThat(table.said()).endsWith("wake in " + ASK_AGAIN);
  }

  @Test
  void absentAfterAnEventIsAskedForAgain() {
    table.event().absent();

    assertThat(table.said()).endsWith("wake in " + ASK_AGAIN);
  }

  @Test
  void newDoubtDoesNotComeUnderTheSecondAnswerThatStands() {
    table.event().absent().doubt(Duration.ZERO);
    table.wakeAfter(ASK_AGAIN).proceed();

    assertThat(table.state.open().waiting()).isPresent();
    assertThat(table.state.open().serving().orElseThrow().eventCount()).isEqualTo(1);
  }

  @Test
  void throttledQuestionIsPutOffForLongerEachTime() {
    Duration first = pause(table.event());
    Duration second = pause(table.wakeAfter(first).proceed());

    assertThat(first).isBetween(Duration.ofMillis(750), Duration.ofMillis(1250));
    assertThat(second).isBetween(Duration.ofMillis(1500), Duration.ofMillis(2500));
    assertThat(table.state.openEvents()).isEqualTo(1);
  }

  private Duration pause(OneTable asked) {
    asked.glue(GlueReply.throttled("slow down"));
    return Duration.between(table.now, table.state.open().hold().orElseThrow().until());
  }

  @Test
  @Tag("trap:aws-3")
  void deniedTableIsParkedAndReportedOnce() {
    table.event().glue(GlueReply.denied("no permission"));
    assertThat(table.said()).contains("notice glue-refused");
    assertThat(table.state.openReason()).contains(OpenReason.GLUE_DENIED);
    assertThat(table.state.isAtRest()).isTrue();

    table.wakeAfter(Duration.ofMinutes(20)).proceed().glue(GlueReply.denied("no permission"));

    assertThat(table.said()).doesNotContain("notice glue-refused");
  }

  @Test
  void deniedTableIsAskedForOnceForEachNewDoubt() {
    table.event().absent().doubt(Duration.ZERO).wakeAfter(ASK_AGAIN).proceed();
    table.glue(GlueReply.denied("no permission")).said();

    table.proceed().glue(GlueReply.denied("no permission"));

    assertThat(table.said()).hasSize(2).first().isEqualTo("ask glue");
    assertThat(table.state.open().waiting()).isEmpty();
  }

  @Test
  void answerThatMakesNoSenseIsRefusedAndReported() {
    table.event().glue(GlueReply.invalid("a column without a name"));

    assertThat(table.said()).endsWith("notice glue-refused", "refused");
    assertThat(table.outcome.reason()).isEqualTo("invalid");
  }

  @Test
  void tableThatIsNoTargetIsRefusedWithTheReason() {
    table.planner.target = Target.none(Refusal.of(Refusal.Reason.TABLE_FORMAT, "a delta table"));

    table.event().glue(1);

    assertThat(table.said()).endsWith("notice refused", "refused");
    assertThat(table.outcome.sentence()).isEqualTo("a delta table");
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void refusedTableThatSomethingWasSentForEndsWithALook() {
    table.event().glue(1).showsNothing().answered(StatementAnswer.Kind.END_UNKNOWN);
    table.planner.target = Target.none(Refusal.of(Refusal.Reason.TABLE_FORMAT, "a delta table"));
    table.wakeAfter(Duration.ofMinutes(5)).proceed().said();

    table.glue(2);

    assertThat(table.said()).endsWith("look DESC at DB.S.T");
    table.shows(table.ours("t1"));
    assertThat(table.outcome.kind()).isEqualTo(OutcomeKind.REFUSED);
    assertThat(table.state.known().belief().orElseThrow().isThere()).isTrue();
  }

  @Test
  void refusedTableWithNewFilesIsLookedAtWhereNobodyKnowsWhetherItsObjectIsThere() {
    table.planner.target = Target.none(Refusal.of(Refusal.Reason.TABLE_FORMAT, "a delta table"));

    table.doubt(Duration.ofSeconds(2), "dt=1/").proceed().glue(1);
    assertThat(table.said()).endsWith("notice refused", "look DESC at DB.S.T");
    table.shows(table.ours("t1"));

    assertThat(table.said()).endsWith("refused", "send Refresh");
  }

  @Test
  void tableThatMapsToAnotherNameNowLeavesItsObjectBehind() {
    table.established();
    ObjectName other = ObjectName.of("DB", "S", "OTHER");
    table.planner.name = Optional.of(other);
    table.planner.fingerprint = "policy-2";
    table.planner.target =
        Target.ExternalTable.of(
            other,
            List.of(),
            List.of(),
            StubPlanner.TARGET.location(),
            StubPlanner.TARGET.format(),
            false,
            "");

    table.event().glue(2);

    assertThat(table.said()).endsWith("notice left-behind", "look DESC at DB.S.OTHER");
    assertThat(table.notice.sentence()).contains("DB.S.T");
  }

  @Test
  void absentTableWithoutNameIsRefused() {
    table.planner.name = Optional.empty();

    table.sweep().absent();

    assertThat(table.said()).endsWith("refused");
    assertThat(table.outcome.reason()).isEqualTo("name");
  }

  @Test
  void tableThatCameBackInItsGraceAnswersForTheDeletionToo() {
    table.established().event().absent().wakeAfter(ASK_AGAIN).proceed().absent();
    table.shows(table.ours("t1"));
    assertThat(table.state.openReason()).contains(OpenReason.GRACE);

    table.after(Duration.ofHours(1)).event().glue(2);
    table.wakeAfter(ASK_AGAIN).proceed().glueAgain().shows(table.ours("t1"));

    assertThat(table.outcome.kind()).isEqualTo(OutcomeKind.UNCHANGED);
    assertThat(table.outcome.events()).isEqualTo(2);
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void answerToCallThatIsNoLongerAwaitedIsIgnored() {
    table.event();
    long old = table.call();
    table.hear(Input.restored()).proceed().said();

    table.hear(Input.glueAnswered(old, GlueReply.denied("late")));

    assertThat(table.said()).isEmpty();
    assertThat(table.state.isTalking()).isTrue();
  }

  @Test
  void lookThatCameFirstAfterOutageIsNotOverruledByBelief() {
    table.established().becomes(Statement.DropColumns.of(StubPlanner.NAME, List.of("C")));
    table.event().glue(2).looked(LookAnswer.failed(table.now, "outage"));
    table.isMade().planner.target = StubPlanner.TARGET;

    table.wakeAfter(Duration.ofSeconds(2)).proceed();
    table.shows(table.object("t2", "ANALYST", "mine")).glueAgain();

    assertThat(table.said()).contains("notice name-taken", "refused").doesNotContain("unchanged");
  }
}
