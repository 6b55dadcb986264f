package io.gluesnow.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.converge.Depth;
import io.gluesnow.converge.LookAnswer;
import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Policy;
import io.gluesnow.plan.Statement;
import io.gluesnow.snowflake.SqlSnowflakeCatalog;
import io.gluesnow.snowflake.StageAnswer;
import io.gluesnow.snowflake.StrictSqlApi;
import io.gluesnow.standin.snowflake.Dialect;
import io.gluesnow.standin.snowflake.ManualTime;
import io.gluesnow.standin.snowflake.Session;
import io.gluesnow.standin.snowflake.StrictSnowflake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A strict Snowflake as an administrator would have prepared it, and our catalog over it. */
final class GoldenSnowflake implements AutoCloseable {
  private static final String SETUP =
      "CREATE DATABASE SALES; CREATE SCHEMA SALES.CRM;"
          + "CREATE DATABASE DEV_DB;"
          + "CREATE DATABASE ANALYTICS; CREATE SCHEMA ANALYTICS.RAW_CRM;"
          + "CREATE DATABASE \"sales\"; CREATE SCHEMA \"sales\".\"public\";"
          + "CREATE DATABASE GOV; CREATE SCHEMA GOV.RULES;"
          + "CREATE STORAGE INTEGRATION S3_INT TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3'"
          + " ENABLED = TRUE STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::123456789012:role/r'"
          + " STORAGE_ALLOWED_LOCATIONS = ('*');"
          + stage("DEV_DB.PUBLIC.CUSTOMERSTAGE", "s3://sample-customers-bucket123/")
          + stage("SALES.PUBLIC.LAKE", "s3://lake/raw/")
          + stage("SALES.PUBLIC.DEEP", "s3://lake/raw/deep/")
          + stage("SALES.PUBLIC.\"odd stage\"", "s3://odd bucket''s/")
          + stage("SALES.PUBLIC.MOVED", "s3://lake/somewhere/else/")
          + stage("SALES.PUBLIC.HIDDEN", "s3://lake/hidden/")
          + "CREATE ROW ACCESS POLICY GOV.RULES.BY_REGION AS (V VARIANT) RETURNS BOOLEAN -> FALSE;"
          + "CREATE ROW ACCESS POLICY GOV.RULES.SECRET AS (V VARIANT) RETURNS BOOLEAN -> FALSE;"
          + "CREATE TAG GOV.RULES.TEAM;"
          + "CREATE ROLE SYNC_ROLE; CREATE USER SYNC_USER; GRANT ROLE SYNC_ROLE TO USER SYNC_USER;"
          + schema("SALES", "PUBLIC")
          + schema("SALES", "CRM")
          + schema("DEV_DB", "PUBLIC")
          + schema("ANALYTICS", "RAW_CRM")
          + schema("\"sales\"", "\"public\"")
          + schema("GOV", "RULES")
          + use("DEV_DB.PUBLIC.CUSTOMERSTAGE")
          + use("SALES.PUBLIC.LAKE")
          + use("SALES.PUBLIC.DEEP")
          + use("SALES.PUBLIC.\"odd stage\"")
          + use("SALES.PUBLIC.MOVED")
          + "GRANT APPLY ON ROW ACCESS POLICY GOV.RULES.BY_REGION TO ROLE SYNC_ROLE;"
          + "GRANT APPLY ON TAG GOV.RULES.TEAM TO ROLE SYNC_ROLE;";

  private final ManualTime time = ManualTime.startingAt(1_780_000_000_000L);
  private final StrictSnowflake snowflake;
  private final SqlSnowflakeCatalog catalog;

  GoldenSnowflake(Dialect dialect, boolean locationAsUrl) {
    snowflake = StrictSnowflake.builder().time(time).dialect(dialect).build();
    snowflake.locationAsUrl(locationAsUrl);
    snowflake.executeAsAdmin(SETUP);
    catalog =
        SqlSnowflakeCatalog.of(
            new StrictSqlApi(snowflake, Session.of("SYNC_USER", "SYNC_ROLE")),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            clock());
  }

  private static String stage(String name, String url) {
    return "CREATE STAGE " + name + " URL = '" + url + "' STORAGE_INTEGRATION = S3_INT;";
  }

  private static String schema(String database, String schema) {
    String full = database + "." + schema;
    return "GRANT USAGE ON DATABASE "
        + database
        + " TO ROLE SYNC_ROLE; GRANT USAGE ON SCHEMA "
        + full
        + " TO ROLE SYNC_ROLE; GRANT CREATE EXTERNAL TABLE ON SCHEMA "
        + full
        + " TO ROLE SYNC_ROLE;";
  }

  private static String use(String stage) {
    return "GRANT USAGE ON STAGE " + stage + " TO ROLE SYNC_ROLE;";
  }

  /** The policy with what Snowflake says of its stages. */
  Policy confirmed(Policy policy) {
    Map<ObjectName, Optional<String>> seen = new HashMap<>();
    catalog
        .stages(policy.stageUrls().keySet())
        .join()
        .forEach(
            (name, answer) -> {
              assertThat(answer.kind()).as(answer.toString()).isNotEqualTo(StageAnswer.Kind.FAILED);
              seen.put(name, answer.url());
            });
    return policy.withStages(seen);
  }

  void byHand(String sql) {
    snowflake.executeAsAdmin(sql);
    time.advance(1_000);
  }

  /** What is there under a name, or null. */
  Applied look(ObjectName name, Depth depth) {
    time.advance(20_000);
    LookAnswer answer = catalog.look(name, depth, Instant.EPOCH).join();
    assertThat(answer.kind()).as(answer.toString()).isEqualTo(LookAnswer.Kind.SHOWN);
    return answer.found().orElse(null);
  }

  /** Whether it was done; else what was looked at is no longer so. */
  boolean send(Statement statement) {
    StatementAnswer answer = catalog.send(statement, UUID.randomUUID(), "golden").join();
    assertThat(answer.kind())
        .as(statement + "\n" + answer)
        .isIn(StatementAnswer.Kind.DONE, StatementAnswer.Kind.OVERTAKEN);
    return answer.kind() == StatementAnswer.Kind.DONE;
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.ofEpochMilli(time.millis());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Override
  public void close() {
    catalog.close();
    snowflake.close();
  }
}
