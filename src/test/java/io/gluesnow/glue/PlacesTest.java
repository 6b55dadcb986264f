package io.gluesnow.glue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.TableId;
import io.gluesnow.standin.SettableClock;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.GlueWorld;
import io.gluesnow.standin.glue.StandInGlue;
import io.gluesnow.standin.glue.TableInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several accounts and regions: each table is asked for where it is, as whom, and how fast. */
class PlacesTest {
  private static final String OURS = "111122223333";
  private static final String THEIRS = "444455556666";
  private static final String ROLE = "arn:aws:iam::444455556666:role/gluesnow-reader";
  private static final TableId HERE = TableId.of(OURS, "eu-west-1", "d", "t");
  private static final TableId IN_AMERICA = TableId.of(OURS, "us-east-1", "d", "t");
  private static final TableId OF_THEIRS = TableId.of(THEIRS, "eu-west-1", "d", "t");

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-03T09:14:07Z"));
  private final GlueWorld europe = GlueWorld.of(clock, OURS, "eu-west-1");
  private final GlueWorld america = GlueWorld.of(clock, OURS, "us-east-1");
  private final StandInGlue standIn = StandInGlue.start(europe, america);
  private final List<AwsGlueCatalog> opened = new ArrayList<>();

  @BeforeEach
  void oneTableInEachPlace() {
    create(europe, HERE);
    create(america, IN_AMERICA);
    create(europe, OF_THEIRS);
    standIn.keepToItself(THEIRS);
  }

  private static void create(GlueWorld world, TableId table) {
    ObjectNode request = new ObjectMapper().createObjectNode().put("CatalogId", table.catalog());
    request.putObject("DatabaseInput").put("Name", table.database());
    world.call(Caller.PERSON, "CreateDatabase", request.deepCopy());
    request.put("DatabaseName", table.database());
    String location = "s3://" + table.catalog() + "-" + table.region() + "/t/";
    request.set("TableInput", TableInput.parquet("t", location).column("id", "int").json());
    world.call(Caller.PERSON, "CreateTable", request);
  }

  @AfterEach
  void close() {
    opened.forEach(AwsGlueCatalog::close);
    standIn.close();
  }

  private AwsGlueCatalog glue(Map<String, String> roles, double rate) {
    AwsGlueCatalog glue =
        AwsGlueCatalog.open(
            AwsGlueCatalog.Settings.defaults()
                .withEndpoint(standIn.uri())
                .withMadeUpCredentials()
                .withRoles(roles, "eu-west-1")
                .withRequestsPerSecond(rate),
            clock);
    opened.add(glue);
    return glue;
  }

  private AwsGlueCatalog glue(Map<String, String> roles) {
    return glue(roles, Double.POSITIVE_INFINITY);
  }

  private static GlueAnswer ask(AwsGlueCatalog glue, TableId table) {
    return glue.ask(table).orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static String location(GlueAnswer answer) {
    return Answers.snapshot(answer).definition().orElseThrow().location();
  }

  @Test
  @Tag("trap:aws-6")
  void eachTableIsAskedForInItsOwnRegionAndAccount() {
    AwsGlueCatalog glue = glue(Map.of(THEIRS, ROLE));
    assertThat(location(ask(glue, HERE))).isEqualTo("s3://111122223333-eu-west-1/t/");
    assertThat(location(ask(glue, IN_AMERICA))).isEqualTo("s3://111122223333-us-east-1/t/");
    assertThat(location(ask(glue, OF_THEIRS))).isEqualTo("s3://444455556666-eu-west-1/t/");
  }

  @Test
  void anAccountThatGrantsNothingIsDeniedWithoutARoleOfItsOwn() {
    GlueAnswer answer = ask(glue(Map.of()), OF_THEIRS);
    assertThat(Answers.kind(answer)).isEqualTo("denied");
    assertThat(answer.toString()).contains("Glue answered 400 AccessDeniedException");
  }

  @Test
  void aRoleIsAssumedOnceForManyQuestionsAndOnlyForItsAccount() {
    AwsGlueCatalog glue = glue(Map.of(THEIRS, ROLE));
    for (int i = 0; i < 20; i++) {
      ask(glue, HERE);
    }
    assertThat(standIn.rolesAssumed()).isZero();
    for (int i = 0; i < 20; i++) {
      assertThat(Answers.kind(ask(glue, OF_THEIRS))).isEqualTo("snapshot");
    }
    assertThat(standIn.rolesAssumed()).isEqualTo(1);
  }

  @Test
  void aNestedCatalogIsAskedForUnderTheRoleOfItsAccount() {
    TableId nested = TableId.of(THEIRS + ":s3tablescatalog/harbor", "eu-west-1", "d", "t");
    create(europe, nested);
    assertThat(Answers.kind(ask(glue(Map.of(THEIRS, ROLE)), nested))).isEqualTo("snapshot");
    assertThat(Answers.kind(ask(glue(Map.of()), nested))).isEqualTo("denied");
  }

  @Test
  void aRoleThatMayNotBeAssumedDeniesItsTablesAndNoOthers() {
    standIn.refuseRole(ROLE);
    AwsGlueCatalog glue = glue(Map.of(THEIRS, ROLE));
    GlueAnswer answer = ask(glue, OF_THEIRS);
    assertThat(Answers.kind(answer)).isEqualTo("denied");
    assertThat(answer.toString()).contains("Sts answered 403 AccessDenied", ROLE);
    assertThat(Answers.kind(ask(glue, HERE))).isEqualTo("snapshot");
  }

  @Test
  @Tag("trap:aws-20")
  void eachAccountAndRegionHasARateOfItsOwn() {
    AwsGlueCatalog glue = glue(Map.of(THEIRS, ROLE), 1);
    List<CompletableFuture<GlueAnswer>> slow = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      slow.add(glue.ask(HERE));
    }
    assertThat(Answers.kind(ask(glue, IN_AMERICA))).isEqualTo("snapshot");
    assertThat(Answers.kind(ask(glue, OF_THEIRS))).isEqualTo("snapshot");
    assertThat(slow).filteredOn(CompletableFuture::isDone).hasSizeLessThan(40);
    glue.close();
    assertThat(slow).allSatisfy(answer -> assertThat(answer).isCompleted());
  }

  @Test
  void recordsFullOfMadeUpRegionsDoNotOpenClientsWithoutEnd() {
    AwsGlueCatalog glue = glue(Map.of());
    List<CompletableFuture<GlueAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      answers.add(glue.ask(TableId.of(OURS, "mars-" + i, "d", "t")));
    }
    Map<String, Long> kinds =
        answers.stream()
            .map(answer -> Answers.kind(answer.orTimeout(60, TimeUnit.SECONDS).join()))
            .collect(
                java.util.stream.Collectors.groupingBy(
                    k -> k, java.util.stream.Collectors.counting()));
    assertThat(kinds).containsExactlyInAnyOrderEntriesOf(Map.of("snapshot", 500L, "denied", 100L));
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("sdk-"))
        .hasSizeLessThan(20);
  }

  @Test
  void closingWithARoleReturnsSoon() {
    AwsGlueCatalog glue = glue(Map.of(THEIRS, ROLE));
    ask(glue, OF_THEIRS);
    long start = System.nanoTime();
    glue.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
  }
}
