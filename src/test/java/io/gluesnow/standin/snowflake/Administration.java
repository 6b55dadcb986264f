package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The statements of an administrator: objects around the tables, users, roles and grants. */
final class Administration {
  private final Catalog catalog;
  private final Account account;

  Administration(Catalog catalog, Account account) {
    this.catalog = catalog;
    this.account = account;
    for (String role :
        new String[] {"ACCOUNTADMIN", "SECURITYADMIN", "USERADMIN", "SYSADMIN", "PUBLIC"}) {
      catalog.put(
          Securable.of(
              Kind.ROLE,
              Name.of(role),
              Map.of(),
              Grants.ownedBy("ACCOUNTADMIN"),
              0,
              catalog.nextGeneration()));
    }
    catalog.grantRole("SECURITYADMIN", Kind.ROLE, "ACCOUNTADMIN");
    catalog.grantRole("SYSADMIN", Kind.ROLE, "ACCOUNTADMIN");
    catalog.grantRole("USERADMIN", Kind.ROLE, "SECURITYADMIN");
  }

  Result create(Statement.CreateSecurable create, Run run) {
    Kind kind = create.kind;
    Name name = full(kind, create.name, run.session());
    Optional<Securable> before = catalog.find(kind, name);
    boolean orAlter = create.properties.containsKey("OR ALTER");
    if (before.isPresent() && create.ifNotExists) {
      return Result.status(name.last() + " already exists, statement succeeded.");
    }
    if (before.isPresent() && !create.orReplace && !orAlter) {
      throw SqlFailure.objectExists(name.shown());
    }
    requireParent(kind, name);
    if (kind == Kind.RELATION && catalog.table(name).isPresent()) {
      throw create.orReplace
          ? SqlFailure.existsAs(name.shown(), "EXTERNAL_TABLE")
          : SqlFailure.objectExists(name.shown());
    }
    Map<String, String> properties = new LinkedHashMap<>(create.properties);
    properties.remove("OR ALTER");
    if (kind == Kind.USER) {
      properties.putIfAbsent("LOGIN_NAME", name.last());
      properties.computeIfPresent("LOGIN_NAME", (key, value) -> value.toUpperCase(Locale.ROOT));
    }
    if (kind == Kind.STAGE
        && properties.containsKey("URL")
        && !properties.get("URL").matches("s3(china|gov)?://.+")) {
      throw SqlFailure.invalidValue(properties.get("URL"), "URL");
    }
    if (kind == Kind.STAGE && properties.containsKey("STORAGE_INTEGRATION")) {
      requireAllowed(properties);
    }
    if (before.isPresent() && orAlter) {
      catalog.put(before.get().with(properties));
      return Result.status(kind.label() + " " + name.last() + " successfully altered.");
    }
    if (before.isPresent()) {
      catalog.remove(kind, name);
    }
    Grants grants = catalog.withFuture(kind, name, Grants.ownedBy(run.session().role()));
    catalog.put(
        Securable.of(
            kind, name, properties, grants, catalog.moment(run.now()), catalog.nextGeneration()));
    afterCreate(kind, name, properties, run);
    return Result.status(kind.label() + " " + name.last() + " successfully created.");
  }

  private void afterCreate(Kind kind, Name name, Map<String, String> properties, Run run) {
    if (kind == Kind.DATABASE) {
      // A new database has a schema PUBLIC: create-database, "Usage notes".
      catalog.put(
          Securable.of(
              Kind.SCHEMA,
              name.child("PUBLIC"),
              Map.of(),
              Grants.ownedBy(run.session().role()),
              catalog.moment(run.now()),
              catalog.nextGeneration()));
    } else if (kind == Kind.STREAM) {
      Name table =
          run.session().resolve(new TokenReader(Lexer.tokens(properties.get("TABLE"))).name(3), 3);
      ExternalTable followed =
          catalog.table(table).orElseThrow(() -> SqlFailure.absent(Kind.TABLE, table.shown()));
      catalog
          .find(kind, name)
          .ifPresent(stream -> catalog.put(stream.with(Map.of("TABLE", table.shown()))));
      catalog.followedBy(name, followed.generation());
    }
  }

