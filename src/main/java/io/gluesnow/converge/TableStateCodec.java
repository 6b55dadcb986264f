package io.gluesnow.converge;

import static io.gluesnow.catalog.StoredParts.all;
import static io.gluesnow.catalog.StoredParts.maybe;
import static io.gluesnow.catalog.StoredParts.text;
import static io.gluesnow.catalog.StoredParts.time;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.StoredParts;
import io.gluesnow.catalog.StoredParts.Reader;
import io.gluesnow.catalog.TableDefinitionCodec;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.plan.ObjectName;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * The stored form of a table's state: a version byte, then the fields in order; a field that may be
 * missing has a byte before it. Every version ever released stays readable.
 */
public final class TableStateCodec {
  /** What is written. */
  public static final int VERSION = 5;

  private TableStateCodec() {}

  public static void write(OpenWork work, DataOutput out) throws IOException {
    OpenWork.Builder w = work.toBuilder();
    out.writeByte(VERSION);
    maybe(w.waiting, out, TableStateCodec::doubt);
    maybe(w.serving, out, TableStateCodec::doubt);
    maybe(w.grace, out, TableStateCodec::doubt);
    maybe(w.absentSince, out, StoredParts::time);
    all(w.looks, out, StoredParts::time);
    maybe(w.slowLookAt, out, StoredParts::time);
    maybe(w.askAgainAt, out, StoredParts::time);
    out.writeBoolean(w.nextStands);
    out.writeBoolean(w.lookFirst);
    maybe(w.wishes, out, TableStateCodec::wishes);
    maybe(w.running, out, TableStateCodec::running);
    maybe(w.hold, out, TableStateCodec::hold);
    out.writeInt(w.backOffs);
    out.writeInt(w.rounds);
    out.writeInt(w.sent);
    out.writeLong(w.calls);
    maybe(w.page, out, TableStateCodec::page);
    text(w.roundsOf, out);
  }

  /** Throws {@link IOException} for a version that this release does not know. */
  public static OpenWork readOpen(DataInput in) throws IOException {
    int version = in.readByte();
    check(version);
    OpenWork.Builder w = new OpenWork.Builder();
    Reader<OpenDoubt> doubt = from -> doubt(version, from);
    w.waiting = maybe(in, doubt);
    w.serving = maybe(in, doubt);
    w.grace = maybe(in, doubt);
    w.absentSince = maybe(in, StoredParts::time);
    w.looks = all(in, StoredParts::time);
    w.slowLookAt = maybe(in, StoredParts::time);
    w.askAgainAt = maybe(in, StoredParts::time);
    w.nextStands = in.readBoolean();
    w.lookFirst = in.readBoolean();
    w.wishes = maybe(in, from -> wishes(from, doubt));
    w.running = maybe(in, TableStateCodec::running);
    w.hold = maybe(in, TableStateCodec::hold);
    w.backOffs = in.readInt();
    w.rounds = in.readInt();
    w.sent = in.readInt();
    w.calls = in.readLong();
    if (version >= 3) {
      w.page = maybe(in, TableStateCodec::page);
    }
    if (version >= 4) {
      w.roundsOf = text(in);
    }
    return w.build();
  }

  public static void write(Known known, DataOutput out) throws IOException {
    Known.Builder k = known.toBuilder();
    out.writeByte(VERSION);
    maybe(k.glue, out, TableStateCodec::glue);
    maybe(k.belief, out, TableStateCodec::belief);
    maybe(k.verdict, out, TableStateCodec::verdict);
    maybe(k.lastStatementAt, out, StoredParts::time);
    maybe(k.filesSince, out, StoredParts::time);
    text(k.reported, out);
    maybe(k.madeOf, out, TableStateCodec::version);
    maybe(k.listedAt, out, StoredParts::time);
    all(k.told, out, StoredParts::text);
    out.writeBoolean(k.filesOwed);
  }

  /** Throws {@link IOException} for a version that this release does not know. */
  public static Known readKnown(DataInput in) throws IOException {
    int version = in.readByte();
    check(version);
    Known.Builder k = new Known.Builder();
    k.glue = maybe(in, TableStateCodec::glue);
    k.belief = maybe(in, TableStateCodec::belief);
    k.verdict = maybe(in, TableStateCodec::verdict);
    k.lastStatementAt = maybe(in, StoredParts::time);
    k.filesSince = maybe(in, StoredParts::time);
    k.reported = text(in);
    if (version >= 2) {
      k.madeOf = maybe(in, TableStateCodec::version);
      k.listedAt = maybe(in, StoredParts::time);
      k.told = all(in, StoredParts::text);
    }
    if (version >= 4) {
      k.filesOwed = in.readBoolean();
    }
    return k.build();
  }

  private static void check(int version) throws IOException {
    if (version < 1 || version > VERSION) {
      throw new IOException(
          "the state of a table has format "
              + version
              + ", and this release knows only up to "
              + VERSION
              + ": start a release that is at least as new as the one that wrote it");
    }
  }

  // ---- doubts

  private static void doubt(OpenDoubt doubt, DataOutput out) throws IOException {
    maybe(doubt.events().orElse(null), out, TableStateCodec::events);
    out.writeLong(doubt.sweepCount());
    time(doubt.causedAt(), out);
    time(doubt.heardAt(), out);
    out.writeBoolean(doubt.mustLook());
    all(doubt.sweptPaths(), out, StoredParts::text);
  }

