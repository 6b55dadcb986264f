package io.gluesnow.bench;

import io.gluesnow.CatalogSyncPipeline;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.snowflake.Fault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The whole job at parallelism 1 in this process, on RocksDB with a checkpoint every two seconds,
 * and the stand-ins that it works against.
 */
final class RunningJob implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final LocalWorld world;
  private final JobClient job;
  private final long quietUntil;
  private boolean stopped;

  private RunningJob(LocalWorld world, JobClient job, long quietUntil) {
    this.world = world;
    this.job = job;
    this.quietUntil = quietUntil;
  }

  /**
   * @param latency of each answer of Kinesis, Glue and Snowflake
   */
  static RunningJob start(Duration latency, Path checkpoints) throws Exception {
    OutcomeTap.reset();
    LocalWorld world = LocalWorld.start(Clock.systemUTC());
    latency(world, latency);
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(2));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    CatalogSyncPipeline.of(SyncConfig.of(settings(world)))
        .withOutcomes(new OutcomeTap())
        .addTo(env);
    JobClient job = env.executeAsync("gluesnow benchmark");
    return new RunningJob(world, job, System.nanoTime() + Duration.ofSeconds(12).toNanos());
  }

  private static void latency(LocalWorld world, Duration latency) {
    if (!latency.isZero()) {
      world.aws().kinesis().faults().slowBy(latency);
      world.aws().glue().faults().slowBy(latency);
      world.snowflake().faults().always(request -> true, Fault.slow(latency));
    }
  }

  /**
   * Production's values for all that decides about speed, but for the number of tables in flight
   * and Glue's quota, which are as on an account that has raised them. The times that only decide
   * how long a start is provisional are short, so that it is over when measuring begins.
   */
  private static Map<String, String> settings(LocalWorld world) {
    Map<String, String> settings = new HashMap<>(world.settings());
    settings.put("policy.instance", "benchmark");
    settings.put("policy.apply", "on");
    settings.put("source.kinesis.poll-interval", "200 ms");
    settings.put("glue.requests-per-second", "1000");
    settings.put("snowflake.tables-in-flight", "64");
    settings.put("snowflake.lease", "6 s");
    settings.put("snowflake.statement-timeout", "2 s");
    settings.put("snowflake.files-timeout", "2 s");
    settings.put("snowflake.skew", "2 s");
    return settings;
  }

  LocalWorld world() {
    return world;
  }

  /** Waits until so many events have their outcome, and fails if one is not as it should be. */
  void awaitOutcomes(long events) throws Exception {
    await(() -> OutcomeTap.events() >= events, events + " outcomes");
    if (!OutcomeTap.bad().isEmpty()) {
      throw new IllegalStateException("an unexpected outcome: " + OutcomeTap.bad().peek());
    }
  }

  /** Waits until nothing at all is done any more, and the first looks are no longer provisional. */
  void awaitQuiet() throws Exception {
    long[] seen = {-1, 0};
    await(
        () -> {
          long now = System.nanoTime();
          long requests =
              world.snowflake().faults().requests() + world.aws().glue().faults().requests();
          if (requests != seen[0]) {
            seen[0] = requests;
            seen[1] = now;
          }
          return now > quietUntil && now - seen[1] > Duration.ofSeconds(6).toNanos();
        },
        "quiet");
  }

  private void await(BooleanSupplier done, String what) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      if (job.getJobStatus().get().isGloballyTerminalState()) {
        throw new IllegalStateException("the job has ended: " + job.getJobStatus().get());
      }
      if (System.nanoTime() > end) {
        throw new TimeoutException(
            "waited "
                + PATIENCE
                + " for "
                + what
                + "; there are "
                + OutcomeTap.events()
                + " outcomes, bad ones: "
                + OutcomeTap.bad());
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** Ends the job; the stand-ins go on. */
  void stop() throws Exception {
    if (!stopped) {
      stopped = true;
      job.cancel().get(30, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() throws Exception {
    stop();
    world.close();
  }
}
