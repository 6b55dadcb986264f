package io.gluesnow.corpus;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many items of each kind something comes to. Among the events are {@link #copies}, which
 * repeat an event that was counted before.
 */
public final class Tally {
  public static final Tally NOTHING = new Tally(new EnumMap<>(Item.class), 0);

  private final Map<Item, Long> counts;
  private final long copies;

  private Tally(Map<Item, Long> counts, long copies) {
    this.counts = counts;
    this.copies = copies;
  }

  public static Tally of(Item item) {
    return NOTHING.and(item, 1);
  }

  /** With so many items more. */
  public Tally and(Item item, long more) {
    Map<Item, Long> sum = new EnumMap<>(counts);
    sum.merge(item, more, Long::sum);
    return new Tally(sum, copies);
  }

  public Tally plus(Tally other) {
    Tally sum = new Tally(counts, copies + other.copies);
    for (Map.Entry<Item, Long> more : other.counts.entrySet()) {
      sum = sum.and(more.getKey(), more.getValue());
    }
    return sum;
  }

  /** All but these items. */
  Tally without(Item item) {
    Map<Item, Long> rest = new EnumMap<>(counts);
    rest.remove(item);
    return new Tally(rest, copies);
  }

  /** The same items, where every event repeats an earlier one. */
  public Tally asCopy() {
    return new Tally(counts, events());
  }

  public long count(Item item) {
    return counts.getOrDefault(item, 0L);
  }

  /** Of tables and databases, copies included. */
  public long events() {
    return count(Item.TABLE_EVENT) + count(Item.DATABASE_EVENT);
  }

  /** How many of the events repeat an earlier one. */
  public long copies() {
    return copies;
  }

  /** All of them: what the accounts call "read". */
  public long items() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Tally && toString().equals(o.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return counts + ", copies " + copies;
  }
}
