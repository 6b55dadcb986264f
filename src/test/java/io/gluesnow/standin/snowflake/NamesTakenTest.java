package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tables, views and external tables of one schema share their names:
 * https://docs.snowflake.com/en/sql-reference/identifiers and show-objects.
 */
class NamesTakenTest {
  private final StrictSnowflake snowflake = World.atNoon();

  @AfterEach
  void stop() {
    snowflake.close();
  }

  @Test
  void aViewIsInTheWayOfATableOfItsName() {
    snowflake.executeAsAdmin("CREATE VIEW LAKE.PUBLIC.ORDERS AS SELECT 1 AS A");

    assertThat(Refusal.of(snowflake, World.createOrders()).code()).isEqualTo("002002");
    SqlFailure replace =
        Refusal.of(snowflake, World.createOrders().replace("CREATE EXT", "CREATE OR REPLACE EXT"));
    assertThat(replace.code()).isEqualTo("001998");
    assertThat(replace).hasMessageContaining("already exists as VIEW");
    assertThat(Refusal.of(snowflake, "DROP EXTERNAL TABLE ORDERS").code()).isEqualTo("002003");
  }

  @Test
  void aVisibleTableOfAnotherTypeIsNamed() {
    snowflake.executeAsAdmin(
        "CREATE TABLE LAKE.PUBLIC.ORDERS (A INT); GRANT SELECT ON TABLE LAKE.PUBLIC.ORDERS TO ROLE SYNC_ROLE");

    SqlFailure failure = Refusal.of(snowflake, "DROP EXTERNAL TABLE ORDERS");

    assertThat(failure.code()).isEqualTo("002203");
    assertThat(failure).hasMessageContaining("Object found is of type 'TABLE'");
  }

  @Test
  void aTableIsInTheWayOfAView() {
    snowflake.execute(World.SYNC, World.createOrders());

    assertThatThrownBy(() -> snowflake.executeAsAdmin("CREATE VIEW LAKE.PUBLIC.ORDERS AS SELECT 1"))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.code()).isEqualTo("002002"));
    assertThatThrownBy(() -> snowflake.executeAsAdmin("DROP TABLE LAKE.PUBLIC.ORDERS"))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.code()).isEqualTo("002203"));
  }

  @Test
  void objectsAreListedTogetherInTheOrderOfTheirNames() {
    snowflake.execute(World.SYNC, World.createOrders());
    snowflake.executeAsAdmin(
        "CREATE VIEW LAKE.PUBLIC.A AS SELECT 1; CREATE TABLE LAKE.PUBLIC.Z (X INT);"
            + " GRANT SELECT ON VIEW LAKE.PUBLIC.A TO ROLE SYNC_ROLE");

    assertThat(kinds(World.SYNC)).isEqualTo("A VIEW, ORDERS EXTERNAL_TABLE");
    snowflake.executeAsAdmin("GRANT SELECT ON TABLE LAKE.PUBLIC.Z TO ROLE SYNC_ROLE");
    assertThat(kinds(World.SYNC)).isEqualTo("A VIEW, ORDERS EXTERNAL_TABLE, Z TABLE");
    assertThat(snowflake.execute(World.SYNC, "SHOW EXTERNAL TABLES").rows()).hasSize(1);
  }

  private String kinds(Session session) {
    return snowflake.execute(session, "SHOW OBJECTS IN SCHEMA LAKE.PUBLIC").records().stream()
        .map(row -> row.get("name") + " " + row.get("kind"))
        .collect(Collectors.joining(", "));
  }
}
