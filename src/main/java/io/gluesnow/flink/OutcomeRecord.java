package io.gluesnow.flink;

import io.gluesnow.catalog.OutcomeKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What became of the events that one conversation answered for. Delivered at least once: {@link
 * #key} is the same on a repeat.
 */
public final class OutcomeRecord {
  private final OutcomeKind kind;
  private final String table;
  private final String reason;
  private final String sentence;
  private final long events;
  private final String firstEvent;
  private final String lastEvent;
  private final String principal;
  private final Instant eventTime;
  private final Instant endedAt;
  private final List<String> statements;

  private OutcomeRecord(
      OutcomeKind kind,
      String table,
      String reason,
      String sentence,
      long events,
      String firstEvent,
      String lastEvent,
      String principal,
      Instant eventTime,
      Instant endedAt,
      List<String> statements) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.table = Objects.requireNonNull(table, "table");
    this.reason = Objects.requireNonNull(reason, "reason");
    this.sentence = Objects.requireNonNull(sentence, "sentence");
    this.events = events;
    this.firstEvent = Objects.requireNonNull(firstEvent, "firstEvent");
    this.lastEvent = Objects.requireNonNull(lastEvent, "lastEvent");
    this.principal = Objects.requireNonNull(principal, "principal");
    this.eventTime = Objects.requireNonNull(eventTime, "eventTime");
    this.endedAt = Objects.requireNonNull(endedAt, "endedAt");
    this.statements = List.copyOf(statements);
  }

  /**
   * @param reason a label from a closed list, or empty
   * @param events how many catalog events it answers for; 0 where a sweep or a timer asked
   * @param firstEvent id of the oldest event, and likewise of the newest; empty for none
   * @param eventTime of the newest event; of the end itself where there was none
   * @param statements SQL that was sent, or planned in shadow mode, in order
   */
  public static OutcomeRecord of(
      OutcomeKind kind,
      String table,
      String reason,
      String sentence,
      long events,
      String firstEvent,
      String lastEvent,
      String principal,
      Instant eventTime,
      Instant endedAt,
      List<String> statements) {
    return new OutcomeRecord(
        kind,
        table,
        reason,
        sentence,
        events,
        firstEvent,
        lastEvent,
        principal,
        eventTime,
        endedAt,
        statements);
  }

  public OutcomeKind kind() {
    return kind;
  }

  public String table() {
    return table;
  }

  public String reason() {
    return reason;
  }

  public String sentence() {
    return sentence;
  }

  public long events() {
    return events;
  }

  public String firstEvent() {
    return firstEvent;
  }

  public String lastEvent() {
    return lastEvent;
  }

  public String principal() {
    return principal;
  }

  public Instant eventTime() {
    return eventTime;
  }

  public Instant endedAt() {
    return endedAt;
  }

  public List<String> statements() {
    return statements;
  }

  /** Drops repeats: table, kind, and the first and last event that it answers for. */
  public String key() {
    return table + " " + kind.label() + " " + firstEvent + " " + lastEvent;
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof OutcomeRecord)) {
      return false;
    }
    OutcomeRecord r = (OutcomeRecord) o;
    return key().equals(r.key())
        && reason.equals(r.reason)
        && sentence.equals(r.sentence)
        && events == r.events
        && principal.equals(r.principal)
        && eventTime.equals(r.eventTime)
        && endedAt.equals(r.endedAt)
        && statements.equals(r.statements);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key(), reason, events, endedAt);
  }

  @Override
  public String toString() {
    return kind.label()
        + (reason.isEmpty() ? "" : "(" + reason + ")")
        + " "
        + table
        + " for "
        + events
        + " events"
        + (sentence.isEmpty() ? "" : ": " + sentence)
        + (statements.isEmpty() ? "" : " " + statements);
  }
}
