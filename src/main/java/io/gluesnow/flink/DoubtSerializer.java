package io.gluesnow.flink;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.TableId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stored form of {@link Doubt}. */
public final class DoubtSerializer extends ValueSerializer<Doubt> {
  private static final long serialVersionUID = 1L;
  private static final CatalogEventSerializer EVENT = new CatalogEventSerializer();

  @Override
  public int getVersion() {
    return 2;
  }

  @Override
  protected Class<Doubt> type() {
    return Doubt.class;
  }

  @Override
  protected void write(Doubt doubt, DataOutputStream out) throws IOException {
    writeText(doubt.table().toString(), out);
    out.writeLong(doubt.events());
    writePart(EVENT, doubt.first(), out);
    writePart(EVENT, doubt.last(), out);
    writeTime(doubt.heardAt(), out);
    out.writeInt(doubt.paths().size());
    for (String path : doubt.paths()) {
      writeText(path, out);
    }
  }

  @Override
  protected Doubt read(int version, DataInputStream in) throws IOException {
    TableId table = TableId.parse(readText(in));
    long events = in.readLong();
    CatalogEvent first = version == 1 ? EVENT.read(1, in) : readPart(EVENT, in);
    CatalogEvent last = version == 1 ? EVENT.read(1, in) : readPart(EVENT, in);
    Instant heardAt = readTime(in);
    List<String> paths = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      paths.add(readText(in));
    }
    return Doubt.of(table, events, first, last, heardAt, paths);
  }
}
