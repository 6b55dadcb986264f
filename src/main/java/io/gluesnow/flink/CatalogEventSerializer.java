package io.gluesnow.flink;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.TableId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stored form of {@link CatalogEvent}. */
public final class CatalogEventSerializer extends ValueSerializer<CatalogEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return 2;
  }

  @Override
  protected Class<CatalogEvent> type() {
    return CatalogEvent.class;
  }

  @Override
  protected void write(CatalogEvent event, DataOutputStream out) throws IOException {
    writeText(event.eventId(), out);
    writeTime(event.time(), out);
    // By name: the order of an enum's constants is not a stored form.
    writeText(event.kind().name(), out);
    out.writeBoolean(event.table().isPresent());
    writeText(
        event.table().isPresent() ? event.table().get().toString() : event.database().toString(),
        out);
    writeText(event.principal(), out);
    out.writeInt(event.paths().size());
    for (String path : event.paths()) {
      writeText(path, out);
    }
    writeText(event.linkTarget().map(LinkTarget::toString).orElse(""), out);
  }

  @Override
  protected CatalogEvent read(int version, DataInputStream in) throws IOException {
    String eventId = readText(in);
    Instant time = readTime(in);
    CatalogEvent.Kind kind = CatalogEvent.Kind.valueOf(readText(in));
    boolean ofTable = in.readBoolean();
    String subject = readText(in);
    String principal = readText(in);
    CatalogEvent event =
        ofTable
            ? CatalogEvent.ofTable(eventId, time, kind, TableId.parse(subject), principal)
            : CatalogEvent.ofDatabase(eventId, time, kind, DatabaseId.parse(subject), principal);
    return version == 1 ? event : withPathsAndLink(event, in);
  }

  private static CatalogEvent withPathsAndLink(CatalogEvent event, DataInputStream in)
      throws IOException {
    List<String> paths = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      paths.add(readText(in));
    }
    String target = readText(in);
    CatalogEvent withPaths = paths.isEmpty() ? event : event.withPaths(paths);
    return target.isEmpty() ? withPaths : withPaths.withLinkTarget(LinkTarget.parse(target));
  }
}
