package io.gluesnow.cloudtrail;

import static io.gluesnow.catalog.CatalogEvent.Kind.DATABASE_DELETED;
import static io.gluesnow.catalog.CatalogEvent.Kind.PARTITIONS_CHANGED;
import static io.gluesnow.catalog.CatalogEvent.Kind.TABLE_CREATED;
import static io.gluesnow.catalog.CatalogEvent.Kind.TABLE_UPDATED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.PartitionPath;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.TableId;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTrailEventParserTest {
  private static final String ACCOUNT = "210987654321";
  private static final String REGION = "eu-central-1";

  @Test
  void aCreatedTableBecomesOneEventWithAllThatTheRecordSays() {
    Decoded decoded = record("create-by-crawler");

    assertThat(decoded.events())
        .containsExactly(
            CatalogEvent.ofTable(
                "aaaaaaaa-bbbb-4ccc-8ddd-000000000001",
                Instant.parse("2026-02-11T05:03:21Z"),
                TABLE_CREATED,
                table("orchard-raw", "crate_weights"),
                "arn:aws:sts::210987654321:assumed-role/orchard-crawler-role/AWS-Crawler"));
    assertThat(decoded.items()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "create-by-crawler, TABLE_CREATED, orchard-raw, crate_weights",
    "update-by-crawler-without-catalog-id, TABLE_UPDATED, orchard-raw, crate_weights",
    "create-by-athena-mixed-case, TABLE_CREATED, press_house, juice_2026",
    "create-open-table-format, TABLE_CREATED, cellar, vintages",
    "update-iceberg-commit, TABLE_UPDATED, cellar, casks",
    "delete-from-console, TABLE_DELETED, press_house, juice_2026",
    "delete-by-service, TABLE_DELETED, press_house, juice_stage",
    "update-omitted, TABLE_UPDATED, cellar, wide_notes",
    "update-omitted-boolean, TABLE_UPDATED, cellar, wide_notes",
    "update-omitted-names-with-slashes, TABLE_UPDATED, in/out, by/day",
  })
  @Tag("trap:aws-6")
  void theNameIsFoundWhereverTheRecordHasItAndFoldedToLowerCase(
      String fixture, CatalogEvent.Kind kind, String database, String table) {
    assertThat(record(fixture).events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(kind);
              assertThat(event.table()).contains(table(database, table));
            });
  }

  @Test
  @Tag("trap:aws-6")
  void aNameInTableNameIsTakenWhereNoOtherPlaceHasOne() {
    Decoded decoded =
        changed(
            "update-iceberg-commit",
            r -> {
              request(r).remove("tableInput");
              request(r).put("tableName", "Casks");
            });

    assertThat(decoded.events())
        .extracting(e -> e.table().orElseThrow())
        .containsExactly(table("cellar", "casks"));
  }

  @Test
  @Tag("trap:aws-6")
  void theCatalogIsTheOneNamedElseTheAccountThatGotTheRecordAndNeverTheCallers() {
    Consumer<ObjectNode> calledFromElsewhere =
        r -> ((ObjectNode) r.path("userIdentity")).put("accountId", "999999999999");

    assertThat(
            only(changed("update-by-crawler-without-catalog-id", calledFromElsewhere)).database())
        .isEqualTo(DatabaseId.of(ACCOUNT, REGION, "orchard-raw"));
    assertThat(only(record("update-nested-catalog")).database())
        .isEqualTo(DatabaseId.of(ACCOUNT + ":s3tablescatalog/cellar-bucket", REGION, "cellar"));
  }

  @Test
  @Tag("trap:aws-6")
  void theCatalogOfAnOmittedRequestIsTheOneInItsArn() {
    assertThat(only(record("update-nested-catalog-omitted")).table())
        .contains(
            TableId.of(ACCOUNT + ":s3tablescatalog/cellar-bucket", REGION, "cellar", "barrels"));
    assertThat(
            only(changed("update-omitted", r -> r.put("recipientAccountId", "999999999999")))
                .table())
        .contains(table("cellar", "wide_notes"));
  }

  @Test
  void anUpdateWithTwoNamesIsAboutBothTables() {
    Decoded decoded =
        changed("update-iceberg-commit", r -> request(r).put("name", "casks_renamed"));

    assertThat(decoded.events())
        .extracting(e -> e.table().orElseThrow().table())
        .containsExactly("casks", "casks_renamed");
  }

  @Test
  @Tag("trap:aws-5")
  void aBatchDeletesEachTableOnceAndCountsEachThatFailed() {
    Decoded decoded = record("batch-delete-partial-failure");

    assertThat(decoded.events())
        .extracting(e -> e.kind() + " " + e.table().orElseThrow().table())
        .containsExactly("TABLE_DELETED tmp_a", "TABLE_DELETED tmp_c");
    assertThat(decoded.ended(OutcomeKind.FAILED_CALL)).isEqualTo(1);
    assertThat(decoded.items()).isEqualTo(3);
  }

  @Test
  @Tag("trap:aws-5")
  void aFailedCallIsCountedAndRaisesNoEvent() {
    Decoded decoded = record("create-failed");

    assertThat(decoded.events()).isEmpty();
    assertThat(decoded.ended(OutcomeKind.FAILED_CALL)).isEqualTo(1);
    assertThat(decoded.items()).isEqualTo(1);
  }

  @Test
  @Tag("trap:aws-5")
  void anErrorCodeOfNullIsNoFailure() {
    assertThat(changed("delete-from-console", r -> r.putNull("errorCode")).events()).hasSize(1);
  }

  @Test
  @Tag("trap:aws-7")
  void anOmittedBatchIsRecoveredTableByTable() {
    assertThat(record("batch-delete-omitted").events())
        .extracting(e -> e.table().orElseThrow())
        .containsExactly(table("orchard-raw", "tmp_x"), table("orchard-raw", "tmp_y"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"update-omitted", "update-omitted-boolean"})
  @Tag("trap:aws-7")
  void anOmittedRequestIsRecoveredFromItsArnWithoutTheArnOfTheDatabase(String fixture) {
    Decoded decoded = changed(fixture, r -> ((ArrayNode) r.path("resources")).remove(1));

    assertThat(only(decoded).table()).contains(table("cellar", "wide_notes"));
  }

  @Test
  @Tag("trap:aws-7")
  void whatNothingNamesGoesToTheDeadLettersWithTheReason() {
    Decoded decoded = record("update-omitted-without-resources");

    assertThat(decoded.events()).isEmpty();
    assertThat(decoded.unreadable())
        .singleElement()
        .satisfies(
            u -> {
              assertThat(u.reason())
                  .isEqualTo(
                      "UpdateTable: CloudTrail omitted the request (requestParameters too large),"
                          + " and no resource of the record names the database and table");
              assertThat(u.bytes())
                  .asString(UTF_8)
                  .isEqualTo(text("records/update-omitted-without-resources"));
            });
  }

  @Test
  @Tag("trap:aws-7")
  void anArnThatDoesNotTellWhereTheDatabaseEndsIsNotGuessedAt() {
    Decoded decoded =
        changed(
            "update-omitted-names-with-slashes", r -> ((ArrayNode) r.path("resources")).remove(1));

    assertThat(decoded.events()).isEmpty();
    assertThat(decoded.unreadable())
        .singleElement()
        .satisfies(u -> assertThat(u.reason()).contains("table/in/out/by/day"));
  }

  @Test
  @Tag("trap:aws-7")
  void aRequestWithoutATableIsRecoveredWithinItsDatabase() {
    Decoded decoded =
        changed(
            "update-omitted-names-with-slashes",
            r -> {
              request(r).removeAll();
              request(r).put("databaseName", "In/Out");
            });

    assertThat(only(decoded).table()).contains(table("in/out", "by/day"));
  }

  @Test
  @Tag("trap:aws-8")
  void aDeletedDatabaseIsOneEventAboutTheDatabaseAndNoneAboutItsTables() {
    CatalogEvent event = only(record("delete-database-cross-account-owner"));

    assertThat(event.kind()).isEqualTo(DATABASE_DELETED);
    assertThat(event.database()).isEqualTo(DatabaseId.of(ACCOUNT, REGION, "press_house"));
    assertThat(event.table()).isEmpty();
  }

  @Test
  void aDeletedDatabaseIsFoundInTheArnWhenTheRequestIsOmitted() {
    Decoded decoded =
        changed(
            "delete-database-cross-account-owner",
            r -> request(r).removeAll().put("omitted", true));

    assertThat(only(decoded).database()).isEqualTo(DatabaseId.of(ACCOUNT, REGION, "press_house"));
  }

  @Test
  @Tag("trap:aws-1")
  void theCopiesOfACallThatTwoAccountsGetAreOneEvent() {
    assertThat(only(record("delete-database-cross-account-caller")))
        .isEqualTo(only(record("delete-database-cross-account-owner")));
    assertThat(TrailFixtures.tree("records/delete-database-cross-account-caller").path("eventID"))
        .isNotEqualTo(
            TrailFixtures.tree("records/delete-database-cross-account-owner").path("eventID"));
  }

  @Test
  @Tag("trap:aws-1")
  void aCorrectionIsAnEventOfItsOwnAndNoCopyOfWhatItCorrects() {
    CatalogEvent correction = only(record("correction-of-a-failed-create"));

    assertThat(correction.eventId()).isEqualTo("aaaaaaaa-bbbb-4ccc-8ddd-700000000001");
    assertThat(correction.table()).contains(table("press_house", "juice"));
    assertThat(record("create-failed").events()).isEmpty();
  }

  @Test
  @Tag("trap:aws-2")
  @Tag("trap:snowflake-46")
  void anEventSaysWhichTableChangedAndNothingOfWhatItIsNow() {
    Decoded otherwise =
        changed(
            "create-by-crawler",
            r -> {
              ObjectNode table = (ObjectNode) request(r).path("tableInput");
              table.remove("storageDescriptor");
              table.putArray("partitionKeys").addObject().put("name", "other");
              table.put("tableType", "VIRTUAL_VIEW");
            });

    assertThat(otherwise).isEqualTo(record("create-by-crawler"));
  }

  @Test
  @Tag("trap:aws-2")
  void timesAreWholeSeconds() {
    assertThat(only(record("odd-values")).time()).isEqualTo(Instant.parse("2026-02-18T06:00:00Z"));
  }

  @Test
  @Tag("trap:aws-12")
  void oddValuesUnknownKeysAndTheUsersOwnKeysDoNotMatter() {
    Decoded decoded = record("odd-values");

    assertThat(only(decoded).kind()).isEqualTo(TABLE_UPDATED);
    assertThat(only(decoded).table())
        .contains(table("orchard-raw", "crate weights/2026: äö '\"; --"));
    TableId id = only(decoded).table().orElseThrow();
    assertThat(TableId.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update-crawler",
        "foreign-athena",
        "service-event",
        "lf-grant-location",
        "s3tables-maintenance"
      })
  void whatIsAboutNoTableEndsAsIrrelevant(String fixture) {
    Decoded decoded = record(fixture);

    assertThat(decoded.ended(OutcomeKind.IRRELEVANT)).isEqualTo(1);
    assertThat(decoded.items()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create-partition | s3://press-house-fixture/juice/site=north/month=2026-02/",
        "delete-partition | values=north/2026-01",
        "update-partition-moved | s3://other-fixture/moved/ values=north/2026-01",
        "batch-create-partition-partial-failure | s3://press-house-fixture/juice/site=south/month=2026-01/"
            + " values=east%2Fwest/2026-01",
        "batch-update-partition | s3://press-house-fixture/juice/site=north/month=2026-01/"
            + " values=south/2026-01",
        "batch-delete-partition | values=/2026 values=a%2Fb, c/100%25",
        "batch-create-partition-omitted | *",
      })
  @Tag("trap:aws-7")
  void aChangedPartitionIsOneEventAboutItsTableThatSaysWhichFiles(String fixture, String paths) {
    CatalogEvent event = only(record(fixture));

    assertThat(event.kind()).isEqualTo(PARTITIONS_CHANGED);
    assertThat(event.table()).contains(table("press_house", "juice"));
    assertThat(String.join(" ", event.paths())).isEqualTo(paths);
    event.paths().forEach(path -> assertThat(PartitionPath.parse(path)).hasToString(path));
  }

  @Test
  @Tag("trap:aws-5")
  void aBatchOfPartitionsOfWhichEachFailedIsAFailedCall() {
    Decoded decoded = record("batch-create-partition");

    assertThat(decoded.ended(OutcomeKind.FAILED_CALL)).isEqualTo(1);
    assertThat(decoded.items()).isEqualTo(1);
  }

  @Test
  void moreThanAHundredPartitionsAreAllOfThem() {
    Decoded decoded =
        changed(
            "batch-delete-partition",
            r -> {
              ArrayNode list = request(r).putArray("partitionsToDelete");
              for (int i = 0; i < 101; i++) {
                list.addObject().putArray("values").add("v" + i);
              }
            });

    assertThat(only(decoded).paths()).containsExactly("*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "\"text\"", "[null]", "[[\"a\"]]"})
  @Tag("trap:aws-12")
  void valuesThatAreNoneMeanAnyOfTheFiles(String values) throws Exception {
    JsonNode odd = new ObjectMapper().readTree(values);

    assertThat(
            only(changed("delete-partition", r -> request(r).set("partitionValues", odd))).paths())
        .containsExactly("*");
  }

  @Test
  void aLocationThatIsNoneIsToldByTheValues() {
    Decoded decoded =
        changed(
            "create-partition",
            r ->
                ((ObjectNode) request(r).path("partitionInput").path("storageDescriptor"))
                    .put("location", "juice/site=north"));

    assertThat(only(decoded).paths()).containsExactly("values=north/2026-02");
  }

  @ParameterizedTest
  @CsvSource({
    "create-database, DATABASE_CREATED, mill",
    "create-database-link, DATABASE_CREATED, mill_link",
    "update-database, DATABASE_UPDATED, orchard-raw",
    "delete-database-cross-account-owner, DATABASE_DELETED, press_house",
  })
  @Tag("trap:aws-6")
  void aDatabasesNameIsFoundWhereverTheRequestHasIt(
      String fixture, CatalogEvent.Kind kind, String database) {
    CatalogEvent event = only(record(fixture));

    assertThat(event.kind()).isEqualTo(kind);
    assertThat(event.table()).isEmpty();
    assertThat(event.database()).isEqualTo(DatabaseId.of(ACCOUNT, REGION, database));
  }

  @Test
  void anUpdateOfADatabaseWithTwoNamesIsAboutBoth() {
    Decoded decoded = changed("update-database", r -> request(r).put("name", "orchard-old"));

    assertThat(decoded.events())
        .extracting(e -> e.database().database())
        .containsExactly("orchard-old", "orchard-raw");
  }

  @Test
  @Tag("trap:aws-21")
  void aLinkSaysWhereItLeadsAndWhatItLeavesOutIsTheLinksOwn() {
    assertThat(only(record("create-table-link")).linkTarget())
        .contains(LinkTarget.of(TableId.of("333344445555", REGION, "mill", "flour")));
    assertThat(only(record("create-database-link")).linkTarget())
        .contains(LinkTarget.of(DatabaseId.of("333344445555", "eu-west-1", "mill")));
    assertThat(
            only(changed(
                    "create-table-link",
                    r ->
                        ((ObjectNode) request(r).path("tableInput").path("targetTable"))
                            .remove("catalogId")))
                .linkTarget())
        .contains(LinkTarget.of(table("mill", "flour")));
    assertThat(only(record("create-by-crawler")).linkTarget()).isEmpty();
  }

  @Test
  void aLinkThatLeadsNowhereIsStillAnEventOfItsTable() {
    Decoded decoded =
        changed(
            "create-table-link",
            r ->
                ((ObjectNode) request(r).path("tableInput").path("targetTable"))
                    .put("name", "a\u0000b"));

    assertThat(only(decoded).linkTarget()).isEmpty();
    assertThat(only(decoded).table()).contains(table("press_house", "flour_link"));
  }

  @Test
  @Tag("trap:aws-6")
  void aCatalogThatIsNamedByItsPathAloneIsOneOfTheAccount() {
    Decoded decoded =
        changed("delete-from-console", r -> request(r).put("catalogId", "s3tablescatalog/Cellar"));

    assertThat(only(decoded).database())
        .isEqualTo(DatabaseId.of(ACCOUNT + ":s3tablescatalog/cellar", REGION, "press_house"));
  }

  @ParameterizedTest
  @CsvSource({
    "create-catalog, s3tablescatalog",
    "delete-catalog, warehouse/sub",
    "delete-catalog-omitted, warehouse",
  })
  @Tag("trap:aws-8")
  void aChangedCatalogIsAnOrderToLookAtAllOfItsTables(String fixture, String path) {
    Decoded decoded = record(fixture);

    assertThat(decoded.items()).isEqualTo(1);
    assertThat(decoded.controls())
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.command()).isEqualTo(ControlEvent.Command.RESYNC);
              assertThat(order.scope()).isEqualTo(Scope.ofCatalog(ACCOUNT + ":" + path, REGION));
              assertThat(order.isFor("any")).isTrue();
              assertThat(order.principal()).contains("orchard-etl");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "lf-grant-table, TABLE_UPDATED press_house/juice",
    "lf-revoke-columns, TABLE_UPDATED press_house/juice",
    "lf-grant-all-tables, DATABASE_UPDATED press_house",
    "lf-data-cells-filter, TABLE_UPDATED press_house/juice",
    "lf-batch-grant, TABLE_UPDATED press_house/juice DATABASE_UPDATED cellar",
  })
  void aGrantMakesWhatItIsAboutWorthALook(String fixture, String expected) {
    Decoded decoded = record(fixture);

    assertThat(events(decoded)).isEqualTo(expected);
    assertThat(decoded.events())
        .allSatisfy(e -> assertThat(e.database().catalog()).isEqualTo(ACCOUNT));
  }

  @Test
  @Tag("trap:aws-5")
  void aBatchOfGrantsLeavesOutWhatFailed() {
    Decoded decoded = record("lf-batch-grant");

    assertThat(decoded.ended(OutcomeKind.FAILED_CALL)).isEqualTo(1);
    assertThat(decoded.items()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "s3tables-create-table, TABLE_CREATED cellar/vats",
    "s3tables-commit, TABLE_UPDATED cellar/vats",
    "s3tables-rename-table, TABLE_DELETED cellar/vats TABLE_CREATED attic/tuns",
    "s3tables-create-namespace, DATABASE_CREATED attic",
  })
  @Tag("trap:aws-9")
  void aTableOfS3TablesHasTheIdThatItHasInGlue(String fixture, String expected) {
    Decoded decoded = record(fixture);

    assertThat(events(decoded)).isEqualTo(expected);
    assertThat(decoded.events())
        .allSatisfy(
            e -> assertThat(e.database().catalog()).isEqualTo(ACCOUNT + ":s3tablescatalog/cellar"));
    assertThat(decoded.items()).isEqualTo(decoded.events().size());
  }

  @Test
  @Tag("trap:aws-7")
  void anOmittedGrantIsRecoveredFromItsArnsAndAnOmittedCommitIsKept() {
    Decoded grant =
        changed(
            "batch-create-partition-omitted",
            r ->
                r.put("eventSource", "lakeformation.amazonaws.com")
                    .put("eventName", "BatchGrantPermissions"));
    Decoded commit =
        changed(
            "s3tables-commit",
            r -> request(r).removeAll().put("omitted", "true").put("reason", "x"));

    assertThat(events(grant)).isEqualTo("TABLE_UPDATED press_house/juice");
    assertThat(commit.unreadable())
        .singleElement()
        .satisfies(
            u ->
                assertThat(u.reason())
                    .isEqualTo(
                        "UpdateTableMetadataLocation: CloudTrail omitted the request (x), and no"
                            + " resource of the record names the table"));
  }

  @Test
  void aCallOfS3TablesThatNamesNoBucketIsIrrelevant() {
    assertThat(
            changed("s3tables-commit", r -> request(r).remove("tableBucketARN"))
                .ended(OutcomeKind.IRRELEVANT))
        .isEqualTo(1);
    assertThat(
            changed("s3tables-commit", r -> request(r).remove("name"))
                .ended(OutcomeKind.IRRELEVANT))
        .isEqualTo(1);
  }

  @Test
  void anInsightEventIsNoCall() {
    assertThat(
            changed("create-by-crawler", r -> r.put("eventType", "AwsCloudTrailInsight"))
                .ended(OutcomeKind.IRRELEVANT))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1.05, true", "1.11, true", "1.99, true", "1, true", "2.0, false", "10.1, false"})
  void minorVersionsAreReadAndUnknownMajorVersionsAreNot(String version, boolean read) {
    Decoded decoded = changed("delete-from-console", r -> r.put("eventVersion", version));

    assertThat(decoded.events()).hasSize(read ? 1 : 0);
    assertThat(decoded.ended(OutcomeKind.DEAD_LETTERED)).isEqualTo(read ? 0 : 1);
  }

  @Test
  void aServiceThatCallsForItselfIsThePrincipal() {
    assertThat(only(record("delete-by-service")).principal())
        .isEqualTo("lakeformation.amazonaws.com");
    assertThat(only(changed("delete-by-service", r -> r.remove("userIdentity"))).principal())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "eventID, the record has no eventID",
    "eventTime, the record has no eventTime",
    "awsRegion, the record has no awsRegion",
    "requestParameters, neither the request nor a resource of the record names the database and"
        + " table"
  })
  void aRecordThatLacksWhatIsNeededSaysWhatItLacks(String field, String reason) {
    Decoded decoded = changed("delete-from-console", r -> r.remove(field));

    assertThat(decoded.items()).isEqualTo(1);
    assertThat(decoded.unreadable())
        .singleElement()
        .satisfies(u -> assertThat(u.reason()).isEqualTo("DeleteTable: " + reason));
  }

  @Test
  void aRecordWithoutAnyAccountNamesNoCatalog() {
    Decoded decoded =
        changed("update-by-crawler-without-catalog-id", r -> r.remove("recipientAccountId"));

    assertThat(decoded.unreadable().get(0).reason()).contains("names no catalog");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-13-01T00:00:00Z", "+99999-01-01T00:00:00Z", "17"})
  void aTimeThatIsNoneIsShownToWhoeverReadsTheDeadLetter(String time) {
    Decoded decoded = changed("delete-from-console", r -> r.put("eventTime", time));

    assertThat(decoded.unreadable().get(0).reason()).contains("eventTime").contains(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\nb", "a\\u0000b", "half \\ud83d pair", "\\uffff"})
  void aNameThatGlueCannotHoldIsRefusedHere(String escaped) {
    String text = text("records/delete-from-console").replace("juice_2026", escaped);
    Decoded decoded = new CloudTrailDecoder().decode(text.getBytes(UTF_8));

    assertThat(decoded.unreadable().get(0).reason())
        .contains("holds a character that Glue allows in no name");
  }

  @Test
  void anEndlessNameIsRefusedHere() {
    Decoded decoded =
        changed("delete-from-console", r -> request(r).put("name", "n".repeat(2_000_000)));

    assertThat(decoded.unreadable().get(0).reason()).contains("2000000 characters");
  }

  @Test
  void aBatchWithSomethingThatIsNoNameIsKeptWhole() {
    Decoded decoded =
        changed(
            "batch-delete-partial-failure",
            r -> request(r).putArray("tablesToDelete").add("fine").addObject());

    assertThat(decoded.events()).isEmpty();
    assertThat(decoded.unreadable().get(0).reason()).contains("no name: object");
  }

  private static Decoded record(String fixture) {
    return new CloudTrailDecoder().decode(TrailFixtures.bytes("records/" + fixture));
  }

  private static Decoded changed(String fixture, Consumer<ObjectNode> change) {
    return new CloudTrailDecoder().decode(TrailFixtures.changed("records/" + fixture, change));
  }

  private static String events(Decoded decoded) {
    return decoded.events().stream()
        .map(
            e ->
                e.kind()
                    + " "
                    + e.database().database()
                    + e.table().map(t -> "/" + t.table()).orElse(""))
        .collect(Collectors.joining(" "));
  }

  private static CatalogEvent only(Decoded decoded) {
    assertThat(decoded.items()).isEqualTo(1);
    assertThat(decoded.events()).hasSize(1);
    return decoded.events().get(0);
  }

  private static ObjectNode request(ObjectNode trailRecord) {
    return (ObjectNode) trailRecord.path("requestParameters");
  }

  private static String text(String fixture) {
    return new String(TrailFixtures.bytes(fixture), UTF_8).trim();
  }

  private static TableId table(String database, String table) {
    return TableId.of(ACCOUNT, REGION, database, table);
  }
}
