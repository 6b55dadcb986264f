package io.gluesnow.flink.listing;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.flink.ListingScope;
import io.gluesnow.glue.ListedDatabase;
import io.gluesnow.snowflake.MarkPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How far a round of listing has come, so that it can go on there after a restart: first the names
 * of a catalog's databases are gathered, then the tables of each are listed, then the next catalog;
 * at last our marks in Snowflake. Immutable.
 *
 * <p>Names of databases are gathered as a whole, which is some dozen calls, since listing the
 * tables of some of them can outlast a token of the list that they are on.
 */
final class ListingRound {
  /** What is asked next. */
  enum Phase {
    DATABASES,
    TABLES,
    MARKS,
    ENDED
  }

  private final Instant startedAt;
  private final Phase phase;
  private final List<ListingPlace> places;
  private final String own;
  private final List<ListedDatabase> databases;
  private final String token;
  private final int restarts;
  private final List<ListingPlace> listed;
  private final List<DatabaseId> unlisted;
  private final MarkPosition marks;
  private final ListingCounts counts;

  private ListingRound(Builder b) {
    this.startedAt = Objects.requireNonNull(b.startedAt, "startedAt");
    this.phase = Objects.requireNonNull(b.phase, "phase");
    this.places = b.places;
    this.own = Objects.requireNonNull(b.own, "own");
    this.databases = b.databases;
    this.token = Objects.requireNonNull(b.token, "token");
    this.restarts = b.restarts;
    this.listed = b.listed;
    this.unlisted = b.unlisted;
    this.marks = Objects.requireNonNull(b.marks, "marks");
    this.counts = Objects.requireNonNull(b.counts, "counts");
  }

  /**
   * @param places at least one
   * @param own the id of the asking account's own catalog, if an earlier round has learnt it, or
   *     empty
   */
  static ListingRound start(Instant at, List<ListingPlace> places, String own) {
    Builder b = new Builder();
    b.startedAt = at;
    b.own = own;
    b.places =
        places.stream().map(place -> place.known(own)).collect(Collectors.toUnmodifiableList());
    return b.build();
  }

  Instant startedAt() {
    return startedAt;
  }

  Phase phase() {
    return phase;
  }

  /** Catalogs that are left; the first is at work. */
  List<ListingPlace> places() {
    return places;
  }

  /** The id of the asking account's own catalog; empty while no database has told it. */
  String own() {
    return own;
  }

  /** While names are gathered: those that were; later: those that are left, the first at work. */
  List<ListedDatabase> databases() {
    return databases;
  }

  /** Of the page that is asked for next; empty for a list's first. */
  String token() {
    return token;
  }

  /** How often the list at work had to begin again. */
  int restarts() {
    return restarts;
  }

  /** Catalogs whose databases were listed to the end. */
  List<ListingPlace> listed() {
    return listed;
  }

  List<DatabaseId> unlisted() {
    return unlisted;
  }

  MarkPosition marks() {
    return marks;
  }

  ListingCounts counts() {
    return counts;
  }

  /** What it can say of a region. */
  ListingScope scope(String region) {
    return ListingScope.of(
        region,
        listed.stream()
            .filter(place -> place.region().equals(region))
            .map(ListingPlace::catalog)
            .collect(Collectors.toList()),
        unlisted.stream()
            .filter(database -> database.region().equals(region))
            .collect(Collectors.toList()));
  }

  // ---- how it goes on -----------------------------------------------------------------------

  ListingRound counting(ListingCounts more) {
    Builder b = toBuilder();
    b.counts = counts.plus(more);
    return b.build();
  }

  /** The next page of the list at work. */
  ListingRound at(String nextToken) {
    Builder b = toBuilder();
    b.token = nextToken;
    return b.build();
  }

  /** The list at work from its first page. */
  ListingRound again() {
    Builder b = toBuilder();
    b.token = "";
    b.restarts++;
    if (phase == Phase.DATABASES) {
      b.counts = counts.plus(ListingCounts.found(-databases.size()));
      b.databases = List.of();
    }
    return b.build();
  }

