package io.gluesnow.simulation;

import static io.gluesnow.simulation.Schedule.A;
import static io.gluesnow.simulation.Schedule.B;
import static io.gluesnow.simulation.Schedule.B2;
import static io.gluesnow.simulation.Schedule.NEVER;
import static io.gluesnow.simulation.Schedule.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.converge.Rule;
import io.gluesnow.plan.ObjectName;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The shortest schedule behind each rule: it ends well, and ends wrong without the rule. Those that
 * are not about a start happen when the looks after it are over.
 */
class ScheduleTest {
  private static final ObjectName NAME_OF_A = FakePlanner.name(A);
  private static final ObjectName NAME_OF_B = FakePlanner.name(B);

  private static void needs(Rule rule, String wrong, Consumer<Schedule> script) {
    needs(rule, wrong, 0, script);
  }

  private static void needs(Rule rule, String wrong, long glueSkew, Consumer<Schedule> script) {
    assertThat(Schedule.play(script, EnumSet.noneOf(Rule.class), glueSkew, null)).isEmpty();
    List<String> without = Schedule.play(script, EnumSet.of(rule), glueSkew, null);
    assertThat(without).as("without " + rule).anyMatch(sentence -> sentence.contains(wrong));
  }

  @Test
  @Tag("trap:aws-22")
  void lateCreateOfForgottenAttemptIsFoundByTheSecondLook() {
    needs(
        Rule.SECOND_LOOK,
        "is an orphan before the listing",
        s -> {
          s.fates.nextStatement(
              fate -> {
                fate.held = 1_400;
                fate.runs = 2_900;
              });
          s.put(5.0, A, "c0:text");
          s.remove(5.6, A);
          s.crash(5.9, 6.0, 1);
        });
  }

  @Test
  void lateReplaceThatFillsIsFoundByTheLookAfterIt() {
    needs(
        Rule.LATE_FILLS,
        "differs",
        s -> {
          s.put(2.0, A, "c0:text");
          s.at(
              8.0,
              () -> {
                s.fates.nextStatement(fate -> fate.runs = 11_500);
                s.world.put(A, Shape.of("c0:text").movedTo(1), SOON);
              });
          s.put(8.8, A, "c0:text");
          s.crash(9.0, 9.1, 1);
        });
  }

  @Test
  void processThatSleptThroughItsLeaseIsRefused() {
    needs(
        Rule.LEASE,
        "is an orphan before the listing",
        s -> {
          s.put(5.0, A, "c0:text");
          s.at(
              5.19,
              () -> {
                Attempt zombie = s.world.freeze();
                s.at(30, zombie::wake);
                s.at(35, zombie::die);
              });
          s.remove(5.5, A);
          s.at(5.6, () -> s.world.restart(0));
        });
  }

  /** Found by a seed; mended since. */
  private static void endsWell(Consumer<Schedule> script) {
    assertThat(Schedule.play(script, EnumSet.noneOf(Rule.class), 0, null)).isEmpty();
  }

  @Test
  void filesAreNotRegisteredWithTheTableOfPersonThatTheFirstLookHasShown() {
    endsWell(
        s -> {
          s.put(20, A, "c0:text");
          s.at(25, () -> s.world.addFiles(A, "p1/", SOON));
          s.fates.looks(28, 33, fate -> fate.failed = true);
          swappedByHand(s, 28.3);
          s.at(28.4, () -> s.world.event(A, CatalogEvent.Kind.TABLE_UPDATED, SOON, List.of()));
        });
  }

  @Test
  void wishForRefusedTableThatPersonHasSwappedIsNotAskedForAgainAndAgain() {
    endsWell(
        s -> {
          s.put(20, A, "c0:text");
          s.at(25, () -> s.world.addFiles(A, "p1/", SOON));
          s.fates.looks(25, 31, fate -> fate.failed = true);
          swappedByHand(s, 25.5);
          s.at(26, () -> s.world.put(A, Shape.of("c0:text").asDelta(true), SOON));
        });
  }

