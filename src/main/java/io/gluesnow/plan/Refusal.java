package io.gluesnow.plan;

import java.util.Locale;
import java.util.Objects;

/** Why a table is not made in Snowflake: a reason from a closed list, and a sentence for people. */
public final class Refusal {
  /** The closed list; the label is what outcomes and metrics carry. */
  public enum Reason {
    /** The rules of what is synchronised leave it out. */
    NOT_SELECTED,
    /** The database is off the naming rule. */
    NAME,
    /** Another table holds the target's name. */
    NAME_TAKEN,
    /** What is asked for is off by policy, for example a drop. */
    POLICY,
    /** No stage covers the table's location. */
    NO_STAGE,
    /** The stage's real URL differs from the configured one. */
    STAGE_DIFFERS,
    /** The stage does not exist or our role may not see it. */
    STAGE_UNSEEN,
    /** The path holds characters that a stage path cannot carry safely. */
    PATH,
    /** A file format that Snowflake cannot read faithfully. */
    FORMAT,
    /** Iceberg, Delta, Hudi or a symlink table: plain files would show wrong rows. */
    TABLE_FORMAT,
    /** A view or a federated table: it has no files of its own. */
    NO_FILES,
    /** Governed by Lake Formation, and the policy keeps such tables out. */
    GOVERNED,
    /** No columns, or two columns with one name. */
    COLUMNS,
    /** Partitions that cannot be computed from file names. */
    PARTITIONS;

    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Whether something outside can end it without the table changing (a stage is made visible, a
     * name becomes free), so that the table is looked at again slowly.
     */
    public boolean waitsForOutside() {
      return this == STAGE_DIFFERS || this == STAGE_UNSEEN || this == NAME_TAKEN;
    }
  }

  private final Reason reason;
  private final String sentence;

  private Refusal(Reason reason, String sentence) {
    this.reason = Objects.requireNonNull(reason, "reason");
    this.sentence = Objects.requireNonNull(sentence, "sentence");
  }

  public static Refusal of(Reason reason, String sentence) {
    return new Refusal(reason, sentence);
  }

  public Reason reason() {
    return reason;
  }

  public String sentence() {
    return sentence;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Refusal
        && reason == ((Refusal) o).reason
        && sentence.equals(((Refusal) o).sentence);
  }

  @Override
  public int hashCode() {
    return Objects.hash(reason, sentence);
  }

  @Override
  public String toString() {
    return reason.label() + ": " + sentence;
  }
}
