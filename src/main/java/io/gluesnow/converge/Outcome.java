package io.gluesnow.converge;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.plan.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a doubt. Its {@link #events} are counted; its sweeps are counted apart; a repair
 * that nothing asked for has neither and is handed on all the same.
 */
public final class Outcome {
  private final TableId table;
  private final OutcomeKind kind;
  private final String reason;
  private final String sentence;
  private final OpenDoubt doubt;
  private final List<Statement> statements;
  private final TableVersion glueVersion;
  private final Instant doneAt;
  private final List<String> comparedByMark;

  private Outcome(
      TableId table,
      OutcomeKind kind,
      String reason,
      String sentence,
      OpenDoubt doubt,
      List<Statement> statements,
      TableVersion glueVersion,
      Instant doneAt,
      List<String> comparedByMark) {
    this.table = Objects.requireNonNull(table, "table");
    this.kind = Objects.requireNonNull(kind, "kind");
    this.reason = Objects.requireNonNull(reason, "reason");
    this.sentence = Objects.requireNonNull(sentence, "sentence");
    this.doubt = Objects.requireNonNull(doubt, "doubt");
    this.statements = List.copyOf(statements);
    this.glueVersion = glueVersion;
    this.doneAt = Objects.requireNonNull(doneAt, "doneAt");
    this.comparedByMark = List.copyOf(comparedByMark);
  }

  /**
   * @param reason a short label for metrics: a refusal's reason, Snowflake's code; else empty
   * @param sentence for people
   * @param statements done in the last stretch of the conversation, or planned in shadow mode
   * @param glueVersion of the definition, or null where absent or not asked for
   */
  public static Outcome of(
      TableId table,
      OutcomeKind kind,
      String reason,
      String sentence,
      OpenDoubt doubt,
      List<Statement> statements,
      TableVersion glueVersion,
      Instant doneAt) {
    return new Outcome(
        table, kind, reason, sentence, doubt, statements, glueVersion, doneAt, List.of());
  }

  /** The same outcome, where these columns count as equal only because the mark says so. */
  public Outcome withComparedByMark(List<String> columns) {
    return new Outcome(
        table, kind, reason, sentence, doubt, statements, glueVersion, doneAt, columns);
  }

  public TableId table() {
    return table;
  }

  public OutcomeKind kind() {
    return kind;
  }

  public String reason() {
    return reason;
  }

  public String sentence() {
    return sentence;
  }

  public OpenDoubt doubt() {
    return doubt;
  }

  /** How many catalog events have this outcome. */
  public long events() {
    return doubt.eventCount();
  }

  public List<Statement> statements() {
    return statements;
  }

  public Optional<TableVersion> glueVersion() {
    return Optional.ofNullable(glueVersion);
  }

  public Instant doneAt() {
    return doneAt;
  }

  /** Columns that count as equal only because the mark says so; empty for most. */
  public List<String> comparedByMark() {
    return comparedByMark;
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof Outcome)) {
      return false;
    }
    Outcome other = (Outcome) o;
    return table.equals(other.table)
        && kind == other.kind
        && reason.equals(other.reason)
        && sentence.equals(other.sentence)
        && doubt.equals(other.doubt)
        && statements.equals(other.statements)
        && Objects.equals(glueVersion, other.glueVersion)
        && doneAt.equals(other.doneAt)
        && comparedByMark.equals(other.comparedByMark);
  }

  @Override
  public int hashCode() {
    return Objects.hash(table, kind, doubt, doneAt);
  }

  @Override
  public String toString() {
    return kind.label()
        + (reason.isEmpty() ? "" : "(" + reason + ")")
        + " for "
        + doubt
        + " of "
        + table
        + " by "
        + statements;
  }
}
