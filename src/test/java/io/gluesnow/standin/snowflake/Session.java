package io.gluesnow.standin.snowflake;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who runs a statement and in which context. Each request of the SQL API is a session of its own.
 */
public final class Session {
  private final String user;
  private final String role;
  private final String database;
  private final String schema;
  private final String warehouse;
  private final Map<String, String> parameters;
  private final boolean admin;

  private Session(
      String user,
      String role,
      String database,
      String schema,
      String warehouse,
      Map<String, String> parameters,
      boolean admin) {
    this.user = Objects.requireNonNull(user);
    this.role = Objects.requireNonNull(role);
    this.database = database;
    this.schema = schema;
    this.warehouse = warehouse;
    this.parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    this.admin = admin;
  }

  /** A session of a user under a role, without a current database. */
  public static Session of(String user, String role) {
    return new Session(user, role, null, null, null, Map.of(), false);
  }

  /** A person who may do everything, as ACCOUNTADMIN. */
  static Session admin() {
    return new Session("ADMIN", "ACCOUNTADMIN", null, null, null, Map.of(), true);
  }

  public Session withRole(String newRole) {
    return new Session(user, newRole, database, schema, warehouse, parameters, admin);
  }

  public Session withDatabase(String newDatabase) {
    return new Session(user, role, newDatabase, schema, warehouse, parameters, admin);
  }

  public Session withSchema(String newSchema) {
    return new Session(user, role, database, newSchema, warehouse, parameters, admin);
  }

  public Session withWarehouse(String newWarehouse) {
    return new Session(user, role, database, schema, newWarehouse, parameters, admin);
  }

  /** Session parameters by upper-case name. */
  public Session withParameters(Map<String, String> newParameters) {
    return new Session(user, role, database, schema, warehouse, newParameters, admin);
  }

  public Session withQueryTag(String tag) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put("QUERY_TAG", tag);
    return withParameters(more);
  }

  public String user() {
    return user;
  }

  public String role() {
    return role;
  }

  Optional<String> database() {
    return Optional.ofNullable(database);
  }

  Optional<String> schema() {
    return Optional.ofNullable(schema);
  }

  Optional<String> warehouse() {
    return Optional.ofNullable(warehouse);
  }

  public String queryTag() {
    return parameters.getOrDefault("QUERY_TAG", "");
  }

  boolean isAdmin() {
    return admin;
  }

  /** The full name of an object: missing parts come from the session's database and schema. */
  Name resolve(Name written, int depth) {
    Name name = written;
    if (name.depth() == depth) {
      return name;
    }
    if (depth == 3 && name.depth() == 1) {
      if (database == null) {
        throw SqlFailure.noDatabase();
      }
      if (schema == null) {
        throw SqlFailure.noSchema();
      }
      return Name.of(database, schema, name.last());
    }
    if (database == null) {
      throw SqlFailure.noDatabase();
    }
    return depth == 3
        ? Name.of(database, name.part(0), name.part(1))
        : Name.of(database, name.last());
  }

  @Override
  public String toString() {
    return user + " as " + role;
  }
}
