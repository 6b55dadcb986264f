package io.gluesnow.cli;

import io.gluesnow.config.ConfigurationException;
import io.gluesnow.config.PropertyGroups;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What a replay reads: a configuration file as the job has it, with these options over it. */
final class ReplaySources {
  private static final String LIVE = "source.kinesis.";

  @Option(
      names = "--config",
      paramLabel = "<file>",
      required = true,
      description = {
        "The job's configuration in Managed Flink's format. Its live source is left out."
      })
  private Path config;

  /**
   * @throws ConfigurationException with a sentence for people
   */
  SyncConfig config() {
    Map<String, String> settings = new TreeMap<>(PropertyGroups.ofFile(config));
    String region = SyncConfig.of(settings).region().orElseThrow();
    settings.keySet().removeIf(key -> key.startsWith(LIVE));
    settings.put(SyncOptions.REGION.key(), region);
    return SyncConfig.of(settings);
  }
}
