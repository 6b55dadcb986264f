package io.gluesnow.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Mark;
import io.gluesnow.plan.Plan;
import io.gluesnow.plan.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Statement DROP_C = Statement.DropColumns.of(StubPlanner.NAME, List.of("C"));

  private final OneTable table = new OneTable();

  @Test
  void whatIsThereAsItShouldBeIsUnchanged() {
    table.event().glue(1).shows(table.ours("t1"));

    assertThat(table.said()).endsWith("unchanged");
    assertThat(table.state.known().belief().orElseThrow().target())
        .isEqualTo(StubPlanner.TARGET.fingerprint());
    assertThat(table.state.known().madeOf()).contains(table.definition.version());
  }

  @Test
  void whatIsNotThereIsCreatedPlainly() {
    table.event().glue(1).showsNothing();

    assertThat(table.said()).endsWith("send Create");
    assertThat(table.state.open().wishes()).contains(Wishes.forAll());
  }

  @Test
  void whatDiffersIsAltered() {
    table.established().becomes(DROP_C).event().glue(2).shows(table.ours("t1"));

    assertThat(table.said()).endsWith("send DropColumns");
    assertThat(table.state.known().belief().orElseThrow().target()).isEmpty();
  }

  @Test
  void whatIsShownTooSoonAfterOurStatementCountsOnlyIfItIsWhatThatMade() {
    table.established().becomes(DROP_C).event().glue(2).shows(table.ours("t1")).done();
    table.said();

    table.after(Duration.ofSeconds(1)).shows(table.ours("t1"));
    assertThat(table.said()).containsExactly("wake in PT4S");
    assertThat(table.state.openReason()).contains(OpenReason.NOT_VISIBLE);

    table.isMade().wakeAfter(Duration.ofSeconds(4)).proceed().glueAgain().shows(table.ours("t1"));
    assertThat(table.said()).endsWith("applied");
  }

  @Test
  void whatOurStatementMadeMayBeShownAtOnce() {
    table.established().becomes(DROP_C).event().glue(2).shows(table.ours("t1")).done();

    table.isMade().shows(table.ours("t1"));

    assertThat(table.said()).endsWith("applied");
    assertThat(table.outcome.statements()).containsExactly(DROP_C);
  }

  @Test
  void tableOfAPersonIsLeftAloneAndLookedAtAgainSlowly() {
    table.event().glue(1).shows(table.object("t1", "ANALYST", "mine"));

    assertThat(table.said()).endsWith("notice name-taken", "refused", "wake in PT15M");
    assertThat(table.outcome.reason()).isEqualTo("name-taken");
    assertThat(table.state.openReason()).contains(OpenReason.REFUSED);
    assertThat(table.state.isAtRest()).isTrue();
  }

  @Test
  void nameThatBecameFreeIsTakenWithoutAnyEvent() {
    table.event().glue(1).shows(table.object("t1", "ANALYST", "mine")).said();

    table.wakeAfter(Duration.ofMinutes(15)).proceed().glueAgain().showsNothing();

    assertThat(table.said()).endsWith("send Create");
  }

  @Test
  void unmarkedTableIsTakenOverWhereThePolicyAllowsIt() {
    table.planner.adopts = true;
    Statement mark =
        Statement.SetComment.of(
            StubPlanner.NAME, "", table.planner.mark(OneTable.ID, StubPlanner.TARGET));
    table.becomes(mark);

    table.event().glue(1).shows(table.object("t1", "ANALYST", "mine"));
    assertThat(table.said()).endsWith("send SetComment");
    table.isMade().done().shows(table.ours("t1"));

    assertThat(table.outcome.kind()).isEqualTo(OutcomeKind.APPLIED);
    assertThat(table.sent).isEqualTo(Statement.Refresh.all(StubPlanner.NAME));
    assertThat(table.state.known().belief().orElseThrow().isThere()).isTrue();
  }

  @Test
  void whatWasOnlyPlannedToBeTakenOverIsNotOursWhenThePolicyForbidsIt() {
    table.planner.adopts = true;
    table.planner.apply = false;
    table.becomes(DROP_C).event().glue(1).shows(table.object("t1", OneTable.ROLE, "mine"));
    assertThat(table.said()).endsWith("planned");

    table.planner.adopts = false;
    table.planner.apply = true;
    table.after(Duration.ofHours(1)).sweep().glueAgain();
    table.shows(table.object("t1", OneTable.ROLE, "mine"));

    assertThat(table.said()).contains("refused").doesNotContain("send DropColumns");
  }

  @Test
  void whatCarriesAnothersMarkIsNeverTakenOver() {
    table.planner.adopts = true;
    TableId other = TableId.of("111122223333", "eu-west-1", "db", "other");
    String ofOtherTable = Mark.of("unit", other, StubPlanner.TARGET).after("");
    String ofOtherJob = Mark.of("prod", OneTable.ID, StubPlanner.TARGET).after("");

    table.event().glue(1).shows(table.object("t1", OneTable.ROLE, ofOtherTable));
    assertThat(table.said()).contains("refused");
    assertThat(table.outcome.sentence()).contains(other.toString());

    table.sweep().glueAgain();
    table.wakeAfter(Duration.ofSeconds(5)).proceed();
    table.glueAgain().shows(table.object("t1", OneTable.ROLE, ofOtherJob));
    assertThat(table.outcome.sentence()).contains("prod");
  }

  @Test
  void viewOfThatNameIsNotOurs() {
    table.planner.adopts = true;
    Applied view = Applied.of(StubPlanner.NAME, "VIEW", "ANALYST", "t1", "", null, null);

    table.event().glue(1).shows(view);

    assertThat(table.said()).contains("refused");
    assertThat(table.outcome.sentence()).contains("VIEW");
  }

  @Test
  void overwrittenCommentIsRestoredWhereTheVeryObjectIsKnown() {
    Statement mark =
        Statement.SetComment.of(
            StubPlanner.NAME, "", table.planner.mark(OneTable.ID, StubPlanner.TARGET));
    table.established().becomes(mark).event().glue(2);

    table.shows(table.object("t1", OneTable.ROLE, "something nice"));

    assertThat(table.said()).endsWith("notice mark-lost", "send SetComment");
  }

  @Test
  void overwrittenCommentOfAnotherObjectIsNobodysLoss() {
    table.established().becomes(DROP_C).event().glue(2);

    table.shows(table.object("t2", OneTable.ROLE, "something nice"));

    assertThat(table.said()).contains("notice name-taken", "refused");
  }

  @Test
  void guardsAreReadBeforeAReplace() {
    table.established().becomes(DROP_C).planner.needsProtections = true;
    Applied ours = table.ours("t1");
    Applied unread =
        Applied.of(
            ours.name(),
            ours.kind(),
            ours.owner(),
            ours.createdOn(),
            ours.comment(),
            ours.structure().orElseThrow(),
            null);

    table.event().glue(2).shows(unread);
    assertThat(table.said()).endsWith("look DDL at DB.S.T");

    table.shows(table.ours("t1"));
    assertThat(table.said()).endsWith("send DropColumns");
  }

  @Test
  void whatCannotBeComparedIsReportedOnceAndLeftAsItIs() {
    table.planner.difference = Plan.nothing().withUnknowns(List.of("A"), List.of("B", "C"));

    table.event().glue(1).shows(table.ours("t1"));
    assertThat(table.said()).endsWith("notice cannot-compare", "unchanged");
    assertThat(table.notice.sentence()).contains("[B, C]");
    assertThat(table.outcome.comparedByMark()).containsExactly("A");

    table.after(Duration.ofHours(1)).sweep().glueAgain().shows(table.ours("t1"));
    assertThat(table.said()).doesNotContain("notice cannot-compare").contains("unchanged");
  }

  @Test
  void warningsOfTargetAreSaidOnce() {
    table.planner.target = StubPlanner.TARGET.withWarnings(List.of("everybody can see it"));

    table.event().glue(1).shows(table.ours("t1"));
    assertThat(table.said()).endsWith("notice warned", "unchanged");

    table.after(Duration.ofHours(1)).sweep().glueAgain().shows(table.ours("t1"));
    assertThat(table.said()).doesNotContain("notice warned");
  }

  // ---- tables that may never have been filled

  @Test
  void objectOfOursThatWasNeverFilledIsFilledThoughNothingIsKnown() {
    table.sweep().glue(1);
    table.shows(table.ours("t1").withFiles(Applied.Files.NEVER_REGISTERED));

    assertThat(table.said()).endsWith("unchanged", "send Refresh");
    assertThat(table.sent).isEqualTo(Statement.Refresh.all(StubPlanner.NAME));
  }

  @Test
  void objectOfOursThatWasFilledBeforeIsNotListedAgain() {
    table.restored = true;

    table.sweep().glue(1).shows(table.ours("t1"));

    assertThat(table.said()).endsWith("unchanged");
  }

  @Test
  void whereSnowflakeDoesNotSayItOnlyARestoreIsReasonToFill() {
    Applied silent = table.ours("t1").withFiles(Applied.Files.NOT_SHOWN);
    table.sweep().glue(1).shows(silent);
    assertThat(table.said()).endsWith("unchanged");

    OneTable other = new OneTable();
    other.restored = true;
    other.sweep().glue(1).shows(silent);
    assertThat(other.said()).endsWith("send Refresh");
  }

  @Test
  void objectThatIsNotTheOneLastSeenIsFilled() {
    table.established().becomes(DROP_C).isMade().event().glue(2).shows(table.ours("t2"));

    assertThat(table.said()).endsWith("unchanged", "send Refresh");
  }

  @Test
  void strangersTableIsNeverFilled() {
    Applied stranger = table.object("t1", "ANALYST", "mine");

    table.sweep().glue(1).shows(stranger.withFiles(Applied.Files.NEVER_REGISTERED));

    assertThat(table.said()).contains("refused").doesNotContain("send Refresh");
  }
}
