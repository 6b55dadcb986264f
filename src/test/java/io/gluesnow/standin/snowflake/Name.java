package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The name of an object, part by part, folded as Snowflake stores it; written with one to three
 * parts.
 */
final class Name implements Comparable<Name> {
  private final List<String> parts;

  private Name(List<String> parts) {
    this.parts = List.copyOf(parts);
  }

  static Name of(List<String> parts) {
    return new Name(parts);
  }

  static Name of(String... parts) {
    return new Name(List.of(parts));
  }

  List<String> parts() {
    return parts;
  }

  String part(int index) {
    return parts.get(index);
  }

  String last() {
    return parts.get(parts.size() - 1);
  }

  int depth() {
    return parts.size();
  }

  Name parent() {
    return new Name(parts.subList(0, parts.size() - 1));
  }

  Name child(String part) {
    List<String> longer = new ArrayList<>(parts);
    longer.add(part);
    return new Name(longer);
  }

  boolean under(Name ancestor) {
    return depth() > ancestor.depth() && parts.subList(0, ancestor.depth()).equals(ancestor.parts);
  }

  /** As Snowflake prints a qualified name. */
  String shown() {
    return Identifiers.shown(parts);
  }

  @Override
  public int compareTo(Name other) {
    int common = Math.min(parts.size(), other.parts.size());
    for (int i = 0; i < common; i++) {
      int order = parts.get(i).compareTo(other.parts.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(parts.size(), other.parts.size());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Name && parts.equals(((Name) other).parts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(parts);
  }

  @Override
  public String toString() {
    return shown();
  }
}