  @Test
  void filesOfRefusedTableThatNobodyHasLookedAtAreRegisteredWithItsObject() {
    endsWell(
        s -> {
          s.put(5, A, "c0:text");
          s.at(6.9, s.world::crash);
          s.at(7, () -> s.world.put(A, Shape.of("c0:text").asDelta(true), SOON));
          s.at(7.1, () -> s.world.restart(3));
          s.at(10, () -> s.world.addFiles(A, "p1/", SOON));
          s.put(20, A, "c0:text");
        });
  }

  @Test
  void lateCreateOfTableThatIsRefusedMeanwhileIsFoundByTheSecondLook() {
    endsWell(
        s -> {
          s.fates.nextStatement(
              fate -> {
                fate.held = 2_800;
                fate.runs = 2_900;
              });
          s.put(5.0, A, "c0:text");
          s.crash(5.3, 5.4, 1);
          s.remove(5.35, A);
          s.at(10, () -> s.world.put(A, Shape.of("c0:text").asDelta(true), SOON));
          s.remove(30, A);
        });
  }

  @Test
  void newDoubtDoesNotWakeParkedTableAgainAndAgain() {
    endsWell(
        s -> {
          s.put(20, A, "c0:text");
          s.fates.glue(25, 25.5, fate -> fate.stale = 1_000);
          s.put(25, A, "c0:text", "c1:text");
          s.fates.glue(26, 33, fate -> fate.denied = true);
          s.put(27, A, "c0:text", "c2:text");
        });
  }

  private static void swappedByHand(Schedule s, double seconds) {
    s.at(
        seconds,
        () -> {
          s.world.judge.byHand(NAME_OF_A);
          s.world.snowflake.dropByHand(NAME_OF_A);
          s.world.snowflake.makeByHand(NAME_OF_A, true);
        });
  }

  /** The first statement, a DROP of a column, is held up in the network. */
  private static void dropOfColumnIsHeld(Schedule s) {
    s.put(20, A, "c0:text", "c1:float");
    s.at(
        25,
        () -> {
          s.fates.nextStatement(
              fate -> {
                fate.held = 2_800;
                fate.runs = 1_500;
                fate.cutAfter = 200;
              });
          s.world.put(A, Shape.of("c0:text", "c1:text"), SOON);
        });
  }

  @Test
  void heldStatementThatIsSentAgainTakesTheNewColumnAway() {
    needs(Rule.NO_RESEND, "differs", ScheduleTest::dropOfColumnIsHeld);
  }

  @Test
  void heldStatementIsOverBeforeTheNextOneGoesOut() {
    needs(Rule.LIFE, "differs", ScheduleTest::dropOfColumnIsHeld);
  }

  @Test
  @Tag("trap:snowflake-3")
  void statementThatTakesTooLongIsEndedByTheServer() {
    needs(
        Rule.SERVER_TIMEOUT,
        "differs",
        s -> {
          s.put(20, A, "c0:text");
          s.at(
              25,
              () -> {
                s.fates.nextStatement(fate -> fate.runs = 3_500);
                s.world.put(A, Shape.of("c0:text", "c1:text"), SOON);
              });
          s.put(40, A, "c0:text");
        });
  }

  @Test
  void markOfHalfAppliedPlanProvesNothing() {
    needs(
        Rule.MARK_SAYS_WHOSE,
        "differs",
        s -> {
          s.put(20, A, "c0:text", "c1:text");
          s.put(25, A, "c0:text", Shape.HOSTILE);
          s.put(30, A, "c0:text", "c1:text");
        });
  }

  @Test
  @Tag("trap:snowflake-7")
  void lookOfAnotherSessionIsNotTakenForTheNewestState() {
    needs(
        Rule.VISIBLE,
        "differs",
        s -> {
          s.put(20, A, "c0:text");
          s.put(25, A, "c0:text", "c1:text");
          s.fates.looks(25.5, 26.5, fate -> fate.behind = 1_500);
          s.put(25.6, A, "c0:text");
        });
  }

