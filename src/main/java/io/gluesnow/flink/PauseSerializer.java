package io.gluesnow.flink;

import io.gluesnow.catalog.Scope;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Stored form of {@link Pause}. */
public final class PauseSerializer extends ValueSerializer<Pause> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  protected Class<Pause> type() {
    return Pause.class;
  }

  @Override
  protected void write(Pause order, DataOutputStream out) throws IOException {
    writeText(order.scope().toString(), out);
    out.writeBoolean(order.isPause());
    writeTime(order.orderedAt(), out);
  }

  @Override
  protected Pause read(int version, DataInputStream in) throws IOException {
    Scope scope = Scope.parse(readText(in));
    return in.readBoolean() ? Pause.begin(scope, readTime(in)) : Pause.end(scope, readTime(in));
  }
}
