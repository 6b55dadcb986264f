package io.gluesnow.flink.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Stored form of {@link ArchiveSplit}. */
final class ArchiveSplitSerializer implements SimpleVersionedSerializer<ArchiveSplit> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ArchiveSplit split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    DataOutputStream out = new DataOutputStream(bytes);
    write(split, out);
    return bytes.toByteArray();
  }

  /** A key has 1,024 bytes at most on S3, and a path 4,096. */
  static void write(ArchiveSplit split, DataOutputStream out) throws IOException {
    out.writeUTF(split.key());
    out.writeLong(split.size());
    out.writeLong(split.done());
    out.writeLong(split.objects());
  }

  @Override
  public ArchiveSplit deserialize(int version, byte[] bytes) throws IOException {
    check("an archive's split", version, VERSION);
    return read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  static ArchiveSplit read(DataInputStream in) throws IOException {
    String key = in.readUTF();
    long size = in.readLong();
    long done = in.readLong();
    long objects = in.readLong();
    return key.isEmpty()
        ? ArchiveSplit.tally(objects, size, done)
        : ArchiveSplit.of(key, size, done);
  }

  static void check(String what, int version, int newest) throws IOException {
    if (version < 1 || version > newest) {
      throw new IOException(
          what
              + " of format version "
              + version
              + " was stored by a newer release: this one reads up to "
              + newest);
    }
  }
}
