package io.gluesnow.standin.snowflake;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who can read which rows of an external table: a plain model of grants and row access policies.
 *
 * <p>A role reads a table when it, or a role that it inherits, owns it or holds SELECT on it, and
 * has USAGE on schema and database. It reads all rows, or with a row access policy those that the
 * policy lets it see; what the policy decides is not run, so "the rows of policy P" is all that can
 * be said.
 */
public final class Readers {
  private static final String EVERY_ROW = "every row";

  private final Map<String, String> rowsByRole;

  private Readers(Map<String, String> rowsByRole) {
    this.rowsByRole = Collections.unmodifiableMap(rowsByRole);
  }

  static Readers of(ExternalTable table, Catalog catalog, Privileges privileges) {
    Set<String> selecting = table.grants().holders("SELECT");
    selecting.add(table.grants().owner());
    String rows = table.policy().map(policy -> "rows of policy " + policy).orElse(EVERY_ROW);
    Map<String, String> rowsByRole = new TreeMap<>();
    for (String holder : selecting) {
      for (String role : catalog.inheritors(holder)) {
        if (privileges.canUseSchema(Session.of("ANYONE", role), table.name().parent())) {
          rowsByRole.put(role, rows);
        }
      }
    }
    return new Readers(rowsByRole);
  }

  /** Role to a phrase that says which rows it reads. */
  public Map<String, String> rowsByRole() {
    return rowsByRole;
  }

  public Set<String> roles() {
    return rowsByRole.keySet();
  }

  /**
   * Whether a role reads rows here that it did not read before: a new reader, or a policy that is
   * gone or another.
   */
  public boolean widens(Readers before) {
    for (Map.Entry<String, String> entry : rowsByRole.entrySet()) {
      Optional<String> then = Optional.ofNullable(before.rowsByRole.get(entry.getKey()));
      boolean sameOrFewer =
          then.isPresent() && (then.get().equals(EVERY_ROW) || then.get().equals(entry.getValue()));
      if (!sameOrFewer) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Readers && rowsByRole.equals(((Readers) other).rowsByRole);
  }

  @Override
  public int hashCode() {
    return rowsByRole.hashCode();
  }

  @Override
  public String toString() {
    return rowsByRole.toString();
  }
}
