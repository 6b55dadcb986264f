package io.gluesnow;

import static org.apache.flink.runtime.checkpoint.CheckpointFailureReason.TASK_CHECKPOINT_FAILURE;

import io.gluesnow.cli.FlinkRest;
import io.gluesnow.cli.JobGauges;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.flink.RawRecord;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.testing.Feed;
import io.gluesnow.testing.RecordsSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/**
 * The whole pipeline on a Flink of its own in this process, without the live source: given records
 * and {@code hold}, against the stand-ins over HTTP.
 */
final class TestJob implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long STOP_SECONDS = 60;
  private static final int STOP_ASKS = 3;

  private final JobClient client;
  private final URI rest;
  private final Path folder;
  private final Accounts accounts;
  private final OutcomesKept outcomes;

  private TestJob(
      JobClient client, URI rest, Path folder, Accounts accounts, OutcomesKept outcomes) {
    this.client = client;
    this.rest = rest;
    this.folder = folder;
    this.accounts = accounts;
    this.outcomes = outcomes;
  }

  static Builder against(LocalWorld world) {
    return new Builder(world);
  }

  Accounts accounts() {
    return accounts;
  }

  OutcomesKept outcomes() {
    return outcomes;
  }

  /** Waits for a checkpoint with so many events read and none of them open. */
  Accounts.Balance awaitSettled(long events) throws Exception {
    await(
        "all of " + events + " events settled",
        () -> accounts.newest().read() == events && accounts.newest().open() == 0);
    return accounts.newest();
  }

  /** Waits until something holds; fails when the job ends first, or with patience. */
  void await(String what, Callable<Boolean> holds) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!holds.call()) {
      JobStatus status = client.getJobStatus().get();
      if (status.isGloballyTerminalState()) {
        throw new AssertionError("the job is " + status + " before " + what, failure());
      }
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not in time: " + what + "; " + accounts.newest());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Waits for the end of a job that cannot go on, and returns why. */
  Throwable awaitFailure() throws Exception {
    try {
      client.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return e;
    }
    throw new AssertionError("the job has not failed");
  }

  private Throwable failure() {
    try {
      client.getJobExecutionResult().get(STOP_SECONDS, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException | TimeoutException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }

  /** Stops with a savepoint, and returns where it is. */
  String stop() throws Exception {
    return end(false);
  }

  /** Stops with a savepoint after all input is taken as ended. */
  String drain() throws Exception {
    return end(true);
  }

  /**
   * Flink makes no savepoint when a task finishes between its plan and its call: then a person, and
   * gluesnow's own commands, ask again.
   */
  private String end(boolean drain) throws Exception {
    String place = folder.resolve("savepoints").toUri().toString();
    for (int ask = 1; ; ask++) {
      try {
        String savepoint =
            client
                .stopWithSavepoint(drain, place, SavepointFormatType.NATIVE)
                .get(STOP_SECONDS, TimeUnit.SECONDS);
        // Throws unless the job has finished.
        client.getJobExecutionResult().get(STOP_SECONDS, TimeUnit.SECONDS);
        return savepoint;
      } catch (ExecutionException e) {
        if (ask == STOP_ASKS || !metTheEndOfATask(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean metTheEndOfATask(ExecutionException failure) {
    return ExceptionUtils.findThrowable(failure, CheckpointException.class)
        .filter(e -> e.getCheckpointFailureReason() == TASK_CHECKPOINT_FAILURE)
        .isPresent();
  }

  /** What Flink's REST API answers; also its refusals. */
  String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(rest.resolve(path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** The path of this job in the REST API. */
  String path() {
    return "/jobs/" + client.getJobID();
  }

  /** The gauges whose names begin so, added over all operators and their instances. */
  Map<String, Long> gauges(String prefix) {
    return JobGauges.of(FlinkRest.of(rest), client.getJobID().toString()).startingWith(prefix);
  }

  @Override
  public void close() {
    try {
      client.cancel().get(STOP_SECONDS, TimeUnit.SECONDS);
      client.getJobExecutionResult().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      // A cancelled job has no result, and one that has ended cannot be cancelled.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How the job runs. */
  static final class Builder {
    private final LocalWorld world;
    private final Map<String, String> settings = new TreeMap<>();
    private List<byte[]> records = List.of();
    private Feed feed;
    private Source<RawRecord, ?, ?> source;
    private Duration pause = Duration.ZERO;
    private int parallelism = 2;
    private int restarts;
    private String savepoint;
    private boolean leavingStateBehind = true;
    private String uid = "given";
    private Path folder;

    private Builder(LocalWorld world) {
      this.world = world;
      settings.putAll(world.settings());
      settings.remove("source.kinesis.stream-arn");
      settings.put("aws.region", "eu-west-1");
      settings.put("sequence.settle", "200 ms");
      settings.put("glue.requests-per-second", "200");
      settings.put("snowflake.statement-timeout", "2 s");
      settings.put("snowflake.files-timeout", "3 s");
      settings.put("snowflake.skew", "2 s");
      settings.put("snowflake.visible", "300 ms");
      settings.put("snowflake.lease", "10 s");
      settings.put("converge.ask-again", "300 ms");
      settings.put("converge.retry-min", "200 ms");
      settings.put("converge.retry-max", "2 s");
      settings.put("converge.parked-interval", "2 s");
      settings.put("listing.mode", "off");
      settings.put("policy.instance", "itest");
      settings.put("policy.apply", "on");
      settings.put("policy.deletion", "drop");
      settings.put("policy.grace", "1 s");
    }

    Builder records(List<String> texts) {
      return payloads(
          texts.stream()
              .map(text -> text.getBytes(StandardCharsets.UTF_8))
              .collect(Collectors.toList()));
    }

    Builder payloads(List<byte[]> bytes) {
      records = List.copyOf(bytes);
      return this;
    }

    /** Records that come while it runs, in the place of given ones. */
    Builder feed(Feed source) {
      feed = source;
      return this;
    }

    /** Any source in the place of given records. */
    Builder source(Source<RawRecord, ?, ?> other) {
      source = other;
      return this;
    }

    /** A pause after each record. */
    Builder pausing(Duration after) {
      pause = after;
      return this;
    }

    Builder set(String key, String value) {
      settings.put(key, value);
      return this;
    }

    Builder parallelism(int instances) {
      parallelism = instances;
      return this;
    }

    /** How often it starts again after a failure; never unless set. */
    Builder restarts(int times) {
      restarts = times;
      return this;
    }

    Builder from(String savepointPath) {
      savepoint = savepointPath;
      return this;
    }

    /** Refuses a savepoint that has state of sources which this job does not have. */
    Builder leavingNothingBehind() {
      leavingStateBehind = false;
      return this;
    }

    /** Under which name the given source keeps its position. */
    Builder sourceUid(String name) {
      uid = name;
      return this;
    }

    /** As they are so far, by full key. */
    Map<String, String> settings() {
      return Map.copyOf(settings);
    }

    /** Where checkpoints and savepoints go. */
    Builder in(Path place) {
      folder = place;
      return this;
    }

    TestJob start() throws Exception {
      int port = freePort();
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(parallelism, flink(port));
      Accounts accounts = new Accounts(parallelism);
      OutcomesKept outcomes = new OutcomesKept();
      CatalogSyncPipeline.of(SyncConfig.of(settings))
          .withSource(uid, source())
          .withAudience(accounts)
          .withOutcomes(outcomes)
          .addTo(env);
      JobClient client = env.executeAsync("gluesnow test");
      URI rest = URI.create("http://127.0.0.1:" + port);
      return new TestJob(client, rest, folder, accounts, outcomes);
    }

    private Source<RawRecord, ?, ?> source() {
      if (source != null) {
        return source;
      }
      return feed == null ? RecordsSource.of(records, pause) : RecordsSource.of(feed);
    }

    private Configuration flink(int port) {
      Configuration flink = new Configuration();
      flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
      flink.set(RestOptions.PORT, port);
      flink.set(RestOptions.BIND_PORT, String.valueOf(port));
      flink.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(200));
      flink.set(PipelineOptions.GENERIC_TYPES, false);
      flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
      flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
      flink.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          folder.resolve("checkpoints").toUri().toString());
      flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
      if (restarts == 0) {
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
      } else {
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restarts);
        flink.set(
            RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
      }
      if (savepoint != null) {
        flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        // The sources of the run before may have been others.
        flink.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, leavingStateBehind);
      }
      return flink;
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
        return socket.getLocalPort();
      }
    }
  }
}
