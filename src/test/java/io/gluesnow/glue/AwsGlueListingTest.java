package io.gluesnow.glue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.standin.LoopbackServer;
import io.gluesnow.standin.SettableClock;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.GlueWorld;
import io.gluesnow.standin.glue.StandInGlue;
import io.gluesnow.standin.glue.TableInput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsGlueListingTest {
  private static final String OURS = "111122223333";
  private static final String THEIRS = "444455556666";
  private static final String HERE = "eu-west-1";
  private static final String THERE = "us-east-1";
  private static final Instant NOW = Instant.parse("2026-11-03T09:14:07.900Z");

  private final SettableClock clock = SettableClock.at(NOW);
  private final GlueWorld world = GlueWorld.of(clock, OURS, HERE);
  private final GlueWorld america = GlueWorld.of(clock, THEIRS, THERE);
  private final StandInGlue standIn = StandInGlue.start(world, america);
  private final AwsGlueListing listing = open(standIn.uri());

  private AwsGlueListing open(URI endpoint) {
    return AwsGlueListing.open(settings(endpoint), clock);
  }

  private static AwsGlueCatalog.Settings settings(URI endpoint) {
    return AwsGlueCatalog.Settings.defaults()
        .withEndpoint(endpoint)
        .withCallTimeout(Duration.ofSeconds(10))
        .withMadeUpCredentials();
  }

  @AfterEach
  void close() {
    listing.close();
    standIn.close();
  }

  // ---- databases

  @Test
  void theOwnCatalogTellsItsIdWithItsDatabases() {
    world.createDatabase(Caller.PERSON, "Sales");
    world.createDatabaseLink(Caller.PERSON, "linked", THEIRS, THERE, "far");

    assertThat(allDatabases("", HERE))
        .containsExactly(
            ListedDatabase.link(
                DatabaseId.of(OURS, HERE, "linked"), DatabaseId.of(THEIRS, THERE, "far")),
            ListedDatabase.of(DatabaseId.of(OURS, HERE, "sales")));
    assertThat(allDatabases("", "eu-north-1")).isEmpty();
  }

  @Test
  @Tag("trap:aws-6")
  void anotherCatalogIsListedUnderTheIdThatItWasAskedBy() {
    String nested = OURS + ":s3tablescatalog/harbor";
    ObjectNode request = new ObjectMapper().createObjectNode().put("CatalogId", nested);
    request.putObject("DatabaseInput").put("Name", "lake");
    world.call(Caller.PERSON, "CreateDatabase", request);

    assertThat(allDatabases(nested, HERE))
        .containsExactly(ListedDatabase.of(DatabaseId.of(nested, HERE, "lake")));
  }

  @Test
  void manyDatabasesComeInPages() {
    for (int i = 0; i < 250; i++) {
      world.createDatabase(Caller.PERSON, "d" + i);
    }
    assertThat(allDatabases(OURS, HERE)).hasSize(250).doesNotHaveDuplicates();
    assertThat(standIn.faults().requests()).isEqualTo(3);
  }

  // ---- tables

  @Test
  void tablesAreWhatALookUpWouldSay() {
    world.createDatabase(Caller.PERSON, "sales");
    world.createTable(Caller.ATHENA, "sales", table("Orders").partitionedBy("day", "date"));
    world.createTable(Caller.PERSON, "sales", TableInput.link("l", THEIRS, "far", "away"));
    DatabaseId sales = DatabaseId.of(OURS, HERE, "sales");

    List<Snapshot> listed = allTables(ListedDatabase.of(sales));

    try (AwsGlueCatalog catalog = AwsGlueCatalog.open(settings(standIn.uri()), clock)) {
      assertThat(listed.get(1))
          .isEqualTo(Answers.snapshot(catalog.ask(sales.table("orders")).join()));
    }
    assertThat(listed.get(0).definition().flatMap(TableDefinition::linkTarget))
        .contains(TableId.of(THEIRS, HERE, "far", "away"));
  }

  @Test
  void manyTablesComeInPagesEachAskedForAtItsOwnMoment() {
    world.createDatabase(Caller.PERSON, "sales");
    for (int i = 0; i < 250; i++) {
      world.createTable(Caller.CRAWLER, "sales", table(String.format("t%03d", i)));
    }
    ListedDatabase sales = ListedDatabase.of(DatabaseId.of(OURS, HERE, "sales"));

    Pages<Snapshot> first = Pages.page(listing.tables(sales, ""));
    assertThat(first.items()).hasSize(100).allMatch(t -> t.askedAt().equals(NOW));
    clock.advance(Duration.ofMinutes(3));
    Pages<Snapshot> second = Pages.page(listing.tables(sales, first.token()));
    assertThat(second.items())
        .hasSize(100)
        .allMatch(t -> t.askedAt().equals(NOW.plusSeconds(180)))
        .doesNotContainAnyElementsOf(first.items());
    assertThat(Pages.page(listing.tables(sales, second.token())).items()).hasSize(50);
  }

  @Test
  @Tag("trap:aws-21")
  void tablesOfALinkedDatabaseAreAskedForWhereItLeadsAndHaveTheLinksId() {
    world.createDatabase(Caller.PERSON, "near");
    world.createTable(Caller.CRAWLER, "near", table("orders"));
    world.createDatabaseLink(Caller.PERSON, "linked", OURS, "", "near");

    Snapshot listed = allTables(allDatabases("", HERE).get(0)).get(0);

    assertThat(listed.table()).isEqualTo(TableId.of(OURS, HERE, "linked", "orders"));
    assertThat(listed.definition().flatMap(TableDefinition::linkTo))
        .contains(TableId.of(OURS, HERE, "near", "orders"));
    try (AwsGlueCatalog catalog = AwsGlueCatalog.open(settings(standIn.uri()), clock)) {
      assertThat(listed).isEqualTo(Answers.snapshot(catalog.ask(listed.table()).join()));
    }
  }

  @Test
  @Tag("trap:aws-21")
  void aLinkedDatabaseMayLeadToAnotherAccountAndRegion() {
    america.createDatabase(Caller.PERSON, "far");
    america.createTable(Caller.CRAWLER, "far", table("orders"));
    world.createDatabaseLink(Caller.PERSON, "linked", THEIRS, THERE, "far");

    TableDefinition listed =
        allTables(allDatabases("", HERE).get(0)).get(0).definition().orElseThrow();

    assertThat(listed.id()).isEqualTo(TableId.of(OURS, HERE, "linked", "orders"));
    assertThat(listed.linkTo()).contains(TableId.of(THEIRS, THERE, "far", "orders"));
    assertThat(listed.location()).isEqualTo("s3://lake/orders");
  }

  @Test
  @Tag("trap:aws-21")
  void whatLakeFormationHidesIsLeftOutAndAnEmptyPageIsNotTheLast() {
    standIn.pagesOf(2);
    world.createDatabase(Caller.PERSON, "sales");
    for (String name : List.of("a", "b", "c")) {
      world.createTable(Caller.CRAWLER, "sales", table(name));
    }
    standIn.deny("sales", "a");
    standIn.deny("sales", "b");
    ListedDatabase sales = ListedDatabase.of(DatabaseId.of(OURS, HERE, "sales"));

    assertThat(Pages.page(listing.tables(sales, "")).items()).isEmpty();
    assertThat(allTables(sales))
        .extracting(Snapshot::table)
        .containsExactly(TableId.of(OURS, HERE, "sales", "c"));

    world.createDatabase(Caller.PERSON, "hidden");
    standIn.denyDatabase("hidden");
    assertThat(allDatabases("", HERE)).containsExactly(sales);
  }

  // ---- what goes wrong

  @Test
  void aTokenThatGlueHasForgottenSendsBackToTheFirstPage() {
    standIn.pagesOf(1);
    world.createDatabase(Caller.PERSON, "a");
    world.createDatabase(Caller.PERSON, "b");
    world.createTable(Caller.CRAWLER, "a", table("t"));
    String ofDatabases = Pages.page(listing.databases("", HERE, "")).token();
    ListedDatabase a = ListedDatabase.of(DatabaseId.of(OURS, HERE, "a"));
    String ofTables = Pages.page(listing.tables(a, "")).token();
    standIn.expireTokens();

    assertThat(Pages.answer(listing.databases("", HERE, ofDatabases)).toString())
        .startsWith("EXPIRED");
    assertThat(Pages.answer(listing.tables(a, ofTables)).toString()).startsWith("EXPIRED");
    assertThat(Pages.answer(listing.tables(a, "")).toString()).doesNotStartWith("EXPIRED");
  }

  @Test
  @Tag("trap:aws-20")
  void throttlingComesBackAtOnceAndIsTriedAgainByNobody() {
    world.createDatabase(Caller.PERSON, "a");
    standIn.faults().throttleNext(1);
    long before = standIn.faults().requests();
    assertThat(Pages.answer(listing.databases("", HERE, "")).toString()).startsWith("THROTTLED");
    assertThat(standIn.faults().requests() - before).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, AccessDeniedException, DENIED",
    "400, GlueEncryptionException, DENIED",
    "400, EntityNotFoundException, MISSING",
    "400, InternalServiceException, THROTTLED",
    "503, Whatever, THROTTLED",
    "400, InvalidInputException, INVALID",
  })
  @Tag("trap:aws-3")
  void tellsErrorsApartAsALookUpDoes(int status, String code, String kind) {
    String body = "{\"__type\":\"" + code + "\",\"Message\":\"said so\"}";
    assertThat(askOneThatAnswers(status, body)).startsWith(kind);
  }

  @Test
  @Tag("trap:aws-3")
  void aFederatedSourceThatKnowsNoSuchDatabaseIsNoAbsence() {
    assertThat(
            askOneThatAnswers(
                400,
                "{\"__type\":\"EntityNotFoundException\",\"Message\":\"no\","
                    + "\"FromFederationSource\":true}"))
        .startsWith("DENIED");
  }

  @Test
  void whatIsNoListIsInvalidAndATableWithoutANameHoldsUpNoOther() {
    assertThat(askOneThatAnswers(200, "{\"TableList\":[{},{\"Name\":\"t\"}]}"))
        .contains("t version -1")
        .startsWith("[");
    assertThat(askOneThatAnswers(200, "{}")).isEqualTo("[]");
  }

  private String askOneThatAnswers(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    LoopbackServer.Reply reply =
        LoopbackServer.Reply.of(status, "application/x-amz-json-1.1", bytes);
    try (LoopbackServer server = LoopbackServer.start("odd-glue", request -> reply);
        AwsGlueListing odd = open(server.uri())) {
      DatabaseId any = DatabaseId.of(OURS, HERE, "d");
      return Pages.answer(odd.tables(ListedDatabase.of(any), "")).toString();
    }
  }

  @Test
  void theListingHasARateOfItsOwn() {
    world.createDatabase(Caller.PERSON, "a");
    try (AwsGlueListing slow =
        AwsGlueListing.open(settings(standIn.uri()).withRequestsPerSecond(2), clock)) {
      long start = System.nanoTime();
      for (int i = 0; i < 4; i++) {
        Pages.answer(slow.databases("", HERE, ""));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
    }
  }

  @Test
  void theRoleOfAnAccountListsItsCatalog() {
    ObjectNode request = new ObjectMapper().createObjectNode().put("CatalogId", THEIRS);
    request.putObject("DatabaseInput").put("Name", "theirs");
    world.call(Caller.PERSON, "CreateDatabase", request);
    standIn.keepToItself(THEIRS);
    assertThat(Pages.answer(listing.databases(THEIRS, HERE, "")).toString()).startsWith("DENIED");

    String role = "arn:aws:iam::" + THEIRS + ":role/reader";
    try (AwsGlueListing theirs =
        AwsGlueListing.open(settings(standIn.uri()).withRoles(Map.of(THEIRS, role), HERE), clock)) {
      assertThat(Pages.page(theirs.databases(THEIRS, HERE, "")).items())
          .containsExactly(ListedDatabase.of(DatabaseId.of(THEIRS, HERE, "theirs")));
    }
  }

  @Test
  void closingAnswersWhatIsOpenAndReturns() {
    standIn.faults().slowBy(Duration.ofSeconds(30));
    CompletableFuture<ListAnswer<ListedDatabase>> open = listing.databases("", HERE, "");
    long start = System.nanoTime();
    listing.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    assertThat(open.join().toString()).startsWith("THROTTLED");
    assertThat(listing.databases("", HERE, "").join().toString()).startsWith("THROTTLED");
  }

  // ---- helpers

  private static TableInput table(String name) {
    return TableInput.parquet(name, "s3://lake/" + name).column("id", "bigint");
  }

  private List<ListedDatabase> allDatabases(String catalog, String region) {
    return Pages.all(token -> listing.databases(catalog, region, token));
  }

  private List<Snapshot> allTables(ListedDatabase database) {
    List<Snapshot> all = new ArrayList<>(Pages.all(token -> listing.tables(database, token)));
    all.sort((a, b) -> a.table().compareTo(b.table()));
    return all;
  }
}
