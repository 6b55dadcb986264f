package io.gluesnow.flink;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.util.Collector;

/**
 * News of a resource link: where a table or a database leads, or that it is gone and leads nowhere
 * any more. Of two about one link the later counts ({@link #overrules}).
 */
public final class LinkChange {
  private final Scope link;
  private final LinkTarget target;
  private final Instant at;

  private LinkChange(Scope link, LinkTarget target, Instant at) {
    this.link = Objects.requireNonNull(link, "link");
    this.target = target;
    this.at = Objects.requireNonNull(at, "at");
  }

  /**
   * @param at when that was so: an event's time, or when a listing was asked
   */
  public static LinkChange leads(TableId link, TableId target, Instant at) {
    return new LinkChange(Scope.of(link), LinkTarget.of(target), at);
  }

  /** As {@link #leads(TableId, TableId, Instant)}, for a whole database. */
  public static LinkChange leads(DatabaseId link, DatabaseId target, Instant at) {
    return new LinkChange(Scope.of(link), LinkTarget.of(target), at);
  }

  /** As the others, for a link and a target that are both tables or both databases. */
  public static LinkChange leads(Scope link, LinkTarget target, Instant at) {
    if (link.equals(Scope.ALL) || link.table().isPresent() != target.table().isPresent()) {
      throw new IllegalArgumentException(link + " cannot be a link to " + target);
    }
    return new LinkChange(link, target, at);
  }

  /** What a listed or looked-up table tells of links; most tell nothing. */
  public static Optional<LinkChange> of(Snapshot snapshot) {
    return snapshot
        .definition()
        .flatMap(TableDefinition::linkTarget)
        .map(target -> leads(snapshot.table(), target, snapshot.askedAt()));
  }

  /** There is no such table any more, whether or not it was a link. */
  public static LinkChange gone(TableId table, Instant at) {
    return new LinkChange(Scope.of(table), null, at);
  }

  /** As {@link #gone(TableId, Instant)}, with the links that stood in it. */
  public static LinkChange gone(DatabaseId database, Instant at) {
    return new LinkChange(Scope.of(database), null, at);
  }

  /** This link is gone, whatever it was to. */
  public static LinkChange gone(Scope link, Instant at) {
    return new LinkChange(link, null, at);
  }

  /** What an event tells of links; most tell nothing. */
  public static Optional<LinkChange> of(CatalogEvent event) {
    Scope subject = event.table().map(Scope::of).orElseGet(() -> Scope.of(event.database()));
    switch (event.kind()) {
      case TABLE_DELETED:
      case DATABASE_DELETED:
        return Optional.of(new LinkChange(subject, null, event.time()));
      default:
        return event
            .linkTarget()
            .filter(target -> target.table().isPresent() == subject.table().isPresent())
            .map(target -> new LinkChange(subject, target, event.time()));
    }
  }

  /** {@link #of} as a step of the pipeline. */
  public static void collect(CatalogEvent event, Collector<LinkChange> out) {
    of(event).ifPresent(out::collect);
  }

  static LinkChange of(Scope link, LinkTarget target, Instant at) {
    return new LinkChange(link, target, at);
  }

  /** One table or one database. */
  public Scope link() {
    return link;
  }

  /** A table where the link is one, else a database; empty for a link that is gone. */
  public Optional<LinkTarget> target() {
    return Optional.ofNullable(target);
  }

  public Instant at() {
    return at;
  }

  /**
   * Whether this one counts where both are known, in whatever order they came. Of one second a link
   * that leads somewhere counts: it was made anew, or its name is asked for once too often.
   */
  public boolean overrules(LinkChange other) {
    int later = at.compareTo(other.at);
    if (later != 0 || target == null || other.target == null) {
      return later > 0 || later == 0 && target != null;
    }
    // All instances must agree.
    return target.toString().compareTo(other.target.toString()) >= 0;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof LinkChange
        && link.equals(((LinkChange) o).link)
        && Objects.equals(target, ((LinkChange) o).target)
        && at.equals(((LinkChange) o).at);
  }

  @Override
  public int hashCode() {
    return Objects.hash(link, target, at);
  }

  @Override
  public String toString() {
    return link + (target == null ? " is gone" : " leads to " + target) + " at " + at;
  }
}
