package io.gluesnow.corpus;

import io.gluesnow.catalog.TableId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A call, what it does to the catalog and the bucket, and what its record comes to. */
final class Change {
  /** How Glue answers the call. */
  enum End {
    DONE,
    /** A batch in which something could not be done. */
    PARTLY,
    REFUSED
  }

  private final GlueCall call;
  private final End end;
  private final Tally tally;
  private final Map<TableId, Optional<Made>> tables;
  private final List<String> files;

  private Change(
      GlueCall call,
      End end,
      Tally tally,
      Map<TableId, Optional<Made>> tables,
      List<String> files) {
    this.call = Objects.requireNonNull(call, "call");
    this.end = Objects.requireNonNull(end, "end");
    this.tally = Objects.requireNonNull(tally, "tally");
    this.tables = Collections.unmodifiableMap(tables);
    this.files = List.copyOf(files);
  }

  static Change by(GlueCall call, Tally tally) {
    return new Change(call, End.DONE, tally, Map.of(), List.of());
  }

  static Change partlyBy(GlueCall call, Tally tally) {
    return new Change(call, End.PARTLY, tally, Map.of(), List.of());
  }

  /** A call that Glue refuses. */
  static Change refused(GlueCall call) {
    return new Change(call, End.REFUSED, Tally.of(Item.FAILED_CALL), Map.of(), List.of());
  }

  /** And this table is there, and is so. */
  Change making(Made table) {
    return with(table.id(), Optional.of(table));
  }

  /** And this table is gone. */
  Change removing(TableId table) {
    return with(table, Optional.empty());
  }

  private Change with(TableId table, Optional<Made> state) {
    Map<TableId, Optional<Made>> more = new LinkedHashMap<>(tables);
    more.put(table, state);
    return new Change(call, end, tally, more, files);
  }

  /** And these files lie there, by URL. */
  Change laying(List<String> urls) {
    return new Change(call, end, tally, tables, urls);
  }

  GlueCall call() {
    return call;
  }

  End end() {
    return end;
  }

  Tally tally() {
    return tally;
  }

  /** What became of which tables; empty for one that is gone. */
  Map<TableId, Optional<Made>> tables() {
    return tables;
  }

  List<String> files() {
    return files;
  }

  @Override
  public String toString() {
    return call + ": " + tally + ", " + tables;
  }
}
