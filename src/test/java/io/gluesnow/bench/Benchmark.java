package io.gluesnow.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.glue.CloudTrail;
import io.gluesnow.standin.snowflake.JournalEntry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures the whole path, from a record on Kinesis to what Snowflake holds, in one process at
 * parallelism 1 with stand-ins that take their time to answer, and a baseline beside it.
 *
 * <p>Throughput has two faces. In <em>changes</em> each event asks for another table's ALTER, so
 * nothing collapses. In a <em>storm</em> each table gets many events, as from a crawler: the first
 * changes it, the rest carry new counters only. An event counts when it has its outcome, which for
 * a change is after the look that confirms it.
 *
 * <p>Latency is the time from the change in Glue, whose event is on the stream at once, to two
 * moments: when Snowflake has carried out its ALTER, and when the event has its outcome {@code
 * applied}.
 */
public final class Benchmark {
  private static final Pattern ADDED_OR_DROPPED =
      Pattern.compile(
          "ALTER TABLE \\S*\"(READINGS_\\d+)\"\\s+(?:ADD|DROP) COLUMN.*", Pattern.DOTALL);

  private final Size size;
  private final PrintStream out;

  Benchmark(Size size, PrintStream out) {
    this.size = size;
    this.out = out;
  }

  /** {@code [--quick]}. */
  public static void main(String[] arguments) {
    Size size;
    if (arguments.length == 0) {
      size = Size.FULL;
    } else if (Arrays.asList(arguments).equals(List.of("--quick"))) {
      size = Size.QUICK;
    } else {
      throw new IllegalArgumentException(
          "give --quick or nothing, not " + String.join(" ", arguments));
    }
    int status = 1;
    try {
      new Benchmark(size, System.out).run(Duration.ofMillis(20));
      status = 0;
    } catch (Exception e) {
      e.printStackTrace();
    } finally {
      System.exit(status); // whatever pools are left
    }
  }

  /** What was measured. */
  static final class Figures {
    Pace changes;
    Pace storm;
    Pace baseline;
    Lap effect;
    Lap applied;
    double offered;
  }

  Figures run(Duration latency) throws Exception {
    Path checkpoints = Files.createTempDirectory("gluesnow-benchmark");
    Figures figures = new Figures();
    try (RunningJob job = RunningJob.start(latency, checkpoints)) {
      out.printf(
          "%d tables, %d rounds, each answer of the stand-ins takes %d ms%n",
          size.tables, size.rounds, latency.toMillis());
      CrawledTables tables = new CrawledTables(job.world().glue(), size.tables);
      List<byte[]> events = Collections.synchronizedList(new ArrayList<>());
      tables.create();
      job.awaitOutcomes(size.tables);
      awaitQuiet(job);
      out.println("warm, measuring");
      figures.changes = changes(job, tables);
      figures.storm = storm(job, tables);
      awaitQuiet(job);
      latency(job, tables, figures);
      job.stop();
      job.world().glue().onRecord(record -> events.add(event(record)));
      figures.baseline = baseline(job, tables, events);
    } finally {
      delete(checkpoints);
    }
    print(figures);
    return figures;
  }

  private void awaitQuiet(RunningJob job) throws Exception {
    if (size != Size.SMOKE) {
      job.awaitQuiet();
    }
  }

  private Pace changes(RunningJob job, CrawledTables tables) throws Exception {
    List<Pace> paces = new ArrayList<>();
    for (int round = 0; round < size.rounds; round++) {
      tables.evolve();
      paces.add(pace(job, tables, 1));
      out.printf("  changes, round %d: %s%n", round + 1, paces.get(round));
    }
    return Pace.median(paces);
  }

  private Pace storm(RunningJob job, CrawledTables tables) throws Exception {
    List<Pace> paces = new ArrayList<>();
    for (int round = 0; round < size.rounds; round++) {
      tables.evolve();
      paces.add(pace(job, tables, size.stormEvents));
      out.printf("  storm, round %d: %s%n", round + 1, paces.get(round));
    }
    return Pace.median(paces);
  }

  /** Events a second, from the first on the stream to the last outcome. */
  private static Pace pace(RunningJob job, CrawledTables tables, int eventsEach) throws Exception {
    long before = OutcomeTap.events();
    long events = (long) eventsEach * tables.count();
    Pace.Watch watch = Pace.watch();
    for (int run = 0; run < eventsEach; run++) {
      for (int i = 0; i < tables.count(); i++) {
        tables.update(i);
      }
    }
    job.awaitOutcomes(before + events);
    return watch.of(events);
  }

