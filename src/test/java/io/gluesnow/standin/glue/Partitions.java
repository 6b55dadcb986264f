package io.gluesnow.standin.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which partitions a catalog's tables have, by their values. A batch goes on after what it cannot
 * do and lists it at the end, as Glue's does.
 */
final class Partitions {
  private static final Set<String> CALLS =
      Set.of(
          "CreatePartition",
          "BatchCreatePartition",
          "UpdatePartition",
          "BatchUpdatePartition",
          "DeletePartition",
          "BatchDeletePartition");

  private final Map<String, Set<JsonNode>> values = new HashMap<>();

  static boolean isChangedBy(String operation) {
    return CALLS.contains(operation);
  }

  /** A new table has none. */
  void forget(String table) {
    values.remove(table);
  }

  void change(String table, String operation, ObjectNode request, ArrayNode errors)
      throws GlueFailure {
    Set<JsonNode> present = values.computeIfAbsent(table, first -> new HashSet<>());
    switch (operation) {
      case "CreatePartition":
        add(present, request.path("PartitionInput").path("Values"));
        break;
      case "UpdatePartition":
        update(present, request.path("PartitionValueList"), request.path("PartitionInput"));
        break;
      case "DeletePartition":
        remove(present, request.path("PartitionValues"));
        break;
      default:
        for (JsonNode item : request.path(list(operation))) {
          JsonNode of = item.path(operation.contains("Update") ? "PartitionValueList" : "Values");
          try {
            one(operation, present, of, item);
          } catch (GlueFailure failure) {
            ObjectNode error = errors.addObject();
            error.set(
                operation.contains("Update") ? "partitionValueList" : "partitionValues",
                of.deepCopy());
            error
                .putObject("errorDetail")
                .put("errorCode", failure.code())
                .put("errorMessage", failure.getMessage());
          }
        }
    }
  }

  private static String list(String batch) {
    if (batch.equals("BatchCreatePartition")) {
      return "PartitionInputList";
    }
    return batch.equals("BatchUpdatePartition") ? "Entries" : "PartitionsToDelete";
  }

  private static void one(String batch, Set<JsonNode> present, JsonNode of, JsonNode item)
      throws GlueFailure {
    if (batch.equals("BatchCreatePartition")) {
      add(present, of);
    } else if (batch.equals("BatchUpdatePartition")) {
      update(present, of, item.path("PartitionInput"));
    } else {
      remove(present, of);
    }
  }

  private static void add(Set<JsonNode> present, JsonNode values) throws GlueFailure {
    if (!present.add(values.deepCopy())) {
      throw GlueFailure.exists("Partition");
    }
  }

  private static void update(Set<JsonNode> present, JsonNode values, JsonNode input)
      throws GlueFailure {
    remove(present, values);
    present.add(input.path("Values").isEmpty() ? values : input.path("Values").deepCopy());
  }

  private static void remove(Set<JsonNode> present, JsonNode values) throws GlueFailure {
    if (!present.remove(values)) {
      throw GlueFailure.notFound("Partition");
    }
  }
}
