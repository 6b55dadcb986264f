package io.gluesnow.converge;

import java.time.Instant;
import java.util.Objects;

/** Nothing is done with a table before a moment, for a reason. */
public final class Hold {
  private final Instant until;
  private final OpenReason reason;

  private Hold(Instant until, OpenReason reason) {
    this.until = Objects.requireNonNull(until, "until");
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  public static Hold of(Instant until, OpenReason reason) {
    return new Hold(until, reason);
  }

  public Instant until() {
    return until;
  }

  public OpenReason reason() {
    return reason;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Hold && until.equals(((Hold) o).until) && reason == ((Hold) o).reason;
  }

  @Override
  public int hashCode() {
    return Objects.hash(until, reason);
  }

  @Override
  public String toString() {
    return reason.label() + " until " + until;
  }
}
