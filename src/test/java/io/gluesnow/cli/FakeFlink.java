package io.gluesnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.LoopbackServer;
import io.gluesnow.standin.LoopbackServer.Reply;
import io.gluesnow.standin.LoopbackServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Answers as Flink's REST API does about one job, whose fate a test tells look by look. */
final class FakeFlink implements AutoCloseable {
  static final String JOB = "a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LoopbackServer server = LoopbackServer.start("fake-flink", this::answer);
  private final Map<String, Vertex> vertices = new LinkedHashMap<>();
  private final List<JsonNode> stops = new ArrayList<>();
  private final Map<String, Long> enumerator = new TreeMap<>();
  private IntConsumer onLook = look -> {};
  private String state = "RUNNING";
  private String failure = "";
  private long failedAt;
  private long checkpoints;
  private int looks;
  private boolean silent;
  private String stopFailure = "";
  private int stopsToFail;
  private int savepointPolls;

  URI uri() {
    return server.uri();
  }

  /** A vertex that runs; fed by others unless it is a source. */
  synchronized Vertex vertex(String name, boolean isSource) {
    return vertices.computeIfAbsent(
        name, first -> new Vertex("v" + vertices.size(), name, isSource));
  }

  /** The usual job over an archive: everything is zero. */
  static FakeFlink overAnArchive() {
    FakeFlink flink = new FakeFlink();
    flink.vertex("Source: Hold: keeps the job's input open", true);
    flink.vertex("Source: Archive: objects", true).gauges("archive-objects-done", 0);
    flink
        .vertex("Decode: records into catalog events", false)
        .gauges("events-read", 0, "outcome-irrelevant", 0, "outcome-dead-lettered", 0);
    flink.vertex("Sequence: many events", false).gauges("events-open", 0);
    flink
        .vertex("Converge: make Snowflake as Glue says", false)
        .gauges(
            "tables-at-work",
            0,
            "sweeping",
            0,
            "events-open",
            0,
            "events-read",
            0,
            "outcome-applied",
            0,
            "outcome-rejected",
            0,
            "tables-open-grace",
            0);
    return flink;
  }

