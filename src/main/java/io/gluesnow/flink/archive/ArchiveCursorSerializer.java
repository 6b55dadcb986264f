package io.gluesnow.flink.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Stored form of {@link ArchiveCursor}. */
final class ArchiveCursorSerializer implements SimpleVersionedSerializer<ArchiveCursor> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ArchiveCursor cursor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(cursor.archive());
    out.writeUTF(cursor.position());
    out.writeLong(cursor.objects());
    out.writeLong(cursor.bytes());
    out.writeBoolean(cursor.isComplete());
    out.writeInt(cursor.back().size());
    for (ArchiveSplit split : cursor.back()) {
      ArchiveSplitSerializer.write(split, out);
    }
    return bytes.toByteArray();
  }

  @Override
  public ArchiveCursor deserialize(int version, byte[] bytes) throws IOException {
    ArchiveSplitSerializer.check("an archive's cursor", version, VERSION);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    String archive = in.readUTF();
    String position = in.readUTF();
    long objects = in.readLong();
    long size = in.readLong();
    boolean complete = in.readBoolean();
    List<ArchiveSplit> back = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      back.add(ArchiveSplitSerializer.read(in));
    }
    return ArchiveCursor.of(archive, position, objects, size, complete, back);
  }
}
