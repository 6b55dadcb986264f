package io.gluesnow.corpus;

import io.gluesnow.standin.glue.TableInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a table is made as, and whether Snowflake must show it. */
enum Style {
  PARQUET(true),
  ORC(true),
  AVRO(true),
  JSON(true),
  CSV(true),
  DELTA(false),
  HUDI(false),
  ICEBERG(false),
  VIEW(false),
  /** In a bucket that no stage covers. */
  ELSEWHERE(false),
  /** A resource link, shown if what it leads to can be. */
  LINK(true);

  private static final List<String> EVERYWHERE =
      List.of(
          "bigint",
          "int",
          "smallint",
          "string",
          "double",
          "boolean",
          "date",
          "varchar(30)",
          "timestamp");
  private static final List<String> NESTED =
      List.of("array<string>", "map<string,int>", "struct<a:int,b:array<date>>");
  private static final String[][] KEYS = {
    {}, {}, {"region", "string"}, {"day", "date"}, {"year", "int", "month", "string"}
  };

  private final boolean shown;

  Style(boolean shown) {
    this.shown = shown;
  }

  boolean isShown() {
    return shown;
  }

  static Style shown(Random random) {
    return any(random, style -> style.shown && style != LINK);
  }

  static Style refused(Random random) {
    return any(random, style -> !style.shown);
  }

  private static Style any(Random random, Predicate<Style> which) {
    List<Style> all = Arrays.stream(values()).filter(which).collect(Collectors.toList());
    return all.get(random.nextInt(all.size()));
  }

  /** A first definition, with two to five columns, and partition keys where files have such. */
  TableInput input(Random random, String name, String location) {
    TableInput table = bare(name, location);
    int columns = 2 + random.nextInt(4);
    for (int c = 1; c <= columns; c++) {
      table.column("c" + c, type(random));
    }
    if (shown) {
      String[] keys = KEYS[random.nextInt(KEYS.length)];
      for (int k = 0; k < keys.length; k += 2) {
        table.partitionedBy(keys[k], keys[k + 1]);
      }
    }
    return table;
  }

  private TableInput bare(String name, String location) {
    switch (this) {
      case ORC:
        return TableInput.orc(name, location);
      case AVRO:
        return TableInput.avro(name, location);
      case JSON:
        return TableInput.json(name, location);
      case CSV:
        return TableInput.csv(name, location);
      case DELTA:
        return TableInput.parquet(name, location)
            .parameter("spark.sql.sources.provider", "delta")
            .parameter("table_type", "delta");
      case HUDI:
        return TableInput.parquet(name, location)
            .formats(
                "org.apache.hudi.hadoop.HoodieParquetInputFormat",
                "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat")
            .parameter("spark.sql.sources.provider", "hudi");
      case ICEBERG:
        return TableInput.iceberg(name, location, location + "metadata/00000.metadata.json");
      case VIEW:
        return TableInput.parquet(name, "")
            .tableType("VIRTUAL_VIEW")
            .parameter("presto_view", "true");
      default:
        return TableInput.parquet(name, location);
    }
  }

  /** A type that columns of such files can have in Snowflake. */
  String type(Random random) {
    List<String> types = new ArrayList<>(EVERYWHERE);
    if (this != AVRO) {
      types.add("decimal(12,2)");
    }
    if (this != CSV) {
      types.addAll(NESTED);
    }
    return types.get(random.nextInt(types.size()));
  }
}
