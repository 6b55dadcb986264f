package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.TableInput;
import io.gluesnow.standin.snowflake.TableSnapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Links to a table of another account, by table and by database, through the whole job: nothing
 * names the account's own table in Snowflake, and there is no event about a link but its creation.
 */
class LinksITCase {
  private static final String THEIRS = "444455556666";
  private static final String ROLE = "arn:aws:iam::444455556666:role/gluesnow-reader";
  private static final String BY_TABLE = "DEV_DB.PUBLIC.LINKED";
  private static final String BY_DATABASE = "DEV_DB.STAGING.ORDERS";

  @TempDir Path folder;

  @Test
  @Tag("trap:aws-21")
  void aChangeOfTheTargetReachesEachLinkAndItsEndDropsThem() throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC());
        TestJob job = live(world).start()) {
      world.aws().glue().keepToItself(THEIRS);
      world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
      world.glue().createDatabaseLink(Caller.PERSON, Tables.STAGING, THEIRS, "", "theirs");
      theirs(world, "CreateDatabase", r -> r.putObject("DatabaseInput").put("Name", "theirs"));
      theirs(world, "CreateTable", r -> put(r, orders()));
      world
          .glue()
          .createTable(
              Caller.PERSON, Tables.PUBLIC, TableInput.link("linked", THEIRS, "theirs", "orders"));
      job.await("the link is there", () -> tables(world).containsKey(BY_TABLE));
      theirs(world, "UpdateTable", r -> put(r, orders().column("more", "date")));
      job.await("both have the new column", () -> have(world, "MORE"));

      // By the name of the link: Glue carries that out at the target.
      world
          .glue()
          .updateTable(
              Caller.PERSON, Tables.PUBLIC, orders().copy("linked").column("again", "int"));
      job.await("both have the newest column", () -> have(world, "AGAIN"));

      theirs(world, "DeleteTable", r -> r.put("Name", "orders"));
      job.await("both are gone", () -> tables(world).isEmpty());
      job.stop();
    }
  }

  @Test
  @Tag("trap:aws-8")
  @Tag("trap:aws-3")
  void aTargetThatIsWithheldKeepsItsLinksAndADeletedDatabaseEndsThem() throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC());
        TestJob job = live(world).start()) {
      world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
      theirs(world, "CreateDatabase", r -> r.putObject("DatabaseInput").put("Name", "theirs"));
      theirs(world, "CreateTable", r -> put(r, orders()));
      world
          .glue()
          .createTable(
              Caller.PERSON, Tables.PUBLIC, TableInput.link("linked", THEIRS, "theirs", "orders"));
      job.await("the link is there", () -> tables(world).containsKey(BY_TABLE));

      world.aws().glue().deny("theirs", "orders");
      theirs(world, "UpdateTable", r -> put(r, orders().column("more", "date")));
      job.await(
          "the link is parked",
          () ->
              world.deadLetters().stream()
                  .anyMatch(l -> l.contains("linked") && l.contains("glue-refused")));
      assertThat(tables(world)).containsKey(BY_TABLE);

      world.aws().glue().allow("theirs", "orders");
      job.await(
          "the link is as its target is now",
          () -> tables(world).get(BY_TABLE).columnNames().contains("MORE"));
      theirs(world, "DeleteDatabase", r -> r.put("Name", "theirs"));
      job.await("the link is gone", () -> tables(world).isEmpty());
      job.stop();
    }
  }

  @Test
  void tablesThatHaveLongBeenBehindANewDatabaseLinkAreThereWithoutAnEventOfTheirOwn()
      throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC());
        TestJob job = live(world).set("listing.mode", "once").start()) {
      theirs(world, "CreateDatabase", r -> r.putObject("DatabaseInput").put("Name", "theirs"));
      theirs(world, "CreateTable", r -> put(r, orders()));
      job.await(
          "the only round of listing is over",
          () -> job.gauges("listing-rounds-done").values().stream().anyMatch(n -> n == 1));
      assertThat(tables(world)).isEmpty();

      world.glue().createDatabaseLink(Caller.PERSON, Tables.STAGING, THEIRS, "", "theirs");

      job.await("the table is there", () -> tables(world).containsKey(BY_DATABASE));
      job.stop();
    }
  }

  private TestJob.Builder live(LocalWorld world) {
    return TestJob.against(world)
        .in(folder)
        .set("source.kinesis.stream-arn", world.settings().get("source.kinesis.stream-arn"))
        .set("source.kinesis.poll-interval", "200 ms")
        .set("glue.roles", ROLE);
  }

  private static TableInput orders() {
    return TableInput.parquet("orders", LocalWorld.BUCKET + "orders/").column("id", "bigint");
  }

  private static void put(ObjectNode request, TableInput table) {
    request.set("TableInput", table.json());
  }

  private static void theirs(
      LocalWorld world, String operation, java.util.function.Consumer<ObjectNode> more) {
    ObjectNode request = new ObjectMapper().createObjectNode().put("CatalogId", THEIRS);
    if (operation.endsWith("Table")) {
      request.put("DatabaseName", "theirs");
    }
    more.accept(request);
    assertThat(world.glue().call(Caller.CRAWLER, operation, request).has("errorCode")).isFalse();
  }

  private static Map<String, TableSnapshot> tables(LocalWorld world) {
    return world.snowflake().catalogSnapshot().tables();
  }

  private static boolean have(LocalWorld world, String column) {
    return tables(world).keySet().containsAll(java.util.Set.of(BY_TABLE, BY_DATABASE))
        && tables(world).values().stream().allMatch(t -> t.columnNames().contains(column));
  }
}
