package io.gluesnow.flink.listing;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import io.gluesnow.flink.ListingScope;
import io.gluesnow.flink.ListingScopeSerializer;
import io.gluesnow.flink.SnapshotSerializer;
import io.gluesnow.flink.ValueSerializer;
import io.gluesnow.plan.ObjectName;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Stored form of {@link ListingItem}: a letter for the case, then its parts. */
public final class ListingItemSerializer extends ValueSerializer<ListingItem> {
  private static final long serialVersionUID = 1L;
  private static final ListingScopeSerializer SCOPE = new ListingScopeSerializer();
  private static final SnapshotSerializer SNAPSHOT = new SnapshotSerializer();

  private static final char TABLE = 't';
  private static final char TABLE_LINK = 'l';
  private static final char DATABASE_LINK = 'd';
  private static final char MARK = 'm';
  private static final char ROUND_ENDED = 'e';

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  protected Class<ListingItem> type() {
    return ListingItem.class;
  }

  @Override
  protected void write(ListingItem item, DataOutputStream out) throws IOException {
    item.accept(
        new ListingItem.Visitor<Void, IOException>() {
          @Override
          public Void table(Snapshot snapshot) throws IOException {
            out.writeByte(TABLE);
            writePart(SNAPSHOT, snapshot, out);
            return null;
          }

          @Override
          public Void link(
              DatabaseId database, Optional<TableId> table, LinkTarget target, Instant askedAt)
              throws IOException {
            out.writeByte(table.isPresent() ? TABLE_LINK : DATABASE_LINK);
            writeText(table.isPresent() ? table.get().toString() : database.toString(), out);
            writeText(target.toString(), out);
            writeTime(askedAt, out);
            return null;
          }

          @Override
          public Void mark(TableId table, ObjectName name) throws IOException {
            out.writeByte(MARK);
            writeText(table.toString(), out);
            writeText(name.database(), out);
            writeText(name.schema(), out);
            writeText(name.name(), out);
            return null;
          }

          @Override
          public Void roundEnded(Instant startedAt, ListingScope scope) throws IOException {
            out.writeByte(ROUND_ENDED);
            writeTime(startedAt, out);
            SCOPE.write(scope, out);
            return null;
          }
        });
  }

  @Override
  protected ListingItem read(int version, DataInputStream in) throws IOException {
    char kind = (char) in.readByte();
    switch (kind) {
      case TABLE:
        return ListingItem.table(readPart(SNAPSHOT, in));
      case TABLE_LINK:
        return ListingItem.link(
            TableId.parse(readText(in)), LinkTarget.parse(readText(in)), readTime(in));
      case DATABASE_LINK:
        return ListingItem.link(
            DatabaseId.parse(readText(in)), LinkTarget.parse(readText(in)), readTime(in));
      case MARK:
        return ListingItem.mark(
            TableId.parse(readText(in)), ObjectName.of(readText(in), readText(in), readText(in)));
      case ROUND_ENDED:
        return ListingItem.roundEnded(readTime(in), SCOPE.read(SCOPE.getVersion(), in));
      default:
        throw new IOException("nothing that a listing finds begins with '" + kind + "'");
    }
  }
}
