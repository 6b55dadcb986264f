package io.gluesnow.cli;

import io.gluesnow.config.SyncConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a bounded job in this process until it is done. */
@Command(
    name = "replay",
    sortOptions = false,
    description = {
      "Brings Snowflake in step from history: runs the job in this process over an archive of"
          + " CloudTrail, over a listing of the whole Glue catalog, or both, until all that was read"
          + " is accounted for; then stops it with a savepoint and says what became of everything."
          + " Ctrl-C stops it with a savepoint too, from which a later replay goes on.",
      "",
      "One instance name (policy.instance), one running job: the live job of that name must not run"
          + " meanwhile.",
      ""
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0    done",
      "  1    failed; the cause is said",
      "  2    called in a way that is not understood, or with a bad configuration",
      "  3    done, with leftovers: tables that are parked or in grace, dead letters, rejections",
      "  130  ended by Ctrl-C"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Console console;
  private final Pipeline pipeline;

  @Mixin private ReplaySources sources;
  @Mixin private Help help;

  @Option(
      names = "--parallelism",
      paramLabel = "<n>",
      description =
          "Instances of each step. Unless set: the processors of this machine, 8 at most.")
  private Integer parallelism;

  @Option(
      names = "--savepoint-dir",
      paramLabel = "<folder>",
      defaultValue = "gluesnow-savepoints",
      description = "Where the savepoint goes. Unless set: ${DEFAULT-VALUE}, in this folder.")
  private String savepoints;

  @Option(
      names = "--from-savepoint",
      paramLabel = "<path>",
      description = "Goes on from a savepoint, or from a checkpoint of a run that was killed.")
  private String from;

  @Option(
      names = "--checkpoint-dir",
      paramLabel = "<folder>",
      description =
          "Where checkpoints go, and stay if this process is killed. Unless set: a temporary folder,"
              + " which is deleted at the end.")
  private Path checkpoints;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "<duration>",
      defaultValue = "5 s",
      converter = DurationConverter.class,
      description = "Unless set: ${DEFAULT-VALUE}.")
  private Duration interval;

  @Option(
      names = "--ui-port",
      paramLabel = "<port>",
      defaultValue = "0",
      description = "Port of the Flink UI on this machine. Unless set: a free one.")
  private int uiPort;

  ReplayCommand(Console console, Pipeline pipeline) {
    this.console = console;
    this.pipeline = pipeline;
  }

  @Override
  public Integer call() throws Exception {
    SyncConfig config = sources.config();
    checkSavepoint();
    boolean isTemporary = checkpoints == null;
    Path folder = isTemporary ? Files.createTempDirectory("gluesnow-checkpoints") : checkpoints;
    try {
      return run(config, folder.toAbsolutePath(), isTemporary);
    } finally {
      if (isTemporary) {
        delete(folder);
      }
    }
  }

  private void checkSavepoint() {
    if (from != null && !Places.mayExist(from)) {
      throw new Misuse("there is no savepoint " + from);
    }
  }

  private int run(SyncConfig config, Path folder, boolean isTemporary) throws Exception {
    int instances =
        parallelism != null ? parallelism : Math.min(8, Runtime.getRuntime().availableProcessors());
    LocalFlink.Terms terms =
        new LocalFlink.Terms(
            instances, uiPort, folder, interval, Optional.ofNullable(from).map(Places::uri));
    Instant start = console.clock().instant();
    try (LocalFlink flink = LocalFlink.start(pipeline, config, terms)) {
      console.err().println("The job runs; its Flink UI is at " + flink.ui() + ".");
      Screen screen = new Screen(console);
      Watching watching = new Watching(flink.job(), screen, console, PAUSE);
      Watching.Ending ending = watching.untilDone();
      screen.clear();
      return end(ending, watching, Duration.between(start, console.clock().instant()), isTemporary);
    }
  }

  private int end(Watching.Ending ending, Watching watching, Duration took, boolean isTemporary) {
    Optional<Summary> summary = watching.last().map(Summary::of);
    switch (ending) {
      case AT_REST:
        String savepoint = watching.stop(true, Places.uri(savepoints));
        console.out().printf("Done in %s.%n", Words.duration(took));
        console.out().print(summary.orElseThrow().text());
        if (from != null && watching.last().orElseThrow().hasSourceThatHadEnded()) {
          console
              .out()
              .println(
                  "What a source had read to its end before that savepoint was not read again; for"
                      + " that, start without it.");
        }
        console.out().println("Savepoint, for a job that goes on from here: " + savepoint);
        return summary.orElseThrow().exitCode();
      case INTERRUPTED:
        String kept = watching.stop(false, Places.uri(savepoints));
        console.out().printf("Ended before it was done, after %s.%n", Words.duration(took));
        summary.ifPresent(text -> console.out().print(text.text()));
        console.out().println("To go on: --from-savepoint " + kept);
        return ExitCode.INTERRUPTED;
      default:
        console.err().println("The job has failed: " + watching.cause());
        watching
            .last()
            .flatMap(Glance::newestCheckpoint)
            .filter(path -> !isTemporary)
            .ifPresent(path -> console.err().println("To go on: --from-savepoint " + path));
        return ExitCode.FAILED;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst =
          files.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    }
  }
}
