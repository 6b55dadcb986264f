package io.gluesnow.converge;

import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.Snapshot;
import java.time.Instant;
import java.util.List;

/** What can happen to one table; a closed list. */
public abstract class Input {
  private final List<Object> parts;

  private Input(Object... parts) {
    this.parts = List.of(parts);
  }

  /** One method a case; a new input breaks every visitor at compile time. */
  public interface Visitor<R> {
    R restored();

    R doubted(Doubt doubt);

    R swept(SweepKind kind, Instant causedAt);

    R listed(Snapshot snapshot, boolean slotFree);

    R proceed();

    R glueAnswered(long call, GlueReply reply);

    R looked(long call, LookAnswer answer);

    R answered(long call, StatementAnswer answer);

    R polled(long call, StatementAnswer answer);

    R timeReached();

    R leased();

    R redrive();
  }

  public abstract <R> R accept(Visitor<R> visitor);

  /** First of all after a restore, for every open table. */
  public static Input restored() {
    return new Restored();
  }

  /** Events came in. */
  public static Input doubted(Doubt doubt) {
    return new Doubted(doubt);
  }

  /**
   * @param causedAt when it happened: an answer of Glue from before may be stale
   */
  public static Input swept(SweepKind kind, Instant causedAt) {
    return new Swept(kind, causedAt);
  }

  /**
   * A page of a listing holds the table. It stands where nothing at all is held; where it differs
   * from what is held it raises a doubt.
   *
   * @param slotFree whether a conversation may start at once, which saves the Glue call where the
   *     page stands (see {@link TableState#isTalking} afterwards); else a doubt is raised
   */
  public static Input listed(Snapshot snapshot, boolean slotFree) {
    return new Listed(snapshot, slotFree);
  }

  /** A slot is free: a table that was {@link Command.Ready} may start or go on. */
  public static Input proceed() {
    return new Proceed();
  }

  public static Input glueAnswered(long call, GlueReply reply) {
    return new GlueAnswered(call, reply);
  }

  public static Input looked(long call, LookAnswer answer) {
    return new Looked(call, answer);
  }

  public static Input answered(long call, StatementAnswer answer) {
    return new Answered(call, answer);
  }

  public static Input polled(long call, StatementAnswer answer) {
    return new Polled(call, answer);
  }

  /** A moment asked for by {@link Command.Wake} has come. */
  public static Input timeReached() {
    return new TimeReached();
  }

  /** This attempt holds a lease again: tables that waited for one need not wait longer. */
  public static Input leased() {
    return new Leased();
  }

  /** By command: forget what was rejected or parked and try again. */
  public static Input redrive() {
    return new Redrive();
  }

  private static final class Restored extends Input {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.restored();
    }
  }

  private static final class Doubted extends Input {
    private final Doubt doubt;

    Doubted(Doubt doubt) {
      super(doubt);
      this.doubt = doubt;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.doubted(doubt);
    }
  }

  private static final class Swept extends Input {
    private final SweepKind kind;
    private final Instant causedAt;

    Swept(SweepKind kind, Instant causedAt) {
      super(kind, causedAt);
      this.kind = kind;
      this.causedAt = causedAt;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.swept(kind, causedAt);
    }
  }

  private static final class Listed extends Input {
    private final Snapshot snapshot;
    private final boolean slotFree;

    Listed(Snapshot snapshot, boolean slotFree) {
      super(snapshot, slotFree);
      this.snapshot = snapshot;
      this.slotFree = slotFree;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.listed(snapshot, slotFree);
    }
  }

  private static final class Proceed extends Input {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.proceed();
    }
  }

  private static final class GlueAnswered extends Input {
    private final long call;
    private final GlueReply reply;

    GlueAnswered(long call, GlueReply reply) {
      super(call, reply);
      this.call = call;
      this.reply = reply;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.glueAnswered(call, reply);
    }
  }

  private static final class Looked extends Input {
    private final long call;
    private final LookAnswer answer;

    Looked(long call, LookAnswer answer) {
      super(call, answer);
      this.call = call;
      this.answer = answer;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.looked(call, answer);
    }
  }

  private static final class Answered extends Input {
    private final long call;
    private final StatementAnswer answer;

    Answered(long call, StatementAnswer answer) {
      super(call, answer);
      this.call = call;
      this.answer = answer;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.answered(call, answer);
    }
  }

  private static final class Polled extends Input {
    private final long call;
    private final StatementAnswer answer;

    Polled(long call, StatementAnswer answer) {
      super(call, answer);
      this.call = call;
      this.answer = answer;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.polled(call, answer);
    }
  }

  private static final class TimeReached extends Input {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.timeReached();
    }
  }

  private static final class Leased extends Input {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.leased();
    }
  }

  private static final class Redrive extends Input {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.redrive();
    }
  }

  @Override
  public final boolean equals(Object o) {
    return o instanceof Input && getClass() == o.getClass() && parts.equals(((Input) o).parts);
  }

  @Override
  public final int hashCode() {
    return 31 * getClass().hashCode() + parts.hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + (parts.isEmpty() ? "" : " " + parts);
  }
}