  @Test
  void absentAfterCreationIsAskedAgain() {
    needs(
        Rule.ASK_AGAIN_ABSENT,
        "is missing before the listing",
        s -> {
          s.fates.glue(25, 26, fate -> fate.stale = 1_000);
          s.put(25, A, "c0:text");
        });
  }

  @Test
  @Tag("trap:aws-2")
  void answerOfTheSameSecondIsAskedForAgain() {
    needs(
        Rule.ASK_AGAIN_EVENT,
        "differs",
        s -> {
          s.put(20, A, "c0:text");
          s.put(25.0, A, "c0:text", "c1:text");
          s.put(25.3, A, "c0:text", "c1:text", "c2:text");
          s.fates.glue(25.4, 26, fate -> fate.stale = 260);
        });
  }

  @Test
  void deletedDatabaseIsNotBelievedAwayByStaleAnswer() {
    needs(
        Rule.SWEEP_CAUSE,
        "is an orphan before the listing",
        s -> {
          s.put(20, A, "c0:text");
          s.fates.glue(25, 26, fate -> fate.stale = 1_000);
          s.at(25, () -> s.world.removeDatabase(A.databaseId(), SOON));
        });
  }

  @Test
  void lateEventAboutFilesIsNotSupersededByLookUp() {
    needs(
        Rule.FILES_CLOCK,
        "lacks the files",
        s -> {
          s.put(20, A, "c0:text");
          s.at(25, () -> s.world.addFiles(A, "p1/", 14_000));
          s.at(36, () -> s.world.event(A, CatalogEvent.Kind.TABLE_UPDATED, SOON, List.of()));
        });
  }

  @Test
  @Tag("trap:aws-3")
  void tableThatHasReturnedIsNotDroppedOnOldNews() {
    needs(
        Rule.LAST_NOT_FOUND,
        "though it was back in Glue",
        s -> {
          s.put(20, A, "c0:text");
          s.remove(25, A);
          s.fates.looks(31.5, 38, fate -> fate.takes = 2_200);
          s.at(32.4, () -> s.world.put(A, Shape.of("c0:text"), 15_000));
        });
  }

  @Test
  void tableThatPersonHasSwappedIsNotTouched() {
    needs(
        Rule.FRESH_LOOK,
        "touches what is not its own",
        s -> {
          s.put(20, A, "c0:text");
          s.put(25, A, "c0:text", "c1:text");
          s.fates.looks(25, 28.2, fate -> fate.failed = true);
          s.fates.glue(28.2, 31, fate -> fate.takes = 7_000);
          swappedByHand(s, 30);
        });
  }

  @Test
  void overwrittenCommentDoesNotGiveTheTableToAnother() {
    needs(
        Rule.CREATED_ON,
        "touches what is not its own",
        s -> {
          s.put(20, B, "c0:text");
          s.put(22, B2, "c0:text");
          s.at(
              24,
              () -> {
                s.world.judge.byHand(NAME_OF_B);
                SnowObject there = s.world.snowflake.now(NAME_OF_B);
                s.world.snowflake.changeByHand(NAME_OF_B, there.commented("a nice table"));
              });
        });
  }

  @Test
  void nameThatBecomesFreeIsFound() {
    needs(
        Rule.NAME_TAKEN_LOOKS,
        "is missing before the listing",
        s -> {
          s.put(20, B, "c0:text");
          s.put(22, B2, "c0:text");
          s.remove(26, B);
        });
  }

  @Test
  void columnThatLakeFormationOnlyHidesIsNotDropped() {
    Shape governed = Shape.of("c0:text", "c1:text").asGoverned();
    needs(
        Rule.HIDDEN_COLUMNS,
        "which is in Glue all the time",
        s -> {
          s.at(20, () -> s.world.put(A, governed, SOON));
          s.at(60, () -> s.world.glue.hide(s.world.now, s.world.now + 15_000));
          s.at(61, () -> s.world.event(A, CatalogEvent.Kind.TABLE_UPDATED, SOON, List.of()));
        });
  }

