package io.gluesnow.flink;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Scope;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Stored form of {@link Sweep}; in version 1 the scope was a database's id or empty for all. */
public final class SweepSerializer extends ValueSerializer<Sweep> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return 2;
  }

  @Override
  Class<Sweep> type() {
    return Sweep.class;
  }

  @Override
  void write(Sweep sweep, DataOutputStream out) throws IOException {
    writeText(sweep.cause().name(), out);
    writeText(sweep.scope().toString(), out);
    writeTime(sweep.causedAt(), out);
  }

  @Override
  Sweep read(int version, DataInputStream in) throws IOException {
    Sweep.Cause cause = Sweep.Cause.valueOf(readText(in));
    String scope = readText(in);
    return Sweep.of(cause, version == 1 ? ofFirst(scope) : Scope.parse(scope), readTime(in));
  }

  private static Scope ofFirst(String database) {
    return database.isEmpty() ? Scope.ALL : Scope.of(DatabaseId.parse(database));
  }
}
