package io.gluesnow.standin.snowflake;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Any object but an external table: its properties, its grants, when it was created and which
 * creation it is.
 */
final class Securable {
  private final Kind kind;
  private final Name name;
  private final Map<String, String> properties;
  private final Grants grants;
  private final long createdOn;
  private final long generation;

  private Securable(
      Kind kind,
      Name name,
      Map<String, String> properties,
      Grants grants,
      long createdOn,
      long generation) {
    this.kind = Objects.requireNonNull(kind);
    this.name = Objects.requireNonNull(name);
    this.properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    this.grants = Objects.requireNonNull(grants);
    this.createdOn = createdOn;
    this.generation = generation;
  }

  static Securable of(
      Kind kind,
      Name name,
      Map<String, String> properties,
      Grants grants,
      long createdOn,
      long generation) {
    return new Securable(kind, name, properties, grants, createdOn, generation);
  }

  Kind kind() {
    return kind;
  }

  Name name() {
    return name;
  }

  Optional<String> property(String key) {
    return Optional.ofNullable(properties.get(key));
  }

  Map<String, String> properties() {
    return properties;
  }

  Grants grants() {
    return grants;
  }

  /** Milliseconds since the epoch. */
  long createdOn() {
    return createdOn;
  }

  /** Differs between an object and one that was created in its place. */
  long generation() {
    return generation;
  }

  Securable with(Grants newGrants) {
    return new Securable(kind, name, properties, newGrants, createdOn, generation);
  }

  Securable with(Map<String, String> newProperties) {
    return new Securable(kind, name, newProperties, grants, createdOn, generation);
  }

  @Override
  public String toString() {
    return kind + " " + name + " " + properties + " " + grants;
  }
}
