package io.gluesnow.converge;

import io.gluesnow.catalog.TableVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is known about one table and stays when nothing is open. */
public final class Known {
  /** Nothing at all is held. */
  public static final Known NOTHING = new Builder().build();

  private final GlueKnown glue;
  private final Belief belief;
  private final Verdict verdict;
  private final Instant lastStatementAt;
  private final Instant filesSince;
  private final String reported;
  private final TableVersion madeOf;
  private final Instant listedAt;
  private final SortedSet<String> told;
  private final boolean filesOwed;

  private Known(Builder b) {
    this.glue = b.glue;
    this.belief = b.belief;
    this.verdict = b.verdict;
    this.lastStatementAt = b.lastStatementAt;
    this.filesSince = b.filesSince;
    this.reported = b.reported;
    this.madeOf = b.madeOf;
    this.listedAt = b.listedAt;
    this.told = Collections.unmodifiableSortedSet(new TreeSet<>(b.told));
    this.filesOwed = b.filesOwed;
  }

  /** Glue's last answer that stood. */
  public Optional<GlueKnown> glue() {
    return Optional.ofNullable(glue);
  }

  /** What the last look showed. */
  public Optional<Belief> belief() {
    return Optional.ofNullable(belief);
  }

  /** The target that is not tried again. */
  public Optional<Verdict> verdict() {
    return Optional.ofNullable(verdict);
  }

  /** When our last statement on this table ended. */
  public Optional<Instant> lastStatementAt() {
    return Optional.ofNullable(lastStatementAt);
  }

  /** Start of the last confirmed REFRESH of all files, CREATE or REPLACE. */
  public Optional<Instant> filesSince() {
    return Optional.ofNullable(filesSince);
  }

  /** What was last reported about the table, so that only changes are; empty for nothing. */
  public String reported() {
    return reported;
  }

  /** The version of the definition that our object was last seen to be equal to. */
  public Optional<TableVersion> madeOf() {
    return Optional.ofNullable(madeOf);
  }

  /** When the newest page of a listing was asked for that held the table. */
  public Optional<Instant> listedAt() {
    return Optional.ofNullable(listedAt);
  }

  /** What people were told of that is to be said once and never again. */
  public SortedSet<String> told() {
    return told;
  }

  /** Whether registering files was given up, so that the next wish is for all of them. */
  public boolean filesOwed() {
    return filesOwed;
  }

  public boolean isNothing() {
    return equals(NOTHING);
  }

  Builder toBuilder() {
    return new Builder(this);
  }

  private List<Object> parts() {
    return Arrays.asList(
        glue,
        belief,
        verdict,
        lastStatementAt,
        filesSince,
        reported,
        madeOf,
        listedAt,
        told,
        filesOwed);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Known && parts().equals(((Known) o).parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  @Override
  public String toString() {
    return "glue "
        + (glue == null ? "unknown" : glue)
        + "; snowflake "
        + (belief == null ? "unknown" : belief)
        + (verdict == null ? "" : "; " + verdict)
        + (lastStatementAt == null ? "" : "; last statement " + lastStatementAt)
        + (filesSince == null ? "" : "; files since " + filesSince)
        + (reported.isEmpty() ? "" : "; reported " + reported)
        + (madeOf == null ? "" : "; made of " + madeOf)
        + (listedAt == null ? "" : "; listed at " + listedAt)
        + (told.isEmpty() ? "" : "; told of " + told)
        + (filesOwed ? "; files owed" : "");
  }

  /** Knowledge under change, within the room only. */
  static final class Builder {
    GlueKnown glue;
    Belief belief;
    Verdict verdict;
    Instant lastStatementAt;
    Instant filesSince;
    String reported = "";
    TableVersion madeOf;
    Instant listedAt;
    Collection<String> told = new TreeSet<>();
    boolean filesOwed;

    Builder() {}

    Builder(Known k) {
      glue = k.glue;
      belief = k.belief;
      verdict = k.verdict;
      lastStatementAt = k.lastStatementAt;
      filesSince = k.filesSince;
      reported = k.reported;
      madeOf = k.madeOf;
      listedAt = k.listedAt;
      told = new TreeSet<>(k.told);
      filesOwed = k.filesOwed;
    }

    Known build() {
      return new Known(this);
    }
  }
}
