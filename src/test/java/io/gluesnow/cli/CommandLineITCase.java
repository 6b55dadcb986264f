package io.gluesnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.config.PropertyGroups;
import io.gluesnow.standin.LocalWorld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as people start them: from the two jars that this build has just made. */
class CommandLineITCase {
  private static final String MAIN = "io.gluesnow.Gluesnow";

  @TempDir Path folder;

  @Test
  void theJobJarAloneWatchesAndPrintsOrdersAndSaysWhatTheRestNeeds() throws Exception {
    String jar = jobJar().toString();
    try (FakeFlink flink = FakeFlink.overAnArchive()) {
      flink.vertex("Source: Archive: objects", true).status("FINISHED");
      flink.onLook(look -> flink.completeCheckpoint());
      Run watched =
          run("-cp", jar, MAIN, "watch", "--ui", flink.uri().toString(), "--every", "20 ms");
      assertThat(watched.code).as(watched.text).isZero();
      assertThat(watched.text).contains("Done; watched for").contains("The job goes on.");
    }

    Run printed =
        run("-cp", jar, MAIN, "pause", "--all", "--print", "--catalog", "1", "--region", "x");
    assertThat(printed.code).as(printed.text).isZero();
    assertThat(printed.text).contains("\"command\" : \"pause\"");

    Run replayed = run("-cp", jar, MAIN, "replay", "--config", "job-configs/prod.json");
    assertThat(replayed.code).as(replayed.text).isEqualTo(1);
    assertThat(replayed.text)
        .contains("This command needs Flink on the class path")
        .contains("java -jar target/gluesnow-local.jar replay --config job-configs/prod.json")
        .doesNotContain("\tat ");
  }

  @Test
  void theLocalJarReplaysUntilASignalAndLeavesASavepointAndNothingElse() throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      Process process =
          process(
              "-jar",
              localJar(),
              "replay",
              "--config",
              config(world).toString(),
              // Without a checkpoint it never is done.
              "--checkpoint-interval",
              "1 h",
              "--savepoint-dir",
              folder.resolve("savepoints").toString());
      Path log = folder.resolve("out.txt");
      await(process, log, "its Flink UI is at");
      int killed =
          new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertThat(killed).isZero();
      Run ended = ended(process, log);

      assertThat(ended.code).as(ended.text).isEqualTo(130);
      assertThat(ended.text)
          .contains("Ended before it was done, after ")
          .contains("To go on: --from-savepoint file:" + folder.resolve("savepoints"));
      try (Stream<Path> savepoints = Files.list(folder.resolve("savepoints"))) {
        assertThat(savepoints).hasSize(1).allMatch(path -> Files.exists(path.resolve("_metadata")));
      }
    }
  }

  @Test
  void theLocalJarKnowsItsCommands() throws Exception {
    Run run = run("-jar", localJar(), "--help");
    assertThat(run.code).isZero();
    assertThat(run.text).contains("Without a command", "replay, watch, resync, pause, resume");
    assertThat(run("-jar", localJar(), "replai").code).isEqualTo(2);
  }

  private void await(Process process, Path log, String text) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!Files.readString(log).contains(text)) {
      assertThat(process.isAlive() && System.nanoTime() < end).as(Files.readString(log)).isTrue();
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private Run run(String... arguments) throws Exception {
    return ended(process(arguments), folder.resolve("out.txt"));
  }

  private Process process(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .start();
  }

  private static Run ended(Process process, Path log) throws Exception {
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
      return new Run(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  private Path config(LocalWorld world) throws IOException {
    Map<String, String> settings =
        new TreeMap<>(PropertyGroups.ofFile(Paths.get("job-configs", "local.json")));
    settings.putAll(world.settings());
    ObjectMapper json = new ObjectMapper();
    Map<String, ObjectNode> groups = new TreeMap<>();
    settings.forEach(
        (key, value) ->
            groups
                .computeIfAbsent(key.split("\\.")[0], group -> json.createObjectNode())
                .put(key.substring(key.indexOf('.') + 1), value));
    ArrayNode list = json.createArrayNode();
    groups.forEach(
        (id, map) -> list.addObject().put("PropertyGroupId", id).set("PropertyMap", map));
    return Files.writeString(folder.resolve("config.json"), list.toString());
  }

  private static String localJar() {
    return Paths.get("target", "gluesnow-local.jar").toString();
  }

  private static Path jobJar() throws IOException {
    try (Stream<Path> files = Files.list(Paths.get("target"))) {
      List<Path> jars =
          files
              .filter(file -> file.getFileName().toString().matches("gluesnow-[0-9].*\\.jar"))
              .collect(Collectors.toList());
      assertThat(jars).as("job jars in target; mvn package makes one").hasSize(1);
      return jars.get(0);
    }
  }

  /** How a process ended, and all that it said. */
  private static final class Run {
    private final int code;
    private final String text;

    Run(int code, String text) {
      this.code = code;
      this.text = text;
    }
  }
}