  ListingRound gathered(List<ListedDatabase> more) {
    Builder b = toBuilder();
    b.databases = new ArrayList<>(databases);
    b.databases.addAll(more);
    b.counts = counts.plus(ListingCounts.found(more.size()));
    return b.build();
  }

  /** This is the id of the asking account's own catalog. */
  ListingRound learnt(String catalog) {
    Builder b = toBuilder();
    b.own = catalog;
    b.places =
        places.stream().map(place -> place.known(catalog)).collect(Collectors.toUnmodifiableList());
    return b.build();
  }

  /** The names of a catalog's databases are complete. */
  ListingRound catalogGathered() {
    Builder b = toBuilder();
    b.token = "";
    b.restarts = 0;
    b.phase = Phase.TABLES;
    b.databases = List.copyOf(databases);
    if (!places.get(0).catalog().isEmpty()) {
      b.listed = new ArrayList<>(listed);
      b.listed.add(places.get(0));
    }
    return databases.isEmpty() ? b.build().nextCatalog() : b.build();
  }

  ListingRound databaseEnded() {
    Builder b = toBuilder();
    b.token = "";
    b.restarts = 0;
    b.databases = databases.subList(1, databases.size());
    b.counts = counts.plus(ListingCounts.databaseDone());
    return b.databases.isEmpty() ? b.build().nextCatalog() : b.build();
  }

  ListingRound databaseRefused() {
    Builder b = toBuilder();
    b.unlisted = new ArrayList<>(unlisted);
    b.unlisted.add(databases.get(0).id());
    b.counts = counts.plus(ListingCounts.refused());
    return b.build().databaseEnded();
  }

  ListingRound catalogRefused() {
    Builder b = toBuilder();
    b.counts = counts.plus(ListingCounts.refused()).plus(ListingCounts.found(-databases.size()));
    return b.build().nextCatalog();
  }

  private ListingRound nextCatalog() {
    Builder b = toBuilder();
    b.places = places.subList(1, places.size());
    b.databases = List.of();
    b.token = "";
    b.restarts = 0;
    b.phase = b.places.isEmpty() ? Phase.MARKS : Phase.DATABASES;
    return b.build();
  }

  ListingRound marksAt(MarkPosition next) {
    Builder b = toBuilder();
    b.marks = next;
    return b.build();
  }

  ListingRound marksEnded() {
    Builder b = toBuilder();
    b.phase = Phase.ENDED;
    return b.build();
  }

  Builder toBuilder() {
    return new Builder(this);
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof ListingRound)) {
      return false;
    }
    ListingRound other = (ListingRound) o;
    return startedAt.equals(other.startedAt)
        && phase == other.phase
        && places.equals(other.places)
        && own.equals(other.own)
        && databases.equals(other.databases)
        && token.equals(other.token)
        && restarts == other.restarts
        && listed.equals(other.listed)
        && unlisted.equals(other.unlisted)
        && marks.equals(other.marks)
        && counts.equals(other.counts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(startedAt, phase, token, databases.size(), counts);
  }

  @Override
  public String toString() {
    return "round of " + startedAt + " in " + phase + ": " + counts;
  }

  /** All that it holds, as it is stored. */
  static final class Builder {
    Instant startedAt;
    Phase phase = Phase.DATABASES;
    List<ListingPlace> places = List.of();
    String own = "";
    List<ListedDatabase> databases = List.of();
    String token = "";
    int restarts;
    List<ListingPlace> listed = List.of();
    List<DatabaseId> unlisted = List.of();
    MarkPosition marks = MarkPosition.START;
    ListingCounts counts = ListingCounts.NONE;

    Builder() {}

    private Builder(ListingRound r) {
      startedAt = r.startedAt;
      phase = r.phase;
      places = r.places;
      own = r.own;
      databases = r.databases;
      token = r.token;
      restarts = r.restarts;
      listed = r.listed;
      unlisted = r.unlisted;
      marks = r.marks;
      counts = r.counts;
    }

    ListingRound build() {
      return new ListingRound(this);
    }
  }
}
