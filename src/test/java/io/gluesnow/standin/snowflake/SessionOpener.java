package io.gluesnow.standin.snowflake;

import java.util.Optional;

/**
 * Opens the session of one request: role, warehouse, database and schema as given,
 * case-sensitively, else the user's defaults
 * (https://docs.snowflake.com/en/developer-guide/sql-api/reference, "Body of the POST request").
 */
final class SessionOpener {
  private final Catalog catalog;
  private final Privileges privileges;
  private final Object lock;

  SessionOpener(Catalog catalog, Object lock) {
    this.catalog = catalog;
    this.privileges = new Privileges(catalog);
    this.lock = lock;
  }

  Session open(String user, StatementBody body) {
    synchronized (lock) {
      Securable found =
          catalog
              .find(Kind.USER, Name.of(user))
              .orElseThrow(
                  () ->
                      SqlFailure.of(
                          "390100", "08001", "Incorrect username or password was specified."));
      String role = body.role().orElse(found.property("DEFAULT_ROLE").orElse("PUBLIC"));
      boolean known =
          catalog.find(Kind.ROLE, Name.of(role)).isPresent() && catalog.userHas(user, role);
      if (!known) {
        throw missing("role");
      }
      Session session = Session.of(user, role).withParameters(body.parameters());
      session = withWarehouse(session, body, found);
      return withSchema(session, body, found);
    }
  }

  private Session withWarehouse(Session session, StatementBody body, Securable user) {
    if (!body.warehouse().isPresent()) {
      return session.withWarehouse(user.property("DEFAULT_WAREHOUSE").orElse(null));
    }
    Name name = Name.of(body.warehouse().get());
    Optional<Securable> found = catalog.find(Kind.WAREHOUSE, name);
    if (!found.isPresent() || !found.get().grants().allows(privileges.roles(session), "USAGE")) {
      throw missing("warehouse");
    }
    return session.withWarehouse(name.last());
  }

  private Session withSchema(Session session, StatementBody body, Securable user) {
    String[] defaults = user.property("DEFAULT_NAMESPACE").orElse("").split("\\.");
    String database = body.database().orElse(defaults[0].isEmpty() ? null : defaults[0]);
    if (database == null) {
      if (body.schema().isPresent()) {
        throw missing("schema");
      }
      return session;
    }
    boolean given = body.database().isPresent();
    if (given && !usable(session, Kind.DATABASE, Name.of(database))) {
      throw missing("database");
    }
    String schema = body.schema().orElse(!given && defaults.length > 1 ? defaults[1] : null);
    if (body.schema().isPresent() && !usable(session, Kind.SCHEMA, Name.of(database, schema))) {
      throw missing("schema");
    }
    return session.withDatabase(database).withSchema(schema);
  }

  private boolean usable(Session session, Kind kind, Name name) {
    try {
      if (kind == Kind.DATABASE) {
        privileges.useDatabase(session, name.last());
      } else {
        privileges.useSchema(session, name);
      }
      return true;
    } catch (SqlFailure failure) {
      return false;
    }
  }

  private static SqlFailure missing(String what) {
    return SqlFailure.of(
        "390201", "08004", "The requested " + what + " does not exist or not authorized.");
  }
}
