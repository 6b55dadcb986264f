package io.gluesnow.flink;

import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.TableId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** "Known tables are doubtful": one, those of a database, or all of them. */
public final class Sweep {
  /** What made them doubtful. */
  public enum Cause {
    DATABASE_DELETED,
    /** A database was made or altered; where it is a link, other tables may stand in it now. */
    DATABASE_CHANGED,
    POLICY_CHANGED,
    /** A round of listing has ended, and they may not have been in it. */
    LISTING_ENDED,
    /** By command. */
    RESYNC,
    /** They were paused and go on: not doubtful by that, but what waits may begin. */
    RESUMED
  }

  private final Cause cause;
  private final Scope scope;
  private final ListingScope round;
  private final Instant causedAt;

  private Sweep(Cause cause, Scope scope, ListingScope round, Instant causedAt) {
    this.cause = Objects.requireNonNull(cause, "cause");
    this.scope = Objects.requireNonNull(scope, "scope");
    this.round = round;
    this.causedAt = Objects.requireNonNull(causedAt, "causedAt");
  }

  /**
   * @param causedAt when it happened (of a listing's round: when it began); an answer of Glue from
   *     before may be stale
   */
  public static Sweep of(Cause cause, Scope scope, Instant causedAt) {
    return new Sweep(cause, scope, null, causedAt);
  }

  /** A round of listing has ended; of the tables in its scope, those that it has not seen. */
  public static Sweep ofRound(ListingScope round, Instant startedAt) {
    return new Sweep(
        Cause.LISTING_ENDED, Scope.ALL, Objects.requireNonNull(round, "round"), startedAt);
  }

  public Cause cause() {
    return cause;
  }

  public Scope scope() {
    return scope;
  }

  /** Present for a round of listing: which of all tables it would have shown. */
  Optional<ListingScope> round() {
    return Optional.ofNullable(round);
  }

  public Instant causedAt() {
    return causedAt;
  }

  public boolean covers(TableId table) {
    return scope.covers(table) && (round == null || round.covers(table));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Sweep
        && cause == ((Sweep) o).cause
        && scope.equals(((Sweep) o).scope)
        && Objects.equals(round, ((Sweep) o).round)
        && causedAt.equals(((Sweep) o).causedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(cause, scope, round, causedAt);
  }

  @Override
  public String toString() {
    return cause + " " + (scope.equals(Scope.ALL) ? "all" : scope) + " at " + causedAt;
  }
}
