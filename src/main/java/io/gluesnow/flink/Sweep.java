package io.gluesnow.flink;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.TableId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** "Known tables are doubtful": those of one database, or all of them. */
public final class Sweep {
  /** What made them doubtful. */
  public enum Cause {
    DATABASE_DELETED,
    POLICY_CHANGED
  }

  private final Cause cause;
  private final DatabaseId database;
  private final Instant causedAt;

  private Sweep(Cause cause, DatabaseId database, Instant causedAt) {
    this.cause = Objects.requireNonNull(cause, "cause");
    this.database = database;
    this.causedAt = Objects.requireNonNull(causedAt, "causedAt");
  }

  /**
   * @param causedAt when it happened; an answer of Glue from before may be stale
   */
  public static Sweep ofDatabase(DatabaseId database, Instant causedAt) {
    return new Sweep(Cause.DATABASE_DELETED, Objects.requireNonNull(database), causedAt);
  }

  public static Sweep ofAll(Cause cause, Instant causedAt) {
    return new Sweep(cause, null, causedAt);
  }

  public Cause cause() {
    return cause;
  }

  /** Empty for every known table. */
  public Optional<DatabaseId> database() {
    return Optional.ofNullable(database);
  }

  public Instant causedAt() {
    return causedAt;
  }

  public boolean covers(TableId table) {
    return database == null || table.databaseId().equals(database);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Sweep
        && cause == ((Sweep) o).cause
        && Objects.equals(database, ((Sweep) o).database)
        && causedAt.equals(((Sweep) o).causedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(cause, database, causedAt);
  }

  @Override
  public String toString() {
    return cause + " " + (database == null ? "all" : database) + " at " + causedAt;
  }
}
