package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.CatalogEvent.Kind;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.TableId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One CloudTrail record into catalog events.
 *
 * <p>A record is a hint, so it is read leniently: unknown keys and odd values do not matter, only
 * which tables it is about. The record format is described on <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail's
 * page</a>, the requests in the Glue API.
 */
final class CloudTrailEventParser {
  private static final String GLUE = "glue.amazonaws.com";

  private static final int LONGEST_ID = 128;
  private static final int LONGEST_PRINCIPAL = 512;

  /** The calls that matter so far; every other call to Glue is irrelevant. */
  private static final Map<String, Kind> CALLS =
      Map.of(
          "CreateTable", Kind.TABLE_CREATED,
          "UpdateTable", Kind.TABLE_UPDATED,
          "DeleteTable", Kind.TABLE_DELETED,
          "BatchDeleteTable", Kind.TABLE_DELETED,
          "DeleteDatabase", Kind.DATABASE_DELETED);

  /** Adds at least one item: what the record came to. */
  void parse(JsonNode trailRecord, Piece piece, Decoded.Builder out) {
    Optional<String> source = Fields.text(trailRecord, "eventSource");
    Optional<String> call = Fields.text(trailRecord, "eventName");
    if (isInsight(trailRecord) || source.isPresent() && !source.get().equals(GLUE)) {
      out.irrelevant();
    } else if (source.isEmpty()) {
      out.unreadable("the record has no eventSource", piece);
    } else if (call.isEmpty()) {
      out.unreadable("the record has no eventName", piece);
    } else if (!CALLS.containsKey(call.get())) {
      out.irrelevant();
    } else {
      try {
        requireKnownVersion(trailRecord);
        if (Fields.text(trailRecord, "errorCode").isPresent()) {
          out.failedCall();
        } else {
          effects(call.get(), trailRecord, out);
        }
      } catch (Illegible e) {
        out.unreadable(call.get() + ": " + e.getMessage(), piece);
      }
    }
  }

  /** Insight events count calls by name; they are no calls. */
  private static boolean isInsight(JsonNode trailRecord) {
    return Fields.text(trailRecord, "eventType").filter("AwsCloudTrailInsight"::equals).isPresent();
  }

  /** Minor versions only add fields (the newest known is 1.11); a new major may mean anything. */
  private static void requireKnownVersion(JsonNode trailRecord) throws Illegible {
    Optional<String> version = Fields.text(trailRecord, "eventVersion");
    if (version.isPresent() && !version.get().equals("1") && !version.get().startsWith("1.")) {
      throw new Illegible(
          "the record has eventVersion " + Fields.cut(version.get(), 20) + ", and 1.x is known");
    }
  }

  private static void effects(String call, JsonNode trailRecord, Decoded.Builder out)
      throws Illegible {
    Kind kind = CALLS.get(call);
    String id = eventId(trailRecord);
    Instant time = Fields.time(trailRecord, "eventTime");
    String principal = principal(trailRecord.path("userIdentity"));
    if (kind == Kind.DATABASE_DELETED) {
      DatabaseId database = Subject.of(trailRecord).database();
      out.event(CatalogEvent.ofDatabase(id, time, kind, database, principal));
      return;
    }
    Set<TableId> tables = Subject.of(trailRecord).tables();
    Set<String> failed = failedTables(trailRecord);
    for (TableId table : tables) {
      if (failed.contains(table.table())) {
        out.failedCall();
      } else {
        out.event(CatalogEvent.ofTable(id, time, kind, table, principal));
      }
    }
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
    String principal =
        Fields.text(identity, "arn")
            .or(() -> Fields.text(identity.path("sessionContext").path("sessionIssuer"), "arn"))
            .or(() -> Fields.text(identity, "invokedBy"))
            .or(() -> Fields.text(identity, "userName"))
            .or(() -> Fields.text(identity, "principalId"))
            .or(() -> Fields.text(identity, "accountId"))
            .orElse("");
    return Fields.cut(principal, LONGEST_PRINCIPAL);
  }

  /** A batch call succeeds as a whole and lists the tables that it could not delete. */
  private static Set<String> failedTables(JsonNode trailRecord) {
    Set<String> failed = new HashSet<>();
    for (JsonNode error : trailRecord.path("responseElements").path("errors")) {
      Fields.text(error, "tableName").ifPresent(name -> failed.add(name.toLowerCase(Locale.ROOT)));
    }
    return failed;
  }
}
