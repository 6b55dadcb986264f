package io.gluesnow.converge;

import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.plan.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A change of a table's state that people should know of; said once, not on every repetition. At
 * least once across restarts: {@link #key} tells repeats.
 */
public final class Notice {
  /** What has happened; a closed list. */
  public enum Kind {
    /** We may not see the table in Glue, or Glue's answer makes no sense. */
    GLUE_REFUSED,
    /** Our role may not look or act in Snowflake. */
    PARKED,
    /** Deliberately not (or no longer) synchronised. */
    REFUSED,
    /** Snowflake refused a statement for good. */
    REJECTED,
    /** What guards the table cannot be restated by the replace that is needed. */
    NEEDS_APPROVAL,
    /** Columns that Lake Formation may only hide from us are gone; nothing is dropped. */
    COLUMNS_VANISHED,
    /** Sent several times and still not what Snowflake shows. */
    DOES_NOT_SETTLE,
    /** Somebody else's object has the target's name. */
    NAME_TAKEN,
    /** Our comment was overwritten; the mark is restored. */
    MARK_LOST,
    /** Columns of which nobody can say whether they are equal; left as they are. */
    CANNOT_COMPARE,
    /** Synchronised, with something that people should know: the target's warnings. */
    WARNED,
    /** A partition lies where an external table cannot show it. */
    PARTITION_OUTSIDE,
    /** An object of ours stays under the name that an earlier policy gave it. */
    LEFT_BEHIND;

    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Kind kind;
  private final TableId table;
  private final String code;
  private final String sentence;
  private final List<Statement> statements;
  private final OpenDoubt doubt;
  private final TableVersion glueVersion;
  private final Instant at;

  private Notice(
      Kind kind,
      TableId table,
      String code,
      String sentence,
      List<Statement> statements,
      OpenDoubt doubt,
      TableVersion glueVersion,
      Instant at) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.table = Objects.requireNonNull(table, "table");
    this.code = Objects.requireNonNull(code, "code");
    this.sentence = Objects.requireNonNull(sentence, "sentence");
    this.statements = List.copyOf(statements);
    this.doubt = doubt;
    this.glueVersion = glueVersion;
    this.at = Objects.requireNonNull(at, "at");
  }

  /**
   * @param code Snowflake's code or a refusal's reason; else empty
   * @param statements what was to be sent, from the one that failed on
   * @param doubt what the table was at, or null
   * @param glueVersion of the definition, or null
   */
  public static Notice of(
      Kind kind,
      TableId table,
      String code,
      String sentence,
      List<Statement> statements,
      OpenDoubt doubt,
      TableVersion glueVersion,
      Instant at) {
    return new Notice(kind, table, code, sentence, statements, doubt, glueVersion, at);
  }

  public Kind kind() {
    return kind;
  }

  public TableId table() {
    return table;
  }

  public String code() {
    return code;
  }

  public String sentence() {
    return sentence;
  }

  public List<Statement> statements() {
    return statements;
  }

  public Optional<OpenDoubt> doubt() {
    return Optional.ofNullable(doubt);
  }

  public Optional<TableVersion> glueVersion() {
    return Optional.ofNullable(glueVersion);
  }

  public Instant at() {
    return at;
  }

  /** Equal for repeats of one notice. */
  public String key() {
    return table + " " + kind.label() + " " + code + " " + glueVersion().orElse(null);
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof Notice)) {
      return false;
    }
    Notice other = (Notice) o;
    return kind == other.kind
        && table.equals(other.table)
        && code.equals(other.code)
        && sentence.equals(other.sentence)
        && statements.equals(other.statements)
        && Objects.equals(doubt, other.doubt)
        && Objects.equals(glueVersion, other.glueVersion)
        && at.equals(other.at);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, table, code, at);
  }

  @Override
  public String toString() {
    return kind.label() + (code.isEmpty() ? "" : " " + code) + " " + table + ": " + sentence;
  }
}
