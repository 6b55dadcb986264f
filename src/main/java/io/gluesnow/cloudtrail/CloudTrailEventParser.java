package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One CloudTrail record into catalog events.
 *
 * <p>A record is a hint, so it is read leniently: unknown keys and odd values do not matter, only
 * which tables it is about. The record format is described on <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail's
 * page</a>, the requests in the APIs of Glue, Lake Formation and S3 Tables; {@link Calls} lists
 * what each of them comes to.
 *
 * <p>Requests to Lake Formation and S3 Tables that name neither a table nor a database are
 * irrelevant: a grant can be about a location or a tag, and no letter would help.
 */
final class CloudTrailEventParser {
  /** Adds at least one item: what the record came to. */
  void parse(JsonNode trailRecord, Piece piece, Decoded.Builder out) {
    Optional<String> source = Fields.text(trailRecord, "eventSource");
    Optional<String> call = Fields.text(trailRecord, "eventName");
    boolean isForeign = source.isPresent() && !EventSources.RELEVANT.contains(source.get());
    if (isInsight(trailRecord) || isForeign) {
      out.irrelevant();
    } else if (source.isEmpty()) {
      out.unreadable("the record has no eventSource", piece);
    } else if (call.isEmpty()) {
      out.unreadable("the record has no eventName", piece);
    } else if (Calls.effect(source.get(), call.get()) == Calls.Effect.NONE) {
      out.irrelevant();
    } else {
      try {
        requireKnownVersion(trailRecord);
        if (Fields.text(trailRecord, "errorCode").isPresent()) {
          out.failedCall();
        } else {
          effects(source.get(), Calls.effect(source.get(), call.get()), trailRecord, out);
        }
      } catch (Illegible e) {
        out.unreadable(call.get() + ": " + e.getMessage(), piece);
      }
    }
  }

  private static void effects(
      String source, Calls.Effect effect, JsonNode trailRecord, Decoded.Builder out)
      throws Illegible {
    switch (source) {
      case EventSources.GLUE:
        GlueEffects.add(effect, trailRecord, out);
        break;
      case EventSources.S3_TABLES:
        S3TablesEffects.add(effect, trailRecord, out);
        break;
      case EventSources.LAKE_FORMATION:
        LakeFormationEffects.add(trailRecord, out);
        break;
      default:
        throw new IllegalStateException("no call of " + source + " has an effect");
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
}
