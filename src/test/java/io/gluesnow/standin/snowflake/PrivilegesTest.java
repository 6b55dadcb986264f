package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * https://docs.snowflake.com/en/user-guide/security-access-control-privileges and grant-privilege,
 * with the privileges that each statement's page names.
 */
class PrivilegesTest {
  private final StrictSnowflake snowflake = World.atNoon();

  @AfterEach
  void stop() {
    snowflake.close();
  }

  private void admin(String sql) {
    snowflake.executeAsAdmin(sql);
  }

  private SqlFailure refused(String sql) {
    return Refusal.of(snowflake, sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REVOKE USAGE ON DATABASE LAKE FROM ROLE SYNC_ROLE|002003|02000|Database 'LAKE'",
        "REVOKE USAGE ON SCHEMA LAKE.PUBLIC FROM ROLE SYNC_ROLE|002003|02000|Schema 'LAKE.PUBLIC'",
        "REVOKE CREATE EXTERNAL TABLE ON SCHEMA LAKE.PUBLIC FROM ROLE SYNC_ROLE|003001|42501|schema 'PUBLIC'",
        "REVOKE USAGE ON STAGE LAKE.PUBLIC.LAKE_STAGE FROM ROLE SYNC_ROLE|002003|02000|Stage 'LAKE.PUBLIC.LAKE_STAGE'",
        "DROP STAGE LAKE.PUBLIC.LAKE_STAGE|002003|02000|Stage 'LAKE.PUBLIC.LAKE_STAGE'",
        "DROP DATABASE LAKE|002003|02000|Database 'LAKE'"
      })
  void aCreateNeedsEachOfItsPrivileges(String change, String code, String state, String text) {
    admin(change);

    SqlFailure failure = refused(World.createOrders());

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.sqlState()).isEqualTo(state);
    assertThat(failure).hasMessageContaining(text);
    assertThat(snowflake.catalogSnapshot().tables()).isEmpty();
  }

  @Test
  void aStageThatIsOnlyVisibleMayNotBeUsed() {
    admin("GRANT MONITOR ON STAGE LAKE.PUBLIC.SECRET_STAGE TO ROLE SYNC_ROLE");

    SqlFailure failure =
        refused("CREATE EXTERNAL TABLE T LOCATION = @SECRET_STAGE FILE_FORMAT = (TYPE = JSON)");

    assertThat(failure.code()).isEqualTo("003001");
  }

  @Test
  void aNamedFormatNeedsUsage() {
    admin("REVOKE USAGE ON FILE FORMAT LAKE.PUBLIC.PIPES FROM ROLE SYNC_ROLE");

    assertThat(
            refused(
                    "CREATE EXTERNAL TABLE T LOCATION = @LAKE_STAGE FILE_FORMAT = (FORMAT_NAME = PIPES)")
                .code())
        .isEqualTo("002003");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE ORDERS ADD COLUMN A INT AS (VALUE:a::INT)",
        "ALTER TABLE ORDERS DROP COLUMN ID",
        "ALTER EXTERNAL TABLE ORDERS REFRESH",
        "ALTER EXTERNAL TABLE ORDERS SET AUTO_REFRESH = TRUE",
        "COMMENT ON TABLE ORDERS IS 'x'",
        "DROP EXTERNAL TABLE ORDERS",
        "DROP EXTERNAL TABLE IF EXISTS ORDERS"
      })
  void whoDoesNotOwnATableMayNotChangeItThoughItReadsIt(String sql) {
    snowflake.execute(World.SYNC, World.createOrders());

    String unseen =
        sql.contains("IF EXISTS") ? "" : Refusal.of(snowflake, World.READER, sql).code();
    admin("GRANT SELECT ON EXTERNAL TABLE LAKE.PUBLIC.ORDERS TO ROLE READER_ROLE");
    SqlFailure seen = Refusal.of(snowflake, World.READER, sql);

    assertThat(unseen).isIn("", "002003");
    assertThat(seen.code()).isEqualTo("003001");
    assertThat(seen.sqlState()).isEqualTo("42501");
    assertThat(seen)
        .hasMessage(
            "SQL access control error:\nInsufficient privileges to operate on table 'ORDERS'.");
  }

  @Test
  void anInvisibleTableIsAbsentToLooksAndInTheWayOfACreate() {
    admin(
        "USE SCHEMA LAKE.PUBLIC; CREATE EXTERNAL TABLE ORDERS LOCATION = @LAKE_STAGE FILE_FORMAT = (TYPE = JSON)");

    assertThat(snowflake.execute(World.SYNC, "SHOW EXTERNAL TABLES").rows()).isEmpty();
    assertThat(refused("DESC EXTERNAL TABLE ORDERS").code()).isEqualTo("002003");
    assertThat(refused(World.createOrders()).code()).isEqualTo("002002");
    assertThat(refused(World.createOrders().replace("CREATE EXT", "CREATE OR REPLACE EXT")).code())
        .isEqualTo("003001");
  }

  @Test
  void theCreatorsRoleOwnsTheTable() {
    snowflake.execute(World.SYNC, World.createOrders());

    assertThat(snowflake.execute(World.SYNC, "SHOW EXTERNAL TABLES").records().get(0))
        .containsEntry("owner", "SYNC_ROLE");
  }

  @Test
  void aRoleInheritsWhatIsGrantedToIt() {
    snowflake.execute(World.SYNC, World.createOrders());
    admin("GRANT ROLE SYNC_ROLE TO ROLE READER_ROLE");

    snowflake.execute(World.READER, "ALTER TABLE ORDERS DROP COLUMN ID");
    admin("REVOKE ROLE SYNC_ROLE FROM ROLE READER_ROLE");

    assertThat(Refusal.of(snowflake, World.READER, "DESC EXTERNAL TABLE ORDERS").code())
        .isEqualTo("002003");
  }

  @Test
  void ownershipThatMovesTurnsAutomaticRefreshOff() {
    snowflake.execute(
        World.SYNC, World.createOrders().replace("AUTO_REFRESH = FALSE", "AUTO_REFRESH = TRUE"));
    admin(
        "GRANT OWNERSHIP ON EXTERNAL TABLE LAKE.PUBLIC.ORDERS TO ROLE OTHER_ROLE COPY CURRENT GRANTS");

    TableSnapshot orders = snowflake.catalogSnapshot().tables().get("LAKE.PUBLIC.ORDERS");
    assertThat(orders.properties()).containsEntry("auto refresh", "false");
    assertThat(refused("ALTER TABLE ORDERS DROP COLUMN ID").code()).isEqualTo("002003");
  }

  @Test
  void aPolicyOrTagNeedsApply() {
    admin(
        "CREATE ROW ACCESS POLICY LAKE.PUBLIC.P AS (V VARIANT) RETURNS BOOLEAN -> TRUE; CREATE TAG LAKE.PUBLIC.TEAM");
    String withPolicy = World.createOrders() + " WITH ROW ACCESS POLICY P ON (VALUE)";
    String withTag = World.createOrders() + " WITH TAG (TEAM = 'a')";
    assertThat(refused(withPolicy).code()).isEqualTo("002003");
    assertThat(refused(withTag).code()).isEqualTo("002003");

    admin(
        "GRANT APPLY ROW ACCESS POLICY ON ACCOUNT TO ROLE SYNC_ROLE; GRANT APPLY TAG ON ACCOUNT TO ROLE SYNC_ROLE");
    snowflake.execute(World.SYNC, withPolicy + " WITH TAG (TEAM = 'a')");

    assertThat(snowflake.catalogSnapshot().tables().get("LAKE.PUBLIC.ORDERS").properties())
        .containsEntry("row access policy", "LAKE.PUBLIC.P")
        .containsEntry("tags", "{LAKE.PUBLIC.TEAM=a}");
  }

  @Test
  void aTagTakesItsAllowedValuesOnly() {
    admin(
        "CREATE TAG LAKE.PUBLIC.TEAM ALLOWED_VALUES 'a', 'b'; GRANT APPLY ON TAG LAKE.PUBLIC.TEAM TO ROLE SYNC_ROLE");

    assertThat(refused(World.createOrders() + " WITH TAG (TEAM = 'c')").code()).isEqualTo("001008");
    assertThat(
            refused(World.createOrders() + " WITH TAG (TEAM = '" + "x".repeat(257) + "')").code())
        .isEqualTo("001008");
  }

  @Test
  void grantsOnFutureTablesApplyToEachNewOne() {
    admin(
        "GRANT SELECT ON FUTURE EXTERNAL TABLES IN DATABASE LAKE TO ROLE OTHER_ROLE;"
            + " GRANT SELECT ON FUTURE EXTERNAL TABLES IN SCHEMA LAKE.PUBLIC TO ROLE READER_ROLE");
    snowflake.execute(World.SYNC, World.createOrders());

    // Grants on future objects of the schema win over those of the database.
    assertThat(snowflake.readersOf("LAKE", "PUBLIC", "ORDERS").roles())
        .containsExactly("READER_ROLE", "SYNC_ROLE");
  }

  @Test
  void aStageLiesWithinItsIntegrationsLocations() {
    try {
      admin("CREATE STAGE LAKE.PUBLIC.OFF URL = 's3://elsewhere/' STORAGE_INTEGRATION = S3_INT");
      throw new IllegalStateException("accepted");
    } catch (SqlFailure failure) {
      assertThat(failure.code()).isEqualTo("001008");
    }
  }

  @Test
  void readersAreWhoeverOwnsOrSelectsWithAPolicyOverTheRows() {
    snowflake.execute(World.SYNC, World.createOrders());
    Readers alone = snowflake.readersOf("LAKE", "PUBLIC", "ORDERS");
    admin(
        "CREATE ROLE BLIND; GRANT SELECT ON EXTERNAL TABLE LAKE.PUBLIC.ORDERS TO ROLE BLIND;"
            + " GRANT SELECT ON EXTERNAL TABLE LAKE.PUBLIC.ORDERS TO ROLE READER_ROLE");
    Readers two = snowflake.readersOf("LAKE", "PUBLIC", "ORDERS");
    admin(
        "CREATE ROW ACCESS POLICY LAKE.PUBLIC.P AS (V VARIANT) RETURNS BOOLEAN -> FALSE;"
            + " ALTER TABLE LAKE.PUBLIC.ORDERS ADD ROW ACCESS POLICY LAKE.PUBLIC.P ON (VALUE)");
    Readers guarded = snowflake.readersOf("LAKE", "PUBLIC", "ORDERS");

    assertThat(alone.roles()).containsExactly("SYNC_ROLE");
    assertThat(two.roles()).containsExactly("READER_ROLE", "SYNC_ROLE");
    assertThat(guarded.rowsByRole()).containsEntry("READER_ROLE", "rows of policy LAKE.PUBLIC.P");
    assertThat(two.widens(alone)).isTrue();
    assertThat(guarded.widens(two)).isFalse();
    assertThat(two.widens(guarded)).isTrue();
  }
}
