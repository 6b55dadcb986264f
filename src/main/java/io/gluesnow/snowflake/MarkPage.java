package io.gluesnow.snowflake;

import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.ObjectName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What one step of a walk over our marks brought; a closed list. */
public abstract class MarkPage {
  private MarkPage() {}

  /** One method a case. */
  public interface Visitor<R> {
    /**
     * @param unseen a sentence about a part that may not be seen and was passed over; or empty
     * @param next empty at the end of the walk
     */
    R marks(List<Found> marks, String unseen, Optional<MarkPosition> next);

    /** Nothing was learnt, and the same step may succeed later by itself. */
    R failed(String reason);

    /** The walk cannot be made before a person changes something. */
    R denied(String reason);
  }

  public abstract <R> R accept(Visitor<R> visitor);

  /**
   * @param next null at the end of the walk; the same for the other two
   */
  public static MarkPage marks(List<Found> marks, MarkPosition next) {
    return new Marks(marks, "", next);
  }

  static MarkPage none(MarkPosition next) {
    return new Marks(List.of(), "", next);
  }

  static MarkPage unseen(String sentence, MarkPosition next) {
    return new Marks(List.of(), sentence, next);
  }

  static MarkPage of(ReadFailure failure) {
    return failure.isDenied() ? denied(failure.sentence()) : failed(failure.sentence());
  }

  public static MarkPage failed(String reason) {
    return new Failed(reason, false);
  }

  public static MarkPage denied(String reason) {
    return new Failed(reason, true);
  }

  /** An object that carries our instance's mark for a table. */
  public static final class Found {
    private final TableId table;
    private final ObjectName name;

    private Found(TableId table, ObjectName name) {
      this.table = Objects.requireNonNull(table, "table");
      this.name = Objects.requireNonNull(name, "name");
    }

    public static Found of(TableId table, ObjectName name) {
      return new Found(table, name);
    }

    public TableId table() {
      return table;
    }

    public ObjectName name() {
      return name;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Found && table.equals(((Found) o).table) && name.equals(((Found) o).name);
    }

    @Override
    public int hashCode() {
      return Objects.hash(table, name);
    }

    @Override
    public String toString() {
      return name + " for " + table;
    }
  }

  private static final class Marks extends MarkPage {
    private final List<Found> marks;
    private final String unseen;
    private final MarkPosition next;

    Marks(List<Found> marks, String unseen, MarkPosition next) {
      this.marks = List.copyOf(marks);
      this.unseen = Objects.requireNonNull(unseen, "unseen");
      this.next = next;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.marks(marks, unseen, Optional.ofNullable(next));
    }

    @Override
    public String toString() {
      return marks + unseen + (next == null ? "" : " then " + next);
    }
  }

  private static final class Failed extends MarkPage {
    private final String reason;
    private final boolean denied;

    Failed(String reason, boolean denied) {
      this.reason = Objects.requireNonNull(reason, "reason");
      this.denied = denied;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return denied ? visitor.denied(reason) : visitor.failed(reason);
    }

    @Override
    public String toString() {
      return (denied ? "denied: " : "failed: ") + reason;
    }
  }
}
