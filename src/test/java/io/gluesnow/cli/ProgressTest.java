package io.gluesnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.standin.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Instant START = Instant.parse("2026-11-03T09:00:00Z");

  private final FakeFlink flink = FakeFlink.overAnArchive();
  private final WatchedJob job = WatchedJob.of(FlinkRest.of(flink.uri()), FakeFlink.JOB);
  private final FakeFlink.Vertex archive = flink.vertex("Source: Archive: objects", true);
  private final FakeFlink.Vertex decode =
      flink.vertex("Decode: records into catalog events", false);
  private final FakeFlink.Vertex converge =
      flink.vertex("Converge: make Snowflake as Glue says", false);
  private final Progress progress = new Progress();

  @AfterEach
  void close() {
    flink.close();
  }

  private void see(int second) {
    progress.seen(START.plusSeconds(second), job.glance(null));
  }

  @Test
  void whileObjectsAreStillBeingFoundThereIsNoShareAndNoTimeLeft() {
    archive.gauges("archive-objects-done", 3, "archive-objects-found", 40);
    archive.gauges("archive-bytes-done", 30_000_000, "archive-bytes-found", 400_000_000);
    archive.gauges("archive-records-done", 120_000, "archive-walk-done", 0);
    see(0);
    archive.gauges("archive-objects-done", 5, "archive-bytes-done", 50_000_000);
    see(10);

    assertThat(progress.bar()).isEqualTo("[....................] 5 of 40+ objects, 2.0 MB/s");
    assertThat(progress.line())
        .isEqualTo(
            "archive: 5 of 40+ objects, 50.0 MB of 400 MB+, 120,000 records, 2.0 MB/s;"
                + " events: 0 of 0 have an outcome");
  }

  @Test
  void onceAllObjectsAreFoundItSaysHowMuchOfThemAndHowLong() {
    archive.gauges("archive-objects-done", 3, "archive-objects-found", 40);
    archive.gauges("archive-bytes-done", 30_000_000, "archive-bytes-found", 400_000_000);
    archive.gauges("archive-records-done", 120_000, "archive-walk-done", 1);
    decode.gauges("events-read", 120_004, "outcome-irrelevant", 119_000);
    see(0);
    archive.gauges("archive-objects-done", 5, "archive-bytes-done", 50_000_000);
    see(10);

    assertThat(progress.bar())
        .isEqualTo("[##..................] 12 %  5 of 40 objects, 2.0 MB/s, 2 min 55 s left");
    assertThat(progress.line())
        .isEqualTo(
            "archive: 5 of 40 objects, 50.0 MB of 400 MB, 120,000 records, 2.0 MB/s, 2 min 55 s"
                + " left; events: 119,000 of 120,004 have an outcome");
  }

  @Test
  void afterReadingItSaysWhatIsOpenAndWhy() {
    archive.status("FINISHED").gauges("archive-walk-done", 1);
    archive.gauges("archive-objects-done", 39, "archive-objects-found", 40);
    archive.gauges("archive-bytes-done", 390, "archive-bytes-found", 400);
    flink.enumerator("archive-objects-handed-out", 40, "archive-bytes-handed-out", 400);
    flink.enumerator("archive-records-read", 4_000);
    decode.gauges("events-read", 1_000, "outcome-irrelevant", 500);
    converge.gauges("events-open", 500, "tables-at-work", 30);
    converge.gauges("tables-open-waiting", 20, "tables-open-look-again", 10);
    converge.gauges("tables-open-grace", 5, "tables-open-snowflake-denied", 1);
    see(0);
    converge.gauges("outcome-applied", 250, "events-open", 250);
    see(10);

    assertThat(progress.bar())
        .isEqualTo(
            "[###############.....] 75 %  750 of 1,000 have an outcome, 30 tables at work, …")
        .hasSizeLessThan(80);
    assertThat(progress.line())
        .isEqualTo(
            "archive: 40 of 40 objects, 400 B of 400 B, 4,000 records; events: 750 of 1,000 have an"
                + " outcome, 10 s left; tables at work: 20 waiting, 10 look-again");
  }

  @Test
  void aListingIsCountedInDatabasesAndTables() {
    archive.forgetsGauges().status("FINISHED");
    flink
        .vertex("Source: Listing: the Glue catalog", true)
        .gauges("listing-databases-found", 40, "listing-databases-done", 10)
        .gauges("listing-tables-done", 2_133, "listing-rounds-done", 0);
    see(0);

    assertThat(progress.bar())
        .isEqualTo("[#####...............] 25 %  10 of 40 databases, 2,133 tables");
    assertThat(progress.line())
        .isEqualTo("listing: 10 of 40 databases, 2,133 tables; events: 0 of 0 have an outcome");
  }

  @Test
  void onATerminalOneLineIsWrittenOverAndSentencesStayAboveIt() {
    SettableClock clock = SettableClock.at(START);
    TestConsole console = TestConsole.terminal(clock);
    Screen screen = new Screen(console.console());
    screen.show(clock.instant(), job.glance(null));
    screen.show(clock.instant(), job.glance(null));
    screen.say("Something happened.");
    screen.show(clock.instant(), job.glance(null));
    screen.clear();

    String over = "\r\u001b[K";
    String bar = over + "[....................] 0 of 0+ objects";
    assertThat(console.err())
        .isEqualTo(bar + bar + over + "Something happened." + System.lineSeparator() + bar + over);
    assertThat(console.out()).isEmpty();
  }

  @Test
  void elsewhereALineComesEveryFewSeconds() {
    SettableClock clock = SettableClock.at(START);
    TestConsole console = TestConsole.plain(clock);
    Screen screen = new Screen(console.console());
    for (int second = 0; second < 11; second++) {
      screen.show(clock.instant(), job.glance(null));
      clock.advance(Duration.ofSeconds(1));
    }
    screen.clear();

    assertThat(console.err().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("archive: 0 of 0+ objects"));
  }
}
