package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * https://docs.snowflake.com/en/sql-reference/sql/show-external-tables, desc-external-table,
 * show-stages, desc-stage, show-parameters and show-row-access-policies.
 */
class LooksTest {
  private final StrictSnowflake snowflake = World.atNoon();

  @AfterEach
  void stop() {
    snowflake.close();
  }

  private Result run(String sql) {
    return snowflake.execute(World.SYNC, sql);
  }

  private List<String> names(String sql) {
    return run(sql).records().stream()
        .map(record -> record.get("name"))
        .collect(Collectors.toList());
  }

  private void make(String... tables) {
    for (String table : tables) {
      run(World.create(table, "\"A\" INT AS (VALUE:a::INT)"));
    }
  }

  @Test
  void showHasTheDocumentedColumns() {
    make("ORDERS");
    Map<String, String> shown = run("SHOW EXTERNAL TABLES IN SCHEMA LAKE.PUBLIC").records().get(0);

    assertThat(shown.keySet())
        .containsExactly(
            "created_on",
            "name",
            "database_name",
            "schema_name",
            "invalid",
            "invalid_reason",
            "owner",
            "comment",
            "stage",
            "location",
            "file_format_name",
            "file_format_type",
            "cloud",
            "region",
            "notification_channel",
            "last_refreshed_on",
            "table_format",
            "last_refresh_details",
            "owner_role_type");
    assertThat(shown)
        .containsEntry("name", "ORDERS")
        .containsEntry("database_name", "LAKE")
        .containsEntry("schema_name", "PUBLIC")
        .containsEntry("invalid", "false")
        .containsEntry("owner", "SYNC_ROLE")
        .containsEntry("stage", "LAKE.PUBLIC.LAKE_STAGE")
        .containsEntry("location", "@LAKE.PUBLIC.LAKE_STAGE/orders/")
        .containsEntry("file_format_type", "PARQUET")
        .containsEntry("notification_channel", null)
        .containsEntry("last_refreshed_on", null);
  }

  @Test
  void momentsAreSecondsWithAFraction() {
    make("ORDERS");

    String created = run("SHOW EXTERNAL TABLES").records().get(0).get("created_on");

    assertThat(created).matches("1750000000\\.[0-9]{3}000000");
  }

  @Test
  void theMomentOfTheLastRefreshIsNullUntilTheFirst() {
    make("ORDERS");
    run("COMMENT ON TABLE ORDERS IS 'x'");
    assertThat(run("SHOW EXTERNAL TABLES").records().get(0))
        .containsEntry("last_refreshed_on", null);

    run("ALTER EXTERNAL TABLE ORDERS REFRESH");

    assertThat(run("SHOW EXTERNAL TABLES").records().get(0).get("last_refreshed_on"))
        .isEqualTo("1750000000.000000000");
  }

  @Test
  void aTableCreatedAnewHasALaterMoment() {
    make("ORDERS");
    String before = run("SHOW EXTERNAL TABLES").records().get(0).get("created_on");
    run("DROP EXTERNAL TABLE ORDERS");
    make("ORDERS");

    assertThat(run("SHOW EXTERNAL TABLES").records().get(0).get("created_on"))
        .isGreaterThan(before);
  }

  @Test
  void theLocationCanBeShownAsAUrl() {
    make("ORDERS");
    snowflake.locationAsUrl(true);

    assertThat(run("SHOW EXTERNAL TABLES").records().get(0))
        .containsEntry("location", "s3://lake-bucket/orders/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LIKE 'A_B'|AXB,A_B,a_b",
        "LIKE 'a_b'|AXB,A_B,a_b",
        "LIKE 'A\\\\_B'|A_B,a_b",
        "LIKE 'A%'|A,AXB,A_B,a_b",
        "LIKE 'a'|A",
        "STARTS WITH 'A_'|A_B",
        "STARTS WITH 'a'|a_b",
        "LIKE '%B' STARTS WITH 'A'|AXB,A_B",
        "LIMIT 2|A,AXB",
        "LIMIT 2 FROM 'AXB'|A_B,a_b",
        "STARTS WITH 'A' LIMIT 5 FROM 'A'|AXB,A_B",
        "LIMIT 2 FROM 'AX'|AXB,A_B"
      })
  void likeIgnoresCaseAndHasWildcardsWhereStartsWithIsExact(String filter, String expected) {
    make("A", "A_B", "AXB", "a_b");
    String like = filter.startsWith("LIKE") ? filter.split(" STARTS")[0] : "";
    String rest = filter.substring(like.length());

    assertThat(names("SHOW EXTERNAL TABLES " + like + " IN SCHEMA LAKE.PUBLIC " + rest))
        .containsExactly(expected.split(","));
  }