  @Test
  void tableThatNeverShowsWhatWasSentIsNotSentForAgainAndAgain() {
    needs(Rule.ROUNDS, "again and again", s -> s.put(20, A, "c0:text", "c1:text", Shape.VANISHING));
  }

  @Test
  void ourTableForAnotherIsNotAdopted() {
    needs(
        Rule.ADOPT_UNMARKED,
        "touches what is not its own",
        s -> {
          s.world.configure(new Settings("v1", true, true, true));
          s.put(20, B, "c0:text");
          s.put(26, B2, "c0:text", "c1:text");
        });
  }

  @Test
  void columnThatNobodyCanCompareIsLeftAlone() {
    endsWell(
        s -> {
          s.put(20, A, "c0:text", Shape.ODD);
          s.put(25, A, "c0:text", "c1:text", Shape.ODD);
          s.at(30, () -> s.world.attempt().redrive(A));
          s.put(60, A, "c0:text", "c2:text", Shape.ODD);
        });
  }

  @Test
  void tableThatWasRejectedForAWhileIsMadeAndFilledByRedrive() {
    endsWell(
        s -> {
          s.fates.nextStatement(fate -> {});
          s.fates.nextStatement(fate -> fate.rejected = true);
          s.put(20, A, "c0:text");
          s.fates.nextStatement(fate -> fate.rejected = true);
          s.put(25, A, "c0:text", "c1:text");
          s.at(35, () -> s.world.attempt().redrive(A));
        });
  }

  @Test
  void tableOfPersonIsAdoptedWhereThePolicyAllowsIt() {
    endsWell(
        s -> {
          s.world.configure(new Settings("v1", true, true, true));
          s.at(10, () -> s.world.snowflake.makeByHand(NAME_OF_A, true, FakeSnowflake.ROLE));
          s.put(20, A, "c0:text");
        });
  }

  @Test
  void columnThatIsDroppedFromGovernedTableIsDropped() {
    endsWell(
        s -> {
          s.at(20, () -> s.world.put(A, Shape.of("c0:text", "c1:text").asGoverned(), SOON));
          s.at(30, () -> s.world.put(A, Shape.of("c0:text").asGoverned(), SOON));
        });
  }

  @Test
  void objectThatNobodyKnowsIsFoundByItsMark() {
    needs(
        Rule.LISTING_MARKS,
        "is an orphan after the listing",
        s -> {
          s.put(20, A, "c0:text");
          s.at(26, s.world::crash);
          s.at(26.1, () -> s.world.remove(A, NEVER));
          s.at(26.2, () -> s.world.startWithNothing(true));
        });
  }

  @Test
  void tableThatNobodyRemembersToFillIsFilled() {
    needs(
        Rule.NEVER_FILLED,
        "was never filled",
        s -> {
          s.put(20, A, "c0:text");
          s.at(20.25, s.world::crash);
          s.at(20.5, () -> s.world.startWithNothing(true));
        });
  }

  @Test
  void eventOfClockThatIsBehindIsNotSuperseded() {
    needs(
        Rule.SKEW,
        "differs",
        -4_000,
        s -> {
          s.put(20, A, "c0:text");
          s.at(24, () -> s.world.event(A, CatalogEvent.Kind.TABLE_UPDATED, SOON, List.of()));
          s.put(27.5, A, "c0:text", "c1:text");
        });
  }

  @Test
  void beliefOfEarlierAttemptSavesNoLook() {
    needs(
        Rule.WHICH_ATTEMPT,
        "differs",
        s -> {
          s.put(20, A, "c0:text");
          s.put(24.6, A, "c0:text", "c1:text");
          s.crash(25.45, 25.7, 0);
          s.put(25.5, A, "c0:text");
        });
  }
}
