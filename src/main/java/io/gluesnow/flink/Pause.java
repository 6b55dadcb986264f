package io.gluesnow.flink;

import io.gluesnow.catalog.Scope;
import java.time.Instant;
import java.util.Objects;

/**
 * An order about some tables: begin no conversation about them until further notice ({@link
 * #isPause}), or go on with them.
 */
public final class Pause {
  private final Scope scope;
  private final boolean pause;
  private final Instant orderedAt;

  private Pause(Scope scope, boolean pause, Instant orderedAt) {
    this.scope = Objects.requireNonNull(scope, "scope");
    this.pause = pause;
    this.orderedAt = Objects.requireNonNull(orderedAt, "orderedAt");
  }

  public static Pause begin(Scope scope, Instant orderedAt) {
    return new Pause(scope, true, orderedAt);
  }

  public static Pause end(Scope scope, Instant orderedAt) {
    return new Pause(scope, false, orderedAt);
  }

  public Scope scope() {
    return scope;
  }

  /** False for an order to go on. */
  public boolean isPause() {
    return pause;
  }

  /** Of two orders about one table the later one counts, in whatever order they come in. */
  public Instant orderedAt() {
    return orderedAt;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Pause
        && scope.equals(((Pause) o).scope)
        && pause == ((Pause) o).pause
        && orderedAt.equals(((Pause) o).orderedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(scope, pause, orderedAt);
  }

  @Override
  public String toString() {
    return (pause ? "pause " : "resume ") + scope + " at " + orderedAt;
  }
}