  @Test
  void aShowHasAtMostTenThousandRows() {
    for (int i = 0; i < 10_001; i++) {
      run(
          "CREATE EXTERNAL TABLE T"
              + (100_000 + i)
              + " LOCATION = @LAKE_STAGE REFRESH_ON_CREATE = FALSE"
              + " FILE_FORMAT = (TYPE = JSON)");
    }

    assertThat(names("SHOW EXTERNAL TABLES IN SCHEMA LAKE.PUBLIC")).hasSize(10_000);
    assertThat(names("SHOW EXTERNAL TABLES IN SCHEMA LAKE.PUBLIC LIMIT 10000")).hasSize(10_000);
    assertThat(Refusal.of(snowflake, "SHOW EXTERNAL TABLES LIMIT 10001").code())
        .isEqualTo("001008");
    assertThat(names("SHOW EXTERNAL TABLES IN SCHEMA LAKE.PUBLIC LIMIT 10000 FROM 'T109999'"))
        .containsExactly("T110000");
  }

  @Test
  void scopesNeedAnExistingAndVisibleDatabaseOrSchema() {
    make("ORDERS");

    assertThat(names("SHOW EXTERNAL TABLES IN ACCOUNT")).containsExactly("ORDERS");
    assertThat(names("SHOW EXTERNAL TABLES IN DATABASE LAKE")).containsExactly("ORDERS");
    assertThat(names("SHOW EXTERNAL TABLES IN LAKE.PUBLIC")).containsExactly("ORDERS");
    assertThat(Refusal.of(snowflake, "SHOW EXTERNAL TABLES IN DATABASE HIDDEN").code())
        .isEqualTo("002003");
    assertThat(Refusal.of(snowflake, "SHOW EXTERNAL TABLES IN DATABASE NOSUCH").code())
        .isEqualTo("002003");
    assertThat(Refusal.of(snowflake, "SHOW EXTERNAL TABLES IN SCHEMA LAKE.NOSUCH").sqlState())
        .isEqualTo("02000");
  }

  @Test
  void startsWithAndFromMustBothBeMet() {
    make("A", "AB", "ABC", "B");
    String show = "SHOW EXTERNAL TABLES IN SCHEMA LAKE.PUBLIC STARTS WITH ";

    assertThat(names(show + "'A' LIMIT 9 FROM 'B'")).isEmpty();
    assertThat(names(show + "'A' LIMIT 9 FROM 'AB'")).containsExactly("ABC");
  }

  @Test
  void databasesAndSchemasAreShownAsFarAsTheRoleCanSeeThem() {
    snowflake.executeAsAdmin(
        "CREATE DATABASE MARSH; CREATE SCHEMA MARSH.OPEN; CREATE SCHEMA MARSH.CLOSED;"
            + " CREATE SCHEMA MARSH.AJAR;"
            + " GRANT USAGE ON DATABASE MARSH TO ROLE SYNC_ROLE;"
            + " GRANT USAGE ON SCHEMA MARSH.OPEN TO ROLE SYNC_ROLE;"
            + " GRANT USAGE ON SCHEMA MARSH.AJAR TO ROLE SYNC_ROLE");

    assertThat(names("SHOW TERSE DATABASES LIMIT 10000")).containsExactly("LAKE", "MARSH");
    assertThat(names("SHOW TERSE DATABASES LIMIT 1 FROM 'LAKE'")).containsExactly("MARSH");
    assertThat(names("SHOW TERSE SCHEMAS IN DATABASE MARSH LIMIT 10000"))
        .containsExactly("AJAR", "INFORMATION_SCHEMA", "OPEN");
    assertThat(names("SHOW TERSE SCHEMAS IN DATABASE MARSH LIMIT 9 FROM 'B'"))
        .containsExactly("INFORMATION_SCHEMA", "OPEN");
    assertThat(run("SHOW TERSE SCHEMAS IN DATABASE MARSH STARTS WITH 'O'").records().get(0))
        .containsEntry("name", "OPEN")
        .containsEntry("database_name", "MARSH")
        .containsEntry("kind", null)
        .containsEntry("schema_name", null);
    assertThat(Refusal.of(snowflake, "SHOW TERSE SCHEMAS IN DATABASE HIDDEN").code())
        .isEqualTo("002003");
    assertThat(Refusal.of(snowflake, "SHOW SCHEMAS").code()).isEqualTo("000002");
  }

