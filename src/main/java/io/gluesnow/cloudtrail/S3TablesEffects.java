package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.CatalogEvent.Kind;
import io.gluesnow.catalog.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a call to S3 Tables that succeeded comes to; nothing where it does not name its subject,
 * unless its request was omitted, for then a person can tell.
 */
final class S3TablesEffects {
  private final S3TablesSubject subject;
  private final Stamp stamp;
  private final List<CatalogEvent> events = new ArrayList<>();

  private S3TablesEffects(S3TablesSubject subject, Stamp stamp) {
    this.subject = subject;
    this.stamp = stamp;
  }

  /** Adds at least one item. */
  static void add(Calls.Effect effect, JsonNode trailRecord, Decoded.Builder out) throws Illegible {
    Optional<S3TablesSubject> subject = S3TablesSubject.of(trailRecord);
    List<CatalogEvent> events =
        subject.isPresent()
            ? new S3TablesEffects(subject.get(), Stamp.of(trailRecord)).of(effect)
            : List.of();
    if (events.isEmpty() && Omission.isIn(trailRecord.path("requestParameters"))) {
      throw Omission.leavesNothingThatNames("table", trailRecord.path("requestParameters"));
    }
    if (events.isEmpty()) {
      out.irrelevant();
    }
    events.forEach(out::event);
  }

  private List<CatalogEvent> of(Calls.Effect effect) throws Illegible {
    switch (effect) {
      case TABLE_CREATED:
        table(Kind.TABLE_CREATED, subject.table());
        break;
      case TABLE_UPDATED:
        table(Kind.TABLE_UPDATED, subject.table());
        break;
      case TABLE_DELETED:
        table(Kind.TABLE_DELETED, subject.table());
        break;
      case TABLE_RENAMED:
        table(Kind.TABLE_DELETED, subject.table());
        table(Kind.TABLE_CREATED, subject.newTable());
        break;
      case DATABASE_CREATED:
        events.add(stamp.of(Kind.DATABASE_CREATED, subject.database()));
        break;
      case DATABASE_DELETED:
        events.add(stamp.of(Kind.DATABASE_DELETED, subject.database()));
        break;
      default:
        throw new IllegalStateException("no call to S3 Tables comes to " + effect);
    }
    return events;
  }

  private void table(Kind kind, Optional<TableId> table) {
    table.ifPresent(id -> events.add(stamp.of(kind, id)));
  }
}
