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
    assertThat(listing(read(source("") + group("listing", "'mode': 'off'"))))
        .isEqualTo(SyncOptions.Listing.OFF);
    assertThat(listing(read(source(""), "--listing", "off"))).isEqualTo(SyncOptions.Listing.OFF);
    assertThat(listing(read(source("") + group("listing", "'mode': 'off'"), "--listing", "once")))
        .isEqualTo(SyncOptions.Listing.ONCE);
  }

  private static SyncOptions.Listing listing(SyncConfig config) {
    return config.get(SyncOptions.LISTING_MODE);
  }

  @Test
  void aConfigurationThatTheJobWouldRefuseIsRefusedHere() {
    assertThatThrownBy(() -> read(source(", 'kinesis.start': 'latest'")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be `latest`");
  }
}
