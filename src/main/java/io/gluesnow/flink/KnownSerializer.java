package io.gluesnow.flink;

import io.gluesnow.converge.Known;
import io.gluesnow.converge.TableStateCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Stored form of what is known about a table; the bytes are the controller's own codec's. */
public final class KnownSerializer extends ValueSerializer<Known> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return TableStateCodec.VERSION;
  }

  @Override
  protected Class<Known> type() {
    return Known.class;
  }

  @Override
  protected void write(Known known, DataOutputStream out) throws IOException {
    TableStateCodec.write(known, out);
  }

  @Override
  protected Known read(int version, DataInputStream in) throws IOException {
    return TableStateCodec.readKnown(in);
  }
}
