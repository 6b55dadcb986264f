package io.gluesnow.cli;

import io.gluesnow.config.ConfigurationException;
import io.gluesnow.config.PropertyGroups;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What a replay reads: a configuration file as the job has it, with these options over it. */
final class ReplaySources {
  private static final String LIVE = "source.kinesis.";
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  @Option(
      names = "--config",
      paramLabel = "<file>",
      required = true,
      description =
          "The job's configuration in Managed Flink's format. Its live source is left out.")
  private Path config;

  @Option(
      names = "--archive",
      paramLabel = "<place>",
      description =
          "The archive to read, s3://bucket/prefix or a folder, in which AWSLogs is. Unless set:"
              + " source.archive.location of the configuration, if any.")
  private String archive;

  @Option(
      names = "--from",
      paramLabel = "<moment>",
      description =
          "The first moment of the archive that is wanted, as 2026-11-03 or 2026-11-03T09:00:00Z.")
  private String from;

  @Option(names = "--to", paramLabel = "<moment>", description = "The last one; of a day, its end.")
  private String to;

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
    put(settings, SyncOptions.ARCHIVE_LOCATION.key(), archive);
    put(settings, SyncOptions.ARCHIVE_FROM.key(), moment(from, "T00:00:00Z"));
    put(settings, SyncOptions.ARCHIVE_TO.key(), moment(to, "T23:59:59.999Z"));
    boolean isOff = asTheJobHasIt.get(SyncOptions.LISTING_MODE) == SyncOptions.Listing.OFF;
    Listing choice = listing != null ? listing : isOff ? Listing.OFF : Listing.ONCE;
    settings.put(SyncOptions.LISTING_MODE.key(), choice.name().toLowerCase(Locale.ROOT));
    SyncConfig replay = SyncConfig.of(settings);
    if (replay.archiveLocation().isEmpty()) {
      if (from != null || to != null) {
        throw new Misuse("--from and --to are of an archive: give --archive too");
      }
      if (choice == Listing.OFF) {
        throw new Misuse("there is nothing to read: give --archive, or --listing once, or both");
      }
    }
    return replay;
  }

  private static void put(Map<String, String> settings, String key, String value) {
    if (value != null) {
      settings.put(key, value);
    }
  }

  /** A day becomes its first or its last moment; what it is else, the configuration checks. */
  private static String moment(String text, String ofDay) {
    return text != null && DAY.matcher(text).matches() ? text + ofDay : text;
  }
}
