package io.gluesnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.config.ConfigurationException;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplaySourcesTest {
  @TempDir Path folder;

  private SyncConfig read(String settings, String... more) throws IOException {
    String text =
        "[{'PropertyGroupId': 'policy', 'PropertyMap': {'instance': 'prod'}},"
            + " {'PropertyGroupId': 'snowflake', 'PropertyMap': {'secret-id': 's'}},"
            + " {'PropertyGroupId': 'dead-letters', 'PropertyMap': {'queue-url': 'https://q'}}"
            + settings
            + "]";
    Path file = Files.writeString(folder.resolve("config.json"), text.replace('\'', '"'));
    List<String> arguments = new ArrayList<>(List.of("--config", file.toString()));
    arguments.addAll(Arrays.asList(more));
    ReplaySources sources = new ReplaySources();
    new CommandLine(sources)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(arguments.toArray(new String[0]));
    return sources.config();
  }

  private static String source(String properties) {
    return ", {'PropertyGroupId': 'source', 'PropertyMap': {"
        + "'kinesis.stream-arn': 'arn:aws:kinesis:eu-west-1:111122223333:stream/events'"
        + properties
        + "}}";
  }

  private static String group(String name, String properties) {
    return ", {'PropertyGroupId': '" + name + "', 'PropertyMap': {" + properties + "}}";
  }

  @Test
  void theLiveSourceIsLeftOutAndItsRegionStays() throws Exception {
    SyncConfig config = read(source(", 'kinesis.reader': 'fan-out'"));

    assertThat(config.streamName()).isEmpty();
    assertThat(config.region()).contains("eu-west-1");
    assertThat(config.listingRegions()).containsExactly("eu-west-1");
    assertThat(config.get(SyncOptions.INSTANCE)).isEqualTo("prod");
  }

  @Test
  void theStreamsRegionIsListedThoughTheSecretIsInAnother() throws Exception {
    SyncConfig config = read(source("") + group("aws", "'region': 'us-east-1'"));

    assertThat(config.region()).contains("us-east-1");
    assertThat(config.listingRegions()).containsExactly("eu-west-1");
  }

  @Test
  void theCatalogIsListedOnceUnlessSomeoneSaysOff() throws Exception {
    assertThat(listing(read(source("")))).isEqualTo(SyncOptions.Listing.ONCE);
    assertThat(listing(read(source("") + group("listing", "'mode': 'repeat'"))))
        .isEqualTo(SyncOptions.Listing.ONCE);
    assertThat(listing(read(source("") + group("listing", "'mode': 'off'"), "--archive", "/a")))
        .isEqualTo(SyncOptions.Listing.OFF);
    assertThat(listing(read(source(""), "--listing", "off", "--archive", "/a")))
        .isEqualTo(SyncOptions.Listing.OFF);
    assertThat(listing(read(source("") + group("listing", "'mode': 'off'"), "--listing", "once")))
        .isEqualTo(SyncOptions.Listing.ONCE);
  }

  private static SyncOptions.Listing listing(SyncConfig config) {
    return config.get(SyncOptions.LISTING_MODE);
  }

  @Test
  void theArchiveAndItsDaysStandOverThoseOfTheConfiguration() throws Exception {
    String configured =
        source(", 'archive.location': 's3://old/', 'archive.from': '2020-01-01T00:00:00Z'");
    SyncConfig config =
        read(
            configured, "--archive", "s3://new/logs", "--from", "2024-02-29", "--to", "2024-03-01");

    assertThat(config.archiveLocation().orElseThrow()).hasToString("s3://new/logs/");
    assertThat(config.get(SyncOptions.ARCHIVE_FROM)).isEqualTo("2024-02-29T00:00:00Z");
    assertThat(config.get(SyncOptions.ARCHIVE_TO)).isEqualTo("2024-03-01T23:59:59.999Z");
    assertThat(read(configured).archiveLocation().orElseThrow()).hasToString("s3://old/");
    assertThat(read(configured, "--to", "2024-03-01T09:00:00Z").get(SyncOptions.ARCHIVE_TO))
        .isEqualTo("2024-03-01T09:00:00Z");
  }

  @Test
  void withNothingToReadOrAMomentThatIsNoneItSaysWhatToWrite() {
    assertThatThrownBy(() -> read(source(""), "--listing", "off"))
        .hasMessage("there is nothing to read: give --archive, or --listing once, or both");
    assertThatThrownBy(() -> read(source(""), "--from", "2024-02-29"))
        .hasMessage("--from and --to are of an archive: give --archive too");
    assertThatThrownBy(() -> read(source(""), "--archive", "/a", "--from", "2024-02-30"))
        .hasMessageContaining("source.archive.from cannot be `2024-02-30T00:00:00Z`");
  }

  @Test
  void aConfigurationThatTheJobWouldRefuseIsRefusedHere() {
    assertThatThrownBy(() -> read(source(", 'kinesis.start': 'latest'")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be `latest`");
  }
}
