package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What OR REPLACE keeps and loses:
 * https://docs.snowflake.com/en/sql-reference/sql/create-external-table (COPY GRANTS, usage notes)
 * and https://docs.snowflake.com/en/user-guide/streams-intro; REFRESH and files:
 * alter-external-table.
 */
class ReplaceTest {
  private final StrictSnowflake snowflake = World.atNoon();

  @BeforeEach
  void createOrders() {
    snowflake.files().add("s3://lake-bucket/orders/dt=2020-01-01/a.parquet");
    snowflake.files().add("s3://lake-bucket/orders/dt=2020-01-02/b.parquet");
    snowflake.files().add("s3://lake-bucket/orders_old/c.parquet");
    snowflake.execute(World.SYNC, World.createOrders());
    snowflake.executeAsAdmin(
        "GRANT SELECT ON EXTERNAL TABLE LAKE.PUBLIC.ORDERS TO ROLE READER_ROLE;"
            + "CREATE ROW ACCESS POLICY LAKE.PUBLIC.P AS (V VARIANT) RETURNS BOOLEAN -> TRUE;"
            + "CREATE TAG LAKE.PUBLIC.TEAM;"
            + "ALTER TABLE LAKE.PUBLIC.ORDERS ADD ROW ACCESS POLICY LAKE.PUBLIC.P ON (VALUE);"
            + "ALTER TABLE LAKE.PUBLIC.ORDERS SET TAG LAKE.PUBLIC.TEAM = 'a';"
            + "COMMENT ON TABLE LAKE.PUBLIC.ORDERS IS 'ours';"
            + "CREATE STREAM LAKE.PUBLIC.S ON EXTERNAL TABLE LAKE.PUBLIC.ORDERS INSERT_ONLY = TRUE");
  }

  @AfterEach
  void stop() {
    snowflake.close();
  }

  private TableSnapshot orders() {
    return snowflake.catalogSnapshot().tables().get("LAKE.PUBLIC.ORDERS");
  }

  private void replace(String tail) {
    snowflake.execute(
        World.SYNC,
        World.createOrders().replace("CREATE EXTERNAL", "CREATE OR REPLACE EXTERNAL") + tail);
  }

  private String stale() {
    return snowflake
        .executeAsAdmin("SHOW STREAMS IN SCHEMA LAKE.PUBLIC")
        .records()
        .get(0)
        .get("stale");
  }

  @Test
  void withoutCopyGrantsEveryPrivilegeIsLost() {
    replace("");

    assertThat(orders().properties()).containsEntry("grants", "OWNERSHIP SYNC_ROLE");
  }

  @Test
  void copyGrantsKeepsPrivilegesAndNothingElse() {
    snowflake.execute(World.SYNC, "ALTER EXTERNAL TABLE ORDERS REFRESH");
    replace(" COPY GRANTS");

    assertThat(orders().properties())
        .containsEntry("grants", "OWNERSHIP SYNC_ROLE {READER_ROLE=[SELECT]}")
        .containsEntry("comment", "")
        .doesNotContainKeys("row access policy", "tags");
    assertThat(orders().files()).isEmpty();
  }

  @Test
  void aReplaceThatShedsThePolicyWidensWhoReadsWhat() {
    Readers before = snowflake.readersOf("LAKE", "PUBLIC", "ORDERS");
    replace(" COPY GRANTS");

    assertThat(snowflake.readersOf("LAKE", "PUBLIC", "ORDERS").widens(before)).isTrue();
  }

  @Test
  void streamsGoStaleOnReplaceAndNotOnAlter() {
    assertThat(stale()).isEqualTo("false");
    snowflake.execute(World.SYNC, "ALTER TABLE ORDERS ADD COLUMN A INT AS (VALUE:a::INT)");
    assertThat(stale()).isEqualTo("false");

    replace(" COPY GRANTS");
    assertThat(stale()).isEqualTo("true");
  }

  @Test
  void aRefreshRegistersWhatLiesUnderTheLocationAndUnregistersWhatIsGone() {
    Result first = snowflake.execute(World.SYNC, "ALTER EXTERNAL TABLE ORDERS REFRESH");
    snowflake.files().remove("s3://lake-bucket/orders/dt=2020-01-01/a.parquet");
    snowflake.files().add("s3://lake-bucket/orders/dt=2020-01-02/d.parquet");
    Result second = snowflake.execute(World.SYNC, "ALTER EXTERNAL TABLE ORDERS REFRESH");

    assertThat(first.rows())
        .containsExactly(
            Result.row(
                "orders/dt=2020-01-01/a.parquet",
                "REGISTERED_NEW",
                "File registered successfully."),
            Result.row(
                "orders/dt=2020-01-02/b.parquet",
                "REGISTERED_NEW",
                "File registered successfully."));
    assertThat(second.records().get(0)).containsEntry("file", "orders/dt=2020-01-02/d.parquet");
    assertThat(second.records().get(1)).containsEntry("status", "UNREGISTERED");
    assertThat(orders().files())
        .containsExactlyInAnyOrder(
            "s3://lake-bucket/orders/dt=2020-01-02/b.parquet",
            "s3://lake-bucket/orders/dt=2020-01-02/d.parquet");
  }

  @Test
  void aRefreshOfAPathTouchesThatPathOnly() {
    snowflake.execute(World.SYNC, "ALTER EXTERNAL TABLE ORDERS REFRESH 'dt=2020-01-02/'");

    assertThat(orders().files()).containsExactly("s3://lake-bucket/orders/dt=2020-01-02/b.parquet");
  }

  @Test
  void aRefreshSetsTheMomentThatShowPrints() {
    snowflake.execute(World.SYNC, "ALTER EXTERNAL TABLE ORDERS REFRESH");

    assertThat(snowflake.execute(World.SYNC, "SHOW EXTERNAL TABLES").records().get(0))
        .containsEntry("last_refreshed_on", "1750000000.000000000");
  }

  @Test
  void aReplaceThatRefreshesFillsInTheSameStatement() {
    snowflake.execute(
        World.SYNC,
        World.createOrders()
            .replace("CREATE EXTERNAL", "CREATE OR REPLACE EXTERNAL")
            .replace("REFRESH_ON_CREATE = FALSE", "REFRESH_ON_CREATE = TRUE"));

    assertThat(orders().files()).hasSize(2);
  }

  @Test
  void aPatternChoosesFilesByTheirWholePath() {
    snowflake.execute(
        World.SYNC,
        "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE/orders/ PATTERN = '.*/b[.]parquet' FILE_FORMAT = (TYPE = PARQUET)");

    assertThat(snowflake.catalogSnapshot().tables().get("LAKE.PUBLIC.T").files())
        .containsExactly("s3://lake-bucket/orders/dt=2020-01-02/b.parquet");
  }
}
