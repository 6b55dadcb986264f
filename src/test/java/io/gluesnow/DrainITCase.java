package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.TableInput;
import io.gluesnow.standin.snowflake.TableSnapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job without a live source is ended from outside, and leaves nothing behind. */
class DrainITCase {
  private static final int TABLES = 40;
  private static final int CHANGED = 10;
  private static final String CLOSED = "dev_db__closed";

  @TempDir Path folder;

  @Test
  @Tag("trap:aws-17")
  void whatWasReadIsAppliedAndOnlyGraceAndParkedTablesAreLeft() throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      Recorded recorded = Recorded.from(world);
      world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
      List<TableInput> tables = Tables.ofAllKinds().subList(0, TABLES);
      Set<String> expected = new TreeSet<>();
      for (TableInput table : tables) {
        world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, table);
        expected.add("DEV_DB.PUBLIC." + table.name().toUpperCase(Locale.ROOT));
      }
      ran(world, recorded.texts());

      for (TableInput table : tables.subList(0, CHANGED)) {
        world.glue().updateTable(Caller.SPARK, Tables.PUBLIC, table.column("more", "date"));
      }
      world.glue().createTable(Caller.ATHENA, Tables.PUBLIC, Tables.parquet("new_one"));
      expected.add("DEV_DB.PUBLIC.NEW_ONE");
      // Two that cannot end: one in grace, one that may not be looked at.
      world.glue().deleteTable(Caller.PERSON, Tables.PUBLIC, tables.get(20).name());
      world.snowflake().executeAsAdmin("CREATE SCHEMA DEV_DB.CLOSED");
      world.glue().createDatabase(Caller.PERSON, CLOSED);
      world.glue().createTable(Caller.PERSON, CLOSED, Tables.parquet("not_allowed"));
      Accounts.Balance end = ran(world, recorded.texts());

      assertThat(end.read()).isEqualTo(recorded.texts().size());
      assertThat(end.open()).as(end.toString()).isEqualTo(3);
      assertThat(end.ended()).as(end.toString()).isEqualTo(end.read() - 3);
      assertThat(end.outcome("applied")).as(end.toString()).isEqualTo(2 * CHANGED + 1);
      Map<String, TableSnapshot> there = world.snowflake().catalogSnapshot().tables();
      assertThat(there.keySet()).isEqualTo(expected);
      assertThat(
              there.values().stream()
                  .filter(table -> table.columnNames().contains("MORE"))
                  .collect(Collectors.toList()))
          .hasSize(CHANGED);
    }
  }

  /** Runs a job over these events until nothing but grace and parked tables is open, and drains. */
  private Accounts.Balance ran(LocalWorld world, List<String> events) throws Exception {
    try (TestJob job =
        TestJob.against(world)
            .in(folder)
            .records(events)
            .set("snowflake.lease", "4 s")
            .set("policy.grace", "1 h")
            .start()) {
      job.await("everything is read", () -> job.accounts().newest().read() == events.size());
      job.await(
          "nothing is open that will end by itself", () -> isQuiet(job.gauges("tables-open-")));
      // The counts of a moment after that.
      long seen = job.accounts().balances().lastKey();
      job.await("one more checkpoint", () -> job.accounts().balances().lastKey() > seen + 1);
      String savepoint = job.drain();
      assertThat(savepoint).isNotEmpty();
      return job.accounts().newest();
    }
  }

  private static boolean isQuiet(Map<String, Long> openTables) {
    return !openTables.isEmpty()
        && openTables.entrySet().stream()
            .filter(
                open ->
                    !Set.of("tables-open-grace", "tables-open-snowflake-denied")
                        .contains(open.getKey()))
            .allMatch(open -> open.getValue() == 0);
  }
}
