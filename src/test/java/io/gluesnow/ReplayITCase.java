package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.cli.TestConsole;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.TableInput;
import io.gluesnow.testing.FolderBucket;
import io.gluesnow.testing.TrailFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backfill in one command: it ends by itself, and its exit code tells how. */
class ReplayITCase {
  private static final int TABLES = 12;
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final String STREAM = "source.kinesis.stream-arn";
  private static final String ENDPOINT = "source.kinesis.endpoint";

  @TempDir Path folder;

  private final List<ObjectNode> records = new CopyOnWriteArrayList<>();
  private final List<TableInput> tables = Tables.ofAllKinds();
  private final Map<String, String> special = new TreeMap<>();
  private TestConsole console = TestConsole.plain();
  private LocalWorld world;
  private TrailFolder trail;

  @BeforeEach
  void begin() throws IOException {
    world = LocalWorld.start(Clock.systemUTC());
    world.glue().onRecord(records::add);
    world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
    trail = TrailFolder.in(folder.resolve("trail")).object(DAY, List.of(foreign(1), foreign(2)));
  }

  @AfterEach
  void end() {
    world.close();
  }

  /** Tables appear in Glue, and their records in an object. */
  private void history(int count) throws IOException {
    tables
        .subList(0, count)
        .forEach(table -> world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, table));
    trail.object(DAY, records);
    records.clear();
  }

  /** A record of another service. */
  private static ObjectNode foreign(int number) {
    ObjectNode record = new ObjectMapper().createObjectNode();
    record.put("eventVersion", "1.08");
    record.put("eventTime", "2026-03-01T00:00:00Z");
    record.put("eventSource", "s3.amazonaws.com");
    record.put("eventName", "GetObject");
    record.put("eventID", "00000000-0000-4000-8000-00000000000" + number);
    return record;
  }

  private Set<String> shown() {
    return world.snowflake().catalogSnapshot().tables().keySet();
  }

  @Test
  void endsWithZeroWhenEverythingHasItsOutcomeAndLaterDaysGoOnFromItsSavepoint() throws Exception {
    history(TABLES);

    assertThat(replay("--to", DAY.toString())).as(said()).isZero();
    assertThat(shown()).hasSize(TABLES);
    assertThat(console.out())
        .contains("Done in ")
        .contains("Archive: 2 of 2 objects, ")
        .contains(", 15 records read.")
        .contains("        2  irrelevant ")
        .contains("       12  applied ")
        .contains("       15  read ");
    assertThat(console.err()).contains("its Flink UI is at http://127.0.0.1:");

    world.glue().updateTable(Caller.SPARK, Tables.PUBLIC, tables.get(0).column("more", "date"));
    trail.object(DAY.plusDays(3), records);
    String savepoint = savepoint();
    console = TestConsole.plain();
    String later = DAY.plusDays(3).toString();
    assertThat(replay("--from", later, "--from-savepoint", savepoint)).as(said()).isZero();
    assertThat(console.out())
        .contains("Archive: 1 of 1 objects, ")
        .contains("       13  applied ")
        .contains("       16  read ");
  }

  /** The backfill's positions stay behind, and the live source begins where the stream does. */
  @Test
  @Tag("trap:aws-15")
  void aLiveJobGoesOnFromTheSavepointAndWhatBothHaveReadIsDoneOnce() throws Exception {
    history(TABLES);
    assertThat(replay()).as(said()).isZero();
    int statements = world.snowflake().journal().applied().size();
    long backfilled = 15;

    try (TestJob live =
        TestJob.against(world)
            .in(folder)
            .set("snowflake.lease", "4 s")
            .set("policy.grace", "1 h")
            .set(STREAM, world.settings().get(STREAM))
            .set(ENDPOINT, world.settings().get(ENDPOINT))
            .from(savepoint())
            .start()) {
      live.awaitSettled(backfilled + TABLES + 1);
      assertThat(world.snowflake().journal().applied()).hasSize(statements);

      world.glue().updateTable(Caller.SPARK, Tables.PUBLIC, tables.get(0).column("more", "date"));
      Accounts.Balance end = live.awaitSettled(backfilled + TABLES + 2);
      // The look at the end of the quiet time may come before the event, which then finds it done.
      assertThat(end.outcome("applied") - TABLES).as(end.toString()).isBetween(0L, 1L);
      assertThat(world.snowflake().journal().applied())
          .filteredOn(sql -> sql.contains("ADD COLUMN"))
          .hasSize(1);
      assertThat(shown()).hasSize(TABLES);
    }
  }

  /** A source that has ended in a savepoint stays so; the listing that comes again is another. */
  @Test
  void listingOnceFillsSnowflakeFromAFullCatalogAndTheLiveJobThenListsAgainAndAgain()
      throws Exception {
    history(TABLES);

    assertThat(run("--listing", "once")).as(said()).isZero();
    assertThat(shown()).hasSize(TABLES);
    assertThat(console.out())
        .contains("Listing: 12 tables of 1 database in Glue, ")
        .contains("        0  read ");
    String savepoint = savepoint();

    console = TestConsole.plain();
    assertThat(run("--listing", "once", "--from-savepoint", savepoint)).as(said()).isZero();
    assertThat(console.out())
        .contains("The catalog was listed before the savepoint, and so not again");

    try (TestJob live =
        TestJob.against(world)
            .in(folder)
            .set("snowflake.lease", "4 s")
            .set("listing.mode", "repeat")
            .set("listing.interval", "2 s")
            .from(savepoint)
            .start()) {
      live.await(
          "the live job lists",
          () -> live.gauges("listing-rounds-done").getOrDefault("listing-rounds-done", 0L) > 1);
      world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, Tables.parquet("unheard_of"));
      live.await(
          "a table of which no event tells is found",
          () -> shown().contains("DEV_DB.PUBLIC.UNHEARD_OF"));
    }
  }

  @Test
  void endsWithThreeWhenSomethingIsLeftForPeopleAndSaysWhat() throws Exception {
    String closed = "dev_db__closed";
    world.snowflake().executeAsAdmin("CREATE SCHEMA DEV_DB.CLOSED");
    world.glue().createDatabase(Caller.PERSON, closed);
    world.glue().createTable(Caller.PERSON, closed, Tables.parquet("not_allowed"));
    history(1);
    trail.damagedObject(DAY);

    assertThat(replay()).as(said()).isEqualTo(3);
    assertThat(shown()).hasSize(1);
    assertThat(console.out())
        .contains("Archive: 3 of 3 objects, ")
        .contains("        1  dead-lettered ")
        .contains("        1  snowflake-denied ")
        .contains("        1  open ");
  }

  @Test
  void ctrlCStopsItWithASavepointFromWhichItGoesOn() throws Exception {
    int many = 40;
    history(many);
    special.put("glue.requests-per-second", "4");
    CompletableFuture<Integer> run = CompletableFuture.supplyAsync(this::replay);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (shown().isEmpty()) {
      assertThat(System.nanoTime()).as(said()).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(20);
    }
    console.pressCtrlC();
    assertThat(run.get(60, TimeUnit.SECONDS)).as(said()).isEqualTo(130);
    assertThat(console.out()).contains("Ended before it was done, after ");
    String savepoint = found("To go on: --from-savepoint (\\S+)");
    int made = shown().size();

    special.clear();
    console = TestConsole.plain();
    assertThat(replay("--from-savepoint", savepoint)).as(said()).isZero();
    assertThat(made).as("it was in the midst of it").isLessThan(many);
    assertThat(shown()).hasSize(many);
    assertThat(console.out()).contains("       43  read ");
  }

  @Test
  void endsWithOneAndTheCauseWhenTheJobCannotRun() {
    world.aws().secrets().put("gluesnow/local", "{\"url\": \"nonsense\"}");

    assertThat(replay()).as(said()).isEqualTo(1);
    assertThat(console.err())
        .containsOnlyOnce("The job failed and starts again from its last checkpoint: account")
        .contains("The job has failed: accountidentifier is missing: write ");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void aBucketThatMayNotBeListedIsNotTakenForAnEmptyOne() {
    try (FolderBucket bucket = FolderBucket.start(trail.root()).denyList("AWSLogs/")) {
      special.put("source.archive.endpoint", bucket.uri().toString());

      assertThat(run("--archive", "s3://trail", "--listing", "off")).as(said()).isEqualTo(1);
      assertThat(console.err())
          .contains("The job has failed: The archive cannot be walked through: the folder")
          .contains(" s3://trail/AWSLogs/ of the archive cannot be listed: ")
          .contains("(the job needs s3:ListBucket on the bucket)");
    }
  }

  @Test
  void endsWithTwoWhenItIsCalledWrongly() {
    assertThat(Gluesnow.run(console.console(), "replay")).isEqualTo(2);
    assertThat(Gluesnow.run(console.console(), "replay", "--config", "none.json")).isEqualTo(2);
    assertThat(console.err()).contains("there is no configuration file none.json");
    assertThat(replay("--from-savepoint", "/no/where")).isEqualTo(2);
    assertThat(console.err()).contains("there is no savepoint /no/where");
    assertThat(run("--listing", "off")).isEqualTo(2);
    assertThat(console.err()).contains("there is nothing to read: give --archive");
  }

  /** Over the archive. */
  private int replay(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--archive");
    arguments.add(trail.root().toString());
    arguments.addAll(Arrays.asList(more));
    return run(arguments.toArray(new String[0]));
  }

  private int run(String... more) {
    try {
      List<String> arguments = new ArrayList<>();
      arguments.add("replay");
      arguments.add("--config");
      arguments.add(configuration().toString());
      arguments.addAll(List.of("--parallelism", "2", "--checkpoint-interval", "500 ms"));
      arguments.addAll(List.of("--savepoint-dir", folder.resolve("savepoints").toString()));
      arguments.addAll(Arrays.asList(more));
      return Gluesnow.run(console.console(), arguments.toArray(new String[0]));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String said() {
    return console.out() + console.err();
  }

  private String savepoint() {
    return found("Savepoint, for a job that goes on from here: (file:\\S+)");
  }

  private String found(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(console.out());
    assertThat(matcher.find()).as(said()).isTrue();
    return matcher.group(1);
  }

  /** As a live job has it, in Managed Flink's format; the replay leaves its stream out. */
  private Path configuration() throws IOException {
    Map<String, String> settings = new TreeMap<>(TestJob.against(world).settings());
    settings.put("snowflake.lease", "4 s");
    settings.put("policy.grace", "1 h");
    settings.put(STREAM, world.settings().get(STREAM));
    settings.put(ENDPOINT, world.settings().get(ENDPOINT));
    settings.putAll(special);
    ObjectMapper json = new ObjectMapper();
    Map<String, ObjectNode> groups = new TreeMap<>();
    settings.forEach(
        (key, value) -> {
          int dot = key.indexOf('.');
          groups
              .computeIfAbsent(key.substring(0, dot), group -> json.createObjectNode())
              .put(key.substring(dot + 1), value);
        });
    ArrayNode list = json.createArrayNode();
    groups.forEach(
        (id, map) -> list.addObject().put("PropertyGroupId", id).set("PropertyMap", map));
    return Files.writeString(folder.resolve("config.json"), list.toString());
  }
}
