package io.gluesnow.standin.snowflake;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an account holds, for comparing two worlds: each external table by its full name with
 * everything that was decided about it. Times of creation and refresh are left out, since two
 * worlds have different clocks.
 */
public final class CatalogSnapshot {
  private final Map<String, TableSnapshot> tables;

  private CatalogSnapshot(Map<String, TableSnapshot> tables) {
    this.tables = Collections.unmodifiableMap(tables);
  }

  static CatalogSnapshot of(Engine engine) {
    Map<String, TableSnapshot> tables = new TreeMap<>();
    for (ExternalTable table : engine.catalog().tables(null)) {
      tables.put(table.name().shown(), TableSnapshot.of(table, engine.readers(table)));
    }
    return new CatalogSnapshot(tables);
  }

  /** Full name, as Snowflake prints it, to the table. */
  public Map<String, TableSnapshot> tables() {
    return tables;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CatalogSnapshot && tables.equals(((CatalogSnapshot) other).tables);
  }

  @Override
  public int hashCode() {
    return tables.hashCode();
  }

  /** What Snowflake holds, for people. */
  @Override
  public String toString() {
    return tables.isEmpty()
        ? "(no external tables)"
        : tables.values().stream().map(TableSnapshot::toString).collect(Collectors.joining("\n"));
  }
}