  /** What the archive's enumerator shows: names and values in turn. */
  synchronized void enumerator(Object... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      enumerator.put((String) pairs[i], ((Number) pairs[i + 1]).longValue());
    }
  }

  /** Called before each look, which is counted from 1. */
  synchronized FakeFlink onLook(IntConsumer story) {
    onLook = story;
    return this;
  }

  synchronized void state(String word) {
    state = word;
  }

  synchronized void completeCheckpoint() {
    checkpoints++;
  }

  synchronized void fails(long at, String stackTrace) {
    failedAt = at;
    failure = stackTrace;
  }

  /** From now on nobody answers. */
  synchronized void fallsSilent() {
    silent = true;
  }

  /** The next stops will make no savepoint, for this reason. */
  synchronized void stopsFail(int times, String stackTrace) {
    stopsToFail = times;
    stopFailure = stackTrace;
  }

  /** The bodies of stop requests. */
  synchronized List<JsonNode> stops() {
    return List.copyOf(stops);
  }

  private synchronized Reply answer(Request request) {
    if (silent) {
      return Reply.cutConnection();
    }
    String path = request.uri().getPath();
    try {
      JsonNode answer = answer(path, request);
      return answer == null
          ? json(404, JSON.readTree("{\"errors\": [\"Not found: " + path + "\"]}"))
          : json(200, answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode answer(String path, Request request) throws IOException {
    String job = "/jobs/" + JOB;
    if (path.equals("/jobs/overview")) {
      ObjectNode all = JSON.createObjectNode();
      all.putArray("jobs").addObject().put("jid", JOB).put("name", "a job").put("state", state);
      return all;
    }
    if (path.equals("/jobmanager/config")) {
      return JSON.readTree(
          "[{\"key\": \"metrics.fetcher.update-interval\", \"value\": \"20 ms\"}]");
    }
    if (path.equals(job)) {
      onLook.accept(++looks);
      return details();
    }
    if (path.equals(job + "/checkpoints")) {
      return JSON.readTree(
          "{\"counts\": {\"completed\": "
              + checkpoints
              + "}, \"latest\": {\"completed\": {\"external_path\": \"file:/c/chk-"
              + checkpoints
              + "\"}}}");
    }
    if (path.equals(job + "/exceptions")) {
      ObjectNode exceptions = JSON.createObjectNode();
      ArrayNode entries = exceptions.putObject("exceptionHistory").putArray("entries");
      if (!failure.isEmpty()) {
        entries.addObject().put("timestamp", failedAt).put("stacktrace", failure);
      }
      return exceptions;
    }
    if (path.equals(job + "/stop")) {
      stops.add(JSON.readTree(request.body()));
      return JSON.createObjectNode().put("request-id", "r1");
    }
    if (path.equals(job + "/savepoints/r1")) {
      return savepoint();
    }
    return metrics(path, request);
  }

  private JsonNode savepoint() throws IOException {
    if (++savepointPolls % 2 == 1) {
      return JSON.readTree("{\"status\": {\"id\": \"IN_PROGRESS\"}}");
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("status").put("id", "COMPLETED");
    ObjectNode operation = answer.putObject("operation");
    if (stops.size() > stopsToFail) {
      operation.put("location", "file:/savepoints/savepoint-1");
    } else {
      operation.putObject("failure-cause").put("stack-trace", stopFailure);
    }
    return answer;
  }

  private JsonNode details() {
    ObjectNode details = JSON.createObjectNode().put("state", state);
    ArrayNode list = details.putArray("vertices");
    ArrayNode nodes = details.putObject("plan").putArray("nodes");
    for (Vertex vertex : vertices.values()) {
      list.addObject().put("id", vertex.id).put("name", vertex.name).put("status", vertex.status);
      ObjectNode node = nodes.addObject().put("id", vertex.id);
      if (!vertex.isSource) {
        node.putArray("inputs").addObject().put("id", "v0");
      }
    }
    return details;
  }

  private JsonNode metrics(String path, Request request) {
    for (Vertex vertex : vertices.values()) {
      if (path.equals("/jobs/" + JOB + "/vertices/" + vertex.id + "/subtasks/metrics")) {
        String query = request.uri().getQuery();
        ArrayNode list = JSON.createArrayNode();
        vertex.gauges.forEach(
            (name, value) -> {
              String id = vertex.operator() + ".kinesisanalytics.gluesnow." + name;
              if (query == null) {
                list.addObject().put("id", id);
              } else if (Arrays.asList(query.split("get=")[1].split(",")).contains(id)) {
                list.addObject()
                    .put("id", id)
                    .put("sum", (double) value)
                    .put("max", (double) value);
              }
            });
        if (query == null) {
          list.addObject().put("id", "0.numRecordsIn");
        }
        return list;
      }
      if (path.equals("/jobs/" + JOB + "/vertices/" + vertex.id + "/jm-operator-metrics")
          && vertex.name.contains("Archive")) {
        return enumeratorMetrics(vertex, request.uri().getQuery());
      }
    }
    return null;
  }

  private JsonNode enumeratorMetrics(Vertex vertex, String query) {
    ArrayNode list = JSON.createArrayNode();
    enumerator.forEach(
        (name, value) -> {
          String id = vertex.operator() + ".enumerator.kinesisanalytics.gluesnow." + name;
          if (query == null) {
            list.addObject().put("id", id);
          } else if (Arrays.asList(query.split("get=")[1].split(",")).contains(id)) {
            list.addObject().put("id", id).put("value", value.toString());
          }
        });
    return list;
  }

  private static Reply json(int status, JsonNode body) {
    return Reply.of(status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }

  /** One step of the job. */
  final class Vertex {
    private final String id;
    private final String name;
    private final boolean isSource;
    private final Map<String, Long> gauges = new TreeMap<>();
    private String status = "RUNNING";

    private Vertex(String id, String name, boolean isSource) {
      this.id = id;
      this.name = name;
      this.isSource = isSource;
    }

    private String operator() {
      return name.replace(':', '_').replace(' ', '_');
    }

    Vertex status(String word) {
      synchronized (FakeFlink.this) {
        status = word;
      }
      return this;
    }

    /** Names and values in turn. */
    Vertex gauges(Object... pairs) {
      synchronized (FakeFlink.this) {
        for (int i = 0; i < pairs.length; i += 2) {
          gauges.put((String) pairs[i], ((Number) pairs[i + 1]).longValue());
        }
      }
      return this;
    }

    /** As Flink does some time after the vertex has finished. */
    Vertex forgetsGauges() {
      synchronized (FakeFlink.this) {
        gauges.clear();
      }
      return this;
    }
  }
}
