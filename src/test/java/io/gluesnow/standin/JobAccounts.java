package io.gluesnow.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the running job counts, read where people see it: the gauges that the Flink UI shows,
 * through its REST API.
 */
public final class JobAccounts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GROUP = ".gluesnow.";
  private static final String FIRST = "Decode";
  private static final String OUTCOME = "outcome-";
  private static final String READ = "events-read";
  private static final String OPEN = "events-open";

  /** Names that one request asks for: a longer address would be refused. */
  private static final int BATCH = 20;

  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("irrelevant", "about no table or database, such as a changed crawler"),
          Map.entry("failed-call", "the logged call had failed, so it changed nothing"),
          Map.entry("filtered", "not selected by the configuration"),
          Map.entry("duplicate", "a copy of another event"),
          Map.entry("superseded", "older than the last look at its table"),
          Map.entry("unchanged", "Snowflake was already as it should be"),
          Map.entry("applied", "statements made Snowflake as it should be"),
          Map.entry("refused", "the table cannot or may not be in Snowflake; the reason is logged"),
          Map.entry("rejected", "Snowflake refused a statement for good"),
          Map.entry("planned", "shadow mode: planned, not sent"),
          Map.entry("spread", "about a whole database, or an order: its tables were looked at"),
          Map.entry("dead-lettered", "could not be read; kept with its bytes"),
          Map.entry("open", "waiting, parked or in grace"),
          Map.entry("read", "all of the above together"));

  private final Map<String, Long> counts;

  private JobAccounts(Map<String, Long> counts) {
    this.counts = counts;
  }

  /** Reads the gauges of the one job that runs behind a Flink UI. */
  public static JobAccounts of(URI ui) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode job : get(http, ui, "/jobs").path("jobs")) {
      if (!job.path("status").asText().equals("RUNNING")) {
        continue;
      }
      String path = "/jobs/" + job.get("id").asText();
      for (JsonNode vertex : get(http, ui, path).path("vertices")) {
        String metrics = path + "/vertices/" + vertex.get("id").asText() + "/subtasks/metrics";
        List<String> ids = new ArrayList<>();
        get(http, ui, metrics).forEach(metric -> ids.add(metric.get("id").asText()));
        ids.removeIf(id -> !isAccount(id));
        for (int i = 0; i < ids.size(); i += BATCH) {
          List<String> batch = ids.subList(i, Math.min(ids.size(), i + BATCH));
          String query = metrics + "?agg=sum&get=" + String.join(",", batch);
          for (JsonNode metric : get(http, ui, query)) {
            String id = metric.get("id").asText();
            String name = id.substring(id.indexOf(GROUP) + GROUP.length());
            counts.merge(name, metric.get("sum").asLong(), Long::sum);
          }
        }
      }
    }
    return new JobAccounts(counts);
  }

  private static boolean isAccount(String id) {
    // Every operator counts what comes in; what came into the job is what its first one read.
    return id.contains(GROUP + OUTCOME)
        || id.endsWith(GROUP + OPEN)
        || id.startsWith(FIRST) && id.endsWith(GROUP + READ);
  }

  private static JsonNode get(HttpClient http, URI ui, String path)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(ui.resolve(path)).build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
  }

  /** How many events came into the job. */
  public long read() {
    return counts.getOrDefault(READ, 0L);
  }

  long open() {
    return counts.getOrDefault(OPEN, 0L);
  }

  long outcome(String label) {
    return counts.getOrDefault(OUTCOME + label, 0L);
  }

  /** Whether all that was read has ended, each event in one outcome. */
  public boolean areSettled() {
    return read() > 0 && open() == 0 && read() == ended();
  }

  private long ended() {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().startsWith(OUTCOME))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The outcome table, for people. */
  @Override
  public String toString() {
    String outcomes =
        counts.entrySet().stream()
            .filter(count -> count.getKey().startsWith(OUTCOME) && count.getValue() > 0)
            .map(count -> line(count.getKey().substring(OUTCOME.length()), count.getValue()))
            .collect(Collectors.joining());
    return outcomes + line("open", open()) + line("read", read());
  }

  private static String line(String name, long count) {
    return String.format("%6d  %-14s %s%n", count, name, MEANINGS.getOrDefault(name, ""));
  }
}
