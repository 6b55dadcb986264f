package io.gluesnow.converge;

import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Statement;
import java.time.Instant;
import java.util.List;

/** What is to be done next about one table; a closed list. Each call is answered exactly once. */
public abstract class Command {
  private final List<Object> parts;

  private Command(Object... parts) {
    this.parts = List.of(parts);
  }

  /** One method a case; a new command breaks every visitor at compile time. */
  public interface Visitor<R> {
    /** Ask Glue what the table is; answer with {@link Input#glueAnswered}. */
    R askGlue(long call);

    /**
     * Look at what Snowflake has; answer with {@link Input#looked}.
     *
     * @param notBefore a page that was asked for earlier must not serve
     */
    R look(long call, ObjectName name, Depth depth, Instant notBefore);

    /**
     * Send the statement once, with a lease token; answer with {@link Input#answered}. One that
     * {@link Statement#registersFiles} has the timeout of file statements.
     */
    R send(long call, Statement statement, Provenance provenance);

    /** Poll a running file statement; answer with {@link Input#polled}. */
    R poll(long call, String handle);

    /** The table wants a slot: {@link Input#proceed} when there is one. May be said twice. */
    R ready();

    /** {@link Input#timeReached} at that moment, unless an earlier one is asked for later. */
    R wake(Instant at);

    /** Count and hand on an outcome. */
    R emit(Outcome outcome);

    /** A change of state that people should know of: a dead letter, a log line. */
    R report(Notice notice);
  }

  public abstract <R> R accept(Visitor<R> visitor);

  static Command askGlue(long call) {
    return new AskGlue(call);
  }

  static Command look(long call, ObjectName name, Depth depth, Instant notBefore) {
    return new Look(call, name, depth, notBefore);
  }

  static Command send(long call, Statement statement, Provenance provenance) {
    return new Send(call, statement, provenance);
  }

  static Command poll(long call, String handle) {
    return new Poll(call, handle);
  }

  static Command ready() {
    return new Ready();
  }

  static Command wake(Instant at) {
    return new Wake(at);
  }

  static Command emit(Outcome outcome) {
    return new Emit(outcome);
  }

  static Command report(Notice notice) {
    return new Report(notice);
  }

  private static final class AskGlue extends Command {
    private final long call;

    AskGlue(long call) {
      super(call);
      this.call = call;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.askGlue(call);
    }
  }

  private static final class Look extends Command {
    private final long call;
    private final ObjectName name;
    private final Depth depth;
    private final Instant notBefore;

    Look(long call, ObjectName name, Depth depth, Instant notBefore) {
      super(call, name, depth, notBefore);
      this.call = call;
      this.name = name;
      this.depth = depth;
      this.notBefore = notBefore;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.look(call, name, depth, notBefore);
    }
  }

  private static final class Send extends Command {
    private final long call;
    private final Statement statement;
    private final Provenance provenance;

    Send(long call, Statement statement, Provenance provenance) {
      super(call, statement, provenance);
      this.call = call;
      this.statement = statement;
      this.provenance = provenance;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.send(call, statement, provenance);
    }
  }

  private static final class Poll extends Command {
    private final long call;
    private final String handle;

    Poll(long call, String handle) {
      super(call, handle);
      this.call = call;
      this.handle = handle;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.poll(call, handle);
    }
  }

  private static final class Ready extends Command {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ready();
    }
  }

  private static final class Wake extends Command {
    private final Instant at;

    Wake(Instant at) {
      super(at);
      this.at = at;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.wake(at);
    }
  }

  private static final class Emit extends Command {
    private final Outcome outcome;

    Emit(Outcome outcome) {
      super(outcome);
      this.outcome = outcome;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.emit(outcome);
    }
  }

  private static final class Report extends Command {
    private final Notice notice;

    Report(Notice notice) {
      super(notice);
      this.notice = notice;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.report(notice);
    }
  }

  @Override
  public final boolean equals(Object o) {
    return o instanceof Command && getClass() == o.getClass() && parts.equals(((Command) o).parts);
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
