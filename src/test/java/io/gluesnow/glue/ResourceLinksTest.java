package io.gluesnow.glue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.HiveTypeParser;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.standin.SettableClock;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.GlueWorld;
import io.gluesnow.standin.glue.StandInGlue;
import io.gluesnow.standin.glue.TableInput;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link is what it leads to, under its own id; and it is absent only where Glue says so. */
class ResourceLinksTest {
  private static final String OURS = "111122223333";
  private static final String THEIRS = "444455556666";
  private static final String HERE = "eu-west-1";
  private static final String THERE = "us-east-1";
  private static final TableId LINK = TableId.of(OURS, HERE, "ours", "linked_orders");
  private static final TableId ORDERS = TableId.of(THEIRS, HERE, "theirs", "orders");

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-03T09:14:07.900Z"));
  private final GlueWorld world = GlueWorld.of(clock, OURS, HERE);
  private final GlueWorld america = GlueWorld.of(clock, OURS, THERE);
  private final StandInGlue standIn = StandInGlue.start(world, america);
  private final AwsGlueCatalog glue =
      AwsGlueCatalog.open(
          AwsGlueCatalog.Settings.defaults()
              .withEndpoint(standIn.uri())
              .withCallTimeout(Duration.ofSeconds(10))
              .withMadeUpCredentials(),
          clock);

  @BeforeEach
  void databases() {
    world.createDatabase(Caller.PERSON, "ours");
    createDatabase(world, THEIRS, "theirs");
  }

  @AfterEach
  void close() {
    glue.close();
    standIn.close();
  }

  private static ObjectNode in(String catalog) {
    return new ObjectMapper().createObjectNode().put("CatalogId", catalog);
  }

  private static void createDatabase(GlueWorld world, String catalog, String name) {
    ObjectNode request = in(catalog);
    request.putObject("DatabaseInput").put("Name", name);
    world.call(Caller.PERSON, "CreateDatabase", request);
  }

  private static void call(GlueWorld world, String operation, TableId table, TableInput input) {
    ObjectNode request = in(table.catalog()).put("DatabaseName", table.database());
    if (input == null) {
      request.put("Name", table.table());
    } else {
      request.set("TableInput", input.json());
    }
    assertThat(world.call(Caller.CRAWLER, operation, request).has("errorCode")).isFalse();
  }

  private static TableInput orders() {
    return TableInput.parquet("orders", "s3://theirs/orders/").column("id", "bigint");
  }

  private void link() {
    call(world, "CreateTable", LINK, TableInput.link("linked_orders", THEIRS, "theirs", "orders"));
  }

  private GlueAnswer ask(TableId table) {
    return glue.ask(table).orTimeout(10, TimeUnit.SECONDS).join();
  }

  private TableDefinition defined(TableId table) {
    return Answers.snapshot(ask(table)).definition().orElseThrow();
  }

  private TableVersion version() {
    return defined(LINK).version();
  }

  private boolean isAbsent(TableId table) {
    return Answers.snapshot(ask(table)).isAbsent();
  }

  // ---- links to tables

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("trap:aws-21")
  void aLinkIsItsTargetUnderItsOwnIdWhetherOrNotGlueFollowsIt(boolean follows) {
    if (!follows) {
      standIn.leavesLinksToTheCaller();
    }
    call(world, "CreateTable", ORDERS, orders());
    clock.advance(Duration.ofMinutes(1));
    link();

    TableDefinition link = defined(LINK);

    assertThat(link.id()).isEqualTo(LINK);
    assertThat(link.linkTo()).contains(ORDERS);
    assertThat(link.linkTarget()).isEmpty();
    assertThat(link.location()).isEqualTo("s3://theirs/orders/");
    assertThat(link.columns()).containsExactly(Column.of("id", HiveTypeParser.parse("bigint")));
    assertThat(defined(ORDERS).linkTo()).isEmpty();
  }

  @Test
  @Tag("trap:aws-21")
  void aLinkToAnotherRegionIsAskedForThere() {
    TableId far = TableId.of(THEIRS, THERE, "theirs", "orders");
    createDatabase(america, THEIRS, "theirs");
    call(america, "CreateTable", far, orders());
    TableInput link = TableInput.link("linked_orders", THEIRS, "theirs", "orders");
    ((ObjectNode) link.json().get("TargetTable")).put("Region", THERE);
    call(world, "CreateTable", LINK, link);

    assertThat(defined(LINK).linkTo()).contains(far);
    assertThat(defined(LINK).location()).isEqualTo("s3://theirs/orders/");
  }

