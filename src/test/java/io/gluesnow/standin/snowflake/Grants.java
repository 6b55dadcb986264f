package io.gluesnow.standin.snowflake;

import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who owns an object and which roles hold which privileges on it. */
final class Grants {
  static final String ALL = "ALL";
  static final String OWNERSHIP = "OWNERSHIP";

  private final String owner;
  private final TreeMap<String, Set<String>> byRole;

  private Grants(String owner, TreeMap<String, Set<String>> byRole) {
    this.owner = Objects.requireNonNull(owner);
    this.byRole = byRole;
  }

  static Grants ownedBy(String owner) {
    return new Grants(owner, new TreeMap<>());
  }

  String owner() {
    return owner;
  }

  boolean owns(Collection<String> roles) {
    return roles.contains(owner);
  }

  /** OWNERSHIP counts as every privilege. */
  boolean allows(Collection<String> roles, String privilege) {
    if (owns(roles)) {
      return true;
    }
    if (privilege.equals(OWNERSHIP)) {
      return false;
    }
    for (String role : roles) {
      Set<String> held = byRole.getOrDefault(role, Collections.emptySet());
      if (held.contains(privilege) || held.contains(ALL)) {
        return true;
      }
    }
    return false;
  }

  /** Any privilege at all makes an object visible. */
  boolean visible(Collection<String> roles) {
    if (owns(roles)) {
      return true;
    }
    for (String role : roles) {
      if (byRole.containsKey(role)) {
        return true;
      }
    }
    return false;
  }

  Set<String> holders(String privilege) {
    Set<String> holders = new TreeSet<>();
    byRole.forEach(
        (role, held) -> {
          if (held.contains(privilege) || held.contains(ALL)) {
            holders.add(role);
          }
        });
    return holders;
  }

  Set<String> of(String role) {
    return byRole.getOrDefault(role, Collections.emptySet());
  }

  Set<String> roles() {
    return Collections.unmodifiableSet(byRole.keySet());
  }

  Grants with(String role, String privilege) {
    TreeMap<String, Set<String>> copy = new TreeMap<>(byRole);
    Set<String> held = new TreeSet<>(of(role));
    held.add(privilege);
    copy.put(role, Collections.unmodifiableSet(held));
    return new Grants(owner, copy);
  }

  Grants without(String role, String privilege) {
    TreeMap<String, Set<String>> copy = new TreeMap<>(byRole);
    Set<String> held = new TreeSet<>(of(role));
    if (privilege.equals(ALL)) {
      held.clear();
    }
    held.remove(privilege);
    if (held.isEmpty()) {
      copy.remove(role);
    } else {
      copy.put(role, Collections.unmodifiableSet(held));
    }
    return new Grants(owner, copy);
  }

  /** The same privileges under another owner: what COPY GRANTS and COPY CURRENT GRANTS keep. */
  Grants withOwner(String newOwner) {
    return new Grants(newOwner, byRole);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Grants
        && owner.equals(((Grants) other).owner)
        && byRole.equals(((Grants) other).byRole);
  }

  @Override
  public int hashCode() {
    return Objects.hash(owner, byRole);
  }

  @Override
  public String toString() {
    return "OWNERSHIP " + owner + (byRole.isEmpty() ? "" : " " + byRole);
  }
}
