package io.gluesnow.cli;

import io.gluesnow.catalog.OutcomeKind;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** What became of the events that a running job has read, as its gauges tell. */
public final class JobAccounts {
  private static final String FIRST = "Decode";
  private static final String LAST = "Converge";
  private static final String OUTCOME = "outcome-";
  private static final String READ = "events-read";
  private static final String OPEN = "events-open";

  private static final Map<OutcomeKind, String> MEANINGS =
      Map.ofEntries(
          Map.entry(
              OutcomeKind.IRRELEVANT, "about no table or database, such as a changed crawler"),
          Map.entry(OutcomeKind.FAILED_CALL, "the logged call had failed, so it changed nothing"),
          Map.entry(OutcomeKind.FILTERED, "not selected by the configuration"),
          Map.entry(OutcomeKind.DUPLICATE, "a copy of another event"),
          Map.entry(OutcomeKind.SUPERSEDED, "older than the last look at its table"),
          Map.entry(OutcomeKind.UNCHANGED, "Snowflake was already as it should be"),
          Map.entry(OutcomeKind.APPLIED, "statements made Snowflake as it should be"),
          Map.entry(
              OutcomeKind.REFUSED,
              "the table cannot or may not be in Snowflake; the reason is logged"),
          Map.entry(OutcomeKind.REJECTED, "Snowflake refused a statement for good"),
          Map.entry(OutcomeKind.PLANNED, "shadow mode: planned, not sent"),
          Map.entry(
              OutcomeKind.SPREAD, "about a whole database, or an order: its tables were looked at"),
          Map.entry(OutcomeKind.DEAD_LETTERED, "could not be read; kept with its bytes"));

  private final long read;
  private final long open;
  private final long openOnTheWay;
  private final Map<String, Long> outcomes;

  private JobAccounts(long read, long open, long openOnTheWay, Map<String, Long> outcomes) {
    this.read = read;
    this.open = open;
    this.openOnTheWay = openOnTheWay;
    this.outcomes = outcomes;
  }

  /** Reads the gauges of the job that runs behind a Flink UI; of all of them, added, if many do. */
  public static JobAccounts of(URI ui) {
    FlinkRest rest = FlinkRest.of(ui);
    JobAccounts all = new JobAccounts(0, 0, 0, Map.of());
    for (String job : WatchedJob.running(rest).keySet()) {
      all = all.plus(of(JobGauges.of(rest, job)));
    }
    return all;
  }

  static JobAccounts of(JobGauges gauges) {
    Map<String, Long> outcomes = new TreeMap<>();
    gauges
        .startingWith(OUTCOME)
        .forEach((name, count) -> outcomes.put(name.substring(OUTCOME.length()), count));
    // Every operator counts what comes in; what came into the job is what its first one read.
    long open = gauges.sum(OPEN);
    return new JobAccounts(gauges.sum(FIRST, READ), open, open - gauges.sum(LAST, OPEN), outcomes);
  }

  private JobAccounts plus(JobAccounts other) {
    Map<String, Long> sums = new TreeMap<>(outcomes);
    other.outcomes.forEach((label, count) -> sums.merge(label, count, Long::sum));
    return new JobAccounts(
        read + other.read, open + other.open, openOnTheWay + other.openOnTheWay, sums);
  }

  /** How many events came into the job. */
  public long read() {
    return read;
  }

  /** How many of them have no outcome so far. */
  public long open() {
    return open;
  }

  /** How many of those have not even reached their table. */
  long openOnTheWay() {
    return openOnTheWay;
  }

  /** How many ended so. */
  public long outcome(OutcomeKind kind) {
    return outcomes.getOrDefault(kind.label(), 0L);
  }

  /** How many have an outcome. */
  public long ended() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Whether each event has one outcome or is open: what is on the wire between steps is missing.
   */
  public boolean addUp() {
    return read == ended() + open;
  }

  /** Whether all that was read has ended, each event in one outcome. */
  public boolean areSettled() {
    return read > 0 && open == 0 && addUp();
  }

  /** The outcome table, for people. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    for (OutcomeKind kind : OutcomeKind.values()) {
      if (outcome(kind) > 0) {
        table.append(line(outcome(kind), kind.label(), MEANINGS.get(kind)));
      }
    }
    return table
        .append(line(open, "open", "waiting, parked or in grace"))
        .append(line(read, "read", "all of the above together"))
        .toString();
  }

  private static String line(long count, String name, String meaning) {
    return String.format("%9s  %-14s %s%n", Words.count(count), name, meaning);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof JobAccounts
        && read == ((JobAccounts) o).read
        && open == ((JobAccounts) o).open
        && outcomes.equals(((JobAccounts) o).outcomes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(read) * 31 + outcomes.hashCode();
  }
}