  @Test
  void theVersionGoesForwardWhenEitherMoves() {
    call(world, "CreateTable", ORDERS, orders());
    call(world, "UpdateTable", ORDERS, orders().column("a", "int"));
    call(world, "UpdateTable", ORDERS, orders().column("b", "int"));
    clock.advance(Duration.ofSeconds(10));
    link();
    TableVersion first = version();

    clock.advance(Duration.ofSeconds(10));
    call(world, "UpdateTable", ORDERS, orders().column("c", "int"));
    TableVersion updated = version();
    assertThat(updated).isGreaterThan(first);
    assertThat(updated.updatedAt()).isEqualTo(clock.instant().truncatedTo(seconds()));

    clock.advance(Duration.ofSeconds(10));
    call(world, "DeleteTable", LINK, null);
    link();
    TableVersion linkedAgain = version();
    assertThat(linkedAgain).isGreaterThan(updated);

    clock.advance(Duration.ofSeconds(10));
    call(world, "DeleteTable", ORDERS, null);
    call(world, "CreateTable", ORDERS, orders());
    TableVersion madeAgain = version();
    assertThat(madeAgain.number()).isLessThan(linkedAgain.number());
    assertThat(madeAgain).isGreaterThan(linkedAgain);
    assertThat(version()).isEqualTo(madeAgain);
  }

  private static java.time.temporal.TemporalUnit seconds() {
    return java.time.temporal.ChronoUnit.SECONDS;
  }

