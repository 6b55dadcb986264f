package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.converge.Depth;
import io.gluesnow.converge.LookAnswer;
import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.standin.snowflake.Dialect;
import io.gluesnow.standin.snowflake.ManualTime;
import io.gluesnow.standin.snowflake.Session;
import io.gluesnow.standin.snowflake.StrictSnowflake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;

/** A strict Snowflake with a database, a stage and a role for us, and our catalog over it. */
final class Lake implements AutoCloseable {
  private static final String SETUP =
      "CREATE DATABASE LAKE;"
          + "CREATE DATABASE GOVERNANCE; CREATE SCHEMA GOVERNANCE.POLICIES;"
          + "CREATE STORAGE INTEGRATION S3_INT TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3'"
          + " ENABLED = TRUE STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::123456789012:role/r'"
          + " STORAGE_ALLOWED_LOCATIONS = ('s3://lake-bucket/');"
          + "CREATE STAGE LAKE.PUBLIC.LAKE_STAGE URL = 's3://lake-bucket/raw'"
          + " STORAGE_INTEGRATION = S3_INT;"
          + "CREATE STAGE LAKE.PUBLIC.HIDDEN_STAGE URL = 's3://lake-bucket/hidden/'"
          + " STORAGE_INTEGRATION = S3_INT;"
          + "CREATE ROLE SYNC_ROLE; CREATE USER SYNC_USER; GRANT ROLE SYNC_ROLE TO USER SYNC_USER;"
          + "CREATE ROLE OTHER_ROLE;"
          + "GRANT USAGE ON DATABASE LAKE TO ROLE SYNC_ROLE;"
          + "GRANT USAGE ON SCHEMA LAKE.PUBLIC TO ROLE SYNC_ROLE;"
          + "GRANT CREATE EXTERNAL TABLE ON SCHEMA LAKE.PUBLIC TO ROLE SYNC_ROLE;"
          + "GRANT USAGE ON STAGE LAKE.PUBLIC.LAKE_STAGE TO ROLE SYNC_ROLE;";

  private final ManualTime time = ManualTime.startingAt(1_750_000_000_000L);
  private final StrictSnowflake snowflake;
  private final SqlSnowflakeCatalog catalog;

  Lake(Dialect dialect) {
    snowflake = StrictSnowflake.builder().time(time).dialect(dialect).build();
    snowflake.executeAsAdmin(SETUP);
    catalog =
        SqlSnowflakeCatalog.of(
            new StrictSqlApi(snowflake, Session.of("SYNC_USER", "SYNC_ROLE")),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            clock());
  }

  StrictSnowflake snowflake() {
    return snowflake;
  }

  SqlSnowflakeCatalog catalog() {
    return catalog;
  }

  void passes(Duration duration) {
    time.advance(duration.toMillis());
  }

  StatementAnswer send(Statement statement) {
    return catalog.send(statement, UUID.randomUUID(), "test").join();
  }

  LookAnswer look(ObjectName name, Depth depth) {
    return catalog.look(name, depth, Instant.EPOCH).join();
  }

  /** What is there, of which the structure was asked. */
  Applied described(ObjectName name) {
    LookAnswer answer = look(name, Depth.DESC);
    assertThat(answer.kind()).as(answer.toString()).isEqualTo(LookAnswer.Kind.SHOWN);
    return answer.found().orElseThrow();
  }

  void create(Target.ExternalTable target) {
    StatementAnswer answer = send(Statement.Create.of(target, Samples.mark(target)));
    assertThat(answer.kind()).as(answer.toString()).isEqualTo(StatementAnswer.Kind.DONE);
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
