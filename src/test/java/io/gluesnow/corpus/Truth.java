package io.gluesnow.corpus;

import io.gluesnow.catalog.TableId;
import io.gluesnow.standin.glue.TableInput;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which tables there are at a moment, how they are defined, and which of them Snowflake shows. */
public final class Truth {
  private final SortedMap<TableId, Made> tables;
  private final Set<String> files;

  private Truth(SortedMap<TableId, Made> tables, Set<String> files) {
    this.tables = Collections.unmodifiableSortedMap(tables);
    this.files = Collections.unmodifiableSet(files);
  }

  /** After all of this has happened. */
  static Truth after(List<Happening> happenings) {
    SortedMap<TableId, Made> tables = new TreeMap<>();
    Set<String> files = new TreeSet<>();
    for (Happening happening : happenings) {
      happening
          .change()
          .ifPresent(
              change -> {
                change
                    .tables()
                    .forEach(
                        (table, state) -> {
                          tables.remove(table);
                          state.ifPresent(made -> tables.put(table, made));
                        });
                files.addAll(change.files());
              });
    }
    return new Truth(tables, files);
  }

  /** What Glue holds. */
  public Set<TableId> tables() {
    return tables.keySet();
  }

  /** As its last caller described it; names in the case in which Glue keeps them. */
  public TableInput definition(TableId table) {
    return tables.get(table).input();
  }

  /** The name of a table's object in Snowflake; empty for a table that must be refused. */
  public Optional<String> object(TableId table) {
    return Home.of(table.databaseId())
        .schema()
        .filter(schema -> canBeShown(tables.get(table)))
        .map(schema -> schema + "." + table.table().toUpperCase(Locale.ROOT));
  }

  /** A link can if what it leads to is there and can, wherever that is. */
  private boolean canBeShown(Made table) {
    Optional<TableId> target = table.linkTarget();
    return target.isEmpty()
        ? table.style().isShown()
        : tables.containsKey(target.get()) && tables.get(target.get()).style().isShown();
  }

  /** The names of all objects that Snowflake must hold, and no others. */
  public Set<String> objects() {
    Set<String> objects = new TreeSet<>();
    tables.keySet().forEach(table -> object(table).ifPresent(objects::add));
    return objects;
  }

  /** What lies in the bucket, by URL. */
  public Set<String> files() {
    return files;
  }

  @Override
  public String toString() {
    return tables.values().toString();
  }
}
