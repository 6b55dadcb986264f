package io.gluesnow.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final ObjectName OLD_NAME = ObjectName.of("DB", "OLD", "T");

  private final OneTable table = new OneTable();

  // ---- events

  @Test
  void eventMakesTheTableDoubtfulAndWantsASlot() {
    table.doubt(Duration.ofSeconds(2));

    assertThat(table.said()).containsExactly("ready");
    assertThat(table.state.openEvents()).isEqualTo(1);
    assertThat(table.state.openReason()).contains(OpenReason.WAITING);
  }

  @Test
  void eventThatIsOlderThanTheLastLookUpByMoreThanSkewIsSuperseded() {
    table.established().doubt(HOUR.plusMinutes(6));

    assertThat(table.said()).containsExactly("superseded");
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void eventWithinSkewOfTheLastLookUpIsNot() {
    table.established().doubt(HOUR.plusMinutes(4));

    assertThat(table.said()).containsExactly("ready");
  }

  @Test
  void oldEventAboutFilesIsNotSupersededByLookUp() {
    table.established().doubt(HOUR.plusMinutes(6), "dt=1/");

    assertThat(table.said()).containsExactly("ready");
  }

  @Test
  void doubtsThatWaitAreOneAndForgetNoEvent() {
    table.doubt(Duration.ofSeconds(2)).doubt(Duration.ofSeconds(1), "p/").sweep();

    assertThat(table.state.openEvents()).isEqualTo(2);
    OpenDoubt doubt = table.state.open().serving().orElseThrow();
    assertThat(doubt.sweepCount()).isEqualTo(1);
    assertThat(doubt.mustLook()).isTrue();
    assertThat(doubt.newest().orElseThrow().eventId()).isEqualTo("event-2");
  }

  // ---- restored

  @Test
  void whatWasServedIsAfterRestoreADoubtThatMustLook() {
    table.established().event().said();
    assertThat(table.state.isTalking()).isTrue();

    table.hear(Input.restored());

    assertThat(table.said()).containsExactly("ready");
    assertThat(table.state.open().serving().orElseThrow().mustLook()).isTrue();
    assertThat(table.state.isTalking()).isFalse();
  }

  @Test
  void restoreEndsBackOffButWaitsOutWhatMayStillRun() {
    table.event().glue(1).showsNothing().answered(StatementAnswer.Kind.NOT_BEGUN);
    assertThat(table.state.openReason()).contains(OpenReason.SNOWFLAKE_BACK_OFF);
    table.hear(Input.restored());
    assertThat(table.state.openReason()).contains(OpenReason.WAITING);

    table.proceed().showsNothing().glueAgain().answered(StatementAnswer.Kind.END_UNKNOWN);
    table.hear(Input.restored());
    assertThat(table.state.openReason()).contains(OpenReason.END_UNKNOWN);
  }

  @Test
  void restoreCountsProvisionalLooksFromTheNewStart() {
    table.startedAt = table.now;
    table.event().glue(1).shows(table.ours("t1"));
    assertThat(table.state.open().looks()).contains(table.now.plus(OneTable.TIMINGS.quiet()));

    table.after(Duration.ofSeconds(9)).startedAt = table.now;
    table.hear(Input.restored());

    assertThat(table.state.open().looks())
        .containsExactly(
            table.now.plus(OneTable.TIMINGS.quiet()),
            table.now.plus(OneTable.TIMINGS.quietFiles()));
  }

  // ---- listings

  @Test
  void pageIsGluesAnswerWhereNothingIsHeld() {
    table.hear(Input.listed(Snapshot.present(table.now, table.definition(1)))).proceed();

    assertThat(table.said()).containsExactly("ready", "look DESC at DB.S.T");
    assertThat(table.state.known().listedAt()).contains(table.now);
  }

  @Test
  void newerPageReplacesOneThatWaits() {
    table.hear(Input.listed(Snapshot.present(table.now, table.definition(1))));
    table.after(HOUR).hear(Input.listed(Snapshot.present(table.now, table.definition(2))));

    assertThat(table.state.open().page().orElseThrow().askedAt()).isEqualTo(table.now);
  }

  @Test
  void pageIsNoAnswerToAnEventThatCameAfterIt() {
    table.hear(Input.listed(Snapshot.present(table.now, table.definition(1))));

    table.doubt(Duration.ZERO).proceed();

    assertThat(table.said()).endsWith("ask glue");
    assertThat(table.state.open().page()).isEmpty();
  }

  @Test
  void pageThatAnEarlierAttemptHasHeardIsNoAnswer() {
    table.hear(Input.listed(Snapshot.present(table.now, table.definition(1))));
    table.after(HOUR).startedAt = table.now;

    table.hear(Input.restored()).proceed();

    assertThat(table.said()).endsWith("ask glue");
  }

  @Test
  void pageThatHoldsNothingNewIsOnlyNoted() {
    table.established().hear(Input.listed(Snapshot.present(table.now, table.definition)));

    assertThat(table.said()).isEmpty();
    assertThat(table.state.known().listedAt()).contains(table.now);
  }

  @Test
  void pageThatDiffersRaisesADoubtAndIsNoAnswer() {
    table.established();

    table.hear(Input.listed(Snapshot.present(table.now, table.definition(2))));

    assertThat(table.said()).containsExactly("ready");
    table.proceed();
    assertThat(table.said()).containsExactly("ask glue");
  }

  @Test
  void pageThatIsOlderThanTheLastLookUpSaysNothing() {
    table.established();
    Instant before = table.now.minus(HOUR).minusSeconds(1);

    table.hear(Input.listed(Snapshot.present(before, table.definition(0))));

    assertThat(table.said()).isEmpty();
  }

  @Test
  void endOfRoundThatHasShownTheTableRaisesNothing() {
    table.established();
    Instant began = table.now;
    table.after(HOUR).hear(Input.listed(Snapshot.present(table.now, table.definition)));

    table.hear(Input.swept(SweepKind.LISTING, began));

    assertThat(table.said()).isEmpty();
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void endOfRoundRaisesNothingForTableThatWasLookedUpSinceItBegan() {
    Instant began = table.now;
    table.after(Duration.ofSeconds(1)).established();

    table.hear(Input.swept(SweepKind.LISTING, began));

    assertThat(table.said()).isEmpty();
  }

  @Test
  void endOfRoundRaisesNothingForTableThatIsHeldAsAbsent() {
    table.event().absent().wakeAfter(Duration.ofSeconds(5)).proceed().absent().showsNothing();
    assertThat(table.state.known().glue().orElseThrow().isAbsent()).isTrue();
    table.said();

    table.after(HOUR).hear(Input.swept(SweepKind.LISTING, table.now));

    assertThat(table.said()).isEmpty();
  }

  @Test
  void tableThatRoundHasMissedIsAskedForAndNotDroppedOnTheListsWord() {
    table.established().hear(Input.swept(SweepKind.LISTING, table.now.minusSeconds(60)));
    assertThat(table.said()).containsExactly("ready");

    table.proceed().glueAgain();
    table.wakeAfter(Duration.ofSeconds(5)).proceed().glueAgain();

    assertThat(table.said())
        .containsExactly("ask glue", "wake in PT5S", "ready", "ask glue", "unchanged");
    assertThat(table.state.known().belief().orElseThrow().isThere()).isTrue();
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void tableThatWasListedInAnEarlierRoundOnlyIsMissed() {
    table.established().hear(Input.listed(Snapshot.present(table.now, table.definition)));
    table.after(HOUR.multipliedBy(24)).said();

    table.hear(Input.swept(SweepKind.LISTING, table.now.minusSeconds(60)));

    assertThat(table.said()).containsExactly("ready");
  }

  // ---- links

  @Test
  void newFilesOfWhatALinkLeadsToAreRegisteredAtTheLink() {
    table.established();
    Instant then = table.now.minusSeconds(2);

    table.hear(Input.swept(SweepKind.LINK_TARGET, then, Set.of("s3://lake/t/dt=1/"))).proceed();
    table.glueAgain().wakeAfter(Duration.ofSeconds(5)).proceed().glueAgain();
    table.shows(table.ours("t1"));

    assertThat(table.said()).contains("send Refresh");
    assertThat(table.sent.toString()).contains("dt=1/");
  }

  @Test
  void filesOfATargetThatCameAfterTheLastListingOfAllFilesAreNotOldNews() {
    table.established();
    Instant beforeTheLookUp = table.now.minus(HOUR.multipliedBy(2));

    table.hear(Input.swept(SweepKind.LINK_TARGET, beforeTheLookUp));
    assertThat(table.said()).as("the look-up has answered that").isEmpty();

    table.hear(Input.swept(SweepKind.LINK_TARGET, beforeTheLookUp, Set.of("s3://lake/t/dt=1/")));
    assertThat(table.said()).as("no look-up registers files").containsExactly("ready");
  }

  // ---- marks

  @Test
  void markOfTableThatNobodyKnowsRaisesADoubtThatMustLook() {
    table.hear(Input.marked(StubPlanner.NAME));

    assertThat(table.said()).containsExactly("ready");
    assertThat(table.state.open().waiting().orElseThrow().mustLook()).isTrue();

    table.proceed().absent();
    assertThat(table.said()).containsExactly("ask glue", "look DESC at DB.S.T");
    table.shows(table.ours("t1"));
    assertThat(table.state.openReason()).contains(OpenReason.GRACE);
  }

  @Test
  void markOfObjectThatWeHaveSeenIsNoNews() {
    table.established().hear(Input.marked(StubPlanner.NAME));

    assertThat(table.said()).isEmpty();
  }

  @Test
  void markWhereNothingWasSeenBeforeRaisesADoubt() {
    table.event().absent().wakeAfter(Duration.ofSeconds(5)).proceed().absent().showsNothing();
    table.said();

    table.hear(Input.marked(StubPlanner.NAME));

    assertThat(table.said()).containsExactly("ready");
  }

  @Test
  void objectUnderAnotherNameThanTodaysIsReportedOnceAndLeft() {
    table.established().hear(Input.marked(OLD_NAME));
    assertThat(table.said()).containsExactly("notice left-behind");
    assertThat(table.notice.sentence()).contains("DB.OLD.T").contains("drop it by hand");

    table.hear(Input.marked(OLD_NAME)).after(HOUR.multipliedBy(24)).hear(Input.marked(OLD_NAME));

    assertThat(table.said()).isEmpty();
    assertThat(table.state.isOpen()).isFalse();
  }

  @Test
  void objectOfTableThatHasNoNameTodayIsLeftBehindToo() {
    table.planner.name = Optional.empty();

    table.hear(Input.marked(StubPlanner.NAME));

    assertThat(table.said()).containsExactly("notice left-behind");
  }

  // ---- commands of people, and the lease

  @Test
  void redriveForgetsWhatWasRejectedAndTriesAgain() {
    table.established().becomes(Statement.DropColumns.of(StubPlanner.NAME, List.of("C")));
    table.event().glue(2).shows(table.ours("t1")).answered(StatementAnswer.Kind.REJECTED);
    assertThat(table.said()).containsSubsequence("send DropColumns", "notice rejected", "rejected");

    table.hear(Input.redrive()).proceed().glueAgain().shows(table.ours("t1"));

    assertThat(table.said())
        .containsExactly("ready", "ask glue", "look DESC at DB.S.T", "send DropColumns");
  }

  @Test
  void leaseThatCameBackEndsTheWaitForIt() {
    table.event().glue(1).showsNothing().answered(StatementAnswer.Kind.NO_LEASE);
    assertThat(table.state.openReason()).contains(OpenReason.NO_LEASE);
    table.said();

    table.hear(Input.leased());

    assertThat(table.said()).containsExactly("ready");
  }

  @Test
  void leaseIsNoReasonToGoOnForTableThatWaitsForSomethingElse() {
    table.event().glue(GlueReply.throttled("slow down")).said();

    table.hear(Input.leased());

    assertThat(table.said()).hasSize(1).first().asString().startsWith("wake in");
  }
}
