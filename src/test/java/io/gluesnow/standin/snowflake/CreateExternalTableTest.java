package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://docs.snowflake.com/en/sql-reference/sql/create-external-table. */
class CreateExternalTableTest {
  private static final String TAIL = " LOCATION = @LAKE_STAGE/t/ FILE_FORMAT = (TYPE = PARQUET)";

  private final StrictSnowflake snowflake = World.atNoon();

  @AfterEach
  void stop() {
    snowflake.close();
  }

  private String accepted(String sql) {
    return snowflake.execute(World.SYNC, sql).rows().get(0).get(0);
  }

  private SqlFailure refused(String sql) {
    return Refusal.of(snowflake, sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON)",
        "CREATE EXTERNAL TABLE T WITH LOCATION = @LAKE_STAGE/ FILE_FORMAT = (TYPE = JSON)",
        "create or replace external table t (a int as (value:a::int)) location=@lake_stage/x file_format=(type=csv)",
        "CREATE EXTERNAL TABLE IF NOT EXISTS T (A INT AS (VALUE:a::INT)) LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = AVRO)",
        "CREATE EXTERNAL TABLE T (A INT AS (VALUE:a::INT) NOT NULL COMMENT 'x') LOCATION = @LAKE_STAGE"
            + " REFRESH_ON_CREATE = FALSE AUTO_REFRESH = FALSE PATTERN = '.*[.]orc' FILE_FORMAT = (TYPE = ORC)"
            + " COPY GRANTS COMMENT = 'it''s'",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (FORMAT_NAME = 'LAKE.PUBLIC.PIPES')",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (FORMAT_NAME = PIPES)",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE REFRESH_ON_CREATE = FALSE AUTO_REFRESH = FALSE"
            + " FILE_FORMAT = (TYPE = PARQUET) TABLE_FORMAT = DELTA",
        "CREATE EXTERNAL TABLE T (P DATE AS (PARSE_JSON(METADATA$EXTERNAL_TABLE_PARTITION):P::DATE)) PARTITION BY (P)"
            + " LOCATION = @LAKE_STAGE PARTITION_TYPE = USER_SPECIFIED FILE_FORMAT = (TYPE = PARQUET)",
        "CREATE EXTERNAL TABLE ET1 (date_part date AS TO_DATE(SPLIT_PART(metadata$filename, '/', 3) || '/' ||"
            + " SPLIT_PART(metadata$filename, '/', 4) || '/' || SPLIT_PART(metadata$filename, '/', 5), 'YYYY/MM/DD'),"
            + " timestamp bigint AS (value:timestamp::bigint), col2 varchar AS (value:col2::varchar))"
            + " PARTITION BY (date_part) LOCATION=@DEEP_STAGE/logs/ AUTO_REFRESH = true FILE_FORMAT = (TYPE = PARQUET);"
      })
  void documentedFormsAreAccepted(String sql) {
    assertThat(accepted(sql)).contains("successfully created");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE OR REPLACE EXTERNAL TABLE IF NOT EXISTS T LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON)",
        "CREATE EXTERNAL TABLE T LOCATION = '@LAKE_STAGE/t/' FILE_FORMAT = (TYPE = JSON)",
        "CREATE EXTERNAL TABLE T LOCATION = 's3://lake-bucket/t/' FILE_FORMAT = (TYPE = JSON)",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE/t--x/ FILE_FORMAT = (TYPE = JSON)",
        "CREATE EXTERNAL TABLE T FILE_FORMAT = (TYPE = JSON)",
        "CREATE EXTERNAL TABLE \"\" LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON)",
        "CREATE EXTERNAL TABLE T () LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON)",
        "CREATE EXTERNAL TABLE T (A INT) LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON)",
        "CREATE EXTERNAL TABLE T (A AS (VALUE:a::INT)) LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON)",
        "CREATE EXTERNAL TABLE SELECT LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON)",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON) AUTO_REFRESH = FALSE",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE AUTO_REFRESH = FALSE REFRESH_ON_CREATE = FALSE"
            + " FILE_FORMAT = (TYPE = JSON)",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON) COMMENT = 'x' COPY GRANTS",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON) COMMENT 'x'",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON) CLUSTER BY (A)",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = JSON",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (FORMAT_NAME = 'PIPES' TYPE = CSV)",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (FORMAT_NAME = 'PIPES' SKIP_HEADER = 1)",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE REFRESH_ON_CREATE = 0 FILE_FORMAT = (TYPE = JSON)",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON) WITH ROW ACCESS POLICY P ON (A)",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = PARQUET) TABLE_FORMAT = DELTA",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE REFRESH_ON_CREATE = FALSE AUTO_REFRESH = FALSE"
            + " FILE_FORMAT = (TYPE = JSON) TABLE_FORMAT = DELTA",
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE PARTITION_TYPE = USER_SPECIFIED AUTO_REFRESH = TRUE"
            + " FILE_FORMAT = (TYPE = JSON)",
        "CREATE OR ALTER EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON)",
        "CREATE TABLE T (A INT)",
        "CREATE STAGE S URL = 's3://lake-bucket/'"
      })
  void whatTheGrammarDoesNotHaveIsASyntaxError(String sql) {
    assertThat(refused(sql).code()).isEqualTo("001003");
    assertThat(refused(sql).sqlState()).isEqualTo("42000");
  }

  @Test
  void aSecondStatementIsRefused() {
    assertThat(refused(World.createOrders() + "; DROP EXTERNAL TABLE ORDERS").code())
        .isEqualTo("000008");
    assertThat(snowflake.catalogSnapshot().tables()).isEmpty();
  }

  @Test
  void anEmptyTextIsRefused() {
    assertThat(refused("  -- nothing\n ;").code()).isEqualTo("000900");
  }

  @Test
  void aMissingFileFormatIsNamed() {
    assertThat(refused("CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE").code())
        .isEqualTo("002029");
  }

  @Test
  void anExistingTableIsNotOverwrittenByAPlainCreate() {
    accepted(World.createOrders());

    assertThat(refused(World.createOrders()).code()).isEqualTo("002002");
    assertThat(refused(World.createOrders()).sqlState()).isEqualTo("42710");
  }

  @Test
  void ifNotExistsSucceedsOverSomethingDifferent() {
    accepted(World.createOrders());
    CatalogSnapshot before = snowflake.catalogSnapshot();

    assertThat(accepted("CREATE EXTERNAL TABLE IF NOT EXISTS ORDERS" + TAIL))
        .contains("already exists");
    assertThat(snowflake.catalogSnapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A NUMBER(5,0) AS (VALUE:a::NUMBER(10,2))",
        "A NUMBER(10,0) AS (VALUE:a::INT)",
        "A INT AS (VALUE:a)",
        "A VARCHAR AS (VALUE:a)",
        "A VARCHAR(10) AS (VALUE:a::VARCHAR)",
        "A DATE AS (VALUE:a::TIMESTAMP_NTZ)",
        "A TIMESTAMP_NTZ(6) AS (VALUE:a::TIMESTAMP_NTZ)",
        "A TIMESTAMP_TZ AS (VALUE:a::TIMESTAMP_NTZ)",
        "A VARIANT AS (VALUE:a::VARCHAR)",
        "A BOOLEAN AS (VALUE:a::INT)",
        "A FLOAT AS (VALUE:a::NUMBER(38,0))",
        "A DATE AS (SPLIT_PART(METADATA$FILENAME, '/', 1))"
      })
  void aColumnsTypeIsThatOfItsExpression(String column) {
    SqlFailure failure = refused("CREATE EXTERNAL TABLE T (" + column + ")" + TAIL);

    assertThat(failure.code()).isEqualTo("001482");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A NUMBER AS (VALUE:a::NUMBER(38,0))",
        "A BIGINT AS (VALUE:a::INT)",
        "A NUMBER(10,2) AS (CAST(VALUE:a AS DECIMAL(10,2)))",
        "A STRING AS ($1:a::TEXT)",
        "A VARCHAR(255) AS (SPLIT_PART(METADATA$FILENAME, '/', 1))",
        "A VARIANT AS (VALUE:a)",
        "A VARIANT AS (VALUE)",
        "A ARRAY AS (VALUE:\"a\"::ARRAY)",
        "A OBJECT AS (GET_IGNORE_CASE($1, 'a')::OBJECT)",
        "A BINARY AS (VALUE:a::BINARY)",
        "A TIMESTAMP AS (VALUE:a::TIMESTAMP_NTZ)",
        "A TIMESTAMP_NTZ AS (TRY_TO_TIMESTAMP_NTZ(VALUE:c1::VARCHAR, 'YYYY'))",
        "A DATE AS (TRY_CAST(VALUE:c1::VARCHAR AS DATE))",
        "A NUMBER(5,2) AS (TO_NUMBER(VALUE:c1::VARCHAR, 5, 2))",
        "A INT AS (METADATA$FILE_ROW_NUMBER)",
        "A DATE AS (CASE WHEN VALUE:a::VARCHAR = '' THEN NULL ELSE TO_DATE(VALUE:a::VARCHAR) END)",
        "A VARCHAR AS (NULLIF(VALUE:a::VARCHAR, '\\\\N'))",
        "A VARCHAR AS (IFF(VALUE:a IS NULL, NULL, VALUE:a::VARCHAR))"
      })
  void aColumnWhoseExpressionAgreesIsAccepted(String column) {
    accepted("CREATE EXTERNAL TABLE T (" + column + ")" + TAIL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A INT AS (FROBNICATE(VALUE:a)::INT)|002140",
        "A INT AS (REGEXP_SUBSTR(METADATA$FILENAME, 'x')::INT)|002140",
        "A INT AS (SYSTEM$WAIT(1)::INT)|002140",
        "A INT AS (B::INT)|000904",
        "A DATE AS (TRY_CAST(VALUE:a AS DATE))|001065",
        "A DATE AS (TRY_TO_DATE(VALUE:a))|001044",
        "A VARCHAR AS (SPLIT_PART(VALUE:a, '/', 1))|001044",
        "A VARCHAR AS (SPLIT_PART(METADATA$FILENAME, '/'))|000938",
        "A VARCHAR AS (UPPER(METADATA$FILENAME, 'x'))|000939",
        "A OBJECT AS (VALUE:a::VARCHAR::OBJECT)|001007",
        "A VARCHAR AS (METADATA$FILENAME:a::VARCHAR)|001044",
        "A GEOGRAPHY AS (VALUE:a::GEOGRAPHY)|002040",
        "A array<int> AS (VALUE:a)|001003",
        "A NUMBER(39,0) AS (VALUE:a::NUMBER(39,0))|001003",
        "A VARCHAR(134217729) AS (VALUE:a::VARCHAR(134217729))|001003"
      })
  void anExpressionThatSnowflakeCannotCompileIsRefused(String column, String code) {
    assertThat(refused("CREATE EXTERNAL TABLE T (" + column + ")" + TAIL).code()).isEqualTo(code);
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    SqlFailure failure =
        refused(
            "CREATE EXTERNAL TABLE T (A INT AS (VALUE:a::INT), \"A\" INT AS (VALUE:b::INT))"
                + TAIL);

    assertThat(failure.code()).isEqualTo("002025");
    assertThat(failure.sqlState()).isEqualTo("42S21");
  }

  @Test
  void namesThatDifferByCaseAreTwoColumns() {
    accepted(
        "CREATE EXTERNAL TABLE T (\"a\" INT AS (VALUE:a::INT), \"A\" INT AS (VALUE:b::INT))"
            + TAIL);
  }

  @Test
  void aColumnNamedValueCollidesWithTheOneEveryTableHas() {
    assertThat(refused("CREATE EXTERNAL TABLE T (\"VALUE\" VARIANT AS (VALUE:a))" + TAIL).code())
        .isEqualTo("002025");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, '/', 2), '=', 2))",
        "P INT AS (SPLIT_PART(METADATA$FILENAME, '/', 2)::INT)",
        "P DATE AS (TO_DATE(SUBSTR(METADATA$FILENAME, 1, 10), 'YYYY/MM/DD'))",
        "P VARCHAR AS (NULLIF(SPLIT_PART(METADATA$FILENAME, '/', 2), '__HIVE_DEFAULT_PARTITION__'))",
        "P INT AS (CAST(IFF(STARTSWITH(METADATA$FILENAME, 'a'), '1', SPLIT_PART(METADATA$FILENAME, '/', 2)) AS INT))",
        "P VARCHAR AS (CASE WHEN LOWER(METADATA$FILENAME) <> 'x' AND METADATA$FILENAME IS NOT NULL"
            + " THEN UPPER(CONCAT(METADATA$FILENAME, 'y')) ELSE NULL END)",
        "P VARCHAR AS (NVL2(METADATA$FILENAME, IFNULL(METADATA$FILENAME, 'a'), 'b'))",
        "P INT AS (ZEROIFNULL(SPLIT_PART(METADATA$FILENAME, '/', 1)::INT))",
        "P BOOLEAN AS (SPLIT_PART(METADATA$FILENAME, '/', 1) NOT IN ('a', 'b'))"
      })
  void aPartitionColumnMayUseTheListedFunctions(String column) {
    accepted("CREATE EXTERNAL TABLE T (" + column + ") PARTITION BY (P)" + TAIL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P VARCHAR AS (REPLACE(METADATA$FILENAME, 'a', 'b'))",
        "P VARCHAR AS (TRIM(METADATA$FILENAME))",
        "P VARCHAR AS (LEFT(METADATA$FILENAME, 2))",
        "P DATE AS (TRY_TO_DATE(METADATA$FILENAME))",
        "P DATE AS (TRY_CAST(METADATA$FILENAME AS DATE))",
        "P VARCHAR AS (COALESCE(METADATA$FILENAME, 'x'))",
        "P VARCHAR AS (NVL(METADATA$FILENAME, 'x'))",
        "P INT AS (TO_NUMBER(METADATA$FILENAME))",
        "P INT AS (LENGTH(METADATA$FILENAME))",
        "P BOOLEAN AS (METADATA$FILENAME != 'x')",
        "P VARCHAR AS (VALUE:p::VARCHAR)",
        "P VARCHAR AS (IFF(VALUE:p IS NULL, METADATA$FILENAME, 'x'))",
        "P INT AS (METADATA$FILE_ROW_NUMBER)",
        "P VARCHAR AS ('constant')"
      })
  void anyOtherFunctionOrColumnInAPartitionColumnIsRefused(String column) {
    SqlFailure failure =
        refused("CREATE EXTERNAL TABLE T (" + column + ") PARTITION BY (P)" + TAIL);

    assertThat(failure.code()).isEqualTo("001003");
  }

  @Test
  void theSameFunctionIsFineInAnOrdinaryColumn() {
    accepted(
        "CREATE EXTERNAL TABLE T (P VARCHAR AS (REPLACE(METADATA$FILENAME, 'a', 'b')))" + TAIL);
  }

  @Test
  void aPartitionColumnMustBeInTheList() {
    assertThat(
            refused("CREATE EXTERNAL TABLE T (A INT AS (VALUE:a::INT)) PARTITION BY (P)" + TAIL)
                .code())
        .isEqualTo("000904");
  }

  @Test
  void manualPartitionColumnsReadTheHiddenColumnAndHaveShortNames() {
    String shape =
        "CREATE EXTERNAL TABLE T (%1$s DATE AS (%2$s)) PARTITION BY (%1$s) LOCATION = @LAKE_STAGE"
            + " PARTITION_TYPE = USER_SPECIFIED FILE_FORMAT = (TYPE = PARQUET)";
    String hidden = "PARSE_JSON(METADATA$EXTERNAL_TABLE_PARTITION):P::DATE";

    assertThat(refused(String.format(shape, "P", "TO_DATE(METADATA$FILENAME)")).code())
        .isEqualTo("001003");
    assertThat(refused(String.format(shape, "P".repeat(33), hidden)).code()).isEqualTo("001003");
    accepted(String.format(shape, "P".repeat(32), hidden));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TYPE = XML|001008",
        "TYPE = PARQUET SKIP_HEADER = 1|001422",
        "TYPE = PARQUET COMPRESSION = GZIP|001008",
        "TYPE = JSON FIELD_DELIMITER = ','|001422",
        "TYPE = AVRO NULL_IF = ('x')|001422",
        "TYPE = ORC COMPRESSION = NONE|001422",
        "TYPE = CSV PARSE_HEADER = TRUE|001422",
        "TYPE = CSV ESCAPE = 'x'|001422",
        "TYPE = CSV DATE_FORMAT = 'YYYY'|001422",
        "TYPE = CSV BINARY_AS_TEXT = TRUE|001422",
        "TYPE = CSV SKIP_HEADER = '1'|001008",
        "TYPE = CSV SKIP_HEADER = many|001008",
        "TYPE = CSV COMPRESSION = LZO|001008",
        "TYPE = CSV FIELD_DELIMITER = ''|001008",
        "TYPE = CSV FIELD_DELIMITER = '123456789012345678901'|001008",
        "TYPE = CSV FIELD_DELIMITER = comma|001008",
        "TYPE = CSV FIELD_OPTIONALLY_ENCLOSED_BY = 'x'|001008",
        "TYPE = CSV ESCAPE_UNENCLOSED_FIELD = 'xy'|001008",
        "TYPE = CSV NULL_IF = x|001008",
        "TYPE = CSV TRIM_SPACE = 1|001008",
        "TYPE = CSV TRIM_SPACE = TRUE TRIM_SPACE = FALSE|001003"
      })
  void formatOptionsAreThoseOfTheTypeWithFittingValues(String format, String code) {
    SqlFailure failure =
        refused("CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (" + format + ")");

    assertThat(failure.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TYPE = CSV COMPRESSION = GZIP RECORD_DELIMITER = '\\n' FIELD_DELIMITER = '\\u0001' MULTI_LINE = TRUE"
            + " SKIP_HEADER = 1 SKIP_BLANK_LINES = TRUE ESCAPE_UNENCLOSED_FIELD = NONE TRIM_SPACE = TRUE"
            + " FIELD_OPTIONALLY_ENCLOSED_BY = '\"' NULL_IF = ('\\\\N', '') EMPTY_FIELD_AS_NULL = FALSE ENCODING = 'UTF8'",
        "TYPE = CSV FIELD_DELIMITER = NONE, RECORD_DELIMITER = NONE",
        "TYPE = 'JSON' COMPRESSION = AUTO MULTI_LINE = FALSE ALLOW_DUPLICATE = TRUE STRIP_OUTER_ARRAY = TRUE"
            + " STRIP_NULL_VALUES = TRUE REPLACE_INVALID_CHARACTERS = TRUE",
        "TYPE = AVRO COMPRESSION = DEFLATE REPLACE_INVALID_CHARACTERS = TRUE",
        "TYPE = ORC TRIM_SPACE = TRUE REPLACE_INVALID_CHARACTERS = TRUE NULL_IF = ()",
        "TYPE = PARQUET COMPRESSION = SNAPPY BINARY_AS_TEXT = FALSE REPLACE_INVALID_CHARACTERS = TRUE"
      })
  void everyDocumentedFormatOptionIsAccepted(String format) {
    accepted("CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (" + format + ")");
  }

  @Test
  void bothRefreshesAreOnUnlessStated() {
    snowflake.files().add("s3://lake-bucket/t/a.parquet");
    accepted("CREATE EXTERNAL TABLE T" + TAIL);

    TableSnapshot table = snowflake.catalogSnapshot().tables().get("LAKE.PUBLIC.T");
    assertThat(table.files()).containsExactly("s3://lake-bucket/t/a.parquet");
    assertThat(table.properties()).containsEntry("auto refresh", "true");
  }
}
