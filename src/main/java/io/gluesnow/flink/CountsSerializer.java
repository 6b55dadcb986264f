package io.gluesnow.flink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Stored form of {@link Counts}. */
public final class CountsSerializer extends ValueSerializer<Counts> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  protected Class<Counts> type() {
    return Counts.class;
  }

  @Override
  protected void write(Counts counts, DataOutputStream out) throws IOException {
    out.writeInt(counts.byName().size());
    for (Map.Entry<String, Long> entry : counts.byName().entrySet()) {
      writeText(entry.getKey(), out);
      out.writeLong(entry.getValue());
    }
  }

  @Override
  protected Counts read(int version, DataInputStream in) throws IOException {
    Map<String, Long> byName = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      byName.put(readText(in), in.readLong());
    }
    return Counts.of(byName);
  }
}
