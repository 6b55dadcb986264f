package io.gluesnow.flink;

import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableDefinitionCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Stored form of {@link TableDefinition}, whole. */
public final class TableDefinitionSerializer extends ValueSerializer<TableDefinition> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return TableDefinitionCodec.VERSION;
  }

  @Override
  protected Class<TableDefinition> type() {
    return TableDefinition.class;
  }

  @Override
  protected void write(TableDefinition table, DataOutputStream out) throws IOException {
    TableDefinitionCodec.write(table, out);
  }

  @Override
  protected TableDefinition read(int version, DataInputStream in) throws IOException {
    return TableDefinitionCodec.read(version, in);
  }
}
