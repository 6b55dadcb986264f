package io.gluesnow.flink;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Scope;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/**
 * Stored form of {@link Sweep}; in version 1 the scope was a database's id or empty for all, up to
 * version 2 there were no rounds of listing.
 */
public final class SweepSerializer extends ValueSerializer<Sweep> {
  private static final long serialVersionUID = 1L;
  private static final ListingScopeSerializer ROUND = new ListingScopeSerializer();

  @Override
  public int getVersion() {
    return 3;
  }

  @Override
  protected Class<Sweep> type() {
    return Sweep.class;
  }

  @Override
  protected void write(Sweep sweep, DataOutputStream out) throws IOException {
    writeText(sweep.cause().name(), out);
    writeText(sweep.scope().toString(), out);
    writeTime(sweep.causedAt(), out);
    out.writeBoolean(sweep.round().isPresent());
    if (sweep.round().isPresent()) {
      writePart(ROUND, sweep.round().get(), out);
    }
  }

  @Override
  protected Sweep read(int version, DataInputStream in) throws IOException {
    Sweep.Cause cause = Sweep.Cause.valueOf(readText(in));
    String scope = readText(in);
    Instant causedAt = readTime(in);
    return version >= 3 && in.readBoolean()
        ? Sweep.ofRound(readPart(ROUND, in), causedAt)
        : Sweep.of(cause, version == 1 ? ofFirst(scope) : Scope.parse(scope), causedAt);
  }

  private static Scope ofFirst(String database) {
    return database.isEmpty() ? Scope.ALL : Scope.of(DatabaseId.parse(database));
  }
}
