package io.gluesnow;

import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.TableInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Tables in every format and partition style that external tables are made for. */
final class Tables {
  /** The Glue database whose tables go to {@code DEV_DB.PUBLIC}. */
  static final String PUBLIC = "dev_db__public";

  /** The Glue database whose tables go to {@code DEV_DB.STAGING}. */
  static final String STAGING = "dev_db__staging";

  private static final List<String> FORMATS = List.of("parquet", "orc", "avro", "json", "csv");

  /** Partition keys as alternating names and types. */
  private static final List<List<String>> PARTITIONS =
      List.of(
          List.of(),
          List.of("region", "string"),
          List.of("day", "date"),
          List.of("hour_of", "timestamp"),
          List.of("year", "int", "month", "string"),
          List.of("region", "varchar(20)", "shard", "bigint", "day", "date"));

  private static final List<List<String>> COLUMNS =
      List.of(
          List.of("bigint", "string"),
          List.of("decimal(12,2)", "date", "timestamp", "boolean"),
          List.of("double", "float", "tinyint", "smallint", "int", "char(10)", "varchar(30)"),
          List.of("string", "array<string>", "map<string,int>", "struct<a:int,b:array<date>>"));

  private Tables() {}

  /** One for each format, partition style and group of types: 120, each with a column c1. */
  static List<TableInput> ofAllKinds() {
    List<TableInput> all = new ArrayList<>();
    for (String format : FORMATS) {
      for (int p = 0; p < PARTITIONS.size(); p++) {
        for (int c = 0; c < COLUMNS.size(); c++) {
          String name = format + "_" + p + "_" + c;
          // Nested values in text and decimals in Avro are refused.
          boolean isRefused = format.equals("csv") && c == 3 || format.equals("avro") && c == 1;
          all.add(table(format, name, COLUMNS.get(isRefused ? 0 : c), PARTITIONS.get(p)));
        }
      }
    }
    return all;
  }

  /** A small one. */
  static TableInput parquet(String name) {
    return table("parquet", name, COLUMNS.get(0), List.of());
  }

  private static TableInput table(
      String format, String name, List<String> types, List<String> partitions) {
    TableInput table = kind(format).apply(name, LocalWorld.BUCKET + name + "/");
    for (int i = 0; i < types.size(); i++) {
      table.column("c" + (i + 1), types.get(i));
    }
    for (int i = 0; i < partitions.size(); i += 2) {
      table.partitionedBy(partitions.get(i), partitions.get(i + 1));
    }
    return table.description("It's \"" + name + "\"");
  }

  private static BiFunction<String, String, TableInput> kind(String format) {
    switch (format) {
      case "parquet":
        return TableInput::parquet;
      case "orc":
        return TableInput::orc;
      case "avro":
        return TableInput::avro;
      case "json":
        return TableInput::json;
      default:
        return TableInput::csv;
    }
  }
}
