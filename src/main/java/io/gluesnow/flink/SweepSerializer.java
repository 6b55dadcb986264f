package io.gluesnow.flink;

import io.gluesnow.catalog.DatabaseId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/** Stored form of {@link Sweep}. */
public final class SweepSerializer extends ValueSerializer<Sweep> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  Class<Sweep> type() {
    return Sweep.class;
  }

  @Override
  void write(Sweep sweep, DataOutputStream out) throws IOException {
    writeText(sweep.cause().name(), out);
    writeText(sweep.database().map(DatabaseId::toString).orElse(""), out);
    writeTime(sweep.causedAt(), out);
  }

  @Override
  Sweep read(int version, DataInputStream in) throws IOException {
    Sweep.Cause cause = Sweep.Cause.valueOf(readText(in));
    String database = readText(in);
    Instant causedAt = readTime(in);
    return database.isEmpty()
        ? Sweep.ofAll(cause, causedAt)
        : Sweep.ofDatabase(DatabaseId.parse(database), causedAt);
  }
}
