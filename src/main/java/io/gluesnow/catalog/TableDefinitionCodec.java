package io.gluesnow.catalog;

import static io.gluesnow.catalog.StoredParts.text;
import static io.gluesnow.catalog.StoredParts.time;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stored form of a whole {@link TableDefinition}; a type is stored as its canonical text. Who
 * stores it keeps {@link #VERSION} beside it.
 */
public final class TableDefinitionCodec {
  /** What is written; every version ever released stays readable. */
  public static final int VERSION = 1;

  private TableDefinitionCodec() {}

  public static void write(TableDefinition table, DataOutput out) throws IOException {
    text(table.id().toString(), out);
    time(table.version().createdAt(), out);
    out.writeLong(table.version().number());
    time(table.version().updatedAt(), out);
    text(table.tableType(), out);
    text(table.description(), out);
    text(table.location(), out);
    columns(table.columns(), out);
    columns(table.partitionKeys(), out);
    text(table.format().inputFormat(), out);
    text(table.format().outputFormat(), out);
    text(table.format().serde(), out);
    parameters(table.format().serdeParameters(), out);
    parameters(table.parameters(), out);
    text(table.linkTarget().map(TableId::toString).orElse(""), out);
    text(table.linkTo().map(TableId::toString).orElse(""), out);
    out.writeBoolean(table.federated());
    out.writeBoolean(table.governed());
  }

  /**
   * @param version one that {@link #VERSION} has been in some release
   */
  public static TableDefinition read(int version, DataInput in) throws IOException {
    TableId id = TableId.parse(text(in));
    TableVersion ofTable = TableVersion.of(time(in), in.readLong(), time(in));
    TableDefinition.Builder table =
        TableDefinition.builder(id, ofTable)
            .tableType(text(in))
            .description(text(in))
            .location(text(in))
            .columns(columns(in))
            .partitionKeys(columns(in))
            .format(StorageFormat.of(text(in), text(in), text(in), parameters(in)))
            .parameters(parameters(in));
    return table
        .linkTarget(table(in))
        .linkTo(table(in))
        .federated(in.readBoolean())
        .governed(in.readBoolean())
        .build();
  }

  private static TableId table(DataInput in) throws IOException {
    String id = text(in);
    return id.isEmpty() ? null : TableId.parse(id);
  }

  private static void columns(List<Column> columns, DataOutput out) throws IOException {
    out.writeInt(columns.size());
    for (Column column : columns) {
      text(column.name(), out);
      text(column.type().toString(), out);
      text(column.comment(), out);
      parameters(column.parameters(), out);
    }
  }

  private static List<Column> columns(DataInput in) throws IOException {
    List<Column> columns = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      columns.add(Column.of(text(in), HiveTypeParser.parse(text(in)), text(in), parameters(in)));
    }
    return columns;
  }

  private static void parameters(Map<String, String> parameters, DataOutput out)
      throws IOException {
    out.writeInt(parameters.size());
    // In order of key: one definition has one form.
    for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
      text(parameter.getKey(), out);
      text(parameter.getValue(), out);
    }
  }

  private static Map<String, String> parameters(DataInput in) throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      parameters.put(text(in), text(in));
    }
    return parameters;
  }
}
