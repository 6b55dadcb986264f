package io.gluesnow.flink;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.HiveTypeParser;
import io.gluesnow.catalog.StorageFormat;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Stored form of {@link TableDefinition}, whole; a type is stored as its canonical text. */
public final class TableDefinitionSerializer extends ValueSerializer<TableDefinition> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  Class<TableDefinition> type() {
    return TableDefinition.class;
  }

  @Override
  void write(TableDefinition table, DataOutputStream out) throws IOException {
    writeText(table.id().toString(), out);
    writeTime(table.version().createdAt(), out);
    out.writeLong(table.version().number());
    writeTime(table.version().updatedAt(), out);
    writeText(table.tableType(), out);
    writeText(table.description(), out);
    writeText(table.location(), out);
    writeColumns(table.columns(), out);
    writeColumns(table.partitionKeys(), out);
    writeText(table.format().inputFormat(), out);
    writeText(table.format().outputFormat(), out);
    writeText(table.format().serde(), out);
    writeParameters(table.format().serdeParameters(), out);
    writeParameters(table.parameters(), out);
    writeText(table.linkTarget().map(TableId::toString).orElse(""), out);
    writeText(table.linkTo().map(TableId::toString).orElse(""), out);
    out.writeBoolean(table.federated());
    out.writeBoolean(table.governed());
  }

  @Override
  TableDefinition read(int version, DataInputStream in) throws IOException {
    TableId id = TableId.parse(readText(in));
    TableVersion ofTable = TableVersion.of(readTime(in), in.readLong(), readTime(in));
    TableDefinition.Builder table =
        TableDefinition.builder(id, ofTable)
            .tableType(readText(in))
            .description(readText(in))
            .location(readText(in))
            .columns(readColumns(in))
            .partitionKeys(readColumns(in))
            .format(StorageFormat.of(readText(in), readText(in), readText(in), readParameters(in)))
            .parameters(readParameters(in));
    return table
        .linkTarget(readTable(in))
        .linkTo(readTable(in))
        .federated(in.readBoolean())
        .governed(in.readBoolean())
        .build();
  }

  private static TableId readTable(DataInputStream in) throws IOException {
    String id = readText(in);
    return id.isEmpty() ? null : TableId.parse(id);
  }

  private static void writeColumns(List<Column> columns, DataOutputStream out) throws IOException {
    out.writeInt(columns.size());
    for (Column column : columns) {
      writeText(column.name(), out);
      writeText(column.type().toString(), out);
      writeText(column.comment(), out);
      writeParameters(column.parameters(), out);
    }
  }

  private static List<Column> readColumns(DataInputStream in) throws IOException {
    List<Column> columns = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      columns.add(
          Column.of(
              readText(in), HiveTypeParser.parse(readText(in)), readText(in), readParameters(in)));
    }
    return columns;
  }

  private static void writeParameters(Map<String, String> parameters, DataOutputStream out)
      throws IOException {
    out.writeInt(parameters.size());
    // In order of key: one definition has one form.
    for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
      writeText(parameter.getKey(), out);
      writeText(parameter.getValue(), out);
    }
  }

  private static Map<String, String> readParameters(DataInputStream in) throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      parameters.put(readText(in), readText(in));
    }
    return parameters;
  }
}
