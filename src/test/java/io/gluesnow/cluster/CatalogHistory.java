package io.gluesnow.cluster;

import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.TableInput;
import io.gluesnow.standin.snowflake.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The same changes of some Glue tables, in the same order, for any world: all are created, evolve
 * in several steps, and some of them go.
 */
final class CatalogHistory {

  private static final String DATABASE = "dev_db__public";
  private static final int TABLES = 24;
  private static final long PAUSE_MILLIS = 40;

  private final LocalWorld world;
  private final List<Runnable> steps = new ArrayList<>();
  private int played;

  private CatalogHistory(LocalWorld world) {
    this.world = world;
  }

  static CatalogHistory in(LocalWorld world) {
    CatalogHistory history = new CatalogHistory(world);
    history.write();
    return history;
  }

  int size() {
    return steps.size();
  }

  /** How many events the whole history is: one a step, and the database that was there first. */
  long events() {
    return steps.size() + 1L;
  }

  /** Plays on until so many steps are done, at a pace that leaves the job time to follow. */
  void playUntil(int end) throws InterruptedException {
    for (; played < end; played++) {
      steps.get(played).run();
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  void playToTheEnd() throws InterruptedException {
    playUntil(steps.size());
  }

  /**
   * What Snowflake holds, for comparing worlds: each table with its columns in no order, since that
   * depends on which of the versions the job has seen.
   */
  static Map<String, String> catalog(LocalWorld world) {
    Map<String, String> catalog = new TreeMap<>();
    for (TableSnapshot table : world.snowflake().catalogSnapshot().tables().values()) {
      catalog.put(
          table.name(),
          new TreeSet<>(table.columns()) + " " + table.properties() + " " + table.files());
    }
    return catalog;
  }

  private void write() {
    world.glue().createDatabase(Caller.PERSON, DATABASE);
    List<TableInput> tables = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      TableInput table = table(i);
      tables.add(table);
      String folder =
          LocalWorld.BUCKET + table.name() + "/" + (i % 3 == 0 ? "day=2026-01-01/" : "");
      world.snowflake().files().add(folder + "a.file");
      world.snowflake().files().add(folder + "b.file");
      TableInput first = table.copy();
      steps.add(() -> world.glue().createTable(Caller.ATHENA, DATABASE, first));
    }
    tables.forEach(table -> update(table.column("added", "string")));
    tables.forEach(table -> update(table.parameter("recordCount", "1000")));
    tables.forEach(table -> update(table.column("amount", "decimal(12,2)").description("Paid")));
    for (int i = 0; i < TABLES; i++) {
      String name = tables.get(i).name();
      if (i % 6 == 5) {
        steps.add(() -> world.glue().deleteTable(Caller.PERSON, DATABASE, name));
      } else if (i % 6 == 2) {
        update(tables.get(i).withoutColumn("note"));
      }
    }
  }

  private void update(TableInput table) {
    TableInput version = table.copy();
    steps.add(() -> world.glue().updateTable(Caller.SPARK, DATABASE, version));
  }

  private static TableInput table(int i) {
    String name = String.format("table_%02d", i);
    String location = LocalWorld.BUCKET + name + "/";
    TableInput table =
        i % 4 == 1 ? TableInput.json(name, location) : TableInput.parquet(name, location);
    table.column("id", "bigint").column("note", "string");
    return i % 3 == 0 ? table.partitionedBy("day", "date") : table;
  }
}
