package io.gluesnow.flink;

import io.gluesnow.converge.OpenWork;
import io.gluesnow.converge.TableStateCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Stored form of what is open about a table; the bytes are the controller's own codec's. */
public final class OpenWorkSerializer extends ValueSerializer<OpenWork> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return TableStateCodec.VERSION;
  }

  @Override
  protected Class<OpenWork> type() {
    return OpenWork.class;
  }

  @Override
  protected void write(OpenWork open, DataOutputStream out) throws IOException {
    TableStateCodec.write(open, out);
  }

  @Override
  protected OpenWork read(int version, DataInputStream in) throws IOException {
    return TableStateCodec.readOpen(in);
  }
}
