package io.gluesnow.plan;

import java.util.List;
import java.util.Objects;

/**
 * What guards a table and is shed by CREATE OR REPLACE unless restated in the same statement: row
 * access policies and tags, as GET_DDL shows them. What our role may not see, or what the statement
 * cannot restate, is listed as a hindrance: then no replace may be sent.
 */
public final class Protections {
  /** Nothing guards the table. */
  public static final Protections NONE = new Protections(List.of(), List.of(), List.of());

  private final List<RowAccessPolicy> rowAccessPolicies;
  private final List<Tag> tags;
  private final List<String> hindrances;

  private Protections(
      List<RowAccessPolicy> rowAccessPolicies, List<Tag> tags, List<String> hindrances) {
    this.rowAccessPolicies = List.copyOf(rowAccessPolicies);
    this.tags = List.copyOf(tags);
    this.hindrances = List.copyOf(hindrances);
  }

  /**
   * @param hindrances sentences such as "a row access policy that our role may not see"
   */
  public static Protections of(
      List<RowAccessPolicy> rowAccessPolicies, List<Tag> tags, List<String> hindrances) {
    return new Protections(rowAccessPolicies, tags, hindrances);
  }

  public List<RowAccessPolicy> rowAccessPolicies() {
    return rowAccessPolicies;
  }

  public List<Tag> tags() {
    return tags;
  }

  public List<String> hindrances() {
    return hindrances;
  }

  /** A row access policy and the columns that it is on. */
  public static final class RowAccessPolicy {
    private final ObjectName name;
    private final List<String> columns;

    private RowAccessPolicy(ObjectName name, List<String> columns) {
      this.name = Objects.requireNonNull(name, "name");
      this.columns = List.copyOf(columns);
    }

    public static RowAccessPolicy of(ObjectName name, List<String> columns) {
      return new RowAccessPolicy(name, columns);
    }

    public ObjectName name() {
      return name;
    }

    public List<String> columns() {
      return columns;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof RowAccessPolicy
          && name.equals(((RowAccessPolicy) o).name)
          && columns.equals(((RowAccessPolicy) o).columns);
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, columns);
    }

    @Override
    public String toString() {
      return name + " on " + columns;
    }
  }

  /** A tag and its value. */
  public static final class Tag {
    private final ObjectName name;
    private final String value;

    private Tag(ObjectName name, String value) {
      this.name = Objects.requireNonNull(name, "name");
      this.value = Objects.requireNonNull(value, "value");
    }

    public static Tag of(ObjectName name, String value) {
      return new Tag(name, value);
    }

    public ObjectName name() {
      return name;
    }

    public String value() {
      return value;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Tag && name.equals(((Tag) o).name) && value.equals(((Tag) o).value);
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, value);
    }

    @Override
    public String toString() {
      return name + " = " + value;
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Protections
        && rowAccessPolicies.equals(((Protections) o).rowAccessPolicies)
        && tags.equals(((Protections) o).tags)
        && hindrances.equals(((Protections) o).hindrances);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rowAccessPolicies, tags, hindrances);
  }

  @Override
  public String toString() {
    return "row access policies " + rowAccessPolicies + ", tags " + tags + ", " + hindrances;
  }
}
