package io.gluesnow.converge;

import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.PartitionPath;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.plan.ObjectName;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What can happen to one table; a closed list. */
public abstract class Input {
  private final String name;
  private final List<Object> parts;

  private Input(String name, Object... parts) {
    this.name = name;
    this.parts = List.of(parts);
  }

  /** One method a case; a new input breaks every visitor at compile time. */
  public interface Visitor<R> {
    R restored();

    R doubted(Doubt doubt);

    R swept(SweepKind kind, Instant causedAt, Set<String> paths);

    R listed(Snapshot page);

    R marked(ObjectName name);

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
    return new Input("Restored") {
      @Override
      public <R> R accept(Visitor<R> visitor) {
        return visitor.restored();
      }
    };
  }

  /** Events came in. */
  public static Input doubted(Doubt doubt) {
    return new Input("Doubted", doubt) {
      @Override
      public <R> R accept(Visitor<R> visitor) {
        return visitor.doubted(doubt);
      }
    };
  }

  /**
   * A sweep met the table.
   *
   * @param causedAt when it happened: an answer of Glue from before may be stale; for the end of a
   *     listing when its round began: only a table that was in no page since and not looked up
   *     since becomes doubtful
   */
  public static Input swept(SweepKind kind, Instant causedAt) {
    return swept(kind, causedAt, Set.of());
  }

  /**
   * As {@link #swept(SweepKind, Instant)}, where it is known which files are new.
   *
   * @param paths text forms of {@link PartitionPath}
   */
  public static Input swept(SweepKind kind, Instant causedAt, Set<String> paths) {
    return new Input("Swept", kind, causedAt, paths) {
      @Override
      public <R> R accept(Visitor<R> visitor) {
        return visitor.swept(kind, causedAt, paths);
      }
    };
  }

  /**
   * A page of a listing holds the table. It is Glue's answer where nothing at all is held, which
   * saves the call; where it differs from what is held it raises a doubt. Either way it notes that
   * the table was listed.
   */
  public static Input listed(Snapshot page) {
    return new Input("Listed", page) {
      @Override
      public <R> R accept(Visitor<R> visitor) {
        return visitor.listed(page);
      }
    };
  }

  /**
   * The listing of our marks in Snowflake found this table's at that name: doubt if no look of ours
   * has shown it; a notice if the table has another name today.
   */
  public static Input marked(ObjectName name) {
    return new Input("Marked", name) {
      @Override
      public <R> R accept(Visitor<R> visitor) {
        return visitor.marked(name);
      }
    };
  }

  /** A slot is free: a table that was {@link Command.Ready} may start or go on. */
  public static Input proceed() {
    return new Input("Proceed") {
      @Override
      public <R> R accept(Visitor<R> visitor) {
        return visitor.proceed();
      }
    };
  }

  public static Input glueAnswered(long call, GlueReply reply) {
    return new Input("GlueAnswered", call, reply) {
      @Override
      public <R> R accept(Visitor<R> visitor) {
        return visitor.glueAnswered(call, reply);
      }
    };
  }

  public static Input looked(long call, LookAnswer answer) {
    return new Input("Looked", call, answer) {
      @Override
      public <R> R accept(Visitor<R> visitor) {
        return visitor.looked(call, answer);
      }
    };
  }

  public static Input answered(long call, StatementAnswer answer) {
    return new Input("Answered", call, answer) {
      @Override
      public <R> R accept(Visitor<R> visitor) {
        return visitor.answered(call, answer);
      }
    };
  }

  public static Input polled(long call, StatementAnswer answer) {
    return new Input("Polled", call, answer) {
      @Override
      public <R> R accept(Visitor<R> visitor) {
        return visitor.polled(call, answer);
      }
    };
  }

  /** A moment asked for by {@link Command.Wake} has come. */
  public static Input timeReached() {
    return new Input("TimeReached") {
      @Override
      public <R> R accept(Visitor<R> visitor) {
        return visitor.timeReached();
      }
    };
  }

  /** This attempt holds a lease again: tables that waited for one need not wait longer. */
  public static Input leased() {
    return new Input("Leased") {
      @Override
      public <R> R accept(Visitor<R> visitor) {
        return visitor.leased();
      }
    };
  }

  /** By command: forget what was rejected or parked and try again. */
  public static Input redrive() {
    return new Input("Redrive") {
      @Override
      public <R> R accept(Visitor<R> visitor) {
        return visitor.redrive();
      }
    };
  }

  @Override
  public final boolean equals(Object o) {
    return o instanceof Input && name.equals(((Input) o).name) && parts.equals(((Input) o).parts);
  }

  @Override
  public final int hashCode() {
    return 31 * name.hashCode() + parts.hashCode();
  }

  @Override
  public final String toString() {
    return name + (parts.isEmpty() ? "" : " " + parts);
  }
}
