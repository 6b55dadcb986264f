package io.gluesnow.converge;

import java.time.Instant;
import java.util.Objects;

/** A file statement that Snowflake has taken (202) and works at; it outlives an attempt. */
public final class RunningFiles {
  private final String handle;
  private final boolean replace;
  private final Instant startedAt;
  private final String target;

  private RunningFiles(String handle, boolean replace, Instant startedAt, String target) {
    this.handle = Objects.requireNonNull(handle, "handle");
    this.replace = replace;
    this.startedAt = Objects.requireNonNull(startedAt, "startedAt");
    this.target = Objects.requireNonNull(target, "target");
  }

  /**
   * @param replace whether it is a replace that fills; else a refresh
   * @param target fingerprint of the target that a replace leads to; empty for a refresh
   */
  public static RunningFiles of(String handle, boolean replace, Instant startedAt, String target) {
    return new RunningFiles(handle, replace, startedAt, target);
  }

  public String handle() {
    return handle;
  }

  public boolean isReplace() {
    return replace;
  }

  public Instant startedAt() {
    return startedAt;
  }

  public String target() {
    return target;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof RunningFiles
        && handle.equals(((RunningFiles) o).handle)
        && replace == ((RunningFiles) o).replace
        && startedAt.equals(((RunningFiles) o).startedAt)
        && target.equals(((RunningFiles) o).target);
  }

  @Override
  public int hashCode() {
    return Objects.hash(handle, replace, startedAt, target);
  }

  @Override
  public String toString() {
    return (replace ? "replace " : "refresh ") + handle + " since " + startedAt;
  }
}
