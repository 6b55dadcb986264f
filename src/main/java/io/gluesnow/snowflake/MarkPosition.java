package io.gluesnow.snowflake;

import java.util.Objects;

/**
 * How far a walk over our marks has come, so that another client, after a restart, can go on there.
 * It walks the account as a whole; where that is more than one answer holds, database by database;
 * where a database is, schema by schema; and a schema from name to name.
 */
public final class MarkPosition {
  /** Before the first question. */
  public static final MarkPosition START = new MarkPosition(Step.ACCOUNT, "", "", "");

  /** What is to be asked next. */
  public enum Step {
    /** Everything at once. */
    ACCOUNT,
    /** The database that follows. */
    AFTER_DATABASE,
    /** The schema, of the database, that follows. */
    AFTER_SCHEMA,
    /** What follows the name in the schema. */
    AFTER_NAME
  }

  private final Step step;
  private final String database;
  private final String schema;
  private final String name;

  private MarkPosition(Step step, String database, String schema, String name) {
    this.step = Objects.requireNonNull(step, "step");
    this.database = Objects.requireNonNull(database, "database");
    this.schema = Objects.requireNonNull(schema, "schema");
    this.name = Objects.requireNonNull(name, "name");
  }

  /** From its parts, as they are stored; each empty where the walk has not come to any. */
  public static MarkPosition of(Step step, String database, String schema, String name) {
    return new MarkPosition(step, database, schema, name);
  }

  static MarkPosition afterDatabase(String database) {
    return new MarkPosition(Step.AFTER_DATABASE, database, "", "");
  }

  static MarkPosition afterSchema(String database, String schema) {
    return new MarkPosition(Step.AFTER_SCHEMA, database, schema, "");
  }

  static MarkPosition afterName(String database, String schema, String name) {
    return new MarkPosition(Step.AFTER_NAME, database, schema, name);
  }

  public Step step() {
    return step;
  }

  public String database() {
    return database;
  }

  public String schema() {
    return schema;
  }

  public String name() {
    return name;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof MarkPosition
        && step == ((MarkPosition) o).step
        && database.equals(((MarkPosition) o).database)
        && schema.equals(((MarkPosition) o).schema)
        && name.equals(((MarkPosition) o).name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(step, database, schema, name);
  }

  @Override
  public String toString() {
    return step + " " + database + "." + schema + "." + name;
  }
}
