package io.gluesnow.flink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Stored form of {@link RawRecord}. */
public final class RawRecordSerializer extends ValueSerializer<RawRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return 2;
  }

  @Override
  protected Class<RawRecord> type() {
    return RawRecord.class;
  }

  @Override
  protected void write(RawRecord record, DataOutputStream out) throws IOException {
    out.writeByte(record.form().ordinal());
    switch (record.form()) {
      case BYTES:
        out.writeInt(record.bytes().length);
        out.write(record.bytes());
        break;
      case SKIPPED:
        out.writeLong(record.count());
        break;
      case DAMAGED:
        writeText(record.reason(), out);
        break;
      default:
        throw new IOException("there is no stored form of " + record);
    }
    writeText(record.origin(), out);
    writeText(record.position(), out);
  }

  @Override
  protected RawRecord read(int version, DataInputStream in) throws IOException {
    int form = version < 2 ? RawRecord.Form.BYTES.ordinal() : in.readByte();
    switch (form) {
      case 0:
        return RawRecord.of(in.readNBytes(in.readInt()), readText(in), readText(in));
      case 1:
        return RawRecord.skipped(in.readLong(), readText(in), readText(in));
      case 2:
        return RawRecord.damaged(readText(in), readText(in), readText(in));
      default:
        throw new IOException("a record of the unknown form " + form + " was stored");
    }
  }
}
