package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.cli.Commands;
import io.gluesnow.cli.Pipeline;
import io.gluesnow.cli.TestConsole;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.TableInput;
import io.gluesnow.testing.RecordsSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backfill in one command: it ends by itself, and its exit code tells how. */
class ReplayITCase {
  private static final int TABLES = 12;

  @TempDir Path folder;

  private final TestConsole console = TestConsole.plain();

  @Test
  void endsWithZeroWhenEverythingHasItsOutcomeAndASecondRunGoesOnFromItsSavepoint()
      throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      Recorded recorded = Recorded.from(world);
      world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
      List<TableInput> tables = Tables.ofAllKinds().subList(0, TABLES);
      tables.forEach(table -> world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, table));

      int code = replay(world, recorded.take(), Duration.ZERO);
      assertThat(code).as(console.out() + console.err()).isZero();
      assertThat(world.snowflake().catalogSnapshot().tables()).hasSize(TABLES);
      assertThat(console.out())
          .contains("Done in ")
          .contains("       12  applied ")
          .contains("       13  read ");
      assertThat(console.err()).contains("its Flink UI is at http://127.0.0.1:");
      String savepoint = found("Savepoint, for a job that goes on from here: (file:\\S+)");

      world.glue().updateTable(Caller.SPARK, Tables.PUBLIC, tables.get(0).column("more", "date"));
      // Another source: one that has read to its end does not read again.
      int again =
          run(
              given("more", recorded.take(), Duration.ZERO),
              arguments(world, "--from-savepoint", savepoint));
      assertThat(again).as(console.out() + console.err()).isZero();
      assertThat(console.out())
          .as("counts go on from the savepoint")
          .contains("       13  applied ")
          .contains("       14  read ");
    }
  }

  /** The backfill's positions stay behind, and the live source begins where the stream does. */
  @Test
  void aLiveJobGoesOnFromTheSavepointAndWhatBothHaveReadIsDoneOnce() throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      Recorded recorded = Recorded.from(world);
      world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
      List<TableInput> tables = Tables.ofAllKinds().subList(0, TABLES);
      tables.forEach(table -> world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, table));
      assertThat(replay(world, recorded.take(), Duration.ZERO)).as(console.err()).isZero();
      String savepoint = found("Savepoint, for a job that goes on from here: (file:\\S+)");
      int statements = world.snowflake().journal().applied().size();

      try (TestJob live =
          TestJob.against(world)
              .in(folder)
              .set("snowflake.lease", "4 s")
              .set("policy.grace", "1 h")
              .set("source.kinesis.stream-arn", world.settings().get("source.kinesis.stream-arn"))
              .set("source.kinesis.endpoint", world.settings().get("source.kinesis.endpoint"))
              .from(savepoint)
              .start()) {
        live.awaitSettled(2 * (TABLES + 1));
        assertThat(world.snowflake().journal().applied()).hasSize(statements);

        world.glue().updateTable(Caller.SPARK, Tables.PUBLIC, tables.get(0).column("more", "date"));
        live.awaitSettled(2 * (TABLES + 1) + 1);
        assertThat(live.accounts().newest().outcome("applied")).isEqualTo(TABLES + 1);
        assertThat(world.snowflake().catalogSnapshot().tables()).hasSize(TABLES);
      }
    }
  }

  /** A source that has ended in a savepoint stays so; the listing that comes again is another. */
  @Test
  void listingOnceFillsSnowflakeFromAFullCatalogAndTheLiveJobThenListsAgainAndAgain()
      throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
      List<TableInput> tables = Tables.ofAllKinds().subList(0, TABLES);
      tables.forEach(table -> world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, table));

      int code =
          Commands.run(console.console(), nothingGiven(), arguments(world, "--listing", "once"));
      assertThat(code).as(console.out() + console.err()).isZero();
      assertThat(world.snowflake().catalogSnapshot().tables()).hasSize(TABLES);
      assertThat(console.out())
          .contains("Listing: 12 tables of 1 database in Glue, ")
          .contains("        0  read ");
      String savepoint = found("Savepoint, for a job that goes on from here: (file:\\S+)");

      TestConsole again = TestConsole.plain();
      String[] fromThere = arguments(world, "--listing", "once", "--from-savepoint", savepoint);
      assertThat(Commands.run(again.console(), nothingGiven(), fromThere)).isZero();
      assertThat(again.out())
          .contains("What a source had read to its end before that savepoint was not read again");

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
            () -> live.gauges("listing-rounds-done").getOrDefault("listing-rounds-done", 0L) > 0);
        world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, Tables.parquet("unheard_of"));
        live.await(
            "a table of which no event tells is found",
            () ->
                world
                    .snowflake()
                    .catalogSnapshot()
                    .tables()
                    .containsKey("DEV_DB.PUBLIC.UNHEARD_OF"));
      }
    }
  }

  @Test
  void endsWithThreeWhenTablesAreParkedOrInGraceAndSaysWhy() throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      Recorded recorded = Recorded.from(world);
      world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
      world.glue().createTable(Caller.PERSON, Tables.PUBLIC, Tables.parquet("here"));
      String closed = "dev_db__closed";
      world.snowflake().executeAsAdmin("CREATE SCHEMA DEV_DB.CLOSED");
      world.glue().createDatabase(Caller.PERSON, closed);
      world.glue().createTable(Caller.PERSON, closed, Tables.parquet("not_allowed"));
      List<String> records = new ArrayList<>(recorded.texts());
      records.add("{ this is no event");

      assertThat(replay(world, records, Duration.ZERO))
          .as(console.out() + console.err())
          .isEqualTo(3);
      assertThat(world.snowflake().catalogSnapshot().tables())
          .containsOnlyKeys("DEV_DB.PUBLIC.HERE");
      assertThat(console.out())
          .contains("        1  dead-lettered ")
          .contains("        1  snowflake-denied ")
          .contains("        1  open ");
    }
  }

  @Test
  void ctrlCStopsItWithASavepointFromWhichItGoesOn() throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      Recorded recorded = Recorded.from(world);
      world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
      List<TableInput> tables = Tables.ofAllKinds().subList(0, TABLES);
      tables.forEach(table -> world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, table));
      List<String> records = recorded.texts();

      CompletableFuture<Integer> run =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return replay(world, records, Duration.ofSeconds(1));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (world.snowflake().catalogSnapshot().tables().isEmpty()) {
        assertThat(System.nanoTime()).as(console.err()).isLessThan(end);
        TimeUnit.MILLISECONDS.sleep(50);
      }
      console.pressCtrlC();
      assertThat(run.get(60, TimeUnit.SECONDS)).as(console.out() + console.err()).isEqualTo(130);
      assertThat(world.snowflake().catalogSnapshot().tables()).hasSizeLessThan(TABLES);
      String savepoint = found("To go on: --from-savepoint (\\S+)");

      TestConsole second = TestConsole.plain();
      int code =
          Commands.run(
              second.console(),
              given("given", records, Duration.ZERO),
              arguments(world, "--from-savepoint", savepoint));
      assertThat(code).as(second.out() + second.err()).isZero();
      assertThat(world.snowflake().catalogSnapshot().tables()).hasSize(TABLES);
      assertThat(second.out()).contains("       13  read ");
    }
  }

  @Test
  void endsWithOneAndTheCauseWhenTheJobCannotRun() throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      world.aws().secrets().put("gluesnow/local", "{\"url\": \"nonsense\"}");
      assertThat(replay(world, List.of(), Duration.ZERO))
          .as(console.out() + console.err())
          .isEqualTo(1);
      assertThat(console.err())
          .contains("The job has failed: accountidentifier is missing: write ");
      assertThat(console.err())
          .containsOnlyOnce("The job failed and starts again from its last checkpoint: account");
      assertThat(console.out()).isEmpty();
    }
  }

  @Test
  void endsWithTwoWhenItIsCalledWrongly() throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      assertThat(run(given("given", List.of(), Duration.ZERO), "replay")).isEqualTo(2);
      assertThat(run(given("given", List.of(), Duration.ZERO), "replay", "--config", "none.json"))
          .isEqualTo(2);
      assertThat(console.err()).contains("there is no configuration file none.json");
      assertThat(replay(world, List.of(), Duration.ZERO, "--from-savepoint", "/no/where"))
          .isEqualTo(2);
      assertThat(console.err()).contains("there is no savepoint /no/where");
    }
  }

  private int replay(LocalWorld world, List<String> records, Duration pause, String... more)
      throws IOException {
    return run(given("given", records, pause), arguments(world, more));
  }

  private int run(Pipeline pipeline, String... arguments) {
    return Commands.run(console.console(), pipeline, arguments);
  }

  private static Pipeline nothingGiven() {
    return (env, config) -> CatalogSyncPipeline.of(config).addTo(env);
  }

  private static Pipeline given(String uid, List<String> records, Duration pause) {
    return (env, config) ->
        CatalogSyncPipeline.of(config)
            .withSource(uid, RecordsSource.of(bytes(records), pause))
            .addTo(env);
  }

  private static List<byte[]> bytes(List<String> records) {
    return records.stream()
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .collect(Collectors.toList());
  }

  private String found(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(console.out());
    assertThat(matcher.find()).as(console.out()).isTrue();
    return matcher.group(1);
  }

  private String[] arguments(LocalWorld world, String... more) throws IOException {
    Map<String, String> settings = new TreeMap<>(TestJob.against(world).settings());
    settings.put("snowflake.lease", "4 s");
    settings.put("policy.grace", "1 h");
    // As a live job has it; the replay leaves it out.
    settings.put("source.kinesis.stream-arn", world.settings().get("source.kinesis.stream-arn"));
    settings.put("source.kinesis.endpoint", world.settings().get("source.kinesis.endpoint"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "replay",
                "--config",
                file(settings).toString(),
                "--parallelism",
                "2",
                "--checkpoint-interval",
                "500 ms",
                "--savepoint-dir",
                folder.resolve("savepoints").toString()));
    arguments.addAll(Arrays.asList(more));
    return arguments.toArray(new String[0]);
  }

  /** The settings in Managed Flink's format. */
  private Path file(Map<String, String> settings) throws IOException {
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
