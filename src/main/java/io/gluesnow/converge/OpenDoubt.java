package io.gluesnow.converge;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.PartitionPath;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a table's conversation has to answer for: catalog events, sweeps and listings, or only a
 * moment at which the table looks again. Doubts merge; none is ever forgotten before its outcome.
 */
public final class OpenDoubt {
  private final Doubt events;
  private final long sweeps;
  private final Instant causedAt;
  private final Instant heardAt;
  private final boolean mustLook;
  private final SortedSet<String> sweptPaths;

  private OpenDoubt(
      Doubt events,
      long sweeps,
      Instant causedAt,
      Instant heardAt,
      boolean mustLook,
      Collection<String> sweptPaths) {
    this.events = events;
    this.sweeps = sweeps;
    this.causedAt = Objects.requireNonNull(causedAt, "causedAt");
    this.heardAt = Objects.requireNonNull(heardAt, "heardAt");
    this.mustLook = mustLook;
    this.sweptPaths = PartitionPath.bounded(sweptPaths);
  }

  /**
   * @param events null for none
   * @param sweeps how many sweeps and listings it answers for
   * @param causedAt when the newest of what caused it happened, by the cause's own clock
   * @param heardAt when the newest of it came in, by this job's clock
   * @param mustLook whether belief may not save the look
   * @param sweptPaths text forms of {@link PartitionPath}: which files the sweeps are about
   */
  public static OpenDoubt of(
      Doubt events,
      long sweeps,
      Instant causedAt,
      Instant heardAt,
      boolean mustLook,
      Collection<String> sweptPaths) {
    return new OpenDoubt(events, sweeps, causedAt, heardAt, mustLook, sweptPaths);
  }

  /** Of these events; what one of them said of files or of a link is not kept with it. */
  public static OpenDoubt ofEvents(Doubt events) {
    Doubt kept =
        Doubt.of(
            events.table(),
            events.events(),
            bare(events.first()),
            bare(events.last()),
            events.heardAt(),
            events.paths());
    return new OpenDoubt(kept, 0, events.last().time(), events.heardAt(), false, List.of());
  }

  private static CatalogEvent bare(CatalogEvent event) {
    return event.paths().isEmpty() && event.linkTarget().isEmpty() || event.table().isEmpty()
        ? event
        : CatalogEvent.ofTable(
            event.eventId(), event.time(), event.kind(), event.table().get(), event.principal());
  }

  /** A sweep or a listing that came in at {@code heardAt}. */
  public static OpenDoubt ofSweep(Instant causedAt, Instant heardAt, boolean mustLook) {
    return new OpenDoubt(null, 1, causedAt, heardAt, mustLook, List.of());
  }

  /** A moment that has come: nothing happened in Glue, and nothing is counted. */
  static OpenDoubt ofTime(boolean mustLook) {
    return new OpenDoubt(null, 0, Instant.EPOCH, Instant.EPOCH, mustLook, List.of());
  }

  /** Both as one; {@code null} is none. */
  public OpenDoubt and(OpenDoubt other) {
    if (other == null) {
      return this;
    }
    return new OpenDoubt(
        events == null ? other.events : other.events == null ? events : events.and(other.events),
        sweeps + other.sweeps,
        later(causedAt, other.causedAt),
        later(heardAt, other.heardAt),
        mustLook || other.mustLook,
        both(sweptPaths, other.sweptPaths));
  }

  /** Both as one, where either may be {@code null} for none. */
  static OpenDoubt merged(OpenDoubt one, OpenDoubt other) {
    return one == null ? other : one.and(other);
  }

  OpenDoubt thatMustLook() {
    return new OpenDoubt(events, sweeps, causedAt, heardAt, true, sweptPaths);
  }

  /** The same, where its sweeps are about these files too. */
  OpenDoubt about(Set<String> paths) {
    return new OpenDoubt(events, sweeps, causedAt, heardAt, mustLook, both(sweptPaths, paths));
  }

  private static SortedSet<String> both(Set<String> some, Set<String> others) {
    TreeSet<String> both = new TreeSet<>(some);
    both.addAll(others);
    return both;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  /** The events, with the first and the last of them; empty if only time or sweeps caused it. */
  public Optional<Doubt> events() {
    return Optional.ofNullable(events);
  }

  /** Text forms of {@link PartitionPath}: which files it is about. */
  SortedSet<String> paths() {
    return events == null ? sweptPaths : PartitionPath.bounded(both(events.paths(), sweptPaths));
  }

  /** The paths that are not those of events. */
  SortedSet<String> sweptPaths() {
    return sweptPaths;
  }

  /** How many catalog events it answers for. */
  public long eventCount() {
    return events == null ? 0 : events.events();
  }

  /** How many sweeps and listings it answers for; counted apart from events. */
  public long sweepCount() {
    return sweeps;
  }

  public Optional<CatalogEvent> newest() {
    return events().map(Doubt::last);
  }

  /** When the newest of what caused it happened, by the cause's own clock. */
  public Instant causedAt() {
    return causedAt;
  }

  /** When the newest of it came in, by this job's clock. */
  public Instant heardAt() {
    return heardAt;
  }

  /** Whether belief may not save the look. */
  public boolean mustLook() {
    return mustLook;
  }

  /** Whether anything in it is counted. */
  public boolean isCounted() {
    return events != null || sweeps > 0;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof OpenDoubt
        && Objects.equals(events, ((OpenDoubt) o).events)
        && sweeps == ((OpenDoubt) o).sweeps
        && causedAt.equals(((OpenDoubt) o).causedAt)
        && heardAt.equals(((OpenDoubt) o).heardAt)
        && mustLook == ((OpenDoubt) o).mustLook
        && sweptPaths.equals(((OpenDoubt) o).sweptPaths);
  }

  @Override
  public int hashCode() {
    return Objects.hash(events, sweeps, causedAt, heardAt, mustLook);
  }

  @Override
  public String toString() {
    return eventCount()
        + " events, "
        + sweeps
        + " sweeps"
        + (isCounted() ? " until " + causedAt : "")
        + (mustLook ? ", must look" : "");
  }
}
