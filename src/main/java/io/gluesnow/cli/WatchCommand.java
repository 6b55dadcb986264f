package io.gluesnow.cli;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Watches a job that runs on some Flink cluster until it is done. */
@Command(
    name = "watch",
    sortOptions = false,
    description = {
      "Shows how far a job is that runs on a Flink cluster, until all that it has to read is read and"
          + " accounted for; then says what became of everything. With --drain the job is then"
          + " stopped with a savepoint, else it goes on. Ctrl-C ends the watching, never the job.",
      "",
      "A job with a live source is done when its other sources are and no event is open; under"
          + " steady traffic that may not come, so end it with Ctrl-C.",
      "",
      "On Managed Flink the REST API is not open to programs: there the job just goes on, and its"
          + " progress is in the Flink dashboard and in CloudWatch (archive-objects-done, …).",
      ""
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0    done",
      "  1    the job has failed or was cancelled, or does not answer",
      "  2    called in a way that is not understood",
      "  3    done, with leftovers: tables that are parked or in grace, dead letters, rejections",
      "  130  ended by Ctrl-C"
    })
final class WatchCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Help help;

  @Option(
      names = "--ui",
      paramLabel = "<url>",
      required = true,
      description = "Where the Flink UI is, for example http://localhost:8081.")
  private URI ui;

  @Option(
      names = "--job",
      paramLabel = "<id>",
      description = "The job's id. May be left out where only one job runs.")
  private String id;

  @Option(names = "--drain", description = "Stops the job with a savepoint when it is done.")
  private boolean drain;

  @Option(
      names = "--savepoint-dir",
      paramLabel = "<uri>",
      defaultValue = "",
      description =
          "Where that savepoint goes, as the cluster sees it. Unless set: the cluster's own"
              + " setting.")
  private String savepoints;

  @Option(
      names = "--every",
      paramLabel = "<duration>",
      defaultValue = "1 s",
      converter = DurationConverter.class,
      description = "How often to look. Unless set: ${DEFAULT-VALUE}.")
  private Duration every;

  WatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    FlinkRest rest = FlinkRest.of(ui);
    WatchedJob job = WatchedJob.of(rest, id == null ? onlyJob(rest) : id);
    Screen screen = new Screen(console);
    Watching watching = new Watching(job, screen, console, every);
    Instant start = console.clock().instant();
    Watching.Ending ending = watching.untilDone();
    screen.clear();
    return end(ending, watching, Duration.between(start, console.clock().instant()));
  }

  private static String onlyJob(FlinkRest rest) {
    Map<String, String> jobs = WatchedJob.running(rest);
    if (jobs.size() != 1) {
      throw new Misuse(
          jobs.isEmpty()
              ? "no job runs at " + rest.root()
              : "more than one job runs at "
                  + rest.root()
                  + ", so name one with --job: "
                  + jobs.entrySet().stream()
                      .map(job -> job.getKey() + " (" + job.getValue() + ")")
                      .collect(Collectors.joining(", ")));
    }
    return jobs.keySet().iterator().next();
  }

  private int end(Watching.Ending ending, Watching watching, Duration watched) {
    Summary summary = Summary.of(watching.last().orElseThrow());
    switch (ending) {
      case AT_REST:
        String savepoint = drain ? watching.stop(true, savepoints) : "";
        console.out().printf("Done; watched for %s.%n", Words.duration(watched));
        console.out().print(summary.text());
        console
            .out()
            .println(
                drain
                    ? "Savepoint, for a job that goes on from here: " + savepoint
                    : "The job goes on.");
        return summary.exitCode();
      case FINISHED:
        console.out().println("The job was stopped by someone else. What it had come to:");
        console.out().print(summary.text());
        return summary.exitCode();
      case INTERRUPTED:
        console.out().println("Not done yet; the job goes on. What it has come to so far:");
        console.out().print(summary.text());
        return ExitCode.INTERRUPTED;
      case CANCELED:
        console.err().println("The job was cancelled by someone else.");
        return ExitCode.FAILED;
      case FAILED:
        console.err().println("The job has failed: " + watching.cause());
        return ExitCode.FAILED;
      case UNREACHABLE:
        console.err().println("Flink does not answer: " + watching.cause());
        return ExitCode.FAILED;
    }
    throw new IllegalStateException("no such ending: " + ending);
  }
}
