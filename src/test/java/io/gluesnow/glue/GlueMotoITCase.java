package io.gluesnow.glue;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.judge.JudgeServer;
import io.gluesnow.judge.Judges;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueAsyncClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * The look-ups against somebody else's idea of Glue. It judges the protocol and the plain paths;
 * moto neither folds names nor looks at the catalog id, gives no update time before the first
 * update, and throttles nobody: for those see {@link AwsGlueCatalogTest}. It leaves links to the
 * caller; how Glue follows them itself is in {@link ResourceLinksTest}.
 */
class GlueMotoITCase {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  private static final TableId ID = TableId.of("123456789012", "eu-west-1", "quay", "invoices");

  private static JudgeServer moto;
  private static GlueAsyncClient client;
  private static AwsGlueCatalog glue;

  @BeforeAll
  static void start() {
    moto = Judges.moto();
    client =
        GlueAsyncClient.builder()
            .httpClientBuilder(NettyNioAsyncHttpClient.builder())
            .endpointOverride(moto.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(CREDENTIALS)
            .build();
    glue =
        AwsGlueCatalog.open(
            AwsGlueCatalog.Settings.defaults()
                .withEndpoint(moto.endpoint())
                .withCredentials(CREDENTIALS),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    glue.close();
    client.close();
    moto.close();
  }

  private static TableInput input(String... columns) {
    Column[] converted = new Column[columns.length];
    for (int i = 0; i < columns.length; i++) {
      String[] parts = columns[i].split(" ", 2);
      converted[i] = Column.builder().name(parts[0]).type(parts[1]).build();
    }
    return TableInput.builder()
        .name("invoices")
        .tableType("EXTERNAL_TABLE")
        .storageDescriptor(
            s ->
                s.location("s3://quay/invoices/")
                    .columns(converted)
                    .serdeInfo(i -> i.serializationLibrary("lib").parameters(Map.of("k", "v"))))
        .partitionKeys(Column.builder().name("day").type("date").build())
        .parameters(Map.of("classification", "parquet"))
        .build();
  }

  private static Snapshot ask() {
    return ask(ID);
  }

  private static Snapshot ask(TableId id) {
    GlueAnswer[] answer = new GlueAnswer[1];
    assertThat(glue.ask(id)).succeedsWithin(Duration.ofSeconds(20)).satisfies(a -> answer[0] = a);
    return Answers.snapshot(answer[0]);
  }

  @Test
  void seesATableCreatedUpdatedDeletedAndMadeAgain() {
    assertThat(ask().isAbsent()).isTrue();
    client.createDatabase(r -> r.databaseInput(d -> d.name("quay"))).join();
    assertThat(ask().isAbsent()).isTrue();

    client.createTable(r -> r.databaseName("quay").tableInput(input("id bigint"))).join();
    TableDefinition created = ask().definition().orElseThrow();
    assertThat(created.columns()).hasToString("[id bigint]");
    assertThat(created.partitionKeys()).hasToString("[day date]");
    assertThat(created.location()).isEqualTo("s3://quay/invoices/");
    assertThat(created.format().serdeParameters()).containsExactly(Map.entry("k", "v"));
    assertThat(created.version().updatedAt()).isEqualTo(created.version().createdAt());

    client
        .updateTable(
            r ->
                r.databaseName("quay")
                    .tableInput(input("id bigint", "tags array<struct<A:string,b:INT>>")))
        .join();
    TableDefinition updated = ask().definition().orElseThrow();
    assertThat(updated.columns()).hasToString("[id bigint, tags array<struct<A:string,b:int>>]");
    assertThat(updated.version()).isGreaterThan(created.version());

    client.deleteTable(r -> r.databaseName("quay").name("invoices")).join();
    assertThat(ask().isAbsent()).isTrue();

    client.createTable(r -> r.databaseName("quay").tableInput(input("id string"))).join();
    TableDefinition again = ask().definition().orElseThrow();
    assertThat(again.version().createdAt()).isAfter(created.version().createdAt());
    assertThat(again.version()).isGreaterThan(updated.version());
  }

  @Test
  void followsLinksToTablesAndDatabases() {
    TableId link = TableId.of("123456789012", "eu-west-1", "shore", "bills");
    TableId behind = TableId.of("123456789012", "eu-west-1", "pier", "invoices");
    TableId inLinked = TableId.of("123456789012", "eu-west-1", "jetty", "invoices");
    client.createDatabase(r -> r.databaseInput(d -> d.name("pier"))).join();
    client.createDatabase(r -> r.databaseInput(d -> d.name("shore"))).join();
    client
        .createDatabase(
            r ->
                r.databaseInput(
                    d ->
                        d.name("jetty")
                            .targetDatabase(t -> t.catalogId("123456789012").databaseName("pier"))))
        .join();
    client
        .createTable(
            r ->
                r.databaseName("shore")
                    .tableInput(
                        t ->
                            t.name("bills")
                                .targetTable(
                                    target ->
                                        target
                                            .catalogId("123456789012")
                                            .databaseName("pier")
                                            .name("invoices"))))
        .join();
    assertThat(ask(link).isAbsent()).isTrue();
    assertThat(ask(inLinked).isAbsent()).isTrue();

    client.createTable(r -> r.databaseName("pier").tableInput(input("id bigint"))).join();
    for (TableId id : List.of(link, inLinked)) {
      TableDefinition table = ask(id).definition().orElseThrow();
      assertThat(table.id()).isEqualTo(id);
      assertThat(table.linkTo()).contains(behind);
      assertThat(table.columns()).hasToString("[id bigint]");
    }
  }

  @Test
  void assumesARoleOfTheAccount() {
    String role = "arn:aws:iam::444455556666:role/gluesnow-reader";
    client.createDatabase(r -> r.databaseInput(d -> d.name("basin"))).join();
    client.createTable(r -> r.databaseName("basin").tableInput(input("id bigint"))).join();
    try (AwsGlueCatalog assuming =
        AwsGlueCatalog.open(
            AwsGlueCatalog.Settings.defaults()
                .withEndpoint(moto.endpoint())
                .withCredentials(CREDENTIALS)
                .withRoles(Map.of("444455556666", role), "eu-west-1"),
            Clock.systemUTC())) {
      // moto keeps accounts apart by who signs: under the role it is another, empty catalog.
      TableId theirs = TableId.of("444455556666", "eu-west-1", "basin", "invoices");
      assertThat(assuming.ask(theirs))
          .succeedsWithin(Duration.ofSeconds(20))
          .satisfies(a -> assertThat(Answers.snapshot(a).isAbsent()).isTrue());
      TableId ours = TableId.of("123456789012", "eu-west-1", "basin", "invoices");
      assertThat(assuming.ask(ours))
          .succeedsWithin(Duration.ofSeconds(20))
          .satisfies(a -> assertThat(Answers.snapshot(a).isAbsent()).isFalse());
    }
  }
}
