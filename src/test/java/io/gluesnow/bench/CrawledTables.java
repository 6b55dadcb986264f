package io.gluesnow.bench;

import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.GlueWorld;
import io.gluesnow.standin.glue.TableInput;

/** Tables as crawlers find them in a lake: Parquet, ten columns, partitioned by day. */
final class CrawledTables {
  static final String DATABASE = "dev_db__public";

  private final GlueWorld glue;
  private final int count;
  private int run;
  private boolean wide;

  CrawledTables(GlueWorld glue, int count) {
    this.glue = glue;
    this.count = count;
  }

  int count() {
    return count;
  }

  void create() {
    glue.createDatabase(Caller.PERSON, DATABASE);
    for (int i = 0; i < count; i++) {
      glue.createTable(Caller.CRAWLER, DATABASE, table(i));
    }
  }

  /** From now on each update comes with one column more than before, or again without it. */
  void evolve() {
    wide = !wide;
  }

  /** One event: the table as it should be now, with new counters. */
  void update(int i) {
    run++;
    glue.updateTable(Caller.CRAWLER, DATABASE, table(i));
  }

  static String name(int i) {
    return String.format("readings_%05d", i);
  }

  private TableInput table(int i) {
    String name = name(i);
    TableInput table = TableInput.parquet(name, LocalWorld.BUCKET + name + "/");
    table.column("id", "bigint").column("station", "string").column("measured_at", "timestamp");
    for (int c = 0; c < 7; c++) {
      table.column("value_" + c, "double");
    }
    if (wide) {
      table.column("quality", "int");
    }
    return table
        .partitionedBy("day", "date")
        .parameter("UPDATED_BY_CRAWLER", "harbor-crawler")
        .parameter("recordCount", String.valueOf(run));
  }
}
