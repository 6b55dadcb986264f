package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.CatalogEvent.Kind;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.TableId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a call to Glue that succeeded, at least in part, comes to. */
final class GlueEffects {
  private final JsonNode trailRecord;
  private final Stamp stamp;
  private final Decoded.Builder out;

  private GlueEffects(JsonNode trailRecord, Decoded.Builder out) throws Illegible {
    this.trailRecord = trailRecord;
    this.stamp = Stamp.of(trailRecord);
    this.out = out;
  }

  /** Adds at least one item. */
  static void add(Calls.Effect effect, JsonNode trailRecord, Decoded.Builder out) throws Illegible {
    new GlueEffects(trailRecord, out).add(effect, GlueSubject.of(trailRecord));
  }

  private void add(Calls.Effect effect, GlueSubject subject) throws Illegible {
    switch (effect) {
      case TABLE_CREATED:
        tables(Kind.TABLE_CREATED, subject.tables());
        break;
      case TABLE_UPDATED:
        tables(Kind.TABLE_UPDATED, subject.tables());
        break;
      case TABLE_DELETED:
        tables(Kind.TABLE_DELETED, subject.tables());
        break;
      case PARTITIONS_CHANGED:
        partitions(subject.tables());
        break;
      case DATABASE_CREATED:
        databases(Kind.DATABASE_CREATED, subject.databases());
        break;
      case DATABASE_UPDATED:
        databases(Kind.DATABASE_UPDATED, subject.databases());
        break;
      case DATABASE_DELETED:
        databases(Kind.DATABASE_DELETED, subject.databases());
        break;
      case CATALOG_CHANGED:
        // No event of a table or a database could say as much.
        out.control(stamp.resync(subject.catalog()));
        break;
      default:
        throw new IllegalStateException("no call to Glue comes to " + effect);
    }
  }

  private void tables(Kind kind, Set<TableId> tables) {
    Set<String> failed = failedTables();
    for (TableId table : tables) {
      if (failed.contains(table.table())) {
        out.failedCall();
      } else {
        out.event(linked(stamp.of(kind, table)));
      }
    }
  }

  /** A batch call succeeds as a whole and lists the tables that it could not delete. */
  private Set<String> failedTables() {
    Set<String> failed = new HashSet<>();
    for (JsonNode error : trailRecord.path("responseElements").path("errors")) {
      Fields.text(error, "tableName").ifPresent(name -> failed.add(name.toLowerCase(Locale.ROOT)));
    }
    return failed;
  }

  private void partitions(Set<TableId> tables) {
    PartitionChanges changes = PartitionChanges.of(trailRecord);
    for (TableId table : tables) {
      if (changes.allFailed()) {
        out.failedCall();
      } else {
        out.event(stamp.of(Kind.PARTITIONS_CHANGED, table).withPaths(changes.paths()));
      }
    }
  }

  private void databases(Kind kind, Set<DatabaseId> databases) {
    databases.forEach(database -> out.event(linked(stamp.of(kind, database))));
  }

  private CatalogEvent linked(CatalogEvent event) {
    Optional<LinkTarget> target =
        LinkRequest.target(trailRecord.path("requestParameters"), event.database());
    return target.isPresent() ? event.withLinkTarget(target.get()) : event;
  }
}
