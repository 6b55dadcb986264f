package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * https://docs.snowflake.com/en/sql-reference/sql/alter-external-table, alter-table, comment and
 * drop-external-table.
 */
class AlterTest {
  private final StrictSnowflake snowflake = World.atNoon();

  @BeforeEach
  void createOrders() {
    accepted(World.createOrders());
  }

  @AfterEach
  void stop() {
    snowflake.close();
  }

  private Result accepted(String sql) {
    return snowflake.execute(World.SYNC, sql);
  }

  private String refused(String sql) {
    return Refusal.of(snowflake, sql).code();
  }

  private TableSnapshot orders() {
    return snowflake.catalogSnapshot().tables().get("LAKE.PUBLIC.ORDERS");
  }

  @Test
  void columnsAreAddedAtTheEndAndDropped() {
    accepted(
        "ALTER TABLE ORDERS ADD COLUMN \"A\" VARCHAR AS (VALUE:a::VARCHAR), \"B\" INT AS (VALUE:b::INT)");
    assertThat(orders().columnNames()).containsExactly("ID", "DT", "A", "B");

    accepted("ALTER TABLE ORDERS DROP COLUMN \"ID\", \"B\"");
    assertThat(orders().columnNames()).containsExactly("DT", "A");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ADD COLUMN ID INT AS (VALUE:id::INT)|001430",
        "ADD COLUMN VALUE VARIANT AS (VALUE:id)|001430",
        "ADD COLUMN A INT AS (VALUE:a::INT), A INT AS (VALUE:b::INT)|001430",
        "ADD COLUMN A INT AS (VALUE:a)|001482",
        "ADD COLUMN A INT AS (NOSUCH(VALUE:a)::INT)|002140",
        "ADD COLUMN (A INT AS (VALUE:a::INT))|001003",
        "ADD COLUMN A INT|001003",
        "DROP COLUMN NOSUCH|000904",
        "DROP COLUMN ID, NOSUCH|000904",
        "DROP COLUMN ID, ID|002025",
        "DROP COLUMN VALUE|001003",
        "DROP COLUMN METADATA$FILENAME|001003",
        "DROP COLUMN DT|001003",
        "RENAME COLUMN NOSUCH TO X|000904",
        "RENAME COLUMN ID TO DT|001430",
        "RENAME COLUMN DT TO X|001003",
        "ALTER COLUMN ID TYPE VARCHAR|001003",
        "ALTER COLUMN ID SET DATA TYPE VARCHAR|001003",
        "RENAME TO X|001003",
        "SET COMMENT = 'x'|001003",
        "SWAP WITH X|001003",
        "ADD ROW ACCESS POLICY NOSUCH ON (VALUE)|002003",
        "SET TAG NOSUCH = 'x'|002003"
      })
  void whatAlterTableDoesNotAllowIsRefusedAndNothingChanges(String action, String code) {
    CatalogSnapshot before = snowflake.catalogSnapshot();

    assertThat(refused("ALTER TABLE ORDERS " + action)).isEqualTo(code);
    assertThat(snowflake.catalogSnapshot()).isEqualTo(before);
  }

  @Test
  void aFailedAddOfTwoColumnsAddsNeither() {
    refused("ALTER TABLE ORDERS ADD COLUMN A INT AS (VALUE:a::INT), B INT AS (VALUE:b)");

    assertThat(orders().columnNames()).containsExactly("ID", "DT");
  }

  @Test
  void ifNotExistsAndIfExistsAreTolerant() {
    accepted("ALTER TABLE ORDERS ADD COLUMN IF NOT EXISTS ID INT AS (VALUE:id::INT)");
    accepted("ALTER TABLE ORDERS DROP COLUMN IF EXISTS NOSUCH");
    accepted("ALTER TABLE IF EXISTS NOSUCH DROP COLUMN A");

    assertThat(orders().columnNames()).containsExactly("ID", "DT");
  }

  @Test
  void aRenamedColumnKeepsItsExpression() {
    accepted("ALTER TABLE ORDERS RENAME COLUMN ID TO \"key\"");

    assertThat(orders().columns().get(0))
        .isEqualTo("\"key\" NUMBER(10,0) AS (TO_NUMBER(GET(VALUE, 'id'), 10, 0))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ADD COLUMN A INT AS (VALUE:a::INT)|001003",
        "SET COMMENT = 'x'|001003",
        "SET LOCATION = @LAKE_STAGE|001003",
        "RENAME TO X|001003",
        "ADD PARTITION(DT = '2020-01-01') LOCATION 'x/'|001003",
        "DROP PARTITION LOCATION 'x/'|001003",
        "REFRESH x|001003",
        "ADD FILES ('nosuch.parquet')|091003"
      })
  void whatAlterExternalTableDoesNotAllowIsRefused(String action, String code) {
    assertThat(refused("ALTER EXTERNAL TABLE ORDERS " + action)).isEqualTo(code);
  }

  @Test
  void autoRefreshIsTheOnePropertyThatCanBeSet() {
    accepted("ALTER EXTERNAL TABLE ORDERS SET AUTO_REFRESH = TRUE");

    assertThat(orders().properties()).containsEntry("auto refresh", "true");
  }

  @Test
  void manualPartitionsAreAddedWithTheirFilesAndDropped() {
    accepted(
        "CREATE EXTERNAL TABLE M (P DATE AS (PARSE_JSON(METADATA$EXTERNAL_TABLE_PARTITION):P::DATE))"
            + " PARTITION BY (P) LOCATION = @LAKE_STAGE/m/ PARTITION_TYPE = USER_SPECIFIED"
            + " FILE_FORMAT = (TYPE = PARQUET)");
    snowflake.files().add("s3://lake-bucket/m/a/1.parquet").add("s3://lake-bucket/m/b/2.parquet");

    accepted(
        "ALTER EXTERNAL TABLE M ADD PARTITION(P='2020-01-01') LOCATION 'a/', PARTITION(P='2020-01-02') LOCATION 'b'");
    assertThat(snowflake.catalogSnapshot().tables().get("LAKE.PUBLIC.M").files()).hasSize(2);

    accepted("ALTER EXTERNAL TABLE M DROP PARTITION LOCATION 'a'");
    assertThat(snowflake.catalogSnapshot().tables().get("LAKE.PUBLIC.M").files())
        .containsExactly("s3://lake-bucket/m/b/2.parquet");
    assertThat(refused("ALTER EXTERNAL TABLE M ADD PARTITION(P='2020-01-03') LOCATION 'b/'"))
        .isEqualTo("001003");
    assertThat(refused("ALTER EXTERNAL TABLE M ADD PARTITION(Q='2020-01-03') LOCATION 'c/'"))
        .isEqualTo("001003");
    assertThat(refused("ALTER EXTERNAL TABLE M ADD PARTITION(P='2020-01-03') LOCATION '../c/'"))
        .isEqualTo("001008");
    assertThat(refused("ALTER EXTERNAL TABLE M REFRESH")).isEqualTo("001003");
    assertThat(refused("ALTER EXTERNAL TABLE M SET AUTO_REFRESH = TRUE")).isEqualTo("001003");
  }

  @Test
  void aCommentIsSetByItsOwnStatement() {
    accepted("COMMENT ON TABLE ORDERS IS 'it''s\\n\\\\N'");

    assertThat(orders().comment()).isEqualTo("it's\n\\N");
    assertThat(accepted("SHOW EXTERNAL TABLES").records().get(0))
        .containsEntry("comment", "it's\n\\N");
  }

  @Test
  void aDroppedTableIsGoneAtOnceAndCannotBeRestored() {
    accepted("DROP EXTERNAL TABLE ORDERS");

    assertThat(refused("DROP EXTERNAL TABLE ORDERS")).isEqualTo("002003");
    assertThat(refused("UNDROP TABLE ORDERS")).isEqualTo("001003");
    assertThat(accepted("DROP EXTERNAL TABLE IF EXISTS ORDERS").rows().get(0).get(0))
        .contains("already dropped");
    assertThat(snowflake.catalogSnapshot().tables()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USE ROLE ACCOUNTADMIN",
        "SET X = 1",
        "BEGIN",
        "ALTER SESSION SET QUERY_TAG = 'x'",
        "GRANT SELECT ON TABLE ORDERS TO ROLE READER_ROLE",
        "CREATE ROLE R",
        "TRUNCATE TABLE ORDERS",
        "DROP TABLE ORDERS",
        "DROP SCHEMA PUBLIC",
        "DELETE FROM ORDERS",
        "SELECT * FROM ORDERS",
        "SELECT 1",
        "SHOW USERS"
      })
  void whatASynchroniserHasNoBusinessWithIsASyntaxError(String sql) {
    assertThat(refused(sql)).isEqualTo("001003");
  }
}
