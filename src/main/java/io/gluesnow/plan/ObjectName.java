package io.gluesnow.plan;

import java.util.Objects;

/**
 * The full name of a Snowflake object, each part exactly as Snowflake stores it (what SHOW prints):
 * already folded by the case policy, without quotes.
 */
public final class ObjectName implements Comparable<ObjectName> {
  private final String database;
  private final String schema;
  private final String name;

  private ObjectName(String database, String schema, String name) {
    this.database = Objects.requireNonNull(database, "database");
    this.schema = Objects.requireNonNull(schema, "schema");
    this.name = Objects.requireNonNull(name, "name");
  }

  public static ObjectName of(String database, String schema, String name) {
    return new ObjectName(database, schema, name);
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
  public int compareTo(ObjectName other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ObjectName
        && database.equals(((ObjectName) o).database)
        && schema.equals(((ObjectName) o).schema)
        && name.equals(((ObjectName) o).name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(database, schema, name);
  }

  /** For people; SQL text is made by the snowflake room alone. */
  @Override
  public String toString() {
    return database + "." + schema + "." + name;
  }
}
