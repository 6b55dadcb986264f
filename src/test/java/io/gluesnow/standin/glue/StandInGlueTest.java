package io.gluesnow.standin.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.TableId;
import io.gluesnow.cloudtrail.CloudTrailDecoder;
import io.gluesnow.cloudtrail.Decoded;
import io.gluesnow.standin.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueAsyncClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.Table;

class StandInGlueTest {
  private static final String ACCOUNT = "111122223333";

  // One for all, since each takes two seconds to close.
  private static final SdkAsyncHttpClient HTTP = NettyNioAsyncHttpClient.create();

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-03T09:14:07.900Z"));
  private final GlueWorld world = GlueWorld.of(clock, ACCOUNT, "eu-west-1");
  private final StandInGlue standIn = StandInGlue.start(world);
  private final GlueAsyncClient client =
      GlueAsyncClient.builder()
          .httpClient(HTTP)
          .endpointOverride(standIn.uri())
          .region(Region.EU_WEST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .build();

  @BeforeEach
  void oneDatabase() {
    world.createDatabase(Caller.PERSON, "d");
  }

  @AfterEach
  void close() {
    client.close();
    standIn.close();
  }

  @AfterAll
  static void closeAll() {
    HTTP.close();
  }

  private Table get(String name) {
    return client.getTable(r -> r.databaseName("d").name(name)).join().table();
  }

  private static TableInput table(String name) {
    return TableInput.json(name, "s3://b/" + name + "/").column("Id", "struct<Type:string>");
  }

  @Test
  void foldsNamesCountsVersionsAndKeepsWholeSeconds() {
    world.createTable(Caller.PERSON, "D", table("Harbor"));
    clock.advance(Duration.ofSeconds(90));
    world.updateTable(Caller.PERSON, "d", table("HARBOR").column("b", "int"));
    Table table = get("hArBoR");
    assertThat(table.name()).isEqualTo("harbor");
    assertThat(table.versionId()).isEqualTo("1");
    assertThat(table.createTime()).isEqualTo(Instant.parse("2026-11-03T09:14:07Z"));
    assertThat(table.updateTime()).isEqualTo(Instant.parse("2026-11-03T09:15:37Z"));
    assertThat(table.storageDescriptor().columns()).hasSize(2);
  }

  @Test
  void aDeletedAndRecreatedTableCountsFromZeroAgain() {
    world.createTable(Caller.PERSON, "d", table("t"));
    world.updateTable(Caller.PERSON, "d", table("t"));
    world.deleteTable(Caller.PERSON, "d", "t");
    assertThatThrownBy(() -> get("t")).hasCauseInstanceOf(EntityNotFoundException.class);
    world.createTable(Caller.PERSON, "d", table("t"));
    assertThat(get("t").versionId()).isEqualTo("0");
  }

  @Test
  void readsSeeAChangeOnlyWhenItIsNoLongerNew() {
    world.createTable(Caller.PERSON, "d", table("t"));
    world.answersAreStaleBy(Duration.ofSeconds(3));
    world.updateTable(Caller.PERSON, "d", table("t"));
    world.createTable(Caller.PERSON, "d", table("new"));
    assertThat(get("t").versionId()).isEqualTo("0");
    assertThatThrownBy(() -> get("new")).hasCauseInstanceOf(EntityNotFoundException.class);
    clock.advance(Duration.ofSeconds(2));
    world.deleteTable(Caller.PERSON, "d", "t");
    clock.advance(Duration.ofSeconds(1));
    assertThat(get("t").versionId()).isEqualTo("1");
    assertThat(get("new").versionId()).isEqualTo("0");
    clock.advance(Duration.ofSeconds(2));
    assertThatThrownBy(() -> get("t")).hasCauseInstanceOf(EntityNotFoundException.class);
  }

  @Test
  void theTablesOfADeletedDatabaseGoWithoutAWord() {
    world.createTable(Caller.PERSON, "d", table("t"));
    List<ObjectNode> records = new ArrayList<>();
    world.onRecord(records::add);
    world.deleteDatabase(Caller.PERSON, "d");
    assertThat(records).hasSize(1);
    assertThatThrownBy(() -> get("t")).hasCauseInstanceOf(EntityNotFoundException.class);
  }

  @Test
  void listsComeInPagesWithoutWhatMayNotBeSeen() {
    for (int i = 0; i < 250; i++) {
      world.createTable(Caller.CRAWLER, "d", table(String.format("t%03d", i)));
    }
    standIn.deny("d", "t007");
    List<String> names = new ArrayList<>();
    int pages = 0;
    String token = null;
    do {
      GetTablesResponse page =
          client
              .getTables(GetTablesRequest.builder().databaseName("d").nextToken(token).build())
              .join();
      page.tableList().forEach(table -> names.add(table.name()));
      token = page.nextToken();
      pages++;
    } while (token != null);
    assertThat(pages).isEqualTo(3);
    assertThat(names).hasSize(249).doesNotContain("t007").isSorted().contains("t000", "t249");
  }

  @Test
  void aLinkHasNoStorageAndALinkedDatabaseLeadsToItsTarget() {
    world.createTable(Caller.PERSON, "d", TableInput.link("l", ACCOUNT, "other", "t"));
    assertThat(get("l").storageDescriptor()).isNull();
    assertThat(get("l").targetTable().databaseName()).isEqualTo("other");
    world.createTable(Caller.PERSON, "d", table("t"));
    client
        .createDatabase(
            r -> r.databaseInput(i -> i.name("linked").targetDatabase(t -> t.databaseName("d"))))
        .join();
    Table behind = client.getTable(r -> r.databaseName("linked").name("t")).join().table();
    assertThat(behind.databaseName()).isEqualTo("d");
  }

  @Test
  void everyCallThatChangesTheCatalogIsLoggedAlsoThroughTheSdk() {
    List<ObjectNode> records = new ArrayList<>();
    world.onRecord(records::add);
    client.createTable(r -> r.databaseName("d").tableInput(i -> i.name("t"))).join();
    assertThatThrownBy(
            () -> client.createTable(r -> r.databaseName("d").tableInput(i -> i.name("t"))).join())
        .hasMessageContaining("already exists");
    client.batchDeleteTable(r -> r.databaseName("d").tablesToDelete("t", "gone")).join();
    assertThat(records)
        .extracting(record -> record.get("eventName").asText())
        .containsExactly("CreateTable", "CreateTable", "BatchDeleteTable");
    assertThat(records.get(1).get("errorCode").asText()).isEqualTo("AlreadyExistsException");
    assertThat(records.get(2).at("/responseElements/errors/0/tableName").asText())
        .isEqualTo("gone");
  }

  @Test
  void recordsDecodeToTheEventsThatTheyAreAbout() {
    CloudTrailDecoder decoder = new CloudTrailDecoder();
    ObjectNode created = world.createTable(Caller.CRAWLER, "d", table("Mixed"));
    Decoded fromEventBridge = decoder.decode(CloudTrail.inEventBridge(created));
    assertThat(fromEventBridge.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(CatalogEvent.Kind.TABLE_CREATED);
              assertThat(event.table()).contains(TableId.of(ACCOUNT, "eu-west-1", "d", "mixed"));
              assertThat(event.time()).isEqualTo(Instant.parse("2026-11-03T09:14:07Z"));
              assertThat(event.eventId()).isEqualTo(created.get("eventID").asText());
            });
    assertThat(decoder.decode(CloudTrail.bare(created)).events())
        .isEqualTo(fromEventBridge.events());
    ObjectNode again = world.createTable(Caller.CRAWLER, "d", table("mixed"));
    assertThat(decoder.decode(CloudTrail.bare(again)).ended(OutcomeKind.FAILED_CALL)).isEqualTo(1);
    ObjectNode dropped = world.deleteDatabase(Caller.PERSON, "d");
    assertThat(decoder.decode(CloudTrail.inCloudWatchLogs(List.of(created, dropped))).events())
        .extracting(CatalogEvent::kind)
        .containsExactly(CatalogEvent.Kind.TABLE_CREATED, CatalogEvent.Kind.DATABASE_DELETED);
  }

  @Test
  void recordsKeepTheUsersOwnKeysAndLeaveOutWhatIsTooLarge() {
    ObjectNode record =
        world.createTable(Caller.CRAWLER, "d", table("t").parameter("Projection.Day.Type", "date"));
    assertThat(record.at("/requestParameters/tableInput/parameters").has("Projection.Day.Type"))
        .isTrue();
    assertThat(record.at("/requestParameters/tableInput/storageDescriptor/columns/0/name").asText())
        .isEqualTo("Id");
    ObjectNode large =
        world.updateTable(Caller.CRAWLER, "d", table("t").parameter("doc", "x".repeat(120_000)));
    assertThat(large.at("/requestParameters/omitted").asText()).isEqualTo("true");
    assertThat(new CloudTrailDecoder().decode(CloudTrail.bare(large)).events())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.table()).contains(TableId.of(ACCOUNT, "eu-west-1", "d", "t")));
  }
}
