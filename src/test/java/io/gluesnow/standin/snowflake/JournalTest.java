package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What the server tells of itself; result partitions: handling-responses, "Getting the data from
 * the results".
 */
class JournalTest {
  @Test
  void everyStatementIsWrittenDownWithItsOriginAndOutcome() {
    try (StrictSnowflake snowflake = World.at(ManualTime.startingAt(World.NOON)).start(0)) {
      SqlApiClient client = new SqlApiClient(snowflake);
      ObjectNode body = client.body(World.createOrders());
      body.putObject("parameters").put("query_tag", "{\"event\":\"e1\"}");
      client.post("", body);
      client.run("SHOW EXTERNAL TABLES");
      client.run("ALTER TABLE ORDERS DROP COLUMN NOSUCH");

      assertThat(snowflake.journal().entries()).hasSize(3);
      JournalEntry create = snowflake.journal().entries().get(0);
      assertThat(create.queryTag()).isEqualTo("{\"event\":\"e1\"}");
      assertThat(create.user()).isEqualTo("SYNC_USER");
      assertThat(create.role()).isEqualTo("SYNC_ROLE");
      assertThat(create.applied()).isTrue();
      assertThat(snowflake.journal().entries().get(1).looks()).isTrue();
      assertThat(snowflake.journal().entries().get(2).failure().get().code()).isEqualTo("000904");
      assertThat(snowflake.journal().applied()).containsExactly(World.createOrders());
      assertThat(snowflake.journal().writes()).hasSize(2);
    }
  }

  @Test
  void beginAndEndTellWhenAStatementCameAndWhenItTookEffect() {
    ManualTime time = ManualTime.startingAt(World.NOON);
    try (StrictSnowflake snowflake = World.at(time)) {
      snowflake.submit(
          World.SYNC, World.createOrders(), null, 0, Fault.slow(Duration.ofSeconds(7)));
      time.advance(7_000);

      JournalEntry create = snowflake.journal().entries().get(0);
      assertThat(create.end() - create.begin()).isEqualTo(7_000);
    }
  }

  @Test
  void theSameStatementsMakeEqualSnapshotsAtDifferentTimes() {
    try (StrictSnowflake one = World.atNoon();
        StrictSnowflake other = World.at(ManualTime.startingAt(World.NOON + 99_999))) {
      one.execute(World.SYNC, World.createOrders());
      other.execute(World.SYNC, World.createOrders());
      assertThat(one.catalogSnapshot()).isEqualTo(other.catalogSnapshot());

      other.executeAsAdmin("GRANT SELECT ON EXTERNAL TABLE LAKE.PUBLIC.ORDERS TO ROLE READER_ROLE");
      assertThat(one.catalogSnapshot()).isNotEqualTo(other.catalogSnapshot());
    }
  }

  @Test
  void aPersonReadsWhatSnowflakeHolds() {
    try (StrictSnowflake snowflake = World.atNoon()) {
      assertThat(snowflake.catalogSnapshot()).hasToString("(no external tables)");
      snowflake.execute(World.SYNC, World.createOrders() + " COMMENT = 'one\ntwo'");

      assertThat(snowflake.catalogSnapshot().toString())
          .startsWith(
              "LAKE.PUBLIC.ORDERS\n    \"ID\" NUMBER(10,0) AS (TO_NUMBER(GET(VALUE, 'id'), 10, 0))\n")
          .contains("  comment: one\n    two\n");
    }
  }

  @Test
  void resultsComeInPartitionsOfWhichTheLaterOnesAreZipped() {
    StrictSnowflake snowflake =
        StrictSnowflake.builder()
            .time(ManualTime.startingAt(World.NOON))
            .rowsPerPartition(2)
            .build();
    try (StrictSnowflake started = snowflake.start(0)) {
      started.executeAsAdmin(World.SETUP);
      SqlApiClient client = new SqlApiClient(started);
      for (String name : new String[] {"A", "B", "C", "D", "E"}) {
        client.run(World.create(name, "\"X\" INT AS (VALUE:x::INT)"));
      }

      SqlApiClient.Answer first = client.run("SHOW TERSE EXTERNAL TABLES");
      assertThat(first.zipped).isFalse();
      assertThat(first.body.path("resultSetMetaData").path("numRows").asInt()).isEqualTo(5);
      JsonNode partitions = first.body.path("resultSetMetaData").path("partitionInfo");
      assertThat(partitions).hasSize(3);
      assertThat(partitions.get(2).path("rowCount").asInt()).isEqualTo(1);
      assertThat(first.body.path("data")).hasSize(2);

      SqlApiClient.Answer last =
          client.get("/api/v2/statements/" + first.handle() + "?partition=2");
      assertThat(last.zipped).isTrue();
      assertThat(last.body.path("data").get(0).get(1).asText()).isEqualTo("E");
      assertThat(last.body.has("resultSetMetaData")).isFalse();
      assertThat(client.get("/api/v2/statements/" + first.handle() + "?partition=3").status)
          .isEqualTo(400);
    }
  }
}