  /** Changes at a steady rate, table after table. */
  private void latency(RunningJob job, CrawledTables tables, Figures figures) throws Exception {
    Since effect = new Since();
    Since applied = new Since();
    job.world().snowflake().journal().onEntry(entry -> effect(entry, effect));
    OutcomeTap.onApplied(record -> applied.reached(record.table().replaceAll(".*/", "")));
    long before = OutcomeTap.events();
    long start = System.nanoTime();
    for (int n = 0; n < size.latencyEvents; n++) {
      LockSupport.parkNanos(start + n * 1_000_000_000L / size.perSecond - System.nanoTime());
      int i = n % tables.count();
      if (i == 0) {
        tables.evolve();
      }
      effect.begins(CrawledTables.name(i));
      applied.begins(CrawledTables.name(i));
      tables.update(i);
    }
    figures.offered = (size.latencyEvents - 1) * 1e9 / (System.nanoTime() - start);
    job.awaitOutcomes(before + size.latencyEvents);
    figures.effect = effect.times(size.latencyEvents);
    figures.applied = applied.times(size.latencyEvents);
  }

  private static void effect(JournalEntry entry, Since effect) {
    Matcher alter = ADDED_OR_DROPPED.matcher(entry.sql());
    if (entry.applied() && alter.matches()) {
      effect.reached(alter.group(1).toLowerCase(Locale.ROOT));
    }
  }

  private Pace baseline(RunningJob job, CrawledTables tables, List<byte[]> events) {
    OneByOne oneByOne = new OneByOne(job.world());
    List<Pace> paces = new ArrayList<>();
    for (int round = 0; round <= size.rounds; round++) {
      events.clear();
      tables.evolve();
      for (int i = 0; i < Math.min(size.baselineEvents, tables.count()); i++) {
        tables.update(i);
      }
      Pace.Watch watch = Pace.watch();
      oneByOne.workOff(List.copyOf(events));
      Pace pace = watch.of(events.size());
      if (round > 0) { // the first warms up
        paces.add(pace);
        out.printf("  baseline, round %d: %s%n", round, pace);
      }
    }
    return Pace.median(paces);
  }

  private static byte[] event(ObjectNode record) {
    return CloudTrail.inEventBridge(record);
  }

  private void print(Figures figures) {
    out.println();
    out.println("| | events/s | beside the baseline | CPU an event, stand-ins included |");
    out.println("|---|---|---|---|");
    row("each event changes another table", figures.changes, figures);
    row("a crawler's storm, " + size.stormEvents + " events a table", figures.storm, figures);
    row("baseline: GetTable, CREATE OR REPLACE, one by one", figures.baseline, figures);
    out.println();
    out.printf(
        "%d events at %.0f/s on %d tables, of which 1,000 ms are `settle`:%n%n",
        figures.effect.count(), figures.offered, size.tables);
    out.println("| from the change in Glue to | p50 | p99 | largest |");
    out.println("|---|---|---|---|");
    row("its effect in Snowflake", figures.effect);
    row("the outcome `applied`, after the look that confirms it", figures.applied);
  }

  private void row(String what, Lap lap) {
    out.printf(
        "| %s | %d ms | %d ms | %d ms |%n",
        what,
        lap.percentile(0.5).toMillis(),
        lap.percentile(0.99).toMillis(),
        lap.percentile(1).toMillis());
  }

  private void row(String what, Pace pace, Figures figures) {
    out.printf(
        "| %s | %.0f | %.1f x | %.2f ms |%n",
        what, pace.perSecond(), pace.perSecond() / figures.baseline.perSecond(), pace.cpuMillis());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** How much of everything. */
  static final class Size {
    static final Size FULL = new Size(1_000, 3, 10, 3_000, 100, 100);
    static final Size QUICK = new Size(200, 1, 10, 400, 50, 50);
    static final Size SMOKE = new Size(20, 1, 3, 20, 20, 10);

    private final int tables;
    private final int rounds;
    private final int stormEvents;
    private final int latencyEvents;
    private final int perSecond;
    private final int baselineEvents;

    private Size(
        int tables,
        int rounds,
        int stormEvents,
        int latencyEvents,
        int perSecond,
        int baselineEvents) {
      this.tables = tables;
      this.rounds = rounds;
      this.stormEvents = stormEvents;
      this.latencyEvents = latencyEvents;
      this.perSecond = perSecond;
      this.baselineEvents = baselineEvents;
    }
  }
}
