package io.gluesnow.corpus;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that one seed tells: what happens in a Glue catalog, in true order. The same seed and size
 * always tell the same, to the byte.
 */
public final class Corpus {
  private final long seed;
  private final List<Happening> happenings;

  private Corpus(long seed, List<Happening> happenings) {
    this.seed = seed;
    this.happenings = List.copyOf(happenings);
  }

  /** A small one: about 160 happenings, every kind among them, over two days. */
  public static Corpus of(long seed) {
    return builder(seed).build();
  }

  public static Builder builder(long seed) {
    return new Builder(seed);
  }

  public long seed() {
    return seed;
  }

  /** In true order. */
  public List<Happening> happenings() {
    return happenings;
  }

  public Instant end() {
    return happenings.get(happenings.size() - 1).time();
  }

  /** The moment after which a part of the happenings is still to come, such as 0.5. */
  public Instant after(double part) {
    return happenings.get((int) (part * (happenings.size() - 1))).time();
  }

  /** Those until then, that moment included. */
  public List<Happening> until(Instant moment) {
    return happenings.stream()
        .filter(happening -> !happening.time().isAfter(moment))
        .collect(Collectors.toList());
  }

  /** Those after it. */
  public List<Happening> since(Instant moment) {
    return happenings.stream()
        .filter(happening -> happening.time().isAfter(moment))
        .collect(Collectors.toList());
  }

  /** What is so in the end. */
  public Truth truth() {
    return truthAt(end());
  }

  public Truth truthAt(Instant moment) {
    return Truth.after(happenings, moment);
  }

  @Override
  public String toString() {
    return "corpus of seed " + seed + ", " + happenings.size() + " happenings";
  }

  /** How much of what. */
  public static final class Builder {
    private final long seed;
    private Instant start = Instant.parse("2026-10-05T06:00:00Z");
    private Duration over = Duration.ofDays(2);
    private int firstTables = 16;
    private int steps = 110;
    private Set<Kind> kinds = Kind.all();

    private Builder(long seed) {
      this.seed = seed;
    }

    public Builder start(Instant moment) {
      start = moment;
      return this;
    }

    /** How long it takes, roughly. */
    public Builder over(Duration length) {
      over = length;
      return this;
    }

    /** How many tables there are before anything else happens. */
    public Builder firstTables(int tables) {
      firstTables = tables;
      return this;
    }

    /**
     * How many cards are played after that. A pack has some 75, each kind at least once, and a card
     * comes to one or two happenings.
     */
    public Builder steps(int cards) {
      steps = cards;
      return this;
    }

    /** Which kinds there may be; databases and tables there always are. */
    public Builder kinds(Set<Kind> allowed) {
      kinds = EnumSet.copyOf(allowed);
      return this;
    }

    public Corpus build() {
      Duration pace = over.dividedBy(firstTables + steps + 1L);
      return new Corpus(seed, Life.of(seed, start, pace, firstTables, steps, kinds));
    }
  }
}
