package io.gluesnow.flink;

import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.Scope;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/** Stored form of {@link ControlEvent}. */
public final class ControlEventSerializer extends ValueSerializer<ControlEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  protected Class<ControlEvent> type() {
    return ControlEvent.class;
  }

  @Override
  protected void write(ControlEvent event, DataOutputStream out) throws IOException {
    writeText(event.id(), out);
    writeTime(event.time(), out);
    writeText(event.command().name(), out);
    writeText(event.scope().toString(), out);
    writeText(event.instance().orElse(""), out);
    writeText(event.principal(), out);
  }

  @Override
  protected ControlEvent read(int version, DataInputStream in) throws IOException {
    String id = readText(in);
    Instant time = readTime(in);
    ControlEvent.Command command = ControlEvent.Command.valueOf(readText(in));
    Scope scope = Scope.parse(readText(in));
    String instance = readText(in);
    return ControlEvent.of(id, time, command, scope, readText(in)).forInstance(instance);
  }
}