  private static OpenDoubt doubt(int version, DataInput in) throws IOException {
    return OpenDoubt.of(
        maybe(in, TableStateCodec::events),
        in.readLong(),
        time(in),
        time(in),
        in.readBoolean(),
        version >= 5 ? all(in, StoredParts::text) : List.of());
  }

  private static void events(Doubt doubt, DataOutput out) throws IOException {
    text(doubt.table().toString(), out);
    out.writeLong(doubt.events());
    event(doubt.first(), out);
    event(doubt.last(), out);
    time(doubt.heardAt(), out);
    all(doubt.paths(), out, StoredParts::text);
  }

  private static Doubt events(DataInput in) throws IOException {
    return Doubt.of(
        TableId.parse(text(in)),
        in.readLong(),
        event(in),
        event(in),
        time(in),
        all(in, StoredParts::text));
  }

  private static void event(CatalogEvent event, DataOutput out) throws IOException {
    text(event.eventId(), out);
    time(event.time(), out);
    text(event.kind().name(), out);
    text(event.database().toString(), out);
    maybe(event.table().map(TableId::toString).orElse(null), out, StoredParts::text);
    text(event.principal(), out);
  }

  private static CatalogEvent event(DataInput in) throws IOException {
    String id = text(in);
    Instant at = time(in);
    CatalogEvent.Kind kind = CatalogEvent.Kind.valueOf(text(in));
    DatabaseId database = DatabaseId.parse(text(in));
    String table = maybe(in, StoredParts::text);
    String principal = text(in);
    return table == null
        ? CatalogEvent.ofDatabase(id, at, kind, database, principal)
        : CatalogEvent.ofTable(id, at, kind, TableId.parse(table), principal);
  }

  // ---- open work

  private static void wishes(Wishes wishes, DataOutput out) throws IOException {
    out.writeBoolean(wishes.all());
    all(wishes.paths(), out, StoredParts::text);
    maybe(wishes.events().orElse(null), out, TableStateCodec::doubt);
  }

  private static Wishes wishes(DataInput in, Reader<OpenDoubt> doubt) throws IOException {
    boolean everything = in.readBoolean();
    List<String> paths = all(in, StoredParts::text);
    return Wishes.of(everything, paths, maybe(in, doubt));
  }

  private static void running(RunningFiles running, DataOutput out) throws IOException {
    text(running.handle(), out);
    out.writeBoolean(running.isReplace());
    time(running.startedAt(), out);
    text(running.target(), out);
  }

  private static RunningFiles running(DataInput in) throws IOException {
    return RunningFiles.of(text(in), in.readBoolean(), time(in), text(in));
  }

  private static void hold(Hold hold, DataOutput out) throws IOException {
    time(hold.until(), out);
    text(hold.reason().name(), out);
  }

  private static Hold hold(DataInput in) throws IOException {
    return Hold.of(time(in), OpenReason.valueOf(text(in)));
  }

  private static void page(Snapshot page, DataOutput out) throws IOException {
    time(page.askedAt(), out);
    out.writeInt(TableDefinitionCodec.VERSION);
    TableDefinitionCodec.write(page.definition().orElseThrow(), out);
  }

  private static Snapshot page(DataInput in) throws IOException {
    Instant askedAt = time(in);
    return Snapshot.present(askedAt, TableDefinitionCodec.read(in.readInt(), in));
  }

  // ---- what is known

  private static void glue(GlueKnown glue, DataOutput out) throws IOException {
    maybe(glue.version().orElse(null), out, TableStateCodec::version);
    time(glue.askedAt(), out);
  }

  private static GlueKnown glue(DataInput in) throws IOException {
    TableVersion version = maybe(in, TableStateCodec::version);
    return version == null ? GlueKnown.absent(time(in)) : GlueKnown.present(version, time(in));
  }

  private static void version(TableVersion version, DataOutput out) throws IOException {
    time(version.createdAt(), out);
    out.writeLong(version.number());
    time(version.updatedAt(), out);
  }

  private static TableVersion version(DataInput in) throws IOException {
    return TableVersion.of(time(in), in.readLong(), time(in));
  }

  private static void belief(Belief belief, DataOutput out) throws IOException {
    text(belief.name().database(), out);
    text(belief.name().schema(), out);
    text(belief.name().name(), out);
    text(belief.createdOn(), out);
    text(belief.target(), out);
    text(belief.shown(), out);
    text(belief.policy(), out);
    text(belief.attempt(), out);
  }

  private static Belief belief(DataInput in) throws IOException {
    ObjectName name = ObjectName.of(text(in), text(in), text(in));
    return Belief.of(name, text(in), text(in), text(in), text(in), text(in));
  }

  private static void verdict(Verdict verdict, DataOutput out) throws IOException {
    text(verdict.target(), out);
    text(verdict.policy(), out);
    out.writeBoolean(verdict.isUnsettled());
    text(verdict.code(), out);
    text(verdict.message(), out);
  }

  private static Verdict verdict(DataInput in) throws IOException {
    String target = text(in);
    String policy = text(in);
    boolean unsettled = in.readBoolean();
    String code = text(in);
    String message = text(in);
    return unsettled
        ? Verdict.unsettled(target, policy, message)
        : Verdict.rejected(target, policy, code, message);
  }
}
