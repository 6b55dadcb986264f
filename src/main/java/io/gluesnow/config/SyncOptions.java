package io.gluesnow.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.gluesnow.plan.Policy;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/**
 * Everything that can be set. The first part of a key is its property group. Stages, the account
 * and its key are not here: they come from the secret.
 */
public final class SyncOptions {
  private SyncOptions() {}

  /** Whether statements are sent. */
  public enum Apply {
    ON,
    OFF
  }

  /** How the live source reads its stream. */
  public enum Reader {
    POLLING,
    FAN_OUT
  }

  /** Whether the catalog itself is listed, besides what events tell. */
  public enum Listing {
    OFF,
    /** One round, then never again. */
    ONCE,
    /** A round at the start, and another in every interval. */
    REPEAT
  }

  // ---- source -------------------------------------------------------------------------------

  public static final ConfigOption<String> STREAM_ARN =
      key("source.kinesis.stream-arn")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "ARN of the Kinesis stream that carries the CloudTrail events. Without it the job has"
                  + " no live source.");

  public static final ConfigOption<String> START =
      key("source.kinesis.start")
          .stringType()
          .defaultValue("trim-horizon")
          .withDescription(
              "Where a first start begins to read: `trim-horizon` (the oldest record kept) or a"
                  + " moment such as `2026-11-03T09:00:00Z`. `latest` is refused: it is forgotten"
                  + " for every shard that has carried no record yet, so a restart loses records.");

  public static final ConfigOption<Reader> READER =
      key("source.kinesis.reader")
          .enumType(Reader.class)
          .defaultValue(Reader.POLLING)
          .withDescription(
              "`polling` shares the shards' read rate with other consumers; `fan-out` has a rate of"
                  + " its own (enhanced fan-out, costs more).");

  public static final ConfigOption<String> CONSUMER =
      key("source.kinesis.consumer-name")
          .stringType()
          .defaultValue("gluesnow")
          .withDescription("Name of the enhanced fan-out consumer.");

  public static final ConfigOption<Duration> POLL_INTERVAL =
      key("source.kinesis.poll-interval")
          .durationType()
          .defaultValue(Duration.ofMillis(500))
          .withDescription(
              "Pause between two reads of a shard. Kinesis allows five reads a second and shard,"
                  + " all consumers together.");

  public static final ConfigOption<Duration> SHARD_DISCOVERY =
      key("source.kinesis.shard-discovery")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("How often the job looks for shards of a split or merge.");

  public static final ConfigOption<String> KINESIS_ENDPOINT =
      key("source.kinesis.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Another Kinesis endpoint than the region's, for local use.");

  public static final ConfigOption<String> ARCHIVE_LOCATION =
      key("source.archive.location")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Where a trail's archive is, the bucket or prefix in which `AWSLogs` is:"
                  + " `s3://bucket/prefix`, or a folder that every machine of the job sees. Its"
                  + " objects are read once, over all slots. Without it no archive is read.");

  public static final ConfigOption<String> ARCHIVE_FROM =
      key("source.archive.from")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The first moment whose records are wanted, such as `2026-11-03T09:00:00Z`; all there"
                  + " are where it is not set. What is delivered on its day is read whole.");

  public static final ConfigOption<String> ARCHIVE_TO =
      key("source.archive.to")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The last such moment; all there are where it is not set. Deliveries up to the end of"
                  + " the next day are read, since records can be delivered late.");

  public static final ConfigOption<String> ARCHIVE_ACCOUNTS =
      key("source.archive.accounts")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Accounts whose objects are read, separated by `;`; all in the archive where it is not"
                  + " set.");

  public static final ConfigOption<String> ARCHIVE_REGIONS =
      key("source.archive.regions")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Regions whose objects are read, separated by `;`; all in the archive where it is not"
                  + " set.");

  public static final ConfigOption<String> ARCHIVE_ENDPOINT =
      key("source.archive.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Another S3 endpoint than the region's, for local use.");

  // ---- sequence -----------------------------------------------------------------------------

  public static final ConfigOption<Duration> SETTLE =
      key("sequence.settle")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "How long events of one table are gathered after the first that waits; later ones"
                  + " never move that moment.");

  // ---- aws and glue -------------------------------------------------------------------------

  public static final ConfigOption<String> REGION =
      key("aws.region")
          .stringType()
          .noDefaultValue()
          .withDescription("Region of the secret and the queue; the stream's where it is not set.");

  public static final ConfigOption<Boolean> LOCAL_CREDENTIALS =
      key("aws.local-credentials")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Sign calls with made-up credentials. Only for endpoints on this machine; refused"
                  + " with any other.");

  public static final ConfigOption<String> GLUE_ENDPOINT =
      key("glue.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Another Glue endpoint than the region's, for local use.");

  public static final ConfigOption<Double> GLUE_RATE =
      key("glue.requests-per-second")
          .doubleType()
          .defaultValue(20.0)
          .withDescription(
              "Look-ups in Glue a second of the whole job, for each account whose credentials are"
                  + " used and each region. Glue's quota is shared with every crawler and query"
                  + " there. A resource link takes two calls.");

  public static final ConfigOption<String> GLUE_ROLES =
      key("glue.roles")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "ARNs of roles, separated by `;`: the tables of a role's account are asked for under"
                  + " that role, so that the account has to grant the job nothing else. At most one"
                  + " an account. Tables of other accounts are asked for with the job's own"
                  + " credentials and the account's catalog id.");

  public static final ConfigOption<Duration> GLUE_TIMEOUT =
      key("glue.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(20))
          .withDescription("Time limit of one call to Glue.");

  // ---- listing ------------------------------------------------------------------------------

  public static final ConfigOption<Listing> LISTING_MODE =
      key("listing.mode")
          .enumType(Listing.class)
          .defaultValue(Listing.REPEAT)
          .withDescription(
              "Whether all databases and tables of Glue are listed, and our marks in Snowflake:"
                  + " `repeat` at the start and in every interval, which finds what events have"
                  + " missed; `once` for a first fill and never again; or `off`.");

  public static final ConfigOption<Duration> LISTING_INTERVAL =
      key("listing.interval")
          .durationType()
          .defaultValue(Duration.ofHours(24))
          .withDescription(
              "From the start of a round of listing to the start of the next. A restart in between"
                  + " repeats nothing. Events are best effort, so this is how long one that was lost"
                  + " may go unnoticed.");

  public static final ConfigOption<String> LISTING_CATALOGS =
      key("listing.catalogs")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Ids of the catalogs that are listed, separated by `;`: account numbers, or such as"
                  + " `111122223333:s3tablescatalog/bucket`. Where it is not set: the job's own"
                  + " account's.");

  public static final ConfigOption<String> LISTING_REGIONS =
      key("listing.regions")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Regions in which each of the catalogs is listed, separated by `;`. Where it is not"
                  + " set: the stream's, or else `aws.region`.");

  public static final ConfigOption<Double> LISTING_RATE =
      key("listing.requests-per-second")
          .doubleType()
          .defaultValue(5.0)
          .withDescription(
              "GetDatabases and GetTables calls a second, for each account whose credentials are"
                  + " used and each region; a page has up to 100 tables. Counted apart from"
                  + " `glue.requests-per-second`.");

  // ---- snowflake ----------------------------------------------------------------------------

  public static final ConfigOption<String> SECRET =
      key("snowflake.secret-id")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Name or ARN of the Secrets Manager secret with url, accountidentifier, username,"
                  + " role, warehouse, private_key and stages. Read inside the task, never shown.");

  public static final ConfigOption<String> SECRETS_ENDPOINT =
      key("snowflake.secrets-endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Another Secrets Manager endpoint than the region's, for local use.");

  public static final ConfigOption<Duration> SECRET_REFRESH =
      key("snowflake.secret-refresh")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "How often the secret is read again, besides after an authentication failure.");

  public static final ConfigOption<Integer> IN_FLIGHT =
      key("snowflake.tables-in-flight")
          .intType()
          .defaultValue(16)
          .withDescription(
              "How many tables the whole job converges at the same time; divided by the"
                  + " parallelism. Each has at most one statement in flight.");

  public static final ConfigOption<Duration> STATEMENT_TIMEOUT =
      key("snowflake.statement-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(60))
          .withDescription(
              "Server-side time limit of a statement that lists no files. Part of how long a"
                  + " statement with unknown end is waited out.");

  public static final ConfigOption<Duration> FILES_TIMEOUT =
      key("snowflake.files-timeout")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription("Server-side time limit of a statement that lists and registers files.");

  public static final ConfigOption<Duration> SKEW =
      key("snowflake.skew")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "The largest difference to Snowflake's clock that is allowed for. No DDL goes out"
                  + " above half of it.");

  public static final ConfigOption<Duration> VISIBLE =
      key("snowflake.visible")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "How long another session may not see our own last statement"
                  + " (READ_CONSISTENCY_MODE).");

  public static final ConfigOption<Duration> LEASE =
      key("snowflake.lease")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "How long after its newest completed checkpoint an attempt of the job may send DDL."
                  + " Where it is not set: the larger of 60 s and three checkpoint intervals.");

  // ---- converge -----------------------------------------------------------------------------

  public static final ConfigOption<Duration> ASK_AGAIN =
      key("converge.ask-again")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "How long Glue may still show an older definition after an event; then it is asked"
                  + " once more.");

  public static final ConfigOption<Duration> RETRY_MIN =
      key("converge.retry-min")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription("First pause after a failed call; doubles with each failure.");

  public static final ConfigOption<Duration> RETRY_MAX =
      key("converge.retry-max")
          .durationType()
          .defaultValue(Duration.ofMinutes(2))
          .withDescription("Longest pause after failed calls.");

  public static final ConfigOption<Duration> PARKED =
      key("converge.parked-interval")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "How often a table is looked at again that waits for a permission, a stage or a"
                  + " name.");

  // ---- select -------------------------------------------------------------------------------

  public static final ConfigOption<String> INCLUDE =
      key("select.include")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Which databases and tables are synchronised; all where it is not set. Rules separated"
                  + " by `;`, each `database pattern / table pattern` or a database pattern alone."
                  + " Patterns are regular expressions for the whole of a Glue name, in any case."
                  + " Objects of tables that are no longer selected stay as they are.");

  public static final ConfigOption<String> EXCLUDE =
      key("select.exclude")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Which of them are not, in rules of the same form, for example `.* / tmp_.*;"
                  + " scratch`. Where both have a rule for a table, this one wins.");

  // ---- policy -------------------------------------------------------------------------------

  public static final ConfigOption<String> INSTANCE =
      key("policy.instance")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "This job's name, part of the mark on every object that it makes. One name, one"
                  + " running job: letters, digits, `-` and `_`.");

  public static final ConfigOption<Apply> APPLY =
      key("policy.apply")
          .enumType(Apply.class)
          .defaultValue(Apply.OFF)
          .withDescription(
              "`off` is shadow mode: everything runs, nothing but SHOW and DESC is sent, and each"
                  + " plan ends as outcome `planned` with its SQL. `on` sends.");

  public static final ConfigOption<Policy.Deletion> DELETION =
      key("policy.deletion")
          .enumType(Policy.Deletion.class)
          .defaultValue(Policy.Deletion.OFF)
          .withDescription(
              "`off` keeps the Snowflake object of a table that is gone from Glue and reports it;"
                  + " `drop` drops it after the grace period. There is no undrop.");

  public static final ConfigOption<Duration> GRACE =
      key("policy.grace")
          .durationType()
          .defaultValue(Duration.ofHours(24))
          .withDescription("How long a drop waits; a re-creation in Glue cancels it.");

  public static final ConfigOption<Boolean> ADOPT =
      key("policy.adopt")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether an external table under a target's name that carries no mark may be taken"
                  + " over. One with another instance's mark never is.");

  public static final ConfigOption<String> NAMES =
      key("policy.names")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Naming rules before the convention `<database>__<schema>` of the Glue database's"
                  + " name, separated by `;`, each `database pattern / table pattern ->"
                  + " DATABASE.SCHEMA.TABLE`. Patterns are regular expressions; a name may hold"
                  + " `${database}`, `${table}`, `${catalog}`, `${region}` and groups such as"
                  + " `${database:1}`; one in double quotes keeps its case. A database that no rule"
                  + " fits is refused.");

  public static final ConfigOption<Policy.Case> LETTER_CASE =
      key("policy.letter-case")
          .enumType(Policy.Case.class)
          .defaultValue(Policy.Case.UPPER)
          .withDescription(
              "`upper` folds Glue's names as Snowflake folds unquoted ones, so that people need no"
                  + " quotes; `keep` keeps Glue's lower case.");

  public static final ConfigOption<Policy.Keys> KEYS =
      key("policy.column-keys")
          .enumType(Policy.Keys.class)
          .defaultValue(Policy.Keys.IGNORE_CASE)
          .withDescription(
              "How a column finds its field in Parquet, ORC, Avro and JSON where the definition does"
                  + " not tell the writer's spelling: `ignore-case`, or `exact` (Parquet is scanned"
                  + " faster, but columns of writers that use capitals read NULL).");

  public static final ConfigOption<Policy.Layout> LAYOUT =
      key("policy.partition-layout")
          .enumType(Policy.Layout.class)
          .defaultValue(Policy.Layout.AUTO)
          .withDescription(
              "How partition values stand in paths: `hive` (`column=value/`), `plain` (each folder is"
                  + " a value), or `auto` (either, folder by folder).");

  public static final ConfigOption<Policy.Escapes> ESCAPES =
      key("policy.partition-escapes")
          .enumType(Policy.Escapes.class)
          .defaultValue(Policy.Escapes.DECODE)
          .withDescription(
              "Partition values that the writer had to escape (`%3A`): `decode` up to four escapes, a"
                  + " value with more is NULL; `hide` makes each such value NULL, with much shorter"
                  + " expressions.");

  public static final ConfigOption<Policy.Nested> NESTED =
      key("policy.nested-types")
          .enumType(Policy.Nested.class)
          .defaultValue(Policy.Nested.VARIANT)
          .withDescription(
              "Type of arrays, maps and structs: `variant` (no cast that can fail) or `typed` (ARRAY"
                  + " and OBJECT; a row that holds anything else is lost).");

  public static final ConfigOption<Policy.QuotedEscapes> QUOTED_ESCAPES =
      key("policy.quoted-escapes")
          .enumType(Policy.QuotedEscapes.class)
          .defaultValue(Policy.QuotedEscapes.TOLERATE)
          .withDescription(
              "Quoted CSV whose escape character no external table can be told: `tolerate` takes the"
                  + " files as free of it inside quotes, `refuse` refuses the table.");

  public static final ConfigOption<Policy.Retype> RETYPE =
      key("policy.retype")
          .enumType(Policy.Retype.class)
          .defaultValue(Policy.Retype.REPLACE)
          .withDescription(
              "A column whose type changed: `replace` replaces the table at once, so no reader sees it"
                  + " broken (file registrations and streams are made anew); `in-place` drops and"
                  + " adds the column, which moves to the end.");

  public static final ConfigOption<Boolean> AUTO_REFRESH =
      key("policy.auto-refresh")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "AUTO_REFRESH of the tables. On needs S3 event notifications to Snowflake's queue, or"
                  + " tables silently go stale.");

  public static final ConfigOption<Boolean> COMMENTS =
      key("policy.comments")
          .booleanType()
          .defaultValue(true)
          .withDescription("Whether a table's description in Glue becomes part of its comment.");

  public static final ConfigOption<Policy.LakeFormation> LAKE_FORMATION =
      key("policy.lake-formation")
          .enumType(Policy.LakeFormation.class)
          .defaultValue(Policy.LakeFormation.REPORT)
          .withDescription(
              "Tables that Lake Formation governs. Snowflake reads the files with its own credentials,"
                  + " so whoever may read the table in Snowflake sees every row and column of it, also"
                  + " what Lake Formation hides from them. `refuse` makes no such table in Snowflake"
                  + " (one that is there already stays as it is), `report` makes it and says so once"
                  + " in the log and the dead letters, `allow` makes it and says nothing.");

  // ---- dead letters -------------------------------------------------------------------------

  public static final ConfigOption<String> QUEUE_URL =
      key("dead-letters.queue-url")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "SQS queue for what could not be read, and for tables that are parked, refused or"
                  + " rejected.");

  public static final ConfigOption<String> QUEUE_ENDPOINT =
      key("dead-letters.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Another SQS endpoint than the region's, for local use.");

  /** All options, ordered by key. */
  public static List<ConfigOption<?>> all() {
    List<ConfigOption<?>> options = new ArrayList<>();
    Arrays.stream(SyncOptions.class.getDeclaredFields())
        .filter(f -> Modifier.isPublic(f.getModifiers()) && f.getType() == ConfigOption.class)
        .forEach(
            f -> {
              try {
                options.add((ConfigOption<?>) f.get(null));
              } catch (IllegalAccessException e) {
                throw new IllegalStateException("a public constant can be read", e);
              }
            });
    options.sort(Comparator.comparing(ConfigOption::key));
    return Collections.unmodifiableList(options);
  }
}
