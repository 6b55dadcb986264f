package io.gluesnow.flink;

import io.gluesnow.catalog.Scope;
import java.util.Objects;

/**
 * Something that has been heard about many tables at once, and so reaches every instance of
 * converge; a closed list.
 */
public abstract class ScopeNews {
  private final Object heard;

  private ScopeNews(Object heard) {
    this.heard = Objects.requireNonNull(heard, "heard");
  }

  /** One method a case. */
  public interface Visitor<R, E extends Exception> {
    R sweep(Sweep sweep) throws E;

    R pause(Pause pause) throws E;
  }

  public abstract <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E;

  /** Known tables are doubtful. */
  public static ScopeNews sweep(Sweep sweep) {
    return new OfSweep(sweep);
  }

  /** An order to begin no conversation about some tables until further notice, or to go on. */
  public static ScopeNews pause(Pause pause) {
    return new OfPause(pause);
  }

  /** Which tables it is about. */
  public abstract Scope scope();

  private static final class OfSweep extends ScopeNews {
    private final Sweep sweep;

    OfSweep(Sweep sweep) {
      super(sweep);
      this.sweep = sweep;
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.sweep(sweep);
    }

    @Override
    public Scope scope() {
      return sweep.scope();
    }
  }

  private static final class OfPause extends ScopeNews {
    private final Pause pause;

    OfPause(Pause pause) {
      super(pause);
      this.pause = pause;
    }

    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.pause(pause);
    }

    @Override
    public Scope scope() {
      return pause.scope();
    }
  }

  @Override
  public final boolean equals(Object o) {
    return o instanceof ScopeNews && heard.equals(((ScopeNews) o).heard);
  }

  @Override
  public final int hashCode() {
    return heard.hashCode();
  }

  @Override
  public final String toString() {
    return heard.toString();
  }
}
