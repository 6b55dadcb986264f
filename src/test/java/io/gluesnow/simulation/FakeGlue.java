package io.gluesnow.simulation;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Glue with its whole history, so that it can also say what was true a while ago. */
final class FakeGlue {
  /** From when on a table was this; null for absent. */
  private static final class Entry {
    final long at;
    final TableDefinition definition;

    Entry(long at, TableDefinition definition) {
      this.at = at;
      this.definition = definition;
    }
  }

  private final Map<TableId, List<Entry>> histories = new LinkedHashMap<>();

  private final Map<TableDefinition, TableDefinition> hidden = new IdentityHashMap<>();
  private long hiddenFrom;
  private long hiddenTo;

  /** How far Glue's clock is before ours. */
  private final long skew;

  private final Mapping mapping;

  FakeGlue(Mapping mapping, long skew) {
    this.mapping = mapping;
    this.skew = skew;
  }

  /** Whole seconds by Glue's clock. */
  Instant time(long now) {
    return Instant.ofEpochSecond(Math.floorDiv(now + skew, 1000));
  }

  /** Creates or updates. */
  void put(TableId table, Shape shape, long now) {
    TableDefinition before = at(table, now);
    Instant at = time(now);
    TableVersion version =
        before == null
            ? TableVersion.of(at, 0, at)
            : TableVersion.of(before.version().createdAt(), before.version().number() + 1, at);
    add(table, now, mapping.definition(table, version, shape));
  }

  void remove(TableId table, long now) {
    add(table, now, null);
  }

  private void add(TableId table, long now, TableDefinition definition) {
    histories.computeIfAbsent(table, t -> new ArrayList<>()).add(new Entry(now, definition));
  }

  /** What was true then; null for absent. */
  TableDefinition at(TableId table, long then) {
    List<Entry> history = histories.getOrDefault(table, List.of());
    for (int i = history.size() - 1; i >= 0; i--) {
      if (history.get(i).at <= then) {
        return history.get(i).definition;
      }
    }
    return null;
  }

  /** Takes a permission from us, so that the last column of each governed table is not shown. */
  void hide(long from, long to) {
    hiddenFrom = from;
    hiddenTo = to;
  }

  private TableDefinition shown(TableDefinition definition, long then) {
    boolean hides = definition != null && hiddenFrom <= then && then < hiddenTo;
    return hides && definition.governed()
        ? hidden.computeIfAbsent(definition, this::less)
        : definition;
  }

  private TableDefinition less(TableDefinition definition) {
    return TableDefinition.builder(definition.id(), definition.version())
        .columns(definition.columns().subList(0, definition.columns().size() - 1))
        .partitionKeys(definition.partitionKeys())
        .location(definition.location())
        .tableType(definition.tableType())
        .format(definition.format())
        .description(definition.description())
        .governed(true)
        .build();
  }

  /** Whether the table had the column in all of this time. */
  boolean hadThrough(TableId table, String column, long from, long to) {
    return has(at(table, from), column)
        && histories.get(table).stream()
            .allMatch(e -> e.at <= from || e.at > to || has(e.definition, column));
  }

  private static boolean has(TableDefinition definition, String column) {
    return definition != null
        && definition.columns().stream().anyMatch(c -> c.name().equalsIgnoreCase(column));
  }

  Snapshot answer(TableId table, long then, long askedAt) {
    TableDefinition definition = shown(at(table, then), then);
    return definition == null
        ? Snapshot.absent(Times.at(askedAt), table)
        : Snapshot.present(Times.at(askedAt), definition);
  }

  Iterable<TableId> everKnown() {
    return histories.keySet();
  }

  /** Whether the table was there in all of this time. */
  boolean wasThereThrough(TableId table, long from, long to) {
    if (at(table, from) == null) {
      return false;
    }
    return histories.get(table).stream()
        .noneMatch(e -> e.at > from && e.at <= to && e.definition == null);
  }

  /** Whether the table was deleted at some time before. */
  boolean wasDeletedBefore(TableId table, long time) {
    return histories.getOrDefault(table, List.of()).stream()
        .anyMatch(e -> e.at <= time && e.definition == null);
  }
}
