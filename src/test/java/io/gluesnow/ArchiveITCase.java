package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.cloudtrail.archive.ArchiveLocation;
import io.gluesnow.cloudtrail.archive.ArchiveScope;
import io.gluesnow.corpus.Corpus;
import io.gluesnow.corpus.Item;
import io.gluesnow.corpus.Playback;
import io.gluesnow.corpus.Tally;
import io.gluesnow.corpus.TrailArchive;
import io.gluesnow.flink.archive.ArchiveSource;
import io.gluesnow.judge.JudgeServer;
import io.gluesnow.judge.Judges;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.SettableClock;
import io.gluesnow.testing.SlowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Everything that a trail's folder holds is read once, whatever happens meanwhile. */
class ArchiveITCase {
  private static final int FOREIGN = 30;

  @TempDir Path folder;

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-10-01T00:00:00Z"));
  private LocalWorld world;
  private TrailArchive archive;

  @BeforeEach
  void begin() {
    world = LocalWorld.start(clock);
    world.holdEvents();
    world
        .snowflake()
        .executeAsAdmin(
            "CREATE SCHEMA DEV_DB.PARTNER;"
                + "GRANT USAGE ON SCHEMA DEV_DB.PARTNER TO ROLE GLUE_SYNC;"
                + "GRANT CREATE EXTERNAL TABLE ON SCHEMA DEV_DB.PARTNER TO ROLE GLUE_SYNC;");
    Corpus corpus = Corpus.of(11);
    Playback.of(corpus, world.glue(), clock, world.snowflake().files()).toTheEnd();
    archive = TrailArchive.write(trail(), 11, corpus.happenings(), FOREIGN);
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aFailureAndAStopInTheMiddleLoseAndRepeatNothing() throws Exception {
    long items = archive.tally().items();
    String savepoint;
    SlowStore.failAtDrop(150);
    try (TestJob job = job().source(slowly(8)).restarts(2).start()) {
      job.await("a reader has died", SlowStore::hasFailed);
      long read = job.accounts().newest().read();
      job.await("it goes on", () -> job.accounts().newest().read() > Math.max(read, items / 5));
      job.await("the gauges show how far it is", () -> areInTheMiddle(job.gauges("archive-")));
      savepoint = job.stop();
      assertThat(job.accounts().newest().read())
          .as("records read before the stop, of %s", items)
          .isLessThan(items);
    }
    try (TestJob job = job().source(slowly(0)).from(savepoint).start()) {
      addsUp(job);
      job.stop();
    }
  }

  @Test
  void theFolderThatTheSettingsNameIsRead() throws Exception {
    try (TestJob job = job().set("source.archive.location", trail().toString()).start()) {
      addsUp(job);
      job.drain();
    }
  }

  @Test
  void aBucketIsReadAsAFolderIs() throws Exception {
    try (JudgeServer moto = Judges.moto()) {
      try (S3Client s3 =
          S3Client.builder()
              .endpointOverride(moto.endpoint())
              .forcePathStyle(true)
              .region(Region.EU_WEST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
              .build()) {
        s3.createBucket(
            bucket ->
                bucket
                    .bucket("trail")
                    .createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
        for (Path file : files()) {
          String key = "some/prefix/" + trail().relativize(file);
          s3.putObject(put -> put.bucket("trail").key(key), file);
        }
      }
      try (TestJob job =
          job()
              .set("source.archive.location", "s3://trail/some/prefix")
              .set("source.archive.endpoint", moto.endpoint().toString())
              .start()) {
        addsUp(job);
        job.stop();
      }
    }
  }

  /** Each gauge added over two readers, both of which are told how much there is. */
  private boolean areInTheMiddle(Map<String, Long> gauges) throws IOException {
    long size = 0;
    for (Path file : files()) {
      size += file.toString().contains("/CloudTrail/") ? Files.size(file) : 0;
    }
    long objects = gauges.getOrDefault("archive-objects-done", 0L);
    long bytes = gauges.getOrDefault("archive-bytes-done", 0L);
    return gauges.getOrDefault("archive-objects-found", 0L) == 2L * archive.objects()
        && gauges.getOrDefault("archive-bytes-found", 0L) == 2 * size
        && gauges.getOrDefault("archive-walk-done", 0L) == 2
        && gauges.getOrDefault("archive-records-done", 0L) > objects
        && objects > 0
        && objects < archive.objects()
        && bytes > 0
        && bytes < size;
  }

  private void addsUp(TestJob job) throws Exception {
    Tally tally = archive.tally();
    Accounts.Balance balance = job.awaitSettled(tally.items());
    String all = balance + " of " + tally;
    assertThat(balance.ended()).as(all).isEqualTo(tally.items());
    assertThat(balance.outcome("irrelevant")).as(all).isEqualTo(tally.count(Item.IRRELEVANT));
    assertThat(balance.outcome("failed-call")).as(all).isEqualTo(tally.count(Item.FAILED_CALL));
    assertThat(balance.outcome("dead-lettered")).as(all).isEqualTo(tally.count(Item.UNREADABLE));
    assertThat(balance.outcome("applied")).as(all).isPositive();
  }

  private TestJob.Builder job() {
    return TestJob.against(world).in(folder);
  }

  private ArchiveSource slowly(long pauseMillis) {
    return ArchiveSource.of(
        SlowStore.access(trail(), pauseMillis),
        ArchiveLocation.parse(trail().toString()),
        ArchiveScope.everything());
  }

  private Path trail() {
    return folder.resolve("trail");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(trail())) {
      return files.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
    }
  }
}
