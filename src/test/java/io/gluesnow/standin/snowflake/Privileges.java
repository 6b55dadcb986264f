package io.gluesnow.standin.snowflake;

import java.util.Set;

/**
 * What a session may do and see:
 * https://docs.snowflake.com/en/user-guide/security-access-control-privileges.
 *
 * <p>An object on which the session's role holds nothing does not exist for it (002003); one that
 * it can see and may not use answers with insufficient privileges (003001).
 */
final class Privileges {
  private final Catalog catalog;

  Privileges(Catalog catalog) {
    this.catalog = catalog;
  }

  Set<String> roles(Session session) {
    return catalog.closure(session.role());
  }

  private boolean allows(Session session, Grants grants, String privilege) {
    return session.isAdmin() || grants.allows(roles(session), privilege);
  }

  boolean visible(Session session, Grants grants) {
    return session.isAdmin() || grants.visible(roles(session));
  }

  boolean onAccount(Session session, String privilege) {
    return session.isAdmin() || catalog.allowsOnAccount(roles(session), privilege);
  }

  /** USAGE on the database. */
  void useDatabase(Session session, String database) {
    Name name = Name.of(database);
    Securable found =
        catalog
            .find(Kind.DATABASE, name)
            .orElseThrow(() -> SqlFailure.absent(Kind.DATABASE, name.shown()));
    if (!allows(session, found.grants(), "USAGE")) {
      throw SqlFailure.absent(Kind.DATABASE, name.shown());
    }
  }

  /** USAGE on the schema and its database. */
  Securable useSchema(Session session, Name schema) {
    useDatabase(session, schema.part(0));
    Securable found =
        catalog
            .find(Kind.SCHEMA, schema)
            .orElseThrow(() -> SqlFailure.absent(Kind.SCHEMA, schema.shown()));
    if (!allows(session, found.grants(), "USAGE")) {
      throw SqlFailure.absent(Kind.SCHEMA, schema.shown());
    }
    return found;
  }

  boolean canUseSchema(Session session, Name schema) {
    try {
      useSchema(session, schema);
      return true;
    } catch (SqlFailure failure) {
      return false;
    }
  }

  /** A privilege on a schema that the session can use. */
  void onSchema(Session session, Name schema, String privilege) {
    Securable found = useSchema(session, schema);
    if (!allows(session, found.grants(), privilege)) {
      throw SqlFailure.denied(Kind.SCHEMA, schema.last());
    }
  }

  /** An object in a schema, with a privilege on it. */
  Securable object(Session session, Kind kind, Name name, String privilege) {
    Securable found = seen(session, kind, name);
    if (!allows(session, found.grants(), privilege)) {
      throw SqlFailure.denied(kind, name.last());
    }
    return found;
  }

  /** An object in a schema on which the session holds anything. */
  Securable seen(Session session, Kind kind, Name name) {
    useSchema(session, name.parent());
    Securable found =
        catalog.find(kind, name).orElseThrow(() -> SqlFailure.absent(kind, name.shown()));
    if (!visible(session, found.grants())) {
      throw SqlFailure.absent(kind, name.shown());
    }
    return found;
  }

  /** A table that the session can see. */
  ExternalTable seenTable(Session session, Name name, long asOf) {
    useSchema(session, name.parent());
    catalog
        .find(Kind.RELATION, name)
        .filter(relation -> visible(session, relation.grants()))
        .ifPresent(
            relation -> {
              throw SqlFailure.otherType(
                  relation.property("TYPE").orElse("TABLE"), "EXTERNAL_TABLE");
            });
    ExternalTable table =
        catalog.table(name, asOf).orElseThrow(() -> SqlFailure.absent(Kind.TABLE, name.shown()));
    if (!visible(session, table.grants())) {
      throw SqlFailure.absent(Kind.TABLE, name.shown());
    }
    return table;
  }

  /** A table that the session's role owns, as every ALTER and DROP needs. */
  ExternalTable ownedTable(Session session, Name name, long asOf) {
    ExternalTable table = seenTable(session, name, asOf);
    requireOwnership(session, table);
    return table;
  }

  void requireOwnership(Session session, ExternalTable table) {
    if (!allows(session, table.grants(), Grants.OWNERSHIP)) {
      throw SqlFailure.denied(Kind.TABLE, table.name().last());
    }
  }

  /** APPLY on the policy or on the account. */
  Name policy(Session session, Name policy) {
    if (onAccount(session, "APPLY ROW ACCESS POLICY")) {
      catalog
          .find(Kind.ROW_ACCESS_POLICY, policy)
          .orElseThrow(() -> SqlFailure.absent(Kind.ROW_ACCESS_POLICY, policy.shown()));
    } else {
      object(session, Kind.ROW_ACCESS_POLICY, policy, "APPLY");
    }
    return policy;
  }

  /** APPLY on the tag or on the account. */
  Name tag(Session session, Name tag) {
    if (onAccount(session, "APPLY TAG")) {
      catalog.find(Kind.TAG, tag).orElseThrow(() -> SqlFailure.absent(Kind.TAG, tag.shown()));
    } else {
      object(session, Kind.TAG, tag, "APPLY");
    }
    return tag;
  }

  /** Whether GET_DDL may name a policy or tag to the session. */
  boolean mayName(Session session, Kind kind, Name name) {
    String account = kind == Kind.TAG ? "APPLY TAG" : "APPLY ROW ACCESS POLICY";
    return onAccount(session, account)
        || catalog.find(kind, name).map(found -> visible(session, found.grants())).orElse(false)
            && canUseSchema(session, name.parent());
  }
}
