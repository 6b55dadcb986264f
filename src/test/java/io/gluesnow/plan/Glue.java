package io.gluesnow.plan;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.HiveTypeParser;
import io.gluesnow.catalog.StorageFormat;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Glue tables for tests, in few words. */
final class Glue {
  static final TableId ORDERS = TableId.of("111122223333", "eu-west-1", "shop__public", "orders");

  private static final String HIVE = "org.apache.hadoop.hive.";

  private TableId id = ORDERS;
  private String inputFormat;
  private String serde;
  private String location = "s3://lake/shop/orders/";
  private String description = "";
  private final List<Column> columns = new ArrayList<>();
  private final List<Column> keys = new ArrayList<>();
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, String> serdeParameters = new LinkedHashMap<>();
  private Consumer<TableDefinition.Builder> more = builder -> {};

  private Glue(String inputFormat, String serde) {
    this.inputFormat = inputFormat;
    this.serde = serde;
  }

  static Glue parquet() {
    return new Glue(
        HIVE + "ql.io.parquet.MapredParquetInputFormat",
        HIVE + "ql.io.parquet.serde.ParquetHiveSerDe");
  }

  static Glue orc() {
    return new Glue(HIVE + "ql.io.orc.OrcInputFormat", HIVE + "ql.io.orc.OrcSerde");
  }

  static Glue avro() {
    return new Glue(HIVE + "ql.io.avro.AvroContainerInputFormat", HIVE + "serde2.avro.AvroSerDe");
  }

  static Glue openxJson() {
    return new Glue(
        "org.apache.hadoop.mapred.TextInputFormat", "org.openx.data.jsonserde.JsonSerDe");
  }

  static Glue hiveJson() {
    return new Glue(
        "org.apache.hadoop.mapred.TextInputFormat", "org.apache.hive.hcatalog.data.JsonSerDe");
  }

  static Glue delimited() {
    return new Glue(
        "org.apache.hadoop.mapred.TextInputFormat", HIVE + "serde2.lazy.LazySimpleSerDe");
  }

  static Glue quoted() {
    return new Glue("org.apache.hadoop.mapred.TextInputFormat", HIVE + "serde2.OpenCSVSerde");
  }

  static Glue of(String inputFormat, String serde) {
    return new Glue(inputFormat, serde);
  }

  Glue named(String database, String table) {
    id = TableId.of(ORDERS.catalog(), ORDERS.region(), database, table);
    return this;
  }

  Glue at(String newLocation) {
    location = newLocation;
    return this;
  }

  Glue describedAs(String newDescription) {
    description = newDescription;
    return this;
  }

  Glue column(String name, String type) {
    columns.add(Column.of(name, HiveTypeParser.parse(type)));
    return this;
  }

  Glue column(String name, String type, Map<String, String> columnParameters) {
    columns.add(Column.of(name, HiveTypeParser.parse(type), "", columnParameters));
    return this;
  }

  Glue key(String name, String type) {
    keys.add(Column.of(name, HiveTypeParser.parse(type)));
    return this;
  }

  Glue with(String parameter, String value) {
    parameters.put(parameter, value);
    return this;
  }

  Glue serde(String parameter, String value) {
    serdeParameters.put(parameter, value);
    return this;
  }

  Glue but(Consumer<TableDefinition.Builder> change) {
    more = more.andThen(change);
    return this;
  }

  TableDefinition definition() {
    TableDefinition.Builder builder =
        TableDefinition.builder(id, TableVersion.of(Instant.EPOCH, 1, Instant.EPOCH))
            .location(location)
            .description(description)
            .columns(columns)
            .partitionKeys(keys)
            .format(StorageFormat.of(inputFormat, "", serde, serdeParameters))
            .parameters(parameters);
    more.accept(builder);
    return builder.build();
  }
}