  /**
   * A stage's URL lies within its integration's STORAGE_ALLOWED_LOCATIONS:
   * create-storage-integration.
   */
  private void requireAllowed(Map<String, String> properties) {
    Name name = Name.of(properties.get("STORAGE_INTEGRATION"));
    Securable integration =
        catalog
            .find(Kind.INTEGRATION, name)
            .orElseThrow(() -> SqlFailure.absent(Kind.INTEGRATION, name.shown()));
    String allowed = integration.property("STORAGE_ALLOWED_LOCATIONS").orElse("");
    for (String location : allowed.split(",")) {
      String prefix = location.trim().replaceAll("^'|'$", "");
      boolean below = !prefix.isEmpty() && (properties.get("URL") + "/").startsWith(prefix);
      if (prefix.equals("*") || below) {
        return;
      }
    }
    throw SqlFailure.invalidValue(properties.get("URL"), "URL");
  }

  private void requireParent(Kind kind, Name name) {
    if (kind.depth() == 2 || kind.depth() == 3) {
      Name database = Name.of(name.part(0));
      catalog
          .find(Kind.DATABASE, database)
          .orElseThrow(() -> SqlFailure.absent(Kind.DATABASE, database.shown()));
    }
    if (kind.depth() == 3) {
      Name schema = name.parent();
      catalog
          .find(Kind.SCHEMA, schema)
          .orElseThrow(() -> SqlFailure.absent(Kind.SCHEMA, schema.shown()));
    }
  }

  private static Name full(Kind kind, Name written, Session session) {
    return kind.depth() < 2 ? written : session.resolve(written, kind.depth());
  }

  Result alter(Statement.AlterSecurable alter, Run run) {
    if (alter.kind == Kind.ACCOUNT) {
      alter.set.forEach(account::set);
      alter.unset.forEach(account::unset);
      return Result.status("Statement executed successfully.");
    }
    Name name = full(alter.kind, alter.name, run.session());
    Securable found =
        catalog
            .find(alter.kind, name)
            .orElseThrow(() -> SqlFailure.absent(alter.kind, name.shown()));
    Map<String, String> properties = new LinkedHashMap<>(found.properties());
    properties.putAll(alter.set);
    properties.keySet().removeAll(alter.unset);
    catalog.put(found.with(properties));
    return Result.status("Statement executed successfully.");
  }

  Result drop(Statement.DropSecurable drop, Run run) {
    Name name = full(drop.kind, drop.name, run.session());
    if (drop.kind == Kind.RELATION && catalog.table(name).isPresent()) {
      throw SqlFailure.otherType("EXTERNAL_TABLE", "TABLE");
    }
    if (!catalog.find(drop.kind, name).isPresent()) {
      if (drop.ifExists) {
        return Result.status(
            "Drop statement executed successfully (" + name.last() + " already dropped).");
      }
      throw SqlFailure.absent(drop.kind, name.shown());
    }
    catalog.remove(drop.kind, name);
    if (drop.kind == Kind.DATABASE || drop.kind == Kind.SCHEMA) {
      for (ExternalTable table : catalog.tables(name)) {
        catalog.dropTable(table.name(), run.now());
      }
    }
    return Result.status(name.last() + " successfully dropped.");
  }

  Result grantRole(Statement.GrantRole grant) {
    requireRole(grant.role);
    if (grant.to == Kind.USER) {
      Name user = Name.of(grant.grantee);
      catalog.find(Kind.USER, user).orElseThrow(() -> SqlFailure.absent(Kind.USER, user.shown()));
    } else {
      requireRole(grant.grantee);
    }
    if (grant.revoke) {
      catalog.revokeRole(grant.role, grant.to, grant.grantee);
    } else {
      catalog.grantRole(grant.role, grant.to, grant.grantee);
    }
    return Result.status("Statement executed successfully.");
  }

  private void requireRole(String role) {
    catalog
        .find(Kind.ROLE, Name.of(role))
        .orElseThrow(() -> SqlFailure.absent(Kind.ROLE, Identifiers.shown(role)));
  }

  Result grant(Statement.Grant grant, Run run) {
    requireRole(grant.role);
    for (String written : grant.privileges) {
      String privilege = written.equals("ALL PRIVILEGES") ? Grants.ALL : written;
      switch (grant.reach) {
        case ONE:
          one(grant, privilege, full(grant.kind, grant.on, run.session()), run);
          break;
        case FUTURE:
          Name in = container(grant, run);
          if (grant.revoke) {
            catalog.removeFuture(grant.kind, in, privilege, grant.role);
          } else {
            catalog.addFuture(grant.kind, in, privilege, grant.role);
          }
          break;
        default:
          every(grant, privilege, container(grant, run), run);
      }
    }
    return Result.status("Statement executed successfully.");
  }

