package io.gluesnow.corpus;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All that one seed tells: what happens in a Glue catalog, in true order. The same seed and size
 * always tell the same, to the byte.
 */
public final class Corpus {
  private final long seed;
  private final List<Happening> happenings;
  private final int half;

  private Corpus(long seed, List<Happening> happenings, int half) {
    this.seed = seed;
    this.happenings = List.copyOf(happenings);
    this.half = half;
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

  /** The accounts in whose catalogs it all happens; the job's own is the first. */
  public static List<String> catalogs() {
    return List.of(Home.PUBLIC.id().catalog(), Home.PARTNER.id().catalog());
  }

  /** What happens in the first half, with the making of the first tables. */
  public List<Happening> firstHalf() {
    return happenings.subList(0, half);
  }

  public List<Happening> secondHalf() {
    return happenings.subList(half, happenings.size());
  }

  /** What is so in the end. */
  public Truth truth() {
    return Truth.after(happenings);
  }

  /** What is so after the first half. */
  public Truth truthInBetween() {
    return Truth.after(firstHalf());
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
    private Instant secondStart;
    private Duration secondOver;
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

    /**
     * When the second half begins and how long it takes, roughly. This changes no more than times:
     * what happens, and the records of the first half to the byte, are the same without it.
     */
    public Builder secondHalf(Instant moment, Duration length) {
      secondStart = moment;
      secondOver = length;
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
      Draft draft = new Draft(seed, start, pace);
      Life life = new Life(draft, kinds);
      life.begin(firstTables);
      life.goOn(steps / 2);
      int half = draft.happenings().size();
      if (secondStart != null) {
        draft.goOnAt(secondStart, secondOver.dividedBy(steps / 2 + 1L));
      }
      life.goOn(steps - steps / 2);
      return new Corpus(seed, draft.happenings(), half);
    }
  }
}
