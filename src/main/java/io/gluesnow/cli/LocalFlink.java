package io.gluesnow.cli;

import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink in this process, with its web UI on loopback and state in RocksDB, that runs one job. It
 * outlives the job, so that why the job failed can still be asked.
 */
final class LocalFlink implements AutoCloseable {
  private static final Duration METRIC_AGE = Duration.ofMillis(500);

  /** Failures that are forgiven within {@link #FAILURE_INTERVAL}; one more ends the job. */
  private static final int FAILURES = 3;

  private static final Duration FAILURE_INTERVAL = Duration.ofMinutes(5);
  private static final Duration RESTART_DELAY = Duration.ofSeconds(2);
  private static final int MANAGED_MEBIBYTES = 64;

  private final MiniCluster cluster;
  private final URI ui;
  private final WatchedJob job;

  private LocalFlink(MiniCluster cluster, URI ui, WatchedJob job) {
    this.cluster = cluster;
    this.ui = ui;
    this.job = job;
  }

  /** How to run. */
  static final class Terms {
    private final int parallelism;
    private final int uiPort;
    private final Path checkpoints;
    private final Duration interval;
    private final Optional<String> savepoint;

    /**
     * @param uiPort 0 for a free one
     * @param checkpoints the folder that they go to
     * @param savepoint where to start from
     */
    Terms(
        int parallelism,
        int uiPort,
        Path checkpoints,
        Duration interval,
        Optional<String> savepoint) {
      this.parallelism = parallelism;
      this.uiPort = uiPort;
      this.checkpoints = checkpoints;
      this.interval = interval;
      this.savepoint = savepoint;
    }
  }

  /**
   * @throws Exception if Flink cannot start or take the job
   */
  static LocalFlink start(Pipeline pipeline, SyncConfig config, Terms terms) throws Exception {
    Configuration flink = settings(terms);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(terms.parallelism, flink);
    pipeline.addTo(env, config);
    StreamGraph drawn = env.getStreamGraph();
    drawn.setJobName("gluesnow " + config.get(SyncOptions.INSTANCE) + ", replay");
    JobGraph graph = drawn.getJobGraph();
    // The sources of the run before may be others: their positions may stay behind.
    terms.savepoint.ifPresent(
        path -> graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(path, true)));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(terms.parallelism)
                .build());
    try {
      cluster.start();
      String id = cluster.submitJob(graph).get().getJobID().toString();
      URI ui = cluster.getRestAddress().get();
      return new LocalFlink(cluster, ui, WatchedJob.of(FlinkRest.of(ui), id));
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  private static Configuration settings(Terms terms) {
    Configuration flink = new Configuration();
    flink.set(RestOptions.ADDRESS, "127.0.0.1");
    flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    flink.set(RestOptions.BIND_PORT, Integer.toString(terms.uiPort));
    flink.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, METRIC_AGE);
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, terms.interval);
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, terms.checkpoints.toUri().toString());
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL, FAILURES);
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
        FAILURE_INTERVAL);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, RESTART_DELAY);
    // RocksDB's share for each slot; and the wires between slots grow with their square.
    flink.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE,
        MemorySize.ofMebiBytes((long) MANAGED_MEBIBYTES * terms.parallelism));
    MemorySize network = MemorySize.ofMebiBytes(64L + terms.parallelism * terms.parallelism);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    return flink;
  }

  /** Where people watch it. */
  URI ui() {
    return ui;
  }

  WatchedJob job() {
    return job;
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
