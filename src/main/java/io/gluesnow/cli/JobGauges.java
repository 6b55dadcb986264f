package io.gluesnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The gauges that the job shows of itself, read through Flink's REST API: those of the group {@code
 * gluesnow}, each added over the instances of its operator.
 *
 * <p>They are as old as Flink's metric fetcher lets them be, and those of different operators may
 * be of different moments.
 */
public final class JobGauges {
  /** Before the job shows any. */
  static final JobGauges NONE = new JobGauges(List.of());

  private static final String GROUP = ".gluesnow.";

  private static final String SOURCE = "Source: ";

  /** Names that one request asks for: a longer address would be refused. */
  private static final int BATCH = 20;

  private final List<Gauge> gauges;

  private JobGauges(List<Gauge> gauges) {
    this.gauges = List.copyOf(gauges);
  }

  /** All gauges of a job by its id. */
  public static JobGauges of(FlinkRest rest, String job) {
    return of(rest, job, rest.get("/jobs/" + job));
  }

  /**
   * @param details what {@code /jobs/<id>} has just answered
   */
  static JobGauges of(FlinkRest rest, String job, JsonNode details) {
    List<Gauge> gauges = new ArrayList<>();
    for (JsonNode vertex : details.path("vertices")) {
      String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText();
      String metrics = path + "/subtasks/metrics";
      List<String> ids = new ArrayList<>();
      rest.get(metrics).forEach(metric -> ids.add(metric.path("id").asText()));
      ids.removeIf(id -> !id.contains(GROUP));
      for (int i = 0; i < ids.size(); i += BATCH) {
        List<String> batch = ids.subList(i, Math.min(ids.size(), i + BATCH));
        String query = metrics + "?agg=sum,max&get=" + String.join(",", batch);
        rest.get(query).forEach(metric -> gauges.add(Gauge.ofInstances(metric)));
      }
      if (vertex.path("name").asText().startsWith(SOURCE)) {
        gauges.addAll(ofEnumerator(rest, path + "/jm-operator-metrics"));
      }
    }
    return new JobGauges(gauges);
  }

  /** Of the part of a source that lives as long as the job does. */
  private static List<Gauge> ofEnumerator(FlinkRest rest, String metrics) {
    List<Gauge> gauges = new ArrayList<>();
    try {
      List<String> ids = new ArrayList<>();
      rest.get(metrics).forEach(metric -> ids.add(metric.path("id").asText()));
      ids.removeIf(id -> !id.contains(GROUP));
      if (!ids.isEmpty()) {
        rest.get(metrics + "?get=" + String.join(",", ids))
            .forEach(metric -> gauges.add(Gauge.ofOne(metric)));
      }
    } catch (FlinkRest.Refused e) {
      return List.of(); // a source of the older kind has none
    }
    return gauges;
  }

  /** Whether any operator shows it. */
  public boolean has(String name) {
    return gauges.stream().anyMatch(gauge -> gauge.name.equals(name));
  }

  /** Added over all operators. */
  public long sum(String name) {
    return gauges.stream().filter(g -> g.name.equals(name)).mapToLong(g -> g.sum).sum();
  }

  /** Added over the instances of the operators whose names begin so. */
  public long sum(String operator, String name) {
    return gauges.stream()
        .filter(gauge -> gauge.name.equals(name) && gauge.operator.startsWith(operator))
        .mapToLong(gauge -> gauge.sum)
        .sum();
  }

  /** The largest of any instance; 0 where there is none. */
  public long max(String name) {
    return gauges.stream().filter(g -> g.name.equals(name)).mapToLong(g -> g.max).max().orElse(0);
  }

  /** Those whose names begin so, each added over all operators, by full name. */
  public Map<String, Long> startingWith(String prefix) {
    Map<String, Long> found = new TreeMap<>();
    gauges.stream()
        .filter(gauge -> gauge.name.startsWith(prefix))
        .forEach(gauge -> found.merge(gauge.name, gauge.sum, Long::sum));
    return found;
  }

  private static final class Gauge {
    private final String operator;
    private final String name;
    private final long sum;
    private final long max;

    private Gauge(String id, long sum, long max) {
      int group = id.indexOf(GROUP);
      this.operator = id.substring(0, group);
      this.name = id.substring(group + GROUP.length());
      this.sum = sum;
      this.max = max;
    }

    /** From {@code {"id": "<operator>.kinesisanalytics.gluesnow.<name>", "sum": 3.0, …}}. */
    static Gauge ofInstances(JsonNode metric) {
      return new Gauge(
          metric.path("id").asText(), metric.path("sum").asLong(), metric.path("max").asLong());
    }

    /** From {@code {"id": "…", "value": "3"}}. */
    static Gauge ofOne(JsonNode metric) {
      long value = metric.path("value").asLong();
      return new Gauge(metric.path("id").asText(), value, value);
    }
  }
}
