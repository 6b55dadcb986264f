package io.gluesnow.glue;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.HiveTypeParser;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.standin.Faults;
import io.gluesnow.standin.LoopbackServer;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.GlueWorld;
import io.gluesnow.standin.glue.StandInGlue;
import io.gluesnow.standin.glue.TableInput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class AwsGlueCatalogTest {
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "eu-west-1";
  private static final TableId INVOICES = TableId.of(ACCOUNT, REGION, "quay_sales", "invoices");
  private static final Instant NOW = Instant.parse("2026-11-03T09:14:07.250Z");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final GlueWorld world = GlueWorld.of(clock, ACCOUNT, REGION);
  private final StandInGlue standIn = StandInGlue.start(world);
  private final AwsGlueCatalog glue = AwsGlueCatalog.open(settings(standIn.uri()), clock);

  private static AwsGlueCatalog.Settings settings(URI endpoint) {
    return AwsGlueCatalog.Settings.defaults()
        .withEndpoint(endpoint)
        .withCallTimeout(Duration.ofSeconds(10))
        .withCredentials(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }

  @BeforeEach
  void oneDatabase() {
    world.createDatabase(Caller.PERSON, "quay_sales");
  }

  @AfterEach
  void close() {
    glue.close();
    standIn.close();
  }

  private static TableInput invoices() {
    return TableInput.parquet("Invoices", "s3://quay-curated-example/invoices")
        .column("invoice_id", "bigint")
        .column("amount", "decimal(12,2)", "in euro")
        .partitionedBy("region", "string");
  }

  private GlueAnswer ask(TableId table) {
    return within10Seconds(glue.ask(table));
  }

  private static GlueAnswer within10Seconds(CompletableFuture<GlueAnswer> answer) {
    return answer.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void saysWhatATableIs() {
    world.createTable(Caller.ATHENA, "quay_sales", invoices());
    Snapshot snapshot = Answers.snapshot(ask(INVOICES));
    assertThat(snapshot.askedAt()).isEqualTo(NOW);
    TableDefinition table = snapshot.definition().orElseThrow();
    assertThat(table.id()).isEqualTo(INVOICES);
    assertThat(table.location()).isEqualTo("s3://quay-curated-example/invoices");
    assertThat(table.columns())
        .containsExactly(
            Column.of("invoice_id", HiveTypeParser.parse("bigint")),
            Column.of(
                "amount", HiveTypeParser.parse("decimal(12,2)"), "in euro", java.util.Map.of()));
    assertThat(table.partitionKeys())
        .containsExactly(Column.of("region", HiveTypeParser.parse("string")));
    assertThat(table.format().serde()).endsWith("ParquetHiveSerDe");
    assertThat(table.parameters()).containsEntry("classification", "parquet");
    assertThat(table.version().number()).isZero();
    assertThat(table.version().updatedAt()).isEqualTo(Instant.parse("2026-11-03T09:14:07Z"));
  }

  @Test
  @Tag("trap:aws-3")
  void onlyNotFoundIsAbsence() {
    assertThat(Answers.snapshot(ask(INVOICES))).isEqualTo(Snapshot.absent(NOW, INVOICES));
    TableId inNoDatabase = TableId.of(ACCOUNT, REGION, "nowhere", "invoices");
    assertThat(Answers.snapshot(ask(inNoDatabase)).isAbsent()).isTrue();
  }

  @Test
  @Tag("trap:aws-3")
  void aWithheldPermissionIsNoAbsence() {
    world.createTable(Caller.ATHENA, "quay_sales", invoices());
    standIn.deny("quay_sales", "invoices");
    assertThat(Answers.kind(ask(INVOICES))).isEqualTo("denied");
    assertThat(ask(INVOICES).toString()).contains("AccessDeniedException", "Lake Formation");
  }

  @Test
  void eachRegionHasAClientOfItsOwn() {
    world.createTable(Caller.ATHENA, "quay_sales", invoices());
    TableId elsewhere = TableId.of(ACCOUNT, "us-east-1", "quay_sales", "invoices");
    assertThat(Answers.snapshot(ask(elsewhere)).isAbsent()).isTrue();
    assertThat(Answers.snapshot(ask(INVOICES)).isAbsent()).isFalse();
  }

  @Test
  @Tag("trap:aws-6")
  void asksTheCatalogThatOwnsTheTable() {
    com.fasterxml.jackson.databind.node.ObjectNode request =
        new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode();
    String nested = ACCOUNT + ":s3tablescatalog/harbor";
    request.put("CatalogId", nested);
    request.putObject("DatabaseInput").put("Name", "lake");
    world.call(Caller.PERSON, "CreateDatabase", request.deepCopy());
    request.put("DatabaseName", "lake");
    request.set("TableInput", invoices().json());
    world.call(Caller.PERSON, "CreateTable", request);
    assertThat(Answers.snapshot(ask(TableId.of(nested, REGION, "lake", "invoices"))).isAbsent())
        .isFalse();
    assertThat(Answers.snapshot(ask(TableId.of(ACCOUNT, REGION, "lake", "invoices"))).isAbsent())
        .isTrue();
  }

  @Test
  @Tag("trap:aws-20")
  void throttlingComesBackAtOnceAndIsTriedAgainByNobody() {
    world.createTable(Caller.ATHENA, "quay_sales", invoices());
    long before = standIn.faults().requests();
    standIn.faults().throttleNext(1);
    assertThat(Answers.kind(ask(INVOICES))).isEqualTo("throttled");
    assertThat(standIn.faults().requests() - before).isEqualTo(1);
    assertThat(Answers.kind(ask(INVOICES))).isEqualTo("snapshot");
  }

  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException, throttled",
    "400, InternalServiceException, throttled",
    "500, InternalServiceException, throttled",
    "400, OperationTimeoutException, throttled",
    "400, ConcurrentModificationException, throttled",
    "400, FederationSourceRetryableException, throttled",
    "400, ResourceNotReadyException, throttled",
    "400, ExpiredTokenException, throttled",
    "429, Whatever, throttled",
    "502, Whatever, throttled",
    "503, '', throttled",
    "400, AccessDeniedException, denied",
    "400, GlueEncryptionException, denied",
    "400, FederationSourceException, denied",
    "400, UnrecognizedClientException, denied",
    "403, Whatever, denied",
    "400, InvalidInputException, invalid",
    "400, Whatever, invalid",
    "400, EntityNotFoundException, snapshot",
  })
  @Tag("trap:aws-3")
  @Tag("trap:aws-20")
  void tellsErrorsApartByCode(int status, String code, String kind) {
    String body = "{\"__type\":\"" + code + "\",\"Message\":\"said so\"}";
    assertThat(Answers.kind(askOneThatAnswers(status, body))).isEqualTo(kind);
  }

  @Test
  @Tag("trap:aws-3")
  void aFederatedSourceThatFindsNothingIsNoAbsence() {
    String body =
        "{\"__type\":\"EntityNotFoundException\",\"Message\":\"no\",\"FromFederationSource\":true}";
    assertThat(Answers.kind(askOneThatAnswers(400, body))).isEqualTo("denied");
  }

  @Test
  void anAnswerThatIsNoneIsAnAnswerToo() {
    assertThat(Answers.kind(askOneThatAnswers(200, "{}"))).isEqualTo("invalid");
    assertThat(Answers.kind(askOneThatAnswers(200, "<html>"))).isEqualTo("throttled");
  }

  private GlueAnswer askOneThatAnswers(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    LoopbackServer.Reply reply =
        LoopbackServer.Reply.of(status, "application/x-amz-json-1.1", bytes);
    try (LoopbackServer server = LoopbackServer.start("odd-glue", request -> reply);
        AwsGlueCatalog odd = AwsGlueCatalog.open(settings(server.uri()), clock)) {
      return within10Seconds(odd.ask(INVOICES));
    }
  }

  @Test
  void anOutageACutConnectionAndNobodyThereAreToBeTriedAgain() {
    Faults faults = standIn.faults();
    faults.outage(true);
    assertThat(Answers.kind(ask(INVOICES))).isEqualTo("throttled");
    faults.outage(false);
    faults.cutNext(1);
    assertThat(Answers.kind(ask(INVOICES))).isEqualTo("throttled");
    assertThat(Answers.kind(ask(INVOICES))).isEqualTo("snapshot");
    standIn.close();
    assertThat(Answers.kind(ask(INVOICES))).isEqualTo("throttled");
  }

  @Test
  void aCallEndsAtItsTimeLimit() {
    standIn.faults().slowBy(Duration.ofSeconds(30));
    try (AwsGlueCatalog hasty =
        AwsGlueCatalog.open(
            settings(standIn.uri()).withCallTimeout(Duration.ofMillis(300)), clock)) {
      assertThat(Answers.kind(within10Seconds(hasty.ask(INVOICES)))).isEqualTo("throttled");
    }
  }

  @Test
  void closingAnswersWhatIsOpenAndReturns() {
    standIn.faults().slowBy(Duration.ofSeconds(30));
    List<CompletableFuture<GlueAnswer>> open = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      open.add(glue.ask(INVOICES));
    }
    long start = System.nanoTime();
    glue.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    assertThat(open).allSatisfy(answer -> assertThat(answer).isCompleted());
    assertThat(Answers.kind(glue.ask(INVOICES).join())).isEqualTo("throttled");
  }

  @Test
  void manyQuestionsAtOnceAreAllAnswered() {
    List<CompletableFuture<GlueAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      TableId id = TableId.of(ACCOUNT, REGION, "quay_sales", "t" + i);
      world.createTable(Caller.CRAWLER, "quay_sales", TableInput.parquet("t" + i, "s3://b/t" + i));
      answers.add(glue.ask(id));
    }
    for (int i = 0; i < answers.size(); i++) {
      Snapshot snapshot = Answers.snapshot(within10Seconds(answers.get(i)));
      assertThat(snapshot.definition().orElseThrow().location()).isEqualTo("s3://b/t" + i);
    }
  }
}
