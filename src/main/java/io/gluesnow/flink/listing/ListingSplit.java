package io.gluesnow.flink.listing;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * All that the catalog listing remembers: the round at work or else the last one, and whether it
 * has ended. There is one split, and it does not end: a round after the other is a matter of time.
 */
public final class ListingSplit implements SourceSplit {
  /** Of a listing that has never begun. */
  static final ListingSplit NEW = new ListingSplit(null, 0);

  private final ListingRound round;
  private final long roundsDone;

  private ListingSplit(ListingRound round, long roundsDone) {
    this.round = round;
    this.roundsDone = roundsDone;
  }

  /**
   * @param round null where none has begun yet
   */
  static ListingSplit of(ListingRound round, long roundsDone) {
    return new ListingSplit(round, roundsDone);
  }

  /** The one at work, or the last; empty before the first. */
  Optional<ListingRound> round() {
    return Optional.ofNullable(round);
  }

  long roundsDone() {
    return roundsDone;
  }

  boolean isAtWork() {
    return round != null && round.phase() != ListingRound.Phase.ENDED;
  }

  /** When the next round begins, of a split that is not at work. */
  Instant nextAt(Duration interval) {
    return round == null ? Instant.MIN : round.startedAt().plus(interval);
  }

  ListingSplit with(ListingRound next) {
    boolean ended = isAtWork() && next.phase() == ListingRound.Phase.ENDED;
    return new ListingSplit(next, ended ? roundsDone + 1 : roundsDone);
  }

  @Override
  public String splitId() {
    return "catalog";
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ListingSplit
        && Objects.equals(round, ((ListingSplit) o).round)
        && roundsDone == ((ListingSplit) o).roundsDone;
  }

  @Override
  public int hashCode() {
    return Objects.hash(round, roundsDone);
  }

  @Override
  public String toString() {
    return roundsDone + " rounds done" + (round == null ? "" : ", " + round);
  }
}
