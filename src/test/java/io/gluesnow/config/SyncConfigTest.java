package io.gluesnow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.catalog.Selection;
import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncConfigTest {
  /** The least that a job needs. */
  private static Map<String, String> least() {
    Map<String, String> settings = new HashMap<>();
    settings.put("policy.instance", "prod");
    settings.put("snowflake.secret-id", "gluesnow/prod");
    settings.put("dead-letters.queue-url", "https://sqs.eu-west-1.amazonaws.com/1/letters");
    settings.put(
        "source.kinesis.stream-arn", "arn:aws:kinesis:eu-west-1:111122223333:stream/glue-events");
    return settings;
  }

  private static SyncConfig with(String key, String value) {
    Map<String, String> settings = least();
    settings.put(key, value);
    return SyncConfig.of(settings);
  }

  @Test
  void startsInShadowModeAndDropsNothingUnlessToldTo() {
    SyncConfig config = SyncConfig.of(least());
    assertThat(config.get(SyncOptions.APPLY)).isEqualTo(SyncOptions.Apply.OFF);
    assertThat(config.get(SyncOptions.DELETION)).isEqualTo(Policy.Deletion.OFF);
    assertThat(config.get(SyncOptions.GRACE)).isEqualTo(Duration.ofHours(24));
    assertThat(config.get(SyncOptions.SETTLE)).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.startMoment()).isEmpty();
  }

  @Test
  void takesStreamAndRegionFromTheArn() {
    SyncConfig config = SyncConfig.of(least());
    assertThat(config.streamName()).contains("glue-events");
    assertThat(config.streamRegion()).contains("eu-west-1");
    assertThat(config.region()).contains("eu-west-1");
    assertThat(with("aws.region", "us-east-1").region()).contains("us-east-1");
  }

  @Test
  void everythingIsSelectedUnlessRulesSayOtherwise() {
    TableId orders = TableId.of("1", "eu-west-1", "shop__raw", "orders");
    assertThat(SyncConfig.of(least()).selection()).isEqualTo(Selection.everything());
    assertThat(with("select.include", "shop__.*; crm / a").selection().covers(orders)).isTrue();
    assertThat(with("select.exclude", "shop__.* / ord.*").selection().covers(orders)).isFalse();
  }

  @Test
  void theLeaseIsTheLargerOfAMinuteAndThreeCheckpointIntervalsUnlessSet() {
    SyncConfig config = SyncConfig.of(least());
    assertThat(config.lease(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.lease(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(180));
    assertThat(with("snowflake.lease", "90 s").lease(Duration.ofSeconds(60)))
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void aRoleIsForTheAccountThatItIsOf() {
    assertThat(SyncConfig.of(least()).glueRoles()).isEmpty();
    assertThat(
            with(
                    "glue.roles",
                    " arn:aws:iam::444455556666:role/a ; arn:aws-cn:iam::777788889999:role/p/b;")
                .glueRoles())
        .containsOnly(
            Map.entry("444455556666", "arn:aws:iam::444455556666:role/a"),
            Map.entry("777788889999", "arn:aws-cn:iam::777788889999:role/p/b"));
  }

  @Test
  void readsAnArchiveOnlyWhereOneIsNamed() {
    assertThat(SyncConfig.of(least()).archiveLocation()).isEmpty();
    assertThat(with("source.archive.location", "s3://trail/of/all").archiveLocation())
        .hasToString("Optional[s3://trail/of/all/]");
    Map<String, String> settings = least();
    settings.put("source.archive.from", "2026-11-03T09:00:00Z");
    settings.put("source.archive.to", "2026-11-03T08:00:00Z");
    assertThatThrownBy(() -> SyncConfig.of(settings))
        .hasMessageContaining("source.archive.from is behind source.archive.to");
    settings.put("source.archive.to", "2026-11-04T08:00:00Z");
    settings.put("source.archive.accounts", "111122223333 ; 444455556666");
    settings.put("source.archive.regions", "eu-west-1");
    assertThat(SyncConfig.of(settings).archiveScope())
        .hasToString(
            "deliveries of 2026-11-03 to 2026-11-05 of accounts 111122223333, 444455556666"
                + " of regions eu-west-1");
  }

  @Test
  void theOwnCatalogIsListedEveryDayWhereTheStreamIsUnlessSetOtherwise() {
    SyncConfig config = SyncConfig.of(least());
    assertThat(config.get(SyncOptions.LISTING_MODE)).isEqualTo(SyncOptions.Listing.REPEAT);
    assertThat(config.get(SyncOptions.LISTING_INTERVAL)).isEqualTo(Duration.ofHours(24));
    assertThat(config.listingCatalogs()).isEmpty();
    assertThat(config.listingRegions()).containsExactly("eu-west-1");
    assertThat(with("aws.region", "us-east-1").listingRegions()).containsExactly("eu-west-1");
    assertThat(with("listing.regions", "EU-West-1; us-gov-east-1").listingRegions())
        .containsExactly("eu-west-1", "us-gov-east-1");
    assertThat(
            with("listing.catalogs", "111122223333; 111122223333:S3TablesCatalog/b;111122223333")
                .listingCatalogs())
        .containsExactly("111122223333", "111122223333:s3tablescatalog/b");
  }

  @Test
  void startsAtAFixedMoment() {
    assertThat(with("source.kinesis.start", "2026-11-03T09:00:00Z").startMoment())
        .contains(Instant.parse("2026-11-03T09:00:00Z"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "source.kinesis.start | latest | would lose records",
        "source.kinesis.start | yesterday | trim-horizon",
        "source.kinesis.stream-arn | glue-events | must be a stream's ARN",
        "source.kinesis.reader | push | one of `polling`, `fan-out`",
        "sequence.settle | soon | write a duration such as",
        "sequence.settle | -1 s | write a duration such as",
        "glue.requests-per-second | many | write a number",
        "glue.roles | gluesnow-reader | is no role's ARN",
        "glue.roles | arn:aws:iam::444455556666:user/x | is no role's ARN",
        "glue.roles | arn:aws:iam::444455556666:role/a;arn:aws:iam::444455556666:role/b | two roles",
        "source.archive.location | gs://bucket | write s3://bucket",
        "source.archive.location | s3://Bucket_/x | write s3://bucket",
        "source.archive.from | yesterday | write a moment such as",
        "source.archive.to | 2026-11-03 | write a moment such as",
        "source.archive.accounts | 111122223333;12 | `12` is no account",
        "source.archive.regions | Ireland | `Ireland` is no region",
        "source.archive.endpoint | nonsense | write a URL",
        "listing.mode | daily | one of `off`, `once`, `repeat`",
        "listing.interval | 0 s | a second or more",
        "listing.catalogs | sales | is no catalog's id",
        "listing.catalogs | 111122223333,444455556666 | separate several by `;`",
        "listing.regions | Ireland | is no region",
        "listing.requests-per-second | 0 | must be more than 0",
        "policy.lake-formation | maybe | one of `refuse`, `report`, `allow`",
        "glue.requests-per-second | 0 | must be more than 0",
        "policy.apply | maybe | one of `on`, `off`",
        "policy.instance | my job | letters, digits",
        "policy.instence | prod | did you mean policy.instance?",
        "snowflake.statement-timeout | 100 ms | whole seconds",
        "aws.local-credentials | true | glue.endpoint must be set",
        "glue.endpoint | nonsense | write a URL",
        "select.include | a / b / c | is no rule: write `database pattern / table pattern`",
        "select.include | sales / | is no rule",
        "select.exclude | [ / x | no regular expression",
        "policy.names | a -> B.C.D | is no naming rule",
        "policy.names | ( / .* -> A.B.${table} | no regular expression",
        "something.else.entirely | 1 | there is no option something.else.entirely",
      })
  @Tag("trap:aws-16")
  void refusesABadValueWithASentenceThatSaysWhatToWrite(String key, String value, String advice) {
    assertThatThrownBy(() -> with(key, value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(advice);
  }

  @Test
  void namesAllFaultsAtOnce() {
    assertThatThrownBy(() -> SyncConfig.of(Map.of("policy.apply", "x", "nope", "y")))
        .hasMessageContaining("policy.apply")
        .hasMessageContaining("nope")
        .hasMessageContaining("policy.instance is missing")
        .hasMessageContaining("snowflake.secret-id is missing")
        .hasMessageContaining("dead-letters.queue-url is missing");
  }

  @Test
  void madeUpCredentialsAreRefusedForAnythingButThisMachine() {
    Map<String, String> settings = least();
    settings.put("aws.local-credentials", "true");
    settings.put("source.kinesis.endpoint", "http://127.0.0.1:1");
    settings.put("glue.endpoint", "http://localhost:1");
    settings.put("snowflake.secrets-endpoint", "http://127.0.0.1:1");
    settings.put("dead-letters.endpoint", "http://127.0.0.1:1");
    assertThat(SyncConfig.of(settings).get(SyncOptions.LOCAL_CREDENTIALS)).isTrue();

    settings.put("source.archive.location", "s3://trail");
    assertThatThrownBy(() -> SyncConfig.of(settings))
        .hasMessageContaining("source.archive.endpoint must be set");
    settings.put("source.archive.location", "/a/folder");
    assertThat(SyncConfig.of(settings).archiveLocation()).isPresent();

    settings.put("glue.endpoint", "https://glue.example.com");
    assertThatThrownBy(() -> SyncConfig.of(settings)).hasMessageContaining("only for this machine");
  }

  @Test
  void everyOptionIsDescribedInAGroupOfItsOwn() {
    assertThat(SyncOptions.all()).hasSizeGreaterThan(20);
    for (ConfigOption<?> option : SyncOptions.all()) {
      assertThat(option.key()).matches("[a-z-]+(\\.[a-z-]+)+");
      assertThat(new HtmlFormatter().format(option.description())).endsWith(".");
    }
  }
}
