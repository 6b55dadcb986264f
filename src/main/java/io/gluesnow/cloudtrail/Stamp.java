package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.CatalogEvent.Kind;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.TableId;
import java.time.Instant;
import java.util.Optional;

/** What all events of one record have in common: id, time and principal. */
final class Stamp {
  private static final int LONGEST_ID = 128;
  private static final int LONGEST_PRINCIPAL = 512;

  private final String id;
  private final Instant time;
  private final String principal;

  private Stamp(String id, Instant time, String principal) {
    this.id = id;
    this.time = time;
    this.principal = principal;
  }

  static Stamp of(JsonNode trailRecord) throws Illegible {
    return new Stamp(
        eventId(trailRecord),
        Fields.time(trailRecord, "eventTime"),
        principal(trailRecord.path("userIdentity")));
  }

  /**
   * The copies that several accounts get of one call have an {@code eventID} each and one {@code
   * sharedEventID}: the same change must not count twice. A correction ({@code addendum}) keeps its
   * own id, since it may say the opposite of the record that it corrects.
   */
  private static String eventId(JsonNode trailRecord) throws Illegible {
    String own =
        Fields.text(trailRecord, "eventID")
            .orElseThrow(() -> new Illegible("the record has no eventID"));
    String id =
        trailRecord.path("addendum").isObject()
            ? own
            : Fields.text(trailRecord, "sharedEventID").orElse(own);
    if (id.length() > LONGEST_ID) {
      throw new Illegible("the record's eventID has " + id.length() + " characters");
    }
    return id;
  }

  /** An ARN where there is one, else the service that called, else what there is, else nothing. */
  private static String principal(JsonNode identity) {
    Optional<String> principal =
        Fields.text(identity, "arn")
            .or(() -> Fields.text(identity.path("sessionContext").path("sessionIssuer"), "arn"))
            .or(() -> Fields.text(identity, "invokedBy"))
            .or(() -> Fields.text(identity, "userName"))
            .or(() -> Fields.text(identity, "principalId"))
            .or(() -> Fields.text(identity, "accountId"));
    return Fields.cut(principal.orElse(""), LONGEST_PRINCIPAL);
  }

  CatalogEvent of(Kind kind, TableId table) {
    return CatalogEvent.ofTable(id, time, kind, table, principal);
  }

  CatalogEvent of(Kind kind, DatabaseId database) {
    return CatalogEvent.ofDatabase(id, time, kind, database, principal);
  }

  /** As if somebody had asked for it. */
  ControlEvent resync(Scope scope) {
    return ControlEvent.of(id, time, ControlEvent.Command.RESYNC, scope, principal);
  }
}
