package io.gluesnow.flink;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Named running counts of one operator instance at one moment; absent names count zero. */
public final class Counts {
  private final SortedMap<String, Long> byName;

  private Counts(Map<String, Long> byName) {
    this.byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  public static Counts of(Map<String, Long> byName) {
    return new Counts(byName);
  }

  public long of(String name) {
    return byName.getOrDefault(name, 0L);
  }

  public SortedMap<String, Long> byName() {
    return byName;
  }

  public Counts plus(Counts other) {
    Map<String, Long> sum = new TreeMap<>(byName);
    other.byName.forEach((name, count) -> sum.merge(name, count, Long::sum));
    return new Counts(sum);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Counts && byName.equals(((Counts) o).byName);
  }

  @Override
  public int hashCode() {
    return byName.hashCode();
  }

  @Override
  public String toString() {
    return byName.toString();
  }
}
