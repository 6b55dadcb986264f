package io.gluesnow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark can be run; how fast things are is nothing that a test should know. */
class BenchmarkITCase {
  @Test
  void aTinyRunMeasuresEverything() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Benchmark.Figures figures = new Benchmark(Benchmark.Size.SMOKE, out).run(Duration.ofMillis(1));
    assertThat(figures.changes.perSecond()).isPositive();
    assertThat(figures.storm.perSecond()).isPositive();
    assertThat(figures.baseline.perSecond()).isPositive();
    assertThat(figures.effect.count()).as("changes that took effect").isEqualTo(20);
    assertThat(figures.applied.count()).as("changes that were confirmed").isEqualTo(20);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("baseline", "p99");
  }

  @Test
  void aTinyArchiveIsReadByEveryWayAlike(@TempDir Path folder) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    new ArchiveBenchmark(out).run(GeneratedTrail.in(folder, 3_000), 1);

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("3,000 records", "of inflating alone", "beside a tree of each record");
  }
}
