package io.gluesnow.flink.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gluesnow.catalog.TableId;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.flink.StoredTypes;
import io.gluesnow.plan.Mark;
import io.gluesnow.standin.AwsStandIns;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.TableInput;
import io.gluesnow.standin.snowflake.Session;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The catalog listing on a Flink in this process, against the stand-ins over HTTP. */
class ListingSourceITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Queue<ListingItem> SEEN = new ConcurrentLinkedQueue<>();

  /** So many items from now the task fails, once; negative for never. */
  private static final AtomicInteger FAILS_IN = new AtomicInteger(-1);

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private final LocalWorld world = LocalWorld.start(Clock.systemUTC());

  @TempDir Path folder;
  private JobClient job;

  @AfterEach
  void end() throws Exception {
    if (job != null && !job.getJobStatus().get().isGloballyTerminalState()) {
      job.cancel().get();
    }
    world.close();
    SEEN.clear();
    FAILS_IN.set(-1);
  }

  @Test
  void aRoundFindsTablesLinksAndMarks() throws Exception {
    tables("dev_db__public", 230);
    world
        .glue()
        .createDatabaseLink(Caller.PERSON, "linked", AwsStandIns.ACCOUNT, "", "dev_db__public");
    world.aws().glue().pagesOf(50);
    TableId gone = TableId.of(AwsStandIns.ACCOUNT, AwsStandIns.REGION, "gone", "orphan");
    mark("ORPHAN", Mark.unverified("itest", gone));
    mark("THEIRS", Mark.unverified("other", gone));

    run(Map.of("listing.mode", "once"), null);
    awaitRounds(1);

    assertThat(kinds())
        .containsEntry("Table", 460L)
        .containsEntry("Link", 1L)
        .containsEntry("Mark", 1L)
        .containsEntry("RoundEnded", 1L);
    assertThat(SEEN).anyMatch(item -> item.toString().contains("DEV_DB.PUBLIC.ORPHAN"));
    assertThat(List.copyOf(SEEN).get(SEEN.size() - 1).toString())
        .startsWith("RoundEnded")
        .contains(AwsStandIns.ACCOUNT);
  }

  @Test
  void aFailureInTheMiddleOfARoundCostsAPageAndNotTheRound() throws Exception {
    for (int i = 0; i < 40; i++) {
      tables(String.format("d%02d", i), 25);
    }
    world.aws().glue().pagesOf(10);
    world.aws().glue().faults().slowBy(Duration.ofMillis(20));
    FAILS_IN.set(600);

    run(Map.of("listing.mode", "once"), null);
    awaitRounds(1);

    assertThat(FAILS_IN.get()).as("it has failed").isNegative();
    Set<ListingItem> distinct = new HashSet<>(SEEN);
    Set<String> names =
        distinct.stream()
            .filter(item -> item.toString().startsWith("Table"))
            .map(item -> item.toString().split(" ")[1])
            .collect(Collectors.toSet());
    assertThat(names).hasSize(1_000);
    assertThat(kinds()).containsEntry("RoundEnded", 1L);
    // A whole round is 4 pages of databases and 3 of each one's tables; half of it anew would be
    // 60.
    assertThat(world.aws().glue().faults().requests()).isBetween(125L, 160L);
  }

  @Test
  void aResumedJobBeginsNoRoundBeforeItsTime() throws Exception {
    tables("dev_db__public", 10);
    Map<String, String> daily = Map.of("listing.mode", "repeat", "listing.interval", "1 h");
    run(daily, null);
    awaitRounds(1);
    String savepoint = stop();
    SEEN.clear();
    long requests = world.aws().glue().faults().requests();

    run(daily, savepoint);
    TimeUnit.SECONDS.sleep(2);
    assertThat(SEEN).isEmpty();
    assertThat(world.aws().glue().faults().requests()).isEqualTo(requests);
    savepoint = stop();

    run(Map.of("listing.mode", "repeat", "listing.interval", "1 s"), savepoint);
    awaitRounds(3);
  }

  @Test
  void aRoundThatWasStoppedGoesOnFromItsSavepoint() throws Exception {
    for (int i = 0; i < 40; i++) {
      tables(String.format("d%02d", i), 5);
    }
    world.aws().glue().faults().slowBy(Duration.ofMillis(50));
    run(Map.of("listing.mode", "once"), null);
    await().atMost(PATIENCE).until(() -> SEEN.size() > 60);
    String savepoint = stop();
    long before = SEEN.size();
    assertThat(before).isLessThan(180);

    run(Map.of("listing.mode", "once"), savepoint);
    awaitRounds(1);

    assertThat(kinds().get("Table")).isBetween(200L, 205L);
  }

  @Test
  void aListingThatWasDoneOnceIsNotMadeAgainAndCanRepeatFromTheSameSavepoint() throws Exception {
    tables("dev_db__public", 10);
    run(Map.of("listing.mode", "once"), null);
    awaitRounds(1);
    String savepoint = stop();
    SEEN.clear();

    run(Map.of("listing.mode", "once"), savepoint);
    TimeUnit.SECONDS.sleep(1);
    assertThat(SEEN).isEmpty();
    savepoint = stop();
    run(Map.of("listing.mode", "repeat", "listing.interval", "1 s"), savepoint);
    awaitRounds(2);
  }

  private void tables(String database, int count) {
    world.glue().createDatabase(Caller.PERSON, database);
    for (int i = 0; i < count; i++) {
      world
          .glue()
          .createTable(
              Caller.CRAWLER,
              database,
              TableInput.parquet("t" + i, LocalWorld.BUCKET + database + "/t" + i)
                  .column("id", "bigint"));
    }
  }

  private void mark(String name, Mark mark) {
    world
        .snowflake()
        .execute(
            Session.of("GLUE_SYNC", "GLUE_SYNC"),
            "CREATE EXTERNAL TABLE DEV_DB.PUBLIC."
                + name
                + " LOCATION = @DEV_DB.PUBLIC.CUSTOMERSTAGE REFRESH_ON_CREATE = FALSE"
                + " AUTO_REFRESH = FALSE FILE_FORMAT = (TYPE = PARQUET) COMMENT = '"
                + mark
                + "'");
  }

  private void run(Map<String, String> changed, String savepoint) throws Exception {
    Map<String, String> settings = new TreeMap<>(world.settings());
    settings.put("policy.instance", "itest");
    settings.put("listing.requests-per-second", "1000");
    settings.put("converge.retry-min", "200 ms");
    settings.putAll(changed);
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    if (savepoint != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(1);
    ListingSource source = ListingSource.of(SyncConfig.of(settings));
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "listing", StoredTypes.LISTING_ITEM)
        .uid("catalog-listing")
        .map(ListingSourceITCase::seen)
        .uid("seen")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    job = env.executeAsync();
  }

  private static int seen(ListingItem item) {
    SEEN.add(item);
    if (FAILS_IN.getAndUpdate(left -> left < 0 ? left : left - 1) == 0) {
      throw new IllegalStateException("a failure that the test wants");
    }
    return 0;
  }

  private static Map<String, Long> kinds() {
    return SEEN.stream()
        .collect(
            Collectors.groupingBy(
                item -> item.toString().split(" ")[0], TreeMap::new, Collectors.counting()));
  }

  private String stop() throws Exception {
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    awaitStatus(JobStatus.FINISHED);
    return savepoint;
  }

  private void awaitStatus(JobStatus status) {
    await().atMost(PATIENCE).until(() -> job.getJobStatus().get() == status);
  }

  private static void awaitRounds(long rounds) {
    await().atMost(PATIENCE).until(() -> kinds().getOrDefault("RoundEnded", 0L) >= rounds);
  }
}
