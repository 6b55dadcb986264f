package io.gluesnow.standin.snowflake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Everything that the account holds. Not thread-safe: {@link Engine} holds a lock around it.
 *
 * <p>External tables keep their past versions for a while, so that a look can be answered as
 * another session would have seen the catalog a moment ago (READ_CONSISTENCY_MODE,
 * https://docs.snowflake.com/en/sql-reference/parameters#read-consistency-mode).
 */
final class Catalog {
  private static final int VERSIONS_KEPT = 32;

  private final Map<Kind, NavigableMap<Name, Securable>> securables = new TreeMap<>();
  private final NavigableMap<Name, Deque<Version>> tables = new TreeMap<>();
  private final Map<String, Set<String>> rolesOfRole = new TreeMap<>();
  private final Map<String, Set<String>> rolesOfUser = new TreeMap<>();
  private final Map<String, Set<String>> closures = new HashMap<>();
  private final List<FutureGrant> futureGrants = new ArrayList<>();
  private final Map<String, Set<String>> accountPrivileges = new TreeMap<>();
  private final Map<Name, Long> streamGenerations = new TreeMap<>();
  private long lastMoment;
  private long generations;

  Catalog() {
    for (Kind kind : Kind.values()) {
      securables.put(kind, new TreeMap<>());
    }
  }

  /** A moment for a creation: the clock's, but never one that was given before. */
  long moment(long clock) {
    lastMoment = Math.max(lastMoment + 1, clock);
    return lastMoment;
  }

  long nextGeneration() {
    return ++generations;
  }

  // ------------------------------------------------------------------------------------------
  // securables

  Optional<Securable> find(Kind kind, Name name) {
    return Optional.ofNullable(securables.get(kind).get(name));
  }

  void put(Securable securable) {
    securables.get(securable.kind()).put(securable.name(), securable);
  }

  void remove(Kind kind, Name name) {
    securables.get(kind).remove(name);
    if (kind == Kind.DATABASE || kind == Kind.SCHEMA) {
      for (NavigableMap<Name, Securable> others : securables.values()) {
        others.keySet().removeIf(other -> other.under(name));
      }
    }
  }

  List<Securable> all(Kind kind) {
    return new ArrayList<>(securables.get(kind).values());
  }

  List<Securable> below(Kind kind, Name parent) {
    List<Securable> found = new ArrayList<>();
    for (Map.Entry<Name, Securable> entry : securables.get(kind).tailMap(parent).entrySet()) {
      if (entry.getKey().under(parent)) {
        found.add(entry.getValue());
      } else if (!entry.getKey().equals(parent)) {
        break;
      }
    }
    return found;
  }

  // ----------------------------------------------------------------------------------------------
  // tables

  Optional<ExternalTable> table(Name name) {
    Deque<Version> versions = tables.get(name);
    return versions == null ? Optional.empty() : Optional.ofNullable(versions.getLast().table);
  }

  /** The table as it was at a moment. */
  Optional<ExternalTable> table(Name name, long asOf) {
    Deque<Version> versions = tables.get(name);
    return versions == null ? Optional.empty() : Optional.ofNullable(at(versions, asOf));
  }

  private static ExternalTable at(Deque<Version> versions, long asOf) {
    ExternalTable seen = null;
    for (Version version : versions) {
      if (version.since > asOf) {
        break;
      }
      seen = version.table;
    }
    return seen;
  }

  void putTable(ExternalTable table, long now) {
    write(table.name(), table, now);
  }

  void dropTable(Name name, long now) {
    write(name, null, now);
  }

  private void write(Name name, ExternalTable table, long now) {
    Deque<Version> versions = tables.computeIfAbsent(name, ignored -> new ArrayDeque<>());
    versions.addLast(new Version(now, table));
    if (versions.size() > VERSIONS_KEPT) {
      // The oldest version kept stands for all before it.
      versions.removeFirst();
      Version oldest = versions.removeFirst();
      versions.addFirst(new Version(Long.MIN_VALUE, oldest.table));
    }
  }

  /**
   * Tables in the order of database, schema and name.
   *
   * @param under a database or schema, or null for the whole account
   * @param startsWith what names begin with, or null; sought in the order where one schema is asked
   *     for
   * @param after the name after which to begin, where one schema is asked for, or null
   */
  List<ExternalTable> tables(
      Name under,
      String startsWith,
      String after,
      long asOf,
      Predicate<ExternalTable> wanted,
      int most) {
    List<ExternalTable> found = new ArrayList<>();
    boolean inSchema = under != null && under.depth() == 2;
    NavigableMap<Name, Deque<Version>> rest = tables;
    if (under != null) {
      rest = tables.tailMap(under, false);
    }
    if (inSchema && startsWith != null) {
      rest = rest.tailMap(under.child(startsWith), true);
    }
    if (inSchema && after != null && (startsWith == null || after.compareTo(startsWith) >= 0)) {
      rest = rest.tailMap(under.child(after), false);
    }
    for (Map.Entry<Name, Deque<Version>> entry : rest.entrySet()) {
      boolean beyond = under != null && !entry.getKey().under(under);
      if (beyond
          || inSchema && startsWith != null && !entry.getKey().last().startsWith(startsWith)) {
        break;
      }
      ExternalTable table = at(entry.getValue(), asOf);
      if (table != null && wanted.test(table)) {
        found.add(table);
        if (found.size() >= most) {
          break;
        }
      }
    }
    return found;
  }

  /** Every table below a database or schema, or of the account. */
  List<ExternalTable> tables(Name under) {
    return tables(under, null, null, Long.MAX_VALUE, any -> true, Integer.MAX_VALUE);
  }

  private static final class Version {
    private final long since;
    private final ExternalTable table;

    Version(long since, ExternalTable table) {
      this.since = since;
      this.table = table;
    }
  }

  // ---------------------------------------------------------------------------------------------
  // streams

  /** A stream on an external table remembers which creation of the table it follows. */
  void followedBy(Name stream, long generation) {
    streamGenerations.put(stream, generation);
  }

  long followedGeneration(Name stream) {
    return streamGenerations.getOrDefault(stream, 0L);
  }

  // -----------------------------------------------------------------------------------------------
  // roles

  void grantRole(String role, Kind to, String grantee) {
    closures.clear();
    (to == Kind.USER ? rolesOfUser : rolesOfRole)
        .computeIfAbsent(grantee, ignored -> new TreeSet<>())
        .add(role);
  }

  void revokeRole(String role, Kind from, String grantee) {
    closures.clear();
    (from == Kind.USER ? rolesOfUser : rolesOfRole)
        .getOrDefault(grantee, new TreeSet<>())
        .remove(role);
  }

  boolean userHas(String user, String role) {
    if (role.equals("PUBLIC")) {
      return true;
    }
    for (String granted : rolesOfUser.getOrDefault(user, Set.of())) {
      if (closure(granted).contains(role)) {
        return true;
      }
    }
    return false;
  }

  /** A role with all that it inherits, and PUBLIC. */
  Set<String> closure(String role) {
    return closures.computeIfAbsent(role, this::reached);
  }

  private Set<String> reached(String role) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(role);
    open.add("PUBLIC");
    while (!open.isEmpty()) {
      String next = open.remove();
      if (reached.add(next)) {
        open.addAll(rolesOfRole.getOrDefault(next, Set.of()));
      }
    }
    return Collections.unmodifiableSet(reached);
  }

  /** The roles that hold this one, directly or through others, itself included. */
  Set<String> inheritors(String role) {
    Set<String> reached = new TreeSet<>();
    for (Securable other : all(Kind.ROLE)) {
      if (closure(other.name().last()).contains(role)) {
        reached.add(other.name().last());
      }
    }
    return reached;
  }

  // ----------------------------------------------------------------------------------------------
  // grants

  void grantOnAccount(String role, String privilege) {
    accountPrivileges.computeIfAbsent(role, ignored -> new TreeSet<>()).add(privilege);
  }

  void revokeOnAccount(String role, String privilege) {
    accountPrivileges.getOrDefault(role, new TreeSet<>()).remove(privilege);
  }

  boolean allowsOnAccount(Set<String> roles, String privilege) {
    return roles.stream()
        .anyMatch(role -> accountPrivileges.getOrDefault(role, Set.of()).contains(privilege));
  }

  void addFuture(Kind kind, Name in, String privilege, String role) {
    futureGrants.add(new FutureGrant(kind, in, privilege, role));
  }

  void removeFuture(Kind kind, Name in, String privilege, String role) {
    futureGrants.removeIf(
        grant ->
            grant.kind == kind
                && grant.in.equals(in)
                && grant.privilege.equals(privilege)
                && grant.role.equals(role));
  }

  /**
   * A new object's grants, those on future objects applied; grants in the schema win over those in
   * the database.
   */
  Grants withFuture(Kind kind, Name name, Grants grants) {
    boolean inSchema =
        futureGrants.stream()
            .anyMatch(grant -> grant.kind == kind && grant.in.equals(name.parent()));
    Grants result = grants;
    for (FutureGrant grant : futureGrants) {
      boolean applies =
          grant.kind == kind
              && name.under(grant.in)
              && (!inSchema || grant.in.equals(name.parent()));
      if (applies) {
        result =
            grant.privilege.equals(Grants.OWNERSHIP)
                ? result.withOwner(grant.role)
                : result.with(grant.role, grant.privilege);
      }
    }
    return result;
  }

  private static final class FutureGrant {
    private final Kind kind;
    private final Name in;
    private final String privilege;
    private final String role;

    FutureGrant(Kind kind, Name in, String privilege, String role) {
      this.kind = kind;
      this.in = in;
      this.privilege = privilege;
      this.role = role;
    }
  }
}
