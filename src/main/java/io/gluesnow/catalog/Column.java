package io.gluesnow.catalog;

import java.util.Map;
import java.util.Objects;

/** One column or partition key as Glue holds it; order is position in its list. */
public final class Column {
  private final String name;
  private final DataType type;
  private final String comment;
  private final Map<String, String> parameters;

  private Column(String name, DataType type, String comment, Map<String, String> parameters) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
    this.comment = Objects.requireNonNull(comment, "comment");
    this.parameters = Map.copyOf(parameters);
  }

  public static Column of(String name, DataType type) {
    return new Column(name, type, "", Map.of());
  }

  public static Column of(
      String name, DataType type, String comment, Map<String, String> parameters) {
    return new Column(name, type, comment, parameters);
  }

  public String name() {
    return name;
  }

  public DataType type() {
    return type;
  }

  /** Empty when there is none. */
  public String comment() {
    return comment;
  }

  public Map<String, String> parameters() {
    return parameters;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Column
        && name.equals(((Column) o).name)
        && type.equals(((Column) o).type)
        && comment.equals(((Column) o).comment)
        && parameters.equals(((Column) o).parameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, comment, parameters);
  }

  @Override
  public String toString() {
    return name + " " + type;
  }
}
