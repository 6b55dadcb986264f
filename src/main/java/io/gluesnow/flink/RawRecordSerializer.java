package io.gluesnow.flink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Stored form of {@link RawRecord}. */
public final class RawRecordSerializer extends ValueSerializer<RawRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  Class<RawRecord> type() {
    return RawRecord.class;
  }

  @Override
  void write(RawRecord record, DataOutputStream out) throws IOException {
    out.writeInt(record.bytes().length);
    out.write(record.bytes());
    writeText(record.origin(), out);
    writeText(record.position(), out);
  }

  @Override
  RawRecord read(int version, DataInputStream in) throws IOException {
    return RawRecord.of(in.readNBytes(in.readInt()), readText(in), readText(in));
  }
}
