package io.gluesnow.flink;

import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.ObjectName;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/** Stored form of {@link TableNews}: a letter for the case, then its parts in their own forms. */
public final class TableNewsSerializer extends ValueSerializer<TableNews> {
  private static final long serialVersionUID = 1L;
  private static final DoubtSerializer DOUBT = new DoubtSerializer();
  private static final SnapshotSerializer PAGE = new SnapshotSerializer();

  private static final char EVENTS = 'e';
  private static final char LISTED = 'l';
  private static final char MARKED = 'm';
  private static final char LINK = 'k';
  private static final char RESYNC = 'r';

  @Override
  public int getVersion() {
    return 2;
  }

  @Override
  protected Class<TableNews> type() {
    return TableNews.class;
  }

  @Override
  protected void write(TableNews news, DataOutputStream out) throws IOException {
    news.accept(
        new TableNews.Visitor<Void, IOException>() {
          @Override
          public Void events(Doubt doubt) throws IOException {
            out.writeByte(EVENTS);
            writePart(DOUBT, doubt, out);
            return null;
          }

          @Override
          public Void listed(Snapshot page) throws IOException {
            out.writeByte(LISTED);
            writePart(PAGE, page, out);
            return null;
          }

          @Override
          public Void marked(ObjectName name) throws IOException {
            out.writeByte(MARKED);
            writeText(news.table().toString(), out);
            writeText(name.database(), out);
            writeText(name.schema(), out);
            writeText(name.name(), out);
            return null;
          }

          @Override
          public Void linkTargetChanged(Instant causedAt, SortedSet<String> paths)
              throws IOException {
            out.writeByte(LINK);
            writeText(news.table().toString(), out);
            writeTime(causedAt, out);
            writeTexts(paths, out);
            return null;
          }

          @Override
          public Void resync(Instant orderedAt) throws IOException {
            out.writeByte(RESYNC);
            writeText(news.table().toString(), out);
            writeTime(orderedAt, out);
            return null;
          }
        });
  }

  @Override
  protected TableNews read(int version, DataInputStream in) throws IOException {
    char kind = (char) in.readByte();
    switch (kind) {
      case EVENTS:
        return TableNews.events(readPart(DOUBT, in));
      case LISTED:
        return TableNews.listed(readPart(PAGE, in));
      case MARKED:
        return TableNews.marked(
            TableId.parse(readText(in)), ObjectName.of(readText(in), readText(in), readText(in)));
      case LINK:
        return TableNews.linkTargetChanged(
            TableId.parse(readText(in)), readTime(in), version >= 2 ? readTexts(in) : List.of());
      case RESYNC:
        return TableNews.resync(TableId.parse(readText(in)), readTime(in));
      default:
        throw new IOException("no news of a table begins with '" + kind + "'");
    }
  }
}
