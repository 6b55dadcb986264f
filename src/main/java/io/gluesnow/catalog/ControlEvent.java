package io.gluesnow.catalog;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An order of a person (or of what works for one) about some tables. Unlike a catalog event it is
 * not a hint: it is carried out as it stands.
 */
public final class ControlEvent {
  /** What is ordered. */
  public enum Command {
    /** Look at the known tables again, whatever was decided about them before. */
    RESYNC,
    /** Begin nothing new about the tables until further notice. */
    PAUSE,
    /** Go on with the tables. */
    RESUME
  }

  private final String id;
  private final Instant time;
  private final Command command;
  private final Scope scope;
  private final String instance;
  private final String principal;

  private ControlEvent(
      String id, Instant time, Command command, Scope scope, String instance, String principal) {
    this.id = Objects.requireNonNull(id, "id");
    this.time = Objects.requireNonNull(time, "time");
    this.command = Objects.requireNonNull(command, "command");
    this.scope = Objects.requireNonNull(scope, "scope");
    this.instance = Objects.requireNonNull(instance, "instance");
    this.principal = Objects.requireNonNull(principal, "principal");
  }

  /**
   * An order to every instance that hears it.
   *
   * @param id the same on every copy
   * @param time when it was given; of two orders about one table the later one counts
   * @param principal who gave it, or empty where nothing says so
   */
  public static ControlEvent of(
      String id, Instant time, Command command, Scope scope, String principal) {
    return new ControlEvent(id, time, command, scope, "", principal);
  }

  /** The same order, to one instance only. */
  public ControlEvent forInstance(String name) {
    return new ControlEvent(id, time, command, scope, name, principal);
  }

  public String id() {
    return id;
  }

  public Instant time() {
    return time;
  }

  public Command command() {
    return command;
  }

  public Scope scope() {
    return scope;
  }

  /** The only instance that it is for; empty for every one. */
  public Optional<String> instance() {
    return instance.isEmpty() ? Optional.empty() : Optional.of(instance);
  }

  /** Whether an instance of this name carries it out. */
  public boolean isFor(String name) {
    return instance.isEmpty() || instance.equals(name);
  }

  public String principal() {
    return principal;
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof ControlEvent)) {
      return false;
    }
    ControlEvent other = (ControlEvent) o;
    return id.equals(other.id)
        && time.equals(other.time)
        && command == other.command
        && scope.equals(other.scope)
        && instance.equals(other.instance)
        && principal.equals(other.principal);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, command, scope, instance);
  }

  @Override
  public String toString() {
    return command + " " + scope + " at " + time + " (" + id + ")";
  }
}
