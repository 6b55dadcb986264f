package io.gluesnow.catalog;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** One Glue answer: a table definition or "absent", with the moment it was asked for. */
public final class Snapshot {
  private final TableId table;
  private final Instant askedAt;
  private final TableDefinition definition;

  private Snapshot(TableId table, Instant askedAt, TableDefinition definition) {
    this.table = Objects.requireNonNull(table, "table");
    this.askedAt = Objects.requireNonNull(askedAt, "askedAt");
    this.definition = definition;
  }

  public static Snapshot present(Instant askedAt, TableDefinition definition) {
    return new Snapshot(definition.id(), askedAt, definition);
  }

  public static Snapshot absent(Instant askedAt, TableId table) {
    return new Snapshot(table, askedAt, null);
  }

  public TableId table() {
    return table;
  }

  /** When the question was asked, by this job's clock: the answer is at least as new as that. */
  public Instant askedAt() {
    return askedAt;
  }

  public Optional<TableDefinition> definition() {
    return Optional.ofNullable(definition);
  }

  public boolean isAbsent() {
    return definition == null;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Snapshot
        && table.equals(((Snapshot) o).table)
        && askedAt.equals(((Snapshot) o).askedAt)
        && Objects.equals(definition, ((Snapshot) o).definition);
  }

  @Override
  public int hashCode() {
    return Objects.hash(table, askedAt, definition);
  }

  @Override
  public String toString() {
    return table + (definition == null ? " absent" : " " + definition.version()) + " at " + askedAt;
  }
}
