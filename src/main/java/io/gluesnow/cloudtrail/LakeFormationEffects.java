package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.catalog.CatalogEvent.Kind;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.TableId;
import java.util.Optional;

/**
 * What a call to Lake Formation that succeeded, at least in part, comes to: other columns, or other
 * tables, may be seen now, so that those are looked at. Nothing where it names no table or
 * database.
 */
final class LakeFormationEffects {
  private LakeFormationEffects() {}

  /** Adds at least one item. */
  static void add(JsonNode trailRecord, Decoded.Builder out) throws Illegible {
    LakeFormationSubject subject = LakeFormationSubject.of(trailRecord);
    Stamp stamp = Stamp.of(trailRecord);
    for (Scope scope : subject.scopes()) {
      Optional<TableId> table = scope.table();
      out.event(
          table.isPresent()
              ? stamp.of(Kind.TABLE_UPDATED, table.get())
              : stamp.of(Kind.DATABASE_UPDATED, scope.database().orElseThrow()));
    }
    for (int i = 0; i < subject.failed(); i++) {
      out.failedCall();
    }
    if (subject.scopes().isEmpty() && subject.failed() == 0) {
      out.irrelevant();
    }
  }
}
