package io.gluesnow.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.snowflake.api.AccountSource;
import io.gluesnow.snowflake.api.HttpSqlApi;
import io.gluesnow.snowflake.api.Lease;
import io.gluesnow.snowflake.api.SqlAnswer;
import io.gluesnow.snowflake.api.SqlApiOptions;
import io.gluesnow.snowflake.api.SqlRequest;
import io.gluesnow.standin.snowflake.Result;
import io.gluesnow.standin.snowflake.StrictSnowflake;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The service user of grants.sql, signed in with its key, against a Snowflake that holds to grants.
 */
class GrantsTest {
  /** What is there before: somebody else's database, stage, policy, tag and warehouse. */
  private static final String ACCOUNT =
      "CREATE DATABASE LAKE; CREATE STORAGE INTEGRATION S3_INT TYPE = EXTERNAL_STAGE"
          + " STORAGE_PROVIDER = 'S3' ENABLED = TRUE"
          + " STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::123456789012:role/r'"
          + " STORAGE_ALLOWED_LOCATIONS = ('s3://lake-bucket/');"
          + "CREATE STAGE LAKE.PUBLIC.LAKE_STAGE URL = 's3://lake-bucket/'"
          + " STORAGE_INTEGRATION = S3_INT;"
          + "CREATE WAREHOUSE LAKE_WH; CREATE ROLE READER;"
          + "CREATE ROW ACCESS POLICY LAKE.PUBLIC.SOME_POLICY AS (V VARIANT) RETURNS BOOLEAN ->"
          + " TRUE;"
          + "CREATE TAG LAKE.PUBLIC.SOME_TAG;";

  private static final String TABLE = "\"LAKE\".\"PUBLIC\".\"ORDERS\"";
  private static final String SHAPE =
      " (\"ID\" NUMBER(38,0) AS (VALUE:\"id\"::NUMBER(38,0)))"
          + " LOCATION = @\"LAKE\".\"PUBLIC\".\"LAKE_STAGE\"/orders/"
          + " REFRESH_ON_CREATE = FALSE AUTO_REFRESH = FALSE FILE_FORMAT = (TYPE = PARQUET)";
  private static final String CREATE = "CREATE EXTERNAL TABLE " + TABLE + SHAPE;
  private static final String REPLACE =
      "CREATE OR REPLACE EXTERNAL TABLE " + TABLE + SHAPE + " COPY GRANTS";

  /** Everything that the job sends, in an order in which it can be sent. */
  private static final List<String> LIFE =
      List.of(
          "SHOW PARAMETERS LIKE 'QUOTED_IDENTIFIERS_IGNORE_CASE' IN SESSION",
          "SHOW STAGES LIKE 'LAKE\\\\_STAGE' IN SCHEMA \"LAKE\".\"PUBLIC\"",
          CREATE,
          "ALTER EXTERNAL TABLE " + TABLE + " REFRESH",
          "SHOW EXTERNAL TABLES IN SCHEMA \"LAKE\".\"PUBLIC\" LIMIT 10000",
          "SHOW OBJECTS LIKE 'ORDERS' IN SCHEMA \"LAKE\".\"PUBLIC\" STARTS WITH 'ORDERS'",
          "DESC EXTERNAL TABLE " + TABLE + " TYPE = COLUMNS",
          "DESC EXTERNAL TABLE " + TABLE + " TYPE = STAGE",
          "ALTER TABLE " + TABLE + " ADD COLUMN \"N\" VARCHAR AS (VALUE:\"n\"::VARCHAR)",
          "ALTER TABLE " + TABLE + " DROP COLUMN \"N\"",
          "ALTER EXTERNAL TABLE " + TABLE + " SET AUTO_REFRESH = FALSE",
          "COMMENT ON TABLE " + TABLE + " IS 'x'",
          "SELECT GET_DDL('TABLE', '\"LAKE\".\"PUBLIC\".\"ORDERS\"', TRUE)",
          REPLACE,
          "DROP EXTERNAL TABLE " + TABLE);

  private static KeyPair keys;
  private StrictSnowflake snowflake;

