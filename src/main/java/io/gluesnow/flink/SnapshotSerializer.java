package io.gluesnow.flink;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/** Stored form of {@link Snapshot}; the definition in it carries a version of its own. */
public final class SnapshotSerializer extends ValueSerializer<Snapshot> {
  private static final long serialVersionUID = 1L;
  private static final TableDefinitionSerializer DEFINITION = new TableDefinitionSerializer();

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  protected Class<Snapshot> type() {
    return Snapshot.class;
  }

  @Override
  protected void write(Snapshot snapshot, DataOutputStream out) throws IOException {
    writeTime(snapshot.askedAt(), out);
    out.writeBoolean(snapshot.isAbsent());
    if (snapshot.isAbsent()) {
      writeText(snapshot.table().toString(), out);
    } else {
      writePart(DEFINITION, snapshot.definition().orElseThrow(), out);
    }
  }

  @Override
  protected Snapshot read(int version, DataInputStream in) throws IOException {
    Instant askedAt = readTime(in);
    return in.readBoolean()
        ? Snapshot.absent(askedAt, TableId.parse(readText(in)))
        : Snapshot.present(askedAt, readPart(DEFINITION, in));
  }
}