  @Test
  void moreThanTenThousandSchemasNeedALimit() {
    StringBuilder schemas = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      schemas.append("CREATE SCHEMA LAKE.S").append(100_000 + i).append(';');
      schemas.append("GRANT USAGE ON SCHEMA LAKE.S").append(100_000 + i);
      schemas.append(" TO ROLE SYNC_ROLE;");
    }
    snowflake.executeAsAdmin(schemas.toString());

    assertThat(Refusal.of(snowflake, "SHOW TERSE SCHEMAS IN DATABASE LAKE").code())
        .isEqualTo("001003");
    assertThat(names("SHOW TERSE SCHEMAS IN DATABASE LAKE LIMIT 10000"))
        .hasSize(10_000)
        .startsWith("INFORMATION_SCHEMA", "PUBLIC", "S100000")
        .endsWith("S109997");
    assertThat(names("SHOW TERSE SCHEMAS IN DATABASE LAKE LIMIT 10000 FROM 'S109997'"))
        .containsExactly("S109998", "S109999");
  }

  @Test
  void describeShowsValueFirstThenEachColumnCompiled() {
    run(
        "CREATE EXTERNAL TABLE T (\"c\" VARCHAR(10) AS (VALUE:\"c\"::VARCHAR(10)) NOT NULL COMMENT 'say'"
            + ") LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON)");

    Result described = run("DESC EXTERNAL TABLE T");

    assertThat(described.rows())
        .containsExactly(
            Result.row(
                "VALUE",
                "VARIANT",
                "COLUMN",
                "Y",
                null,
                "N",
                "N",
                null,
                null,
                "The value of this row",
                null),
            Result.row(
                "c",
                "VARCHAR(10)",
                "VIRTUAL",
                "N",
                null,
                "N",
                "N",
                null,
                "CAST(GET(VALUE, 'c') AS VARCHAR(10))",
                "say",
                null));
    assertThat(described.columns().stream().map(ResultColumn::name))
        .containsExactly(
            "name",
            "type",
            "kind",
            "null?",
            "default",
            "primary key",
            "unique key",
            "check",
            "expression",
            "comment",
            "policy name");
    assertThat(run("DESCRIBE EXTERNAL TABLE T TYPE = COLUMNS").rows()).isEqualTo(described.rows());
  }

  @Test
  void describeOfTheStageShowsTheFormatInForceAndTheUrl() {
    run(
        "CREATE EXTERNAL TABLE T LOCATION = @DEEP_STAGE/x/ FILE_FORMAT = (TYPE = CSV FIELD_DELIMITER = '\\t'"
            + " NULL_IF = ('\\\\N', 'a') SKIP_HEADER = 1 TRIM_SPACE = TRUE)");

    List<List<String>> rows = run("DESC EXTERNAL TABLE T TYPE = STAGE").rows();

    assertThat(rows)
        .contains(
            Result.row("STAGE_FILE_FORMAT", "TYPE", "String", "CSV", "CSV"),
            Result.row("STAGE_FILE_FORMAT", "FIELD_DELIMITER", "String", "\\t", ","),
            Result.row("STAGE_FILE_FORMAT", "NULL_IF", "List", "[\\\\N, a]", "[\\\\N]"),
            Result.row("STAGE_FILE_FORMAT", "SKIP_HEADER", "Integer", "1", "0"),
            Result.row("STAGE_FILE_FORMAT", "TRIM_SPACE", "Boolean", "true", "false"),
            Result.row("STAGE_FILE_FORMAT", "COMPRESSION", "String", "AUTO", "AUTO"),
            Result.row("STAGE_LOCATION", "URL", "String", "[\"s3://other/a/b/x/\"]", ""));
  }

  @Test
  void aTableOnAReplacedStageIsInvalid() {
    make("ORDERS");
    snowflake.executeAsAdmin(
        "CREATE OR REPLACE STAGE LAKE.PUBLIC.LAKE_STAGE URL = 's3://lake-bucket/' STORAGE_INTEGRATION = S3_INT;"
            + " GRANT USAGE ON STAGE LAKE.PUBLIC.LAKE_STAGE TO ROLE SYNC_ROLE");

    assertThat(run("SHOW EXTERNAL TABLES").records().get(0)).containsEntry("invalid", "true");
    assertThat(Refusal.of(snowflake, "ALTER EXTERNAL TABLE ORDERS REFRESH").code())
        .isEqualTo("002003");
  }

  @Test
  void anAlteredStageKeepsItsTables() {
    make("ORDERS");
    snowflake.executeAsAdmin(
        "ALTER STAGE LAKE.PUBLIC.LAKE_STAGE SET COMMENT = 'x';"
            + " CREATE OR ALTER STAGE LAKE.PUBLIC.LAKE_STAGE URL = 's3://lake-bucket/' STORAGE_INTEGRATION = S3_INT");

    assertThat(run("SHOW EXTERNAL TABLES").records().get(0)).containsEntry("invalid", "false");
  }

  @Test
  void onlyStagesThatTheRoleCanSeeAreShown() {
    assertThat(names("SHOW STAGES IN SCHEMA LAKE.PUBLIC"))
        .containsExactly("DEEP_STAGE", "LAKE_STAGE");
    assertThat(names("SHOW STAGES LIKE 'LAKE_STAGE' IN SCHEMA LAKE.PUBLIC"))
        .containsExactly("LAKE_STAGE");
    assertThat(run("SHOW STAGES LIKE 'LAKE%'").records().get(0))
        .containsEntry("url", "s3://lake-bucket/")
        .containsEntry("type", "EXTERNAL")
        .containsEntry("cloud", "AWS")
        .containsEntry("storage_integration", "S3_INT");
    assertThat(run("DESC STAGE LAKE_STAGE").rows())
        .contains(Result.row("STAGE_LOCATION", "URL", "String", "[\"s3://lake-bucket/\"]", ""));
    assertThat(Refusal.of(snowflake, "DESC STAGE SECRET_STAGE").code()).isEqualTo("002003");
  }

  @Test
  void parametersOfAccountAndUserAreShownWithTheirLevel() {
    assertThat(run("SHOW PARAMETERS LIKE 'QUOTED_IDENTIFIERS_IGNORE_CASE'").records().get(0))
        .containsEntry("value", "false")
        .containsEntry("level", "");
    snowflake.executeAsAdmin("ALTER USER SYNC_USER SET QUOTED_IDENTIFIERS_IGNORE_CASE = true");

    assertThat(run("SHOW PARAMETERS LIKE 'quoted%' IN USER SYNC_USER").records().get(0))
        .containsEntry("value", "true")
        .containsEntry("level", "USER");
  }

  @Test
  void quotedNamesLoseTheirCaseWhereTheUserIsSetSo() {
    snowflake.executeAsAdmin("ALTER USER SYNC_USER SET QUOTED_IDENTIFIERS_IGNORE_CASE = TRUE");
    make("orders");

    assertThat(names("SHOW EXTERNAL TABLES")).containsExactly("ORDERS");
    assertThat(names("DESC EXTERNAL TABLE \"Orders\"")).contains("DT");
  }

  @Test
  void theSessionTellsWhereItIs() {
    Result context =
        run("SELECT CURRENT_ROLE(), CURRENT_USER(), CURRENT_DATABASE() AS D, CURRENT_ACCOUNT()");

    assertThat(context.records().get(0))
        .containsEntry("CURRENT_ROLE()", "SYNC_ROLE")
        .containsEntry("CURRENT_USER()", "SYNC_USER")
        .containsEntry("D", "LAKE")
        .containsEntry("CURRENT_ACCOUNT()", "XY12345");
    assertThat(Refusal.of(snowflake, "SELECT SYSTEM$WHITELIST()").code()).isEqualTo("002140");
  }

  @Test
  void policiesAreListedForWhomTheyAreVisible() {
    snowflake.executeAsAdmin(
        "CREATE ROW ACCESS POLICY LAKE.PUBLIC.P AS (V VARIANT) RETURNS BOOLEAN -> CURRENT_ROLE() = 'X'");
    assertThat(names("SHOW ROW ACCESS POLICIES IN SCHEMA LAKE.PUBLIC")).isEmpty();

    snowflake.executeAsAdmin("GRANT APPLY ON ROW ACCESS POLICY LAKE.PUBLIC.P TO ROLE SYNC_ROLE");
    assertThat(names("SHOW ROW ACCESS POLICIES IN SCHEMA LAKE.PUBLIC")).containsExactly("P");
  }
}
