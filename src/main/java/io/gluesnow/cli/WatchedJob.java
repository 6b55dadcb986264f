package io.gluesnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One job on a Flink cluster, through its REST API. */
final class WatchedJob {
  private static final Set<String> UP = Set.of("RUNNING", "FINISHED");
  private static final Duration DEFAULT_METRIC_AGE = Duration.ofSeconds(10);

  private final FlinkRest rest;
  private final String id;

  private WatchedJob(FlinkRest rest, String id) {
    this.rest = rest;
    this.id = id;
  }

  static WatchedJob of(FlinkRest rest, String id) {
    return new WatchedJob(rest, id);
  }

  /** The jobs that have not ended, by id, with their names. */
  static Map<String, String> running(FlinkRest rest) {
    Map<String, String> jobs = new LinkedHashMap<>();
    for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
      if (Set.of("RUNNING", "RESTARTING", "CREATED", "INITIALIZING")
          .contains(job.path("state").asText())) {
        jobs.put(job.path("jid").asText(), job.path("name").asText());
      }
    }
    return jobs;
  }

  String id() {
    return id;
  }

  private String path() {
    return "/jobs/" + id;
  }

  /**
   * @param before the look before this one, or null
   * @throws UncheckedIOException if nobody answers
   */
  Glance glance(Glance before) {
    JsonNode details = rest.get(path());
    // Before there is a JobMaster, Flink answers the other questions with an error.
    boolean isKnown = !details.path("state").asText().equals("INITIALIZING");
    JsonNode checkpoints = isKnown ? rest.get(path() + "/checkpoints") : MissingNode.getInstance();
    String newest = checkpoints.at("/latest/completed/external_path").asText("");
    return Glance.of(
        details.path("state").asText(),
        isUp(details.path("vertices")),
        sources(details),
        checkpoints.at("/counts/completed").asLong(),
        newest.startsWith("<") ? Optional.empty() : Optional.of(newest).filter(p -> !p.isEmpty()),
        isKnown ? failure() : Optional.empty(),
        JobGauges.of(rest, id, details),
        before);
  }

  private static boolean isUp(JsonNode vertices) {
    for (JsonNode vertex : vertices) {
      if (!UP.contains(vertex.path("status").asText())) {
        return false;
      }
    }
    return vertices.size() > 0;
  }

  /** What has no input is a source, with whatever is chained to it. */
  private static List<Glance.Source> sources(JsonNode details) {
    Set<String> fed = new HashSet<>();
    for (JsonNode node : details.at("/plan/nodes")) {
      if (node.path("inputs").size() > 0) {
        fed.add(node.path("id").asText());
      }
    }
    List<Glance.Source> sources = new ArrayList<>();
    for (JsonNode vertex : details.path("vertices")) {
      if (!fed.contains(vertex.path("id").asText())) {
        sources.add(
            new Glance.Source(
                vertex.path("name").asText(), vertex.path("status").asText().equals("FINISHED")));
      }
    }
    return sources;
  }

  private Optional<Glance.Failure> failure() {
    JsonNode newest =
        rest.get(path() + "/exceptions?maxExceptions=1").at("/exceptionHistory/entries/0");
    return newest.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new Glance.Failure(
                newest.path("timestamp").asLong(), newest.path("stacktrace").asText()));
  }

  /** How old the gauges may be that Flink shows. */
  Duration metricAge() {
    for (JsonNode option : rest.get("/jobmanager/config")) {
      if (option.path("key").asText().equals("metrics.fetcher.update-interval")) {
        return Words.parse(option.path("value").asText()).orElse(DEFAULT_METRIC_AGE);
      }
    }
    return DEFAULT_METRIC_AGE;
  }

  /**
   * Asks for a stop with a savepoint.
   *
   * @param drain whether all input counts as ended
   * @param folder where savepoints go, as Flink is to see it; empty for the cluster's own setting
   * @return the request's id, for {@link #savepoint}
   */
  String stop(boolean drain, String folder) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("drain", drain);
    if (!folder.isEmpty()) {
      body.put("targetDirectory", folder);
    }
    return rest.post(path() + "/stop", body).path("request-id").asText();
  }

  /**
   * Where the savepoint of that request is; empty while it is being written.
   *
   * @throws NoSavepoint with the reason, if there will be none
   */
  Optional<String> savepoint(String request) {
    JsonNode answer = rest.get(path() + "/savepoints/" + request);
    if (!answer.at("/status/id").asText().equals("COMPLETED")) {
      return Optional.empty();
    }
    JsonNode operation = answer.path("operation");
    if (!operation.has("location")) {
      throw new NoSavepoint(Causes.deepest(operation.at("/failure-cause/stack-trace").asText()));
    }
    return Optional.of(operation.path("location").asText());
  }

  /** A request for a savepoint has failed; the job may go on. */
  static final class NoSavepoint extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NoSavepoint(String reason) {
      super("no savepoint was made: " + reason);
    }
  }
}
