package io.gluesnow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.cli.JobAccounts;
import io.gluesnow.config.PropertyGroups;
import io.gluesnow.corpus.Corpus;
import io.gluesnow.corpus.Deliveries;
import io.gluesnow.corpus.Envelope;
import io.gluesnow.corpus.ExpectedCatalog;
import io.gluesnow.corpus.Kind;
import io.gluesnow.corpus.Playback;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.snowflake.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The job jar as it is deployed, on a cluster whose processes know nothing of it, against the
 * stand-ins in this process.
 */
class ClusterITCase {

  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final long PAUSE_MILLIS = 40;

  /** Calls only, since the world writes the records; what is gone stays gone. */
  private static final Corpus CORPUS =
      Corpus.builder(11)
          .kinds(
              EnumSet.of(
                  Kind.CREATE_TABLE,
                  Kind.ADD_COLUMN,
                  Kind.DROP_COLUMN,
                  Kind.DESCRIBE,
                  Kind.CRAWLER_NOISE,
                  Kind.RENAME,
                  Kind.DELETE_TABLE,
                  Kind.CREATE_PARTITION,
                  Kind.FAILED_CALL))
          .firstTables(24)
          .steps(90)
          .build();

  @Test
  void killedStoppedAndResumedInTheMiddleOfAStreamItEndsWithTheOneTrueCatalog() throws Exception {
    try (FlinkCluster cluster = FlinkCluster.start(folder("kill"), FlinkCluster.FLINK, 3);
        LocalWorld world = LocalWorld.start(Clock.systemUTC()).addSchema("PARTNER")) {
      String jar = cluster.upload(jobJar());
      Playback playback = played(world);
      List<String> arguments = arguments("kill", world);
      String job = cluster.run(jar, arguments, 2, Optional.empty());
      cluster.awaitRunning(job);

      play(playback, 0.25);
      int checkpoints = cluster.completedCheckpoints(job);
      await().atMost(PATIENCE).until(() -> cluster.completedCheckpoints(job) > checkpoints);
      await().atMost(PATIENCE).until(() -> !world.snowflake().journal().applied().isEmpty());
      cluster.killTaskManager(cluster.taskManagersOf(job).iterator().next());
      play(playback, 0.5);
      await().atMost(PATIENCE).until(() -> cluster.restores(job) > 0);
      cluster.awaitRunning(job);
      assertThat(cluster.failures(job)).as("the kill is noticed").isNotEmpty();

      play(playback, 0.75);
      String savepoint = cluster.stop(job, false);
      assertThat(shown(world).keySet()).isNotEqualTo(CORPUS.truth().objects());
      play(playback, 1);

      String resumed = cluster.run(jar, arguments, 2, Optional.of(savepoint));
      cluster.awaitRunning(resumed);
      awaitTruth(world);
      awaitAccounts(cluster);
      awaitTruth(world);
      assertThat(appliedMoreThanOnce(world)).isEmpty();
      assertThat(cluster.failures(resumed)).isEmpty();
      cluster.stop(resumed, true);
    }
  }

  /** Managed Flink does not say which patch release it runs: the oldest must do too. */
  @Test
  void runsAndResumesOnTheFirstReleaseOf120() throws Exception {
    try (FlinkCluster cluster = FlinkCluster.start(folder("first-release"), "1.20.0", 1);
        LocalWorld world = LocalWorld.start(Clock.systemUTC()).addSchema("PARTNER")) {
      String jar = cluster.upload(jobJar());
      Playback playback = played(world);
      List<String> arguments = arguments("first-release", world);
      String job = cluster.run(jar, arguments, 2, Optional.empty());
      cluster.awaitRunning(job);
      play(playback, 0.5);
      String savepoint = cluster.stop(job, false);
      play(playback, 1);
      String resumed = cluster.run(jar, arguments, 2, Optional.of(savepoint));
      awaitAccounts(cluster);
      awaitTruth(world);
      assertThat(cluster.failures(resumed)).isEmpty();
    }
  }

  private static Playback played(LocalWorld world) {
    return Playback.of(CORPUS, world.glue(), world.snowflake().files());
  }

  /** Plays on until this part of it all has happened, at a pace at which the job can follow. */
  private static void play(Playback playback, double until) throws InterruptedException {
    while (playback.part() < until) {
      playback.next();
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private static Map<String, String> shown(LocalWorld world) {
    return ExpectedCatalog.shown(world.snowflake().catalogSnapshot());
  }

  private static void awaitTruth(LocalWorld world) {
    Map<String, String> expected =
        ExpectedCatalog.of(CORPUS.truth(), world.aws().glue().uri(), "local");
    assertThat(expected.keySet()).isEqualTo(CORPUS.truth().objects());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(shown(world)).isEqualTo(expected));
  }

  /**
   * Each event of the corpus was read, counted once whatever happened in between, and has ended in
   * one outcome, as the Flink UI shows it.
   */
  private static void awaitAccounts(FlinkCluster cluster) {
    long items = Deliveries.in(Envelope.EVENT_BRIDGE, CORPUS.happenings()).tally().items();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              JobAccounts accounts = JobAccounts.of(cluster.rest());
              assertThat(accounts.read()).as(accounts.toString()).isEqualTo(items);
              assertThat(accounts.areSettled()).as(accounts.toString()).isTrue();
            });
  }

  /** What was created, given a column or dropped twice; a refresh may come again. */
  private static List<String> appliedMoreThanOnce(LocalWorld world) {
    return world.snowflake().journal().entries().stream()
        .filter(JournalEntry::applied)
        .map(JournalEntry::sql)
        .filter(sql -> sql.matches("(?s)(CREATE|DROP|ALTER TABLE .* ADD ).*"))
        .collect(Collectors.groupingBy(sql -> sql, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(sql -> sql.getValue() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toList());
  }

  /** The local run's settings, pointed at {@code world}. */
  private static List<String> arguments(String name, LocalWorld world) throws IOException {
    Map<String, String> settings =
        new TreeMap<>(PropertyGroups.ofFile(Paths.get("job-configs", "local.json")));
    settings.putAll(world.settings());
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
    Path file = Paths.get("target", "cluster", name + ".json").toAbsolutePath();
    Files.createDirectories(file.getParent());
    Files.writeString(file, list.toPrettyString());
    return List.of("--config", file.toString());
  }

  private static Path jobJar() throws IOException {
    try (Stream<Path> files = Files.list(Paths.get("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("gluesnow-[0-9].*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no job jar: mvn package makes one"));
    }
  }

  /** An empty folder whose logs stay after the test. */
  private static Path folder(String name) throws IOException {
    Path folder = Paths.get("target", "cluster", name);
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(folder);
  }
}