  private Name container(Statement.Grant grant, Run run) {
    Name written = grant.on;
    Name schema = written.depth() == 2 ? written : null;
    if (schema != null) {
      catalog
          .find(Kind.SCHEMA, schema)
          .orElseThrow(() -> SqlFailure.absent(Kind.SCHEMA, schema.shown()));
      return schema;
    }
    if (catalog.find(Kind.DATABASE, written).isPresent()) {
      return written;
    }
    Name resolved = run.session().resolve(written, 2);
    catalog
        .find(Kind.SCHEMA, resolved)
        .orElseThrow(() -> SqlFailure.absent(Kind.SCHEMA, written.shown()));
    return resolved;
  }

  private void every(Statement.Grant grant, String privilege, Name in, Run run) {
    if (grant.kind == Kind.TABLE) {
      for (ExternalTable table : catalog.tables(in)) {
        one(grant, privilege, table.name(), run);
      }
    } else {
      List<Securable> found = new ArrayList<>(catalog.below(grant.kind, in));
      found.forEach(securable -> one(grant, privilege, securable.name(), run));
    }
  }

  private void one(Statement.Grant grant, String privilege, Name name, Run run) {
    if (grant.kind == Kind.ACCOUNT) {
      if (grant.revoke) {
        catalog.revokeOnAccount(grant.role, privilege);
      } else {
        catalog.grantOnAccount(grant.role, privilege);
      }
    } else if (grant.kind == Kind.TABLE && catalog.find(Kind.RELATION, name).isPresent()) {
      Securable relation = catalog.find(Kind.RELATION, name).get();
      catalog.put(relation.with(changed(relation.grants(), grant, privilege)));
    } else if (grant.kind == Kind.TABLE) {
      ExternalTable table =
          catalog.table(name).orElseThrow(() -> SqlFailure.absent(Kind.TABLE, name.shown()));
      ExternalTable.Draft draft = table.change();
      draft.grants = changed(table.grants(), grant, privilege);
      if (privilege.equals(Grants.OWNERSHIP)) {
        // Ownership moves and automatic refresh stops: tables-external-auto and grant-ownership.
        draft.autoRefresh = false;
      }
      catalog.putTable(draft.done(), run.now());
    } else {
      Securable found =
          catalog
              .find(grant.kind, name)
              .orElseThrow(() -> SqlFailure.absent(grant.kind, name.shown()));
      catalog.put(found.with(changed(found.grants(), grant, privilege)));
      if (grant.kind == Kind.DATABASE && privilege.equals(Grants.OWNERSHIP)) {
        for (ExternalTable table : catalog.tables(name)) {
          ExternalTable.Draft draft = table.change();
          draft.autoRefresh = false;
          catalog.putTable(draft.done(), run.now());
        }
      }
    }
  }

  private static Grants changed(Grants grants, Statement.Grant grant, String privilege) {
    if (privilege.equals(Grants.OWNERSHIP)) {
      return grant.copyCurrent ? grants.withOwner(grant.role) : Grants.ownedBy(grant.role);
    }
    return grant.revoke
        ? grants.without(grant.role, privilege)
        : grants.with(grant.role, privilege);
  }

  Session use(Statement.Use use, Session session) {
    switch (use.kind) {
      case ROLE:
        requireRole(use.name.last());
        return session.withRole(use.name.last());
      case WAREHOUSE:
        return session.withWarehouse(use.name.last());
      case SCHEMA:
        Name schema = session.resolve(use.name, 2);
        catalog
            .find(Kind.SCHEMA, schema)
            .orElseThrow(() -> SqlFailure.absent(Kind.SCHEMA, schema.shown()));
        return session.withDatabase(schema.part(0)).withSchema(schema.part(1));
      default:
        Name database = Name.of(use.name.part(0));
        catalog
            .find(Kind.DATABASE, database)
            .orElseThrow(() -> SqlFailure.absent(Kind.DATABASE, database.shown()));
        return session
            .withDatabase(database.last())
            .withSchema(use.name.depth() == 2 ? use.name.last() : "PUBLIC");
    }
  }
}
