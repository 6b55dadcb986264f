package io.gluesnow.flink;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.OutcomeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Many events of one table become one doubt. */
public final class SequenceFunction extends SettleFunction<Doubt> {
  private static final long serialVersionUID = 1L;

  /** The operator's name in the accounts. */
  public static final String OPERATOR = "sequence";

  public SequenceFunction(Duration settle, AccountsAudience audience) {
    super(
        OPERATOR,
        settle,
        audience,
        OutcomeCounts.READ,
        OutcomeCounts.OPEN,
        OutcomeCounts.HANDED_ON,
        OutcomeCounts.name(OutcomeKind.DUPLICATE));
  }

  @Override
  Doubt handOn(List<CatalogEvent> events, Instant heardAt) {
    CatalogEvent first = events.get(0);
    CatalogEvent last = events.get(events.size() - 1);
    Set<String> paths = new TreeSet<>();
    events.forEach(event -> paths.addAll(event.paths()));
    return Doubt.of(first.table().orElseThrow(), events.size(), first, last, heardAt, paths);
  }

  @Override
  String handedOn() {
    return OutcomeCounts.HANDED_ON;
  }
}
