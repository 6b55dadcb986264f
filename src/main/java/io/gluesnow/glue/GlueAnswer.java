package io.gluesnow.glue;

import io.gluesnow.catalog.Snapshot;
import java.util.Objects;

/** What came of asking Glue about one table; a closed list. Equal by value. */
public abstract class GlueAnswer {
  private GlueAnswer() {}

  /** One method a case; a new case breaks every visitor at compile time. */
  public interface Visitor<R> {
    /** Glue said what the table is, or that there is none. */
    R snapshot(Snapshot snapshot);

    /** Nothing was learnt, and asking again later may help. */
    R throttled(String reason);

    /** We may not see the table, which is no news about whether it exists. */
    R denied(String reason);

    /** Glue cannot make sense of the question, or we of its answer: asking again will not help. */
    R invalid(String reason);
  }

  public abstract <R> R accept(Visitor<R> visitor);

  public static GlueAnswer of(Snapshot snapshot) {
    return new Answered(snapshot);
  }

  /**
   * @param reason a sentence for people; the same for {@link #denied} and {@link #invalid}
   */
  public static GlueAnswer throttled(String reason) {
    return new Throttled(reason);
  }

  public static GlueAnswer denied(String reason) {
    return new Denied(reason);
  }

  public static GlueAnswer invalid(String reason) {
    return new Invalid(reason);
  }

  private static final class Answered extends GlueAnswer {
    private final Snapshot snapshot;

    private Answered(Snapshot snapshot) {
      this.snapshot = Objects.requireNonNull(snapshot, "snapshot");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.snapshot(snapshot);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Answered && snapshot.equals(((Answered) o).snapshot);
    }

    @Override
    public int hashCode() {
      return snapshot.hashCode();
    }

    @Override
    public String toString() {
      return snapshot.toString();
    }
  }

  /** An answer that is only a sentence. */
  private abstract static class Sentence extends GlueAnswer {
    final String reason;

    private Sentence(String reason) {
      this.reason = Objects.requireNonNull(reason, "reason");
    }

    @Override
    public final boolean equals(Object o) {
      return o != null && getClass() == o.getClass() && reason.equals(((Sentence) o).reason);
    }

    @Override
    public final int hashCode() {
      return Objects.hash(getClass().getSimpleName(), reason);
    }
  }

  private static final class Throttled extends Sentence {
    private Throttled(String reason) {
      super(reason);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.throttled(reason);
    }

    @Override
    public String toString() {
      return "throttled: " + reason;
    }
  }

  private static final class Denied extends Sentence {
    private Denied(String reason) {
      super(reason);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.denied(reason);
    }

    @Override
    public String toString() {
      return "denied: " + reason;
    }
  }

  private static final class Invalid extends Sentence {
    private Invalid(String reason) {
      super(reason);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.invalid(reason);
    }

    @Override
    public String toString() {
      return "invalid: " + reason;
    }
  }
}
