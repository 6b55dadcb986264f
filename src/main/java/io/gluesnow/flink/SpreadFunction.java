package io.gluesnow.flink;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Many events of one database become one sweep of its known tables. There is no event for each
 * table of a deleted database, and the keyed state of its tables is spread over all instances: so
 * the sweep is broadcast.
 */
public final class SpreadFunction extends SettleFunction<Sweep> {
  private static final long serialVersionUID = 1L;

  /** The operator's name in the accounts. */
  public static final String OPERATOR = "spread";

  public SpreadFunction(Duration settle, AccountsAudience audience) {
    super(
        OPERATOR,
        settle,
        audience,
        OutcomeCounts.READ,
        OutcomeCounts.OPEN,
        OutcomeCounts.name(OutcomeKind.SPREAD),
        OutcomeCounts.name(OutcomeKind.DUPLICATE));
  }

  @Override
  Sweep handOn(List<CatalogEvent> events, Instant heardAt) {
    CatalogEvent last = events.get(events.size() - 1);
    // The later of the two clocks: an answer of Glue from before either may be stale.
    Instant causedAt = last.time().isAfter(heardAt) ? last.time() : heardAt;
    boolean deleted = events.stream().anyMatch(e -> e.kind() == CatalogEvent.Kind.DATABASE_DELETED);
    return Sweep.of(
        deleted ? Sweep.Cause.DATABASE_DELETED : Sweep.Cause.DATABASE_CHANGED,
        Scope.of(last.database()),
        causedAt);
  }

  @Override
  String handedOn() {
    return OutcomeCounts.name(OutcomeKind.SPREAD);
  }
}
