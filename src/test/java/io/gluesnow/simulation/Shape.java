package io.gluesnow.simulation;

import java.util.ArrayList;
import java.util.List;

/** What a table looks like in Glue: named columns with a type each, and a place. */
final class Shape {
  /** A column that Snowflake refuses for good. */
  static final String HOSTILE = "hostile:text";

  /** A column that Snowflake says it has added, and never shows. */
  static final String VANISHING = "vanishing:text";

  /** A column whose expression Snowflake prints in a form that nobody can read. */
  static final String ODD = "odd:text";

  final List<String> columns;
  final int place;
  final boolean delta;

  /** Whether Lake Formation governs it. */
  final boolean governed;

  /** What else tells it from others, where the real planner looks at it. */
  private final int kind;

  private Shape(List<String> columns, int place, boolean delta, boolean governed, int kind) {
    this.columns = List.copyOf(columns);
    this.place = place;
    this.delta = delta;
    this.governed = governed;
    this.kind = kind;
  }

  /** Columns like {@code c1:int}. */
  static Shape of(String... columns) {
    return new Shape(List.of(columns), 0, false, false, 0);
  }

  Shape with(String column) {
    List<String> more = new ArrayList<>(columns);
    String name = column.substring(0, column.indexOf(':') + 1);
    more.removeIf(c -> c.startsWith(name));
    more.add(column);
    return new Shape(more, place, delta, governed, kind);
  }

  Shape without(int position) {
    List<String> fewer = new ArrayList<>(columns);
    fewer.remove(position);
    return new Shape(fewer, place, delta, governed, kind);
  }

  Shape movedTo(int otherPlace) {
    return new Shape(columns, otherPlace, delta, governed, kind);
  }

  /** The same as a table that must not be made in Snowflake. */
  Shape asDelta(boolean isDelta) {
    return new Shape(columns, place, isDelta, governed, kind);
  }

  Shape asGoverned() {
    return new Shape(columns, place, delta, true, kind);
  }

  /** One of eight kinds: another format, partitions, a comment. */
  Shape ofKind(int other) {
    return new Shape(columns, place, delta, governed, other);
  }

  boolean isOrc() {
    return (kind & 1) != 0;
  }

  boolean isPartitioned() {
    return (kind & 2) != 0;
  }

  boolean isDescribed() {
    return (kind & 4) != 0;
  }

  @Override
  public String toString() {
    return columns + " at " + place + (delta ? " delta" : "") + (kind == 0 ? "" : " #" + kind);
  }
}
