package io.gluesnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuietTest {
  private static final String ARCHIVE = "Source: Archive: objects";
  private static final String DECODE = "Decode: records into catalog events";
  private static final String SEQUENCE = "Sequence: many events";
  private static final String CONVERGE = "Converge: make Snowflake as Glue says";

  private final FakeFlink flink = FakeFlink.overAnArchive();
  private final WatchedJob job = WatchedJob.of(FlinkRest.of(flink.uri()), FakeFlink.JOB);
  private final Quiet quiet = new Quiet(Duration.ofSeconds(10));
  private Instant now = Instant.parse("2026-11-03T09:00:00Z");

  @AfterEach
  void close() {
    flink.close();
  }

  private boolean look(int secondsLater) {
    now = now.plusSeconds(secondsLater);
    return quiet.isReached(job.glance(null), now);
  }

  private void allIsRead() {
    flink.vertex(ARCHIVE, true).status("FINISHED");
    flink.vertex(DECODE, false).gauges("events-read", 5, "outcome-irrelevant", 2);
    flink.vertex(CONVERGE, false).gauges("outcome-applied", 2, "events-open", 1);
    flink.vertex(CONVERGE, false).gauges("tables-open-grace", 1);
  }

  @Test
  void isReachedAtTheSecondCheckpointInARow() {
    allIsRead();
    assertThat(look(0)).isFalse();
    flink.completeCheckpoint();
    assertThat(look(60)).isFalse();
    flink.completeCheckpoint();
    assertThat(look(1)).isTrue();
  }

  @Test
  void isNotReachedWhileTheGaugesMayBeFromBefore() {
    allIsRead();
    assertThat(look(0)).isFalse();
    flink.completeCheckpoint();
    flink.completeCheckpoint();
    assertThat(look(19)).isFalse();
    assertThat(look(1)).isTrue();
  }

  @Test
  void beginsAgainWhenWorkShowsUpOrCountsMove() {
    allIsRead();
    assertThat(look(0)).isFalse();
    flink.completeCheckpoint();
    flink.vertex(CONVERGE, false).gauges("tables-at-work", 1);
    assertThat(look(20)).isFalse();
    flink.vertex(CONVERGE, false).gauges("tables-at-work", 0);
    flink.completeCheckpoint();
    assertThat(look(20)).isFalse();
    flink.vertex(DECODE, false).gauges("events-read", 6, "outcome-irrelevant", 3);
    flink.completeCheckpoint();
    flink.completeCheckpoint();
    assertThat(look(20)).isFalse();
    flink.completeCheckpoint();
    flink.completeCheckpoint();
    assertThat(look(20)).isTrue();
  }

  @Test
  void beginsAgainWithANewJobManagerThatCountsCheckpointsAnew() {
    flink.completeCheckpoint();
    flink.completeCheckpoint();
    allIsRead();
    assertThat(look(0)).isFalse();
    try (FakeFlink other = FakeFlink.overAnArchive()) {
      other.vertex(ARCHIVE, true).status("FINISHED");
      other.vertex(DECODE, false).gauges("events-read", 5, "outcome-irrelevant", 2);
      other.vertex(CONVERGE, false).gauges("outcome-applied", 2, "events-open", 1);
      WatchedJob again = WatchedJob.of(FlinkRest.of(other.uri()), FakeFlink.JOB);
      assertThat(quiet.isReached(again.glance(null), now.plusSeconds(60))).isFalse();
      other.completeCheckpoint();
      other.completeCheckpoint();
      assertThat(quiet.isReached(again.glance(null), now.plusSeconds(90))).isTrue();
    }
  }

  @Test
  void neverWhileSomethingIsLeft() {
    allIsRead();
    assertThat(job.glance(null).isAtRest()).isTrue();

    flink.vertex(ARCHIVE, true).status("RUNNING");
    assertThat(job.glance(null).isAtRest()).as("a source reads").isFalse();
    flink.vertex(ARCHIVE, true).status("FINISHED");

    flink.vertex(SEQUENCE, false).gauges("events-open", 1);
    flink.vertex(CONVERGE, false).gauges("events-open", 0);
    assertThat(job.glance(null).isAtRest()).as("an event settles").isFalse();
    flink.vertex(SEQUENCE, false).gauges("events-open", 0);
    assertThat(job.glance(null).isAtRest()).as("an event is on the wire").isFalse();
    flink.vertex(CONVERGE, false).gauges("events-open", 1);

    flink.vertex(CONVERGE, false).gauges("sweeping", 1);
    assertThat(job.glance(null).isAtRest()).as("a sweep runs").isFalse();
    flink.vertex(CONVERGE, false).gauges("sweeping", 0);

    flink.vertex(CONVERGE, false).gauges("databases-being-listed", 1);
    assertThat(job.glance(null).isAtRest()).as("a new link's tables are listed").isFalse();
    flink.vertex(CONVERGE, false).gauges("databases-being-listed", 0);

    flink.vertex(CONVERGE, false).status("INITIALIZING");
    assertThat(job.glance(null).isAtRest()).as("a step starts again").isFalse();
    flink.vertex(CONVERGE, false).status("RUNNING");

    flink.state("RESTARTING");
    assertThat(job.glance(null).isAtRest()).as("the job starts again").isFalse();
    flink.state("RUNNING");
    assertThat(job.glance(null).isAtRest()).isTrue();

    flink.vertex(CONVERGE, false).forgetsGauges();
    assertThat(job.glance(null).isAtRest()).as("nothing is known").isFalse();
  }

  @Test
  void aListingThatComesAgainIsAwaitedOnceAndALiveSourceNever() {
    allIsRead();
    flink.vertex("Source: Live: CloudTrail events on Kinesis", true);
    assertThat(job.glance(null).isAtRest()).isTrue();
    assertThat(job.glance(null).isLive()).isTrue();

    FakeFlink.Vertex listing = flink.vertex("Source: Listing: the Glue catalog", true);
    listing.gauges("listing-rounds-done", 0, "listing-tables-done", 7);
    assertThat(job.glance(null).isAtRest()).isFalse();
    listing.gauges("listing-rounds-done", 1);
    assertThat(job.glance(null).isAtRest()).isTrue();
  }
}
