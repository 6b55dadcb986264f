package io.gluesnow.standin.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Builds a table as a caller of Glue describes one, in the API's own JSON. Starts from a file kind,
 * as a crawler or an engine would write it; every part may be changed, and {@link #json} be altered
 * at will.
 */
public final class TableInput {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
  private static final String TEXT_OUTPUT =
      "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

  private final ObjectNode input = JSON.createObjectNode();

  private TableInput(String name, String location) {
    input.put("Name", name);
    input.put("TableType", "EXTERNAL_TABLE");
    ObjectNode storage = input.putObject("StorageDescriptor");
    storage.putArray("Columns");
    storage.put("Location", location);
    storage.put("Compressed", false);
    storage.put("NumberOfBuckets", -1);
    storage.put("StoredAsSubDirectories", false);
    input.putArray("PartitionKeys");
    input.putObject("Parameters");
  }

  public static TableInput parquet(String name, String location) {
    String ql = "org.apache.hadoop.hive.ql.io.parquet.";
    return new TableInput(name, location)
        .formats(ql + "MapredParquetInputFormat", ql + "MapredParquetOutputFormat")
        .serde(ql + "serde.ParquetHiveSerDe", "serialization.format", "1")
        .parameter("classification", "parquet");
  }

  public static TableInput orc(String name, String location) {
    String ql = "org.apache.hadoop.hive.ql.io.orc.";
    return new TableInput(name, location)
        .formats(ql + "OrcInputFormat", ql + "OrcOutputFormat")
        .serde(ql + "OrcSerde", "serialization.format", "1")
        .parameter("classification", "orc");
  }

  public static TableInput avro(String name, String location) {
    String ql = "org.apache.hadoop.hive.ql.io.avro.";
    return new TableInput(name, location)
        .formats(ql + "AvroContainerInputFormat", ql + "AvroContainerOutputFormat")
        .serde("org.apache.hadoop.hive.serde2.avro.AvroSerDe", "serialization.format", "1")
        .parameter("classification", "avro");
  }

  public static TableInput json(String name, String location) {
    return new TableInput(name, location)
        .formats(TEXT_INPUT, TEXT_OUTPUT)
        .serde("org.openx.data.jsonserde.JsonSerDe", "serialization.format", "1")
        .parameter("classification", "json");
  }

  /** Comma-separated text as crawlers describe it. */
  public static TableInput csv(String name, String location) {
    return new TableInput(name, location)
        .formats(TEXT_INPUT, TEXT_OUTPUT)
        .serde("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe", "field.delim", ",")
        .parameter("classification", "csv");
  }

  /** An Iceberg table as Iceberg's own Glue catalog writes it: without formats. */
  public static TableInput iceberg(String name, String location, String metadataLocation) {
    return new TableInput(name, location)
        .parameter("table_type", "ICEBERG")
        .parameter("metadata_location", metadataLocation);
  }

  /** A link to a table elsewhere; it has no storage of its own. */
  public static TableInput link(String name, String catalog, String database, String table) {
    TableInput link = new TableInput(name, "");
    link.input.remove("StorageDescriptor");
    link.input.remove("PartitionKeys");
    link.input.remove("TableType");
    link.input
        .putObject("TargetTable")
        .put("CatalogId", catalog)
        .put("DatabaseName", database)
        .put("Name", table);
    return link;
  }

  public TableInput column(String name, String type) {
    column((ArrayNode) storage().get("Columns"), name, type);
    return this;
  }

  public TableInput column(String name, String type, String comment) {
    column((ArrayNode) storage().get("Columns"), name, type).put("Comment", comment);
    return this;
  }

  public TableInput withoutColumn(String name) {
    ArrayNode columns = (ArrayNode) storage().get("Columns");
    for (int i = columns.size() - 1; i >= 0; i--) {
      if (columns.get(i).path("Name").asText().equals(name)) {
        columns.remove(i);
      }
    }
    return this;
  }

  public TableInput partitionedBy(String name, String type) {
    column((ArrayNode) input.get("PartitionKeys"), name, type);
    return this;
  }

  public TableInput description(String text) {
    input.put("Description", text);
    return this;
  }

  public TableInput location(String location) {
    storage().put("Location", location);
    return this;
  }

  public TableInput tableType(String type) {
    input.put("TableType", type);
    return this;
  }

  public TableInput parameter(String key, String value) {
    ((ObjectNode) input.get("Parameters")).put(key, value);
    return this;
  }

  public TableInput formats(String inputFormat, String outputFormat) {
    storage().put("InputFormat", inputFormat).put("OutputFormat", outputFormat);
    return this;
  }

  /** The serialization library with its parameters as alternating keys and values. */
  public TableInput serde(String library, String... parameters) {
    ObjectNode serde = storage().putObject("SerdeInfo").put("SerializationLibrary", library);
    ObjectNode map = serde.putObject("Parameters");
    for (int i = 0; i < parameters.length; i += 2) {
      map.put(parameters[i], parameters[i + 1]);
    }
    return this;
  }

  public String name() {
    return input.get("Name").asText();
  }

  /** The request's {@code TableInput}, not a copy. */
  public ObjectNode json() {
    return input;
  }

  public TableInput copy() {
    return copy(name());
  }

  /** The same under another name. */
  public TableInput copy(String name) {
    TableInput copy = new TableInput(name, "");
    copy.input.removeAll();
    copy.input.setAll(input.deepCopy());
    copy.input.put("Name", name);
    return copy;
  }

  private ObjectNode storage() {
    return (ObjectNode) input.get("StorageDescriptor");
  }

  private static ObjectNode column(ArrayNode columns, String name, String type) {
    return columns.addObject().put("Name", name).put("Type", type);
  }

  static TableInput of(JsonNode json) {
    TableInput input = new TableInput(json.path("Name").asText(), "");
    input.input.removeAll();
    input.input.setAll((ObjectNode) json.deepCopy());
    return input;
  }
}
