package io.gluesnow.standin;

import io.gluesnow.CatalogSyncPipeline;
import io.gluesnow.cli.JobAccounts;
import io.gluesnow.config.PropertyGroups;
import io.gluesnow.config.SyncConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job itself, on a Flink in this process with its web UI, against a {@link LocalWorld}. */
final class LocalJob implements AutoCloseable {
  private static final String CONFIG = "job-configs/local.json";
  private static final Duration CHECKPOINTS = Duration.ofSeconds(1);
  private static final int PARALLELISM = 2;
  private static final long STOP_SECONDS = 30;

  private final URI ui;
  private final JobClient client;

  private LocalJob(URI ui, JobClient client) {
    this.ui = ui;
    this.client = client;
  }

  /** Starts the job with {@code job-configs/local.json}, but on the world's endpoints. */
  static LocalJob start(LocalWorld world, int uiPort) throws Exception {
    Map<String, String> settings = new TreeMap<>(PropertyGroups.ofText(localConfig(), CONFIG));
    settings.putAll(world.settings());
    SyncConfig config = SyncConfig.of(settings);
    Configuration flink = new Configuration();
    flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    flink.set(RestOptions.PORT, uiPort);
    flink.set(RestOptions.BIND_PORT, String.valueOf(uiPort));
    flink.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(500));
    // A slip shows at submission. Managed Flink may refuse the second of these settings.
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(flink);
    env.setParallelism(PARALLELISM);
    CatalogSyncPipeline.of(config).addTo(env);
    return new LocalJob(
        URI.create("http://localhost:" + uiPort), env.executeAsync("gluesnow local"));
  }

  /** From the jar that carries it, or from the project's folder. */
  private static String localConfig() throws IOException {
    try (InputStream packed = LocalJob.class.getResourceAsStream("/" + CONFIG)) {
      return packed == null
          ? Files.readString(Path.of(CONFIG))
          : new String(packed.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Where people watch it. */
  URI ui() {
    return ui;
  }

  /**
   * @throws java.io.UncheckedIOException if the UI does not answer
   */
  JobAccounts accounts() {
    return JobAccounts.of(ui);
  }

  /** Whether people find the web UI's page there. */
  boolean uiAnswers() throws IOException, InterruptedException {
    HttpRequest page = HttpRequest.newBuilder(ui.resolve("/index.html")).build();
    return HttpClient.newHttpClient()
        .send(page, HttpResponse.BodyHandlers.ofString())
        .body()
        .contains("Flink");
  }

  /** Whether it has not ended. */
  boolean isRunning() throws ExecutionException, InterruptedException {
    return !client.getJobStatus().get().isGloballyTerminalState();
  }

  @Override
  public void close() throws InterruptedException {
    try {
      client.cancel().get(STOP_SECONDS, TimeUnit.SECONDS);
      client.getJobExecutionResult().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      // A cancelled job has no result, and one that has ended cannot be cancelled.
    }
  }
}
