package io.gluesnow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.cli.JobAccounts;
import io.gluesnow.config.PropertyGroups;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.snowflake.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The job jar as it is deployed, on a cluster whose processes know nothing of it, against the
 * stand-ins in this process.
 */
class ClusterITCase {

  private static final Duration PATIENCE = Duration.ofSeconds(150);

  @Test
  void killedStoppedAndResumedInTheMiddleOfAStreamItEndsWithTheSameCatalog() throws Exception {
    try (FlinkCluster cluster = FlinkCluster.start(folder("kill"), FlinkCluster.FLINK, 2)) {
      String jar = cluster.upload(jobJar());
      Map<String, String> expected = undisturbed(cluster, jar);
      cluster.startTaskManager(3);

      try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
        CatalogHistory history = CatalogHistory.in(world);
        List<String> arguments = arguments("kill", world);
        String job = cluster.run(jar, arguments, 2, Optional.empty());
        cluster.awaitRunning(job);

        history.playUntil(history.size() / 4);
        int checkpoints = cluster.completedCheckpoints(job);
        await().atMost(PATIENCE).until(() -> cluster.completedCheckpoints(job) > checkpoints);
        await().atMost(PATIENCE).until(() -> !world.snowflake().journal().applied().isEmpty());
        cluster.killTaskManager(cluster.taskManagersOf(job).iterator().next());
        history.playUntil(history.size() / 2);
        await().atMost(PATIENCE).until(() -> cluster.restores(job) > 0);
        cluster.awaitRunning(job);
        assertThat(cluster.failures(job)).as("the kill is noticed").isNotEmpty();

        history.playUntil(history.size() * 3 / 4);
        String savepoint = cluster.stop(job, false);
        assertThat(CatalogHistory.catalog(world)).isNotEqualTo(expected);
        history.playToTheEnd();

        String resumed = cluster.run(jar, arguments, 2, Optional.of(savepoint));
        cluster.awaitRunning(resumed);
        awaitCatalog(world, expected);
        awaitAccounts(cluster, history);
        assertThat(CatalogHistory.catalog(world)).isEqualTo(expected);
        assertThat(appliedMoreThanOnce(world)).isEmpty();
        assertThat(cluster.failures(resumed)).isEmpty();
        cluster.stop(resumed, true);
      }
    }
  }

  /** Managed Flink does not say which patch release it runs: the oldest must do too. */
  @Test
  void runsAndResumesOnTheFirstReleaseOf120() throws Exception {
    try (FlinkCluster cluster = FlinkCluster.start(folder("first-release"), "1.20.0", 1);
        LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      String jar = cluster.upload(jobJar());
      CatalogHistory history = CatalogHistory.in(world);
      List<String> arguments = arguments("first-release", world);
      String job = cluster.run(jar, arguments, 2, Optional.empty());
      cluster.awaitRunning(job);
      history.playUntil(history.size() / 2);
      String savepoint = cluster.stop(job, false);
      history.playToTheEnd();
      String resumed = cluster.run(jar, arguments, 2, Optional.of(savepoint));
      awaitAccounts(cluster, history);
      assertThat(CatalogHistory.catalog(world)).hasSize(20);
      assertThat(cluster.failures(resumed)).isEmpty();
    }
  }

  /** The catalog after the same history on the same cluster when nothing goes wrong. */
  private static Map<String, String> undisturbed(FlinkCluster cluster, String jar)
      throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      CatalogHistory history = CatalogHistory.in(world);
      String job = cluster.run(jar, arguments("undisturbed", world), 2, Optional.empty());
      cluster.awaitRunning(job);
      history.playToTheEnd();
      awaitAccounts(cluster, history);
      Map<String, String> catalog = CatalogHistory.catalog(world);
      assertThat(catalog).hasSize(20);
      assertThat(catalog.get("DEV_DB.PUBLIC.TABLE_00"))
          .contains("AMOUNT", "ADDED", "DAY", "Paid", "a.file", "b.file");
      assertThat(cluster.failures(job)).isEmpty();
      cluster.cancel(job);
      return catalog;
    }
  }

  private static void awaitCatalog(LocalWorld world, Map<String, String> expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(CatalogHistory.catalog(world)).isEqualTo(expected));
  }

  /**
   * Each event of the history was read, counted once whatever happened in between, and has ended in
   * one outcome, as the Flink UI shows it.
   */
  private static void awaitAccounts(FlinkCluster cluster, CatalogHistory history) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              JobAccounts accounts = JobAccounts.of(cluster.rest());
              assertThat(accounts.read()).as(accounts.toString()).isEqualTo(history.events());
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
