package io.gluesnow.cloudtrail.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailWalkTest {
  private static final String ONE = "AWSLogs/111122223333/CloudTrail/eu-west-1/";
  private static final String TWO = "AWSLogs/444455556666/CloudTrail/us-east-1/";
  private static final String ORGANISATION =
      "AWSLogs/o-abcdefghij/777788889999/CloudTrail/us-gov-west-1/";

  @TempDir Path root;

  @Test
  void aKeyTellsAccountRegionAndDayOfDelivery() {
    TrailObjectKey key =
        TrailObjectKey.parse("some/AWSLogs/or/" + ORGANISATION + "2026/02/28/" + name("20260228"))
            .orElseThrow();
    assertThat(key.account()).isEqualTo("777788889999");
    assertThat(key.region()).isEqualTo("us-gov-west-1");
    assertThat(key.delivered()).isEqualTo(LocalDate.of(2026, 2, 28));
    assertThat(TrailObjectKey.parse(ONE + "2026/02/28/" + name("20260301")).orElseThrow())
        .extracting(TrailObjectKey::delivered)
        .as("the name of the object is nearer to the truth than its folder")
        .isEqualTo(LocalDate.of(2026, 3, 1));
    assertThat(TrailObjectKey.parse(ONE + "2026/02/28/renamed.json.gz").orElseThrow())
        .extracting(TrailObjectKey::delivered)
        .isEqualTo(LocalDate.of(2026, 2, 28));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/02/28/x.json.gz",
        "AWSLogs/111122223333/CloudTrail-Insight/eu-west-1/2026/02/28/x.json.gz",
        "AWSLogs/111122223333/CloudTrail/eu-west-1/2026/02/30/x.json.gz",
        "AWSLogs/111122223333/CloudTrail/eu-west-1/2026/02/28/x.json",
        "AWSLogs/111122223333/CloudTrail/eu-west-1/2026/02/28/more/x.json.gz",
        "AWSLogs/1111/CloudTrail/eu-west-1/2026/02/28/x.json.gz",
        "AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/02/28/x.json.gz",
        "xAWSLogs/111122223333/CloudTrail/eu-west-1/2026/02/28/x.json.gz",
        ""
      })
  void whatIsNoTrailObjectHasNoKeyOfOne(String key) {
    assertThat(TrailObjectKey.parse(key)).isEmpty();
  }

  @Test
  @Tag("trap:aws-15")
  void aRangeTakesInTheDeliveriesOfTheDayBehindIt() {
    ArchiveRange range =
        ArchiveRange.of(
            Instant.parse("2026-02-27T23:59:59Z"), Instant.parse("2026-02-28T00:00:00Z"));
    assertThat(range.covers(LocalDate.of(2026, 2, 26))).isFalse();
    assertThat(range.covers(LocalDate.of(2026, 2, 27))).isTrue();
    assertThat(range.covers(LocalDate.of(2026, 3, 1))).isTrue();
    assertThat(range.covers(LocalDate.of(2026, 3, 2))).isFalse();
    ArchiveRange all = ArchiveRange.of(null, null);
    assertThat(all.covers(LocalDate.of(1, 1, 1))).isTrue();
    assertThat(all.covers(LocalDate.of(9999, 12, 31))).isTrue();
  }

  @Test
  void aLocationIsABucketAPrefixOrAFolder() {
    assertThat(ArchiveLocation.parse("s3://trail").trail()).isEqualTo("AWSLogs/");
    assertThat(ArchiveLocation.parse("s3://trail/").trail()).isEqualTo("AWSLogs/");
    assertThat(ArchiveLocation.parse("s3://trail/a/b").trail()).isEqualTo("a/b/AWSLogs/");
    assertThat(ArchiveLocation.parse("s3://trail/a/AWSLogs/").trail()).isEqualTo("a/AWSLogs/");
    assertThat(ArchiveLocation.parse("s3://trail/xAWSLogs").trail()).isEqualTo("xAWSLogs/AWSLogs/");
    assertThat(ArchiveLocation.parse("/a/AWSLogs").folder()).contains(Path.of("/a"));
    assertThat(ArchiveLocation.parse("file:///a/b/").folder()).contains(Path.of("/a/b"));
    assertThatThrownBy(() -> ArchiveLocation.parse("hdfs://x/y"))
        .hasMessageContaining("write s3://bucket");
  }

  @Test
  void itFindsTheObjectsOfAllAccountsRegionsAndDaysInOrderAndNothingElse() throws IOException {
    List<String> keys = archive();
    assertThat(walked(ArchiveScope.everything(), "")).isEqualTo(keys);
  }

  @Test
  void itGoesOnBehindAnyObjectThatItHasFound() throws IOException {
    List<String> keys = archive();
    for (int i = 0; i < keys.size(); i++) {
      assertThat(walked(ArchiveScope.everything(), keys.get(i)))
          .isEqualTo(keys.subList(i + 1, keys.size()));
    }
  }

  @Test
  void itFindsOnlyWhatTheScopeCovers() throws IOException {
    List<String> keys = archive();
    ArchiveRange always = ArchiveRange.of(null, null);
    assertThat(walked(ArchiveScope.of(always, Set.of("444455556666"), Set.of()), ""))
        .isEqualTo(keys.stream().filter(key -> key.startsWith(TWO)).collect(Collectors.toList()))
        .isNotEmpty();
    assertThat(walked(ArchiveScope.of(always, Set.of(), Set.of("us-gov-west-1")), ""))
        .isEqualTo(
            keys.stream().filter(key -> key.startsWith(ORGANISATION)).collect(Collectors.toList()))
        .isNotEmpty();
    ArchiveRange day =
        ArchiveRange.of(
            Instant.parse("2026-01-31T08:00:00Z"), Instant.parse("2026-01-31T09:00:00Z"));
    assertThat(walked(ArchiveScope.of(day, Set.of(), Set.of()), ""))
        .isEqualTo(
            keys.stream()
                .filter(key -> key.contains("/2026/01/31/") || key.contains("/2026/02/01/"))
                .collect(Collectors.toList()))
        .isNotEmpty();
  }

  @Test
  void aPlaceWithoutATrailIsRefused() throws IOException {
    Files.createDirectories(root.resolve("AWSLogs/not-an-account"));
    assertThatThrownBy(() -> walked(ArchiveScope.everything(), ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no trail's archive at " + root.resolve("AWSLogs"));
  }

  @Test
  void aDayWithManyObjectsIsListedByPages() throws IOException {
    GeneratedStore store = new GeneratedStore(2, 2_500);
    TrailWalk walk = new TrailWalk(store, GeneratedStore.LOCATION, ArchiveScope.everything(), "");
    List<Integer> pages = new ArrayList<>();
    while (!walk.isDone()) {
      int calls = store.calls();
      pages.add(walk.step().size());
      assertThat(store.calls()).isEqualTo(calls + 1);
    }
    pages.removeIf(page -> page == 0);
    assertThat(pages).containsExactly(1_000, 1_000, 500, 1_000, 1_000, 500);
  }

  @Test
  void pagesOfAFolderJoinUpToAllOfIt() throws IOException {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      keys.add(file(ONE + "2026/01/31/" + String.format("%02d.json.gz", i)));
    }
    FolderStore store = FolderStore.of(root);
    List<String> joined = new ArrayList<>();
    String after = "";
    for (int page = 0; page < 3; page++) {
      for (StoredObject object : store.objects(ONE + "2026/01/31/", after, 10)) {
        joined.add(object.key());
        assertThat(object.size()).isEqualTo(1);
        after = object.key();
      }
    }
    assertThat(joined).isEqualTo(keys);
  }

  /** Accounts, an organisation, digests and strangers; returns the keys of the trail objects. */
  private List<String> archive() throws IOException {
    List<String> keys = new ArrayList<>();
    for (String region : List.of(ONE, TWO, ORGANISATION)) {
      for (String day : List.of("2025/12/31", "2026/01/31", "2026/02/01", "2026/02/02")) {
        String compact = day.replace("/", "");
        keys.add(file(region + day + "/a_" + compact + "T0005Z_x.json.gz"));
        keys.add(file(region + day + "/b_" + compact + "T0005Z_x.json.gz"));
      }
      file(region + "2026/01/31/readme.txt");
      file(region + "2026/13/31/a.json.gz");
      file(region + "2026/02/30/a.json.gz");
      file(region.replace("CloudTrail", "CloudTrail-Digest") + "2026/01/31/d.json.gz");
    }
    file("AWSLogs/elsewhere/CloudTrail/eu-west-1/2026/01/31/a.json.gz");
    return keys.stream().sorted().collect(Collectors.toList());
  }

  private List<String> walked(ArchiveScope scope, String after) throws IOException {
    TrailWalk walk =
        new TrailWalk(FolderStore.of(root), ArchiveLocation.parse(root.toString()), scope, after);
    List<String> keys = new ArrayList<>();
    while (!walk.isDone()) {
      walk.step().forEach(object -> keys.add(object.key()));
    }
    return keys;
  }

  private String file(String key) throws IOException {
    Path file = root.resolve(key);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[1]);
    return key;
  }

  private static String name(String day) {
    return "777788889999_CloudTrail_us-gov-west-1_" + day + "T0005Z_abcdefABCDEF0123.json.gz";
  }
}
