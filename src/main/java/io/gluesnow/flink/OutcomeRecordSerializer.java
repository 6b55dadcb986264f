package io.gluesnow.flink;

import io.gluesnow.catalog.OutcomeKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stored form of {@link OutcomeRecord}. */
public final class OutcomeRecordSerializer extends ValueSerializer<OutcomeRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  protected Class<OutcomeRecord> type() {
    return OutcomeRecord.class;
  }

  @Override
  protected void write(OutcomeRecord record, DataOutputStream out) throws IOException {
    writeText(record.kind().name(), out);
    writeText(record.table(), out);
    writeText(record.reason(), out);
    writeText(record.sentence(), out);
    out.writeLong(record.events());
    writeText(record.firstEvent(), out);
    writeText(record.lastEvent(), out);
    writeText(record.principal(), out);
    writeTime(record.eventTime(), out);
    writeTime(record.endedAt(), out);
    out.writeInt(record.statements().size());
    for (String statement : record.statements()) {
      writeText(statement, out);
    }
  }

  @Override
  protected OutcomeRecord read(int version, DataInputStream in) throws IOException {
    OutcomeKind kind = OutcomeKind.valueOf(readText(in));
    String table = readText(in);
    String reason = readText(in);
    String sentence = readText(in);
    long events = in.readLong();
    String firstEvent = readText(in);
    String lastEvent = readText(in);
    String principal = readText(in);
    Instant eventTime = readTime(in);
    Instant endedAt = readTime(in);
    List<String> statements = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      statements.add(readText(in));
    }
    return OutcomeRecord.of(
        kind,
        table,
        reason,
        sentence,
        events,
        firstEvent,
        lastEvent,
        principal,
        eventTime,
        endedAt,
        statements);
  }
}
