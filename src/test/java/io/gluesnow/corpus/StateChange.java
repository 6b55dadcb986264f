package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.AwsStandIns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Glue's own EventBridge event of a call, which it sends to the account of the catalog when the
 * call has changed something. It says little, and carries neither the call's id nor its failures.
 */
final class StateChange {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StateChange() {}

  /** The event that Glue sends beside this record, if it does. */
  static Optional<Delivery> of(Happening happening) {
    ObjectNode record = happening.record().orElseGet(JSON::createObjectNode);
    JsonNode request = record.path("requestParameters");
    boolean sent =
        happening.change().isPresent()
            && !record.has("errorCode")
            && !record.has("sharedEventID")
            && !request.has("omitted")
            // It would not tell where a link leads.
            && !request.path("tableInput").has("targetTable")
            && request.path("catalogId").asText(AwsStandIns.ACCOUNT).equals(AwsStandIns.ACCOUNT);
    if (!sent) {
      return Optional.empty();
    }
    String call = record.path("eventName").asText();
    boolean one = !call.contains("Database") && !call.equals("BatchDeleteTable");
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "0");
    event.put("id", UUID.nameUUIDFromBytes(happening.bytes()).toString());
    event.put("detail-type", "Glue Data Catalog " + (one ? "Table" : "Database") + " State Change");
    event.put("source", "aws.glue");
    event.set("account", record.get("recipientAccountId"));
    event.set("time", record.get("eventTime"));
    event.set("region", record.get("awsRegion"));
    event.putArray("resources");
    detail(event.putObject("detail"), call, one, record);
    Tally tally = happening.tally().without(Item.FAILED_CALL);
    return Optional.of(Delivery.of(Envelope.bytes(event), tally));
  }

  private static void detail(ObjectNode detail, String call, boolean one, ObjectNode record) {
    JsonNode request = record.path("requestParameters");
    detail.set("databaseName", database(request));
    detail.put("typeOfChange", call);
    if (one) {
      JsonNode input = request.path("tableInput").path("name");
      JsonNode name = request.path(request.has("tableName") ? "tableName" : "name");
      detail.set("tableName", input.isMissingNode() ? name : input);
      ArrayNode changed = detail.putArray("changedPartitions");
      partitions(request, record.path("responseElements").path("errors")).forEach(changed::add);
    } else {
      Set<String> failed = new HashSet<>();
      record
          .path("responseElements")
          .path("errors")
          .forEach(error -> failed.add(error.path("tableName").asText()));
      ArrayNode changed = detail.putArray("changedTables");
      for (JsonNode name : request.path("tablesToDelete")) {
        if (!failed.contains(name.asText())) {
          changed.add(name);
        }
      }
    }
  }

  /** Those that changed, each with its values joined by commas. */
  private static Set<String> partitions(JsonNode request, JsonNode errors) {
    Set<String> changed = new LinkedHashSet<>();
    changed.add(joined(request.path("partitionInput").path("values")));
    changed.add(joined(request.path("partitionValues")));
    request.path("partitionInputList").forEach(input -> changed.add(joined(input.path("values"))));
    request.path("partitionsToDelete").forEach(gone -> changed.add(joined(gone.path("values"))));
    errors.forEach(error -> changed.remove(joined(error.path("partitionValues"))));
    changed.remove("");
    return changed;
  }

  private static String joined(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.asText()));
    return String.join(",", texts);
  }

  private static JsonNode database(JsonNode request) {
    if (request.has("databaseName")) {
      return request.get("databaseName");
    }
    return request.has("name") ? request.get("name") : request.path("databaseInput").path("name");
  }
}