  @BeforeAll
  static void makeAKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
  }

  @BeforeEach
  void anAccountThatKnowsNothingOfTheJob() {
    snowflake = StrictSnowflake.builder().build().start(0);
    snowflake.executeAsAdmin(ACCOUNT);
  }

  @AfterEach
  void closeIt() {
    snowflake.close();
  }

  @Test
  void theServiceUserCanDoEverythingThatTheJobDoes() {
    grant(Grants.statements());

    assertThat(run(LIFE, "")).containsOnly("DONE").hasSize(LIFE.size());
  }

  @ParameterizedTest
  @MethodSource("grants")
  void noGrantIsThereInVain(String grant) {
    grant(Grants.statements().stream().filter(s -> !s.equals(grant)).collect(Collectors.toList()));

    assertThat(run(LIFE, "")).as("without %s", grant).anyMatch(answer -> !answer.equals("DONE"));
  }

  static Stream<String> grants() {
    return Grants.statements().stream().filter(statement -> statement.startsWith("GRANT "));
  }

  @Test
  void everyStatementCanBeRunTwice() {
    grant(Grants.statements());
    grant(Grants.statements());

    assertThat(run(LIFE, "")).containsOnly("DONE");
  }

  @Test
  @Tag("trap:snowflake-26")
  void theRoleCanTouchNothingThatItDoesNotOwn() {
    grant(Grants.statements());
    snowflake.executeAsAdmin(CREATE.replace("ORDERS", "THEIRS"));

    String theirs = TABLE.replace("ORDERS", "THEIRS");
    assertThat(
            run(
                List.of(
                    "DROP EXTERNAL TABLE " + theirs,
                    "COMMENT ON TABLE " + theirs + " IS 'x'",
                    REPLACE.replace("ORDERS", "THEIRS"),
                    "CREATE STAGE \"LAKE\".\"PUBLIC\".\"MINE\" URL = 's3://lake-bucket/'",
                    "CREATE OR REPLACE STAGE \"LAKE\".\"PUBLIC\".\"LAKE_STAGE\""
                        + " URL = 's3://lake-bucket/'",
                    "CREATE EXTERNAL TABLE \"LAKE\".\"OTHER\".\"T\"" + SHAPE),
                ""))
        .doesNotContain("DONE");
  }

  @Test
  @Tag("trap:snowflake-12")
  void theRoleThatMakesATableKeepsIt() {
    assertThat(Grants.statements()).noneMatch(statement -> statement.contains("OWNERSHIP"));
    grant(Grants.statements());
    run(List.of(CREATE.replace("AUTO_REFRESH = FALSE", "AUTO_REFRESH = TRUE")), "");

    assertThat(channel()).as("notifications of a table with AUTO_REFRESH").isNotNull();
    snowflake.executeAsAdmin("GRANT OWNERSHIP ON TABLE " + TABLE + " TO ROLE READER");
    assertThat(channel()).as("notifications after a change of owner").isNull();
  }

  private String channel() {
    Result shown = snowflake.executeAsAdmin("SHOW EXTERNAL TABLES IN SCHEMA LAKE.PUBLIC");
    return shown.rows().get(0).get(names(shown).indexOf("notification_channel"));
  }

  private static List<String> names(Result shown) {
    return shown.columns().stream().map(c -> c.name()).collect(Collectors.toList());
  }

  @Test
  void aSecretThatNamesAWarehouseNeedsTheGrantOnIt() {
    grant(Grants.statements());
    assertThat(run(LIFE, "LAKE_WH")).doesNotContain("DONE");

    grant(List.of(optional("ON WAREHOUSE")));
    assertThat(run(LIFE, "LAKE_WH")).containsOnly("DONE");
  }

  @ParameterizedTest
  @MethodSource("protections")
  void aReplaceThatRestatesAPolicyOrATagNeedsTheGrantOnIt(String grant, String clause) {
    grant(Grants.statements());
    String restated = REPLACE + " " + clause;
    assertThat(run(List.of(CREATE, restated), "")).first().isEqualTo("DONE");
    assertThat(run(List.of(restated), "")).doesNotContain("DONE");

    grant(List.of(optional(grant)));
    assertThat(run(List.of(restated), "")).containsOnly("DONE");
  }

  static Stream<Arguments> protections() {
    return Stream.of(
        Arguments.of(
            "ON ROW ACCESS POLICY",
            "WITH ROW ACCESS POLICY \"LAKE\".\"PUBLIC\".\"SOME_POLICY\" ON (VALUE)"),
        Arguments.of("ON TAG", "WITH TAG (\"LAKE\".\"PUBLIC\".\"SOME_TAG\" = 'v')"));
  }

  // ------------------------------------------------------------------------------------------

  private static String optional(String words) {
    List<String> found =
        Grants.optional().stream()
            .filter(statement -> statement.contains(words))
            .collect(Collectors.toList());
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private void grant(List<String> statements) {
    String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    snowflake.executeAsAdmin(String.join(";\n", statements).replace("THE_PUBLIC_KEY", key));
  }

  /** What became of each statement that the service user sent, up to the first that failed. */
  private List<String> run(List<String> statements, String warehouse) {
    List<String> answers = new ArrayList<>();
    Lease lease = Lease.of(Duration.ofMinutes(5));
    lease.confirmed(Clock.systemUTC().instant());
    AccountSource account =
        AccountSource.open(
            () -> secret(warehouse), Duration.ofHours(1), Runnable::run, Clock.systemUTC());
    try (HttpSqlApi api =
        HttpSqlApi.open(SqlApiOptions.defaults(), account, lease, Clock.systemUTC())) {
      for (String statement : statements) {
        SqlRequest request =
            statement.matches("(SHOW|DESC|SELECT) .*")
                ? SqlRequest.read(statement).build()
                : SqlRequest.ddl(statement).build();
        SqlAnswer answer = api.submit(request).get(60, TimeUnit.SECONDS);
        answers.add(
            answer.is(SqlAnswer.Kind.DONE) && emptyShow(statement, answer)
                ? "EMPTY: " + statement
                : answer.is(SqlAnswer.Kind.DONE) ? "DONE" : statement + ": " + answer);
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return answers;
  }

  /** A SHOW of what the role may not see is empty, not an error. */
  private static boolean emptyShow(String statement, SqlAnswer answer) {
    return statement.startsWith("SHOW") && answer.rows().isEmpty();
  }

  private String secret(String warehouse) {
    String pem =
        "-----BEGIN PRIVATE KEY-----\\n"
            + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())
            + "\\n-----END PRIVATE KEY-----";
    return "{\"url\":\""
        + snowflake.url()
        + "\",\"accountidentifier\":\""
        + snowflake.account()
        + "\",\"username\":\"GLUESNOW_USER\",\"role\":\"GLUESNOW_ROLE\",\"warehouse\":\""
        + warehouse
        + "\",\"private_key\":\""
        + pem
        + "\",\"stages\":{\"s3\":{\"LAKE.PUBLIC.LAKE_STAGE\":\"s3://lake-bucket/\"}}}";
  }
}
