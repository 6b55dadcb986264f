package io.gluesnow.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One statement as intent, without SQL; each is sent in a request of its own and never twice. */
public abstract class Statement {
  private final ObjectName name;

  private Statement(ObjectName name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  /** One method a case; a new statement breaks every visitor at compile time. */
  public interface Visitor<R> {
    R create(Create statement);

    R replace(Replace statement);

    R addColumns(AddColumns statement);

    R dropColumns(DropColumns statement);

    R comment(SetComment statement);

    R autoRefresh(SetAutoRefresh statement);

    R refresh(Refresh statement);

    R drop(Drop statement);
  }

  public abstract <R> R accept(Visitor<R> visitor);

  public abstract Risk risk();

  /** Whether it lists and registers files, and so may run for long under a timeout of its own. */
  public boolean registersFiles() {
    return false;
  }

  public ObjectName name() {
    return name;
  }

  /** A plain CREATE that fills nothing: neither OR REPLACE nor IF NOT EXISTS. */
  public static final class Create extends Statement {
    private final Target.ExternalTable target;
    private final Mark mark;

    private Create(Target.ExternalTable target, Mark mark) {
      super(target.name());
      this.target = target;
      this.mark = Objects.requireNonNull(mark, "mark");
    }

    public static Create of(Target.ExternalTable target, Mark mark) {
      return new Create(target, mark);
    }

    public Target.ExternalTable target() {
      return target;
    }

    public Mark mark() {
      return mark;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.create(this);
    }

    @Override
    public Risk risk() {
      return Risk.NONE;
    }

    @Override
    public String toString() {
      return "create " + target;
    }
  }

  /** CREATE OR REPLACE … COPY GRANTS that restates what guards the table and fills it. */
  public static final class Replace extends Statement {
    private final Target.ExternalTable target;
    private final Mark mark;
    private final Protections restated;

    private Replace(Target.ExternalTable target, Mark mark, Protections restated) {
      super(target.name());
      this.target = target;
      this.mark = Objects.requireNonNull(mark, "mark");
      this.restated = Objects.requireNonNull(restated, "restated");
    }

    public static Replace of(Target.ExternalTable target, Mark mark, Protections restated) {
      return new Replace(target, mark, restated);
    }

    public Target.ExternalTable target() {
      return target;
    }

    public Mark mark() {
      return mark;
    }

    public Protections restated() {
      return restated;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.replace(this);
    }

    @Override
    public Risk risk() {
      return Risk.REPLACES_REGISTRATIONS;
    }

    @Override
    public boolean registersFiles() {
      return true;
    }

    @Override
    public String toString() {
      return "replace " + target;
    }
  }

  /** All columns to add, in one statement. */
  public static final class AddColumns extends Statement {
    private final List<TargetColumn> columns;

    private AddColumns(ObjectName name, List<TargetColumn> columns) {
      super(name);
      this.columns = List.copyOf(columns);
    }

    public static AddColumns of(ObjectName name, List<TargetColumn> columns) {
      return new AddColumns(name, columns);
    }

    public List<TargetColumn> columns() {
      return columns;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.addColumns(this);
    }

    @Override
    public Risk risk() {
      return Risk.METADATA;
    }

    @Override
    public String toString() {
      return "add to " + name() + " " + columns;
    }
  }

  /** All columns to drop, in one statement. */
  public static final class DropColumns extends Statement {
    private final List<String> columns;

    private DropColumns(ObjectName name, List<String> columns) {
      super(name);
      this.columns = List.copyOf(columns);
    }

    public static DropColumns of(ObjectName name, List<String> columns) {
      return new DropColumns(name, columns);
    }

    public List<String> columns() {
      return columns;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dropColumns(this);
    }

    @Override
    public Risk risk() {
      return Risk.METADATA;
    }

    @Override
    public String toString() {
      return "drop from " + name() + " " + columns;
    }
  }

  /** Sets the whole comment: the user's part and the mark. */
  public static final class SetComment extends Statement {
    private final String comment;
    private final Mark mark;

    private SetComment(ObjectName name, String comment, Mark mark) {
      super(name);
      this.comment = Objects.requireNonNull(comment, "comment");
      this.mark = Objects.requireNonNull(mark, "mark");
    }

    /**
     * @param comment the user's part, without the mark
     */
    public static SetComment of(ObjectName name, String comment, Mark mark) {
      return new SetComment(name, comment, mark);
    }

    /** The user's part. */
    public String comment() {
      return comment;
    }

    public Mark mark() {
      return mark;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.comment(this);
    }

    @Override
    public Risk risk() {
      return Risk.METADATA;
    }

    @Override
    public String toString() {
      return "comment on " + name() + " " + mark.after(comment);
    }
  }

  /** Turns AUTO_REFRESH on or off. */
  public static final class SetAutoRefresh extends Statement {
    private final boolean on;

    private SetAutoRefresh(ObjectName name, boolean on) {
      super(name);
      this.on = on;
    }

    public static SetAutoRefresh of(ObjectName name, boolean on) {
      return new SetAutoRefresh(name, on);
    }

    public boolean on() {
      return on;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.autoRefresh(this);
    }

    @Override
    public Risk risk() {
      return Risk.METADATA;
    }

    @Override
    public String toString() {
      return "auto refresh of " + name() + " " + (on ? "on" : "off");
    }
  }

  /** Lists files again and registers them: all of the table, or below one path of it. */
  public static final class Refresh extends Statement {
    private final String path;

    private Refresh(ObjectName name, String path) {
      super(name);
      this.path = path;
    }

    public static Refresh all(ObjectName name) {
      return new Refresh(name, null);
    }

    public static Refresh below(ObjectName name, String path) {
      return new Refresh(name, Objects.requireNonNull(path, "path"));
    }

    /** Relative to the table's location; empty for all of it. */
    public Optional<String> path() {
      return Optional.ofNullable(path);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.refresh(this);
    }

    @Override
    public Risk risk() {
      return Risk.NONE;
    }

    @Override
    public boolean registersFiles() {
      return true;
    }

    @Override
    public String toString() {
      return "refresh " + name() + (path == null ? "" : " below " + path);
    }
  }

  /** Drops the table; there is no undrop for external tables. */
  public static final class Drop extends Statement {
    private Drop(ObjectName name) {
      super(name);
    }

    public static Drop of(ObjectName name) {
      return new Drop(name);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.drop(this);
    }

    @Override
    public Risk risk() {
      return Risk.DESTRUCTIVE;
    }

    @Override
    public String toString() {
      return "drop " + name();
    }
  }

  @Override
  public final boolean equals(Object o) {
    return o instanceof Statement && getClass() == o.getClass() && toString().equals(o.toString());
  }

  @Override
  public final int hashCode() {
    return toString().hashCode();
  }
}