  @Test
  void aLinkMadeAnewToAnotherTableGoesForwardThoughThatTableHasFewerVersions() {
    call(world, "CreateTable", ORDERS, orders());
    call(world, "UpdateTable", ORDERS, orders());
    call(world, "CreateTable", ORDERS.databaseId().table("older"), orders().copy("older"));
    link();
    TableVersion before = version();

    clock.advance(Duration.ofSeconds(1));
    call(world, "DeleteTable", LINK, null);
    call(world, "CreateTable", LINK, TableInput.link(LINK.table(), THEIRS, "theirs", "older"));

    assertThat(version().number()).isLessThan(before.number());
    assertThat(version()).isGreaterThan(before);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("trap:aws-3")
  void aLinkWhoseTargetIsGoneIsAbsentAndOneWhoseTargetIsWithheldIsNot(boolean follows) {
    if (!follows) {
      standIn.leavesLinksToTheCaller();
    }
    call(world, "CreateTable", ORDERS, orders());
    link();
    standIn.deny("theirs", "orders");
    assertThat(Answers.kind(ask(LINK))).isEqualTo("denied");
    assertThat(ask(LINK).toString()).contains("resource link to " + ORDERS, "Required Describe");

    standIn.allow("theirs", "orders");
    call(world, "DeleteTable", ORDERS, null);
    Snapshot gone = Answers.snapshot(ask(LINK));
    assertThat(gone).isEqualTo(Snapshot.absent(clock.instant(), LINK));
  }

  @Test
  @Tag("trap:aws-3")
  void aTargetWhoseDatabaseMayNotBeSeenIsNotGone() {
    link();
    standIn.denyDatabase("theirs");

    assertThat(Answers.kind(ask(LINK))).isEqualTo("denied");
  }

  @Test
  @Tag("trap:aws-3")
  void aThrottledTargetIsAskedForAgainLater() {
    standIn.leavesLinksToTheCaller();
    call(world, "CreateTable", ORDERS, orders());
    link();
    standIn.faults().limitTo(0.001);

    assertThat(Answers.kind(ask(LINK))).isEqualTo("throttled");
  }

  @Test
  void whatGlueSeesBehindALinkStandsWhereTheTargetIsWithheldFromUs() {
    call(world, "CreateTable", ORDERS, orders());
    link();
    standIn.keepToItself(THEIRS);

    TableDefinition link = defined(LINK);

    assertThat(link.location()).isEqualTo("s3://theirs/orders/");
    assertThat(link.linkTo()).contains(ORDERS);
    assertThat(link.linkTarget()).isEmpty();
  }

  @Test
  void linksThatGoRoundInACircleEnd() {
    standIn.leavesLinksToTheCaller();
    world.createTable(Caller.PERSON, "ours", TableInput.link("a", OURS, "ours", "b"));
    world.createTable(Caller.PERSON, "ours", TableInput.link("b", OURS, "ours", "a"));
    long before = standIn.faults().requests();

    GlueAnswer answer = ask(TableId.of(OURS, HERE, "ours", "a"));

    assertThat(Answers.kind(answer)).isEqualTo("invalid");
    assertThat(answer.toString()).contains("circle");
    assertThat(standIn.faults().requests() - before).isEqualTo(5);
  }

  @Test
  void governedIsWhatIsGovernedAtEitherEnd() {
    standIn.leavesLinksToTheCaller();
    call(world, "CreateTable", ORDERS, orders());
    link();
    assertThat(defined(LINK).governed()).isFalse();
    world.tamper("ours", LINK.table(), t -> t.put("IsRegisteredWithLakeFormation", true));
    assertThat(defined(LINK).governed()).isTrue();
  }

  // ---- links to databases

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("trap:aws-21")
  void aTableOfALinkedDatabaseIsFoundWhetherOrNotGlueFollowsIt(boolean follows) {
    if (!follows) {
      standIn.leavesLinksToTheCaller();
    }
    call(world, "CreateTable", ORDERS, orders());
    world.createDatabaseLink(Caller.PERSON, "shared", THEIRS, "", "theirs");
    TableId asked = TableId.of(OURS, HERE, "shared", "orders");

    TableDefinition table = defined(asked);

    assertThat(table.id()).isEqualTo(asked);
    assertThat(table.linkTo()).contains(ORDERS);
    assertThat(table.version()).isEqualTo(defined(ORDERS).version());
    assertThat(isAbsent(TableId.of(OURS, HERE, "shared", "nothing"))).isTrue();
  }

  @Test
  void aLinkInALinkedDatabaseIsFollowedTwice() {
    createDatabase(world, "777788889999", "origin");
    TableId origin = TableId.of("777788889999", HERE, "origin", "orders");
    call(world, "CreateTable", origin, orders());
    call(
        world,
        "CreateTable",
        ORDERS.databaseId().table("onward"),
        TableInput.link("onward", "777788889999", "origin", "orders"));
    world.createDatabaseLink(Caller.PERSON, "shared", THEIRS, "", "theirs");
    TableId asked = TableId.of(OURS, HERE, "shared", "onward");

    TableDefinition table = defined(asked);

    assertThat(table.id()).isEqualTo(asked);
    assertThat(table.linkTo()).contains(origin);
    assertThat(table.location()).isEqualTo("s3://theirs/orders/");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("trap:aws-3")
  void aTableWithheldBehindALinkedDatabaseIsNotAbsent(boolean follows) {
    if (!follows) {
      standIn.leavesLinksToTheCaller();
    }
    call(world, "CreateTable", ORDERS, orders());
    world.createDatabaseLink(Caller.PERSON, "shared", THEIRS, "", "theirs");
    standIn.deny("theirs", "orders");

    assertThat(Answers.kind(ask(TableId.of(OURS, HERE, "shared", "orders")))).isEqualTo("denied");
  }

  @Test
  @Tag("trap:aws-3")
  void aDatabaseThatMayNotBeSeenMakesNothingAbsent() {
    standIn.denyDatabase("ours");

    assertThat(Answers.kind(ask(LINK))).isEqualTo("denied");
  }

  @Test
  void aLinkedDatabaseMadeAnewLeadsElsewhereAtOnce() {
    standIn.leavesLinksToTheCaller();
    createDatabase(world, THEIRS, "others");
    call(world, "CreateTable", ORDERS, orders());
    world.createDatabaseLink(Caller.PERSON, "shared", THEIRS, "", "others");
    TableId asked = TableId.of(OURS, HERE, "shared", "orders");
    assertThat(isAbsent(asked)).isTrue();

    world.deleteDatabase(Caller.PERSON, "shared");
    world.createDatabaseLink(Caller.PERSON, "shared", THEIRS, "", "theirs");
    clock.advance(Duration.ofSeconds(11));
    assertThat(isAbsent(asked)).isFalse();
  }

  @Test
  void manyTablesOfADeletedDatabaseCostOneMoreQuestion() {
    world.deleteDatabase(Caller.PERSON, "ours");
    long before = standIn.faults().requests();
    for (int i = 0; i < 200; i++) {
      assertThat(isAbsent(TableId.of(OURS, HERE, "ours", "t" + i))).isTrue();
    }
    assertThat(standIn.faults().requests() - before).isEqualTo(201);
  }

  @Test
  void aQuestionAboutADatabaseThatFailedIsNotRemembered() {
    standIn.faults().failNext(2, 500);
    assertThat(Answers.kind(ask(LINK))).isEqualTo("throttled");
    assertThat(Answers.kind(ask(LINK))).isEqualTo("throttled");
    assertThat(isAbsent(LINK)).isTrue();
  }
}
