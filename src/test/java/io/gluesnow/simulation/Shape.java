package io.gluesnow.simulation;

import java.util.ArrayList;
import java.util.List;

/** What a table looks like in Glue: named columns with a type each, and a place. */
final class Shape {
  /** A type that Snowflake refuses for good. */
  static final String HOSTILE = "hostile";

  final List<String> columns;
  final int place;
  final boolean delta;

  /** Whether Lake Formation governs it. */
  final boolean governed;

  private Shape(List<String> columns, int place, boolean delta, boolean governed) {
    this.columns = List.copyOf(columns);
    this.place = place;
    this.delta = delta;
    this.governed = governed;
  }

  /** Columns like {@code c1:int}. */
  static Shape of(String... columns) {
    return new Shape(List.of(columns), 0, false, false);
  }

  Shape with(String column) {
    List<String> more = new ArrayList<>(columns);
    String name = column.substring(0, column.indexOf(':') + 1);
    more.removeIf(c -> c.startsWith(name));
    more.add(column);
    return new Shape(more, place, delta, governed);
  }

  Shape without(int position) {
    List<String> fewer = new ArrayList<>(columns);
    fewer.remove(position);
    return new Shape(fewer, place, delta, governed);
  }

  Shape movedTo(int otherPlace) {
    return new Shape(columns, otherPlace, delta, governed);
  }

  /** The same as a table that must not be made in Snowflake. */
  Shape asDelta(boolean isDelta) {
    return new Shape(columns, place, isDelta, governed);
  }

  Shape asGoverned() {
    return new Shape(columns, place, delta, true);
  }

  @Override
  public String toString() {
    return columns + " at " + place + (delta ? " delta" : "");
  }
}
