package io.gluesnow.cli;

import io.gluesnow.config.ConfigurationException;
import io.gluesnow.config.PropertyGroups;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import java.nio.file.Path;
import java.util.Locale;
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
      description =
          "The job's configuration in Managed Flink's format. Its live source is left out.")
  private Path config;

  @Option(
      names = "--listing",
      paramLabel = "once|off",
      description =
          "Whether all of the Glue catalog is listed. Unless set: once, or off where the"
              + " configuration says so.")
  private Listing listing;

  /** What a job that ends can do of it. */
  private enum Listing {
    ONCE,
    OFF
  }

  /**
   * @throws ConfigurationException with a sentence for people
   */
  SyncConfig config() {
    Map<String, String> settings = new TreeMap<>(PropertyGroups.ofFile(config));
    SyncConfig asTheJobHasIt = SyncConfig.of(settings);
    settings.keySet().removeIf(key -> key.startsWith(LIVE));
    // What the stream's region was the default of.
    settings.put(SyncOptions.REGION.key(), asTheJobHasIt.region().orElseThrow());
    settings.put(
        SyncOptions.LISTING_REGIONS.key(), String.join(";", asTheJobHasIt.listingRegions()));
    boolean isOff = asTheJobHasIt.get(SyncOptions.LISTING_MODE) == SyncOptions.Listing.OFF;
    Listing choice = listing != null ? listing : isOff ? Listing.OFF : Listing.ONCE;
    settings.put(SyncOptions.LISTING_MODE.key(), choice.name().toLowerCase(Locale.ROOT));
    return SyncConfig.of(settings);
  }
}
