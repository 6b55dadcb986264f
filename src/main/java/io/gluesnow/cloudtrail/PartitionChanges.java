package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gluesnow.catalog.PartitionPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which partitions a request is about. Four keys carry a partition's values ({@code values} of a
 * {@code partitionInput} and in {@code partitionsToDelete}, {@code partitionValues}, {@code
 * partitionValueList}), and only an input has a location.
 *
 * <p>A batch call succeeds as a whole and lists the partitions that failed.
 */
final class PartitionChanges {
  private final Set<List<String>> failed = new HashSet<>();
  private final Set<String> paths = new TreeSet<>();
  private boolean anyFailed;

  private PartitionChanges() {}

  static PartitionChanges of(JsonNode trailRecord) {
    PartitionChanges changes = new PartitionChanges();
    for (JsonNode error : trailRecord.path("responseElements").path("errors")) {
      values(error.path("partitionValues"))
          .or(() -> values(error.path("partitionValueList")))
          .ifPresent(changes.failed::add);
    }
    changes.read(trailRecord.path("requestParameters"));
    return changes;
  }

  /** Text forms of {@link PartitionPath}; everything where the request does not tell. */
  Set<String> paths() {
    return paths.isEmpty() ? Set.of(PartitionPath.EVERYTHING.toString()) : paths;
  }

  /** Whether the call changed nothing at all. */
  boolean allFailed() {
    return anyFailed && paths.isEmpty();
  }

  private void read(JsonNode request) {
    JsonNode none = MissingNode.getInstance();
    if (request.path("partitionInput").isObject()) {
      change(request.path("partitionValueList"), request.path("partitionInput"));
    }
    for (JsonNode input : request.path("partitionInputList")) {
      change(none, input);
    }
    for (JsonNode entry : request.path("entries")) {
      change(entry.path("partitionValueList"), entry.path("partitionInput"));
    }
    if (request.has("partitionValues")) {
      change(request.path("partitionValues"), none);
    }
    for (JsonNode deleted : request.path("partitionsToDelete")) {
      change(deleted.path("values"), none);
    }
  }

  /**
   * @param before the values that name the partition; missing for a new one
   * @param input what it is from now on; missing for one that is deleted
   */
  private void change(JsonNode before, JsonNode input) {
    Optional<List<String>> old = values(before);
    Optional<List<String>> now = values(input.path("values"));
    if (old.or(() -> now).filter(failed::contains).isPresent()) {
      anyFailed = true;
      return;
    }
    Optional<PartitionPath> location =
        Fields.text(input.path("storageDescriptor"), "location")
            .filter(PartitionPath::isLocation)
            .map(PartitionPath::at);
    PartitionPath files =
        location
            .or(() -> now.or(() -> old).map(PartitionPath::of))
            .orElse(PartitionPath.EVERYTHING);
    paths.add(files.toString());
    // An update may give the partition other values; then it is gone where it was.
    if (old.isPresent() && now.isPresent() && !old.equals(now)) {
      paths.add(PartitionPath.of(old.get()).toString());
    }
  }

  /** Empty where it is no list of texts, or an empty one. */
  private static Optional<List<String>> values(JsonNode list) {
    List<String> values = new ArrayList<>();
    for (JsonNode value : list) {
      if (!value.isTextual() && !value.isNumber()) {
        return Optional.empty();
      }
      values.add(value.asText());
    }
    return !list.isArray() || values.isEmpty() ? Optional.empty() : Optional.of(values);
  }
}
