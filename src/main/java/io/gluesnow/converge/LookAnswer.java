package io.gluesnow.converge;

import io.gluesnow.plan.Applied;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What came of a look at one Snowflake name. */
public final class LookAnswer {
  /** How it ended. */
  public enum Kind {
    /** {@link #found} holds what is there, or is empty for nothing. */
    SHOWN,
    /** Nothing was learnt and the same look may succeed later: outage, throttling, cut. */
    FAILED,
    /** Our role may not look, or the database or schema does not exist: waits for people. */
    DENIED
  }

  private final Kind kind;
  private final Applied found;
  private final Instant askedAt;
  private final String sentence;

  private LookAnswer(Kind kind, Applied found, Instant askedAt, String sentence) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.found = found;
    this.askedAt = Objects.requireNonNull(askedAt, "askedAt");
    this.sentence = Objects.requireNonNull(sentence, "sentence");
  }

  /**
   * @param askedAt when the oldest request of the look left, by this job's clock
   */
  public static LookAnswer shown(Applied found, Instant askedAt) {
    return new LookAnswer(Kind.SHOWN, Objects.requireNonNull(found, "found"), askedAt, "");
  }

  public static LookAnswer nothing(Instant askedAt) {
    return new LookAnswer(Kind.SHOWN, null, askedAt, "");
  }

  public static LookAnswer failed(Instant askedAt, String sentence) {
    return new LookAnswer(Kind.FAILED, null, askedAt, sentence);
  }

  public static LookAnswer denied(Instant askedAt, String sentence) {
    return new LookAnswer(Kind.DENIED, null, askedAt, sentence);
  }

  public Kind kind() {
    return kind;
  }

  public Optional<Applied> found() {
    return Optional.ofNullable(found);
  }

  public Instant askedAt() {
    return askedAt;
  }

  /** For people; empty when shown. */
  public String sentence() {
    return sentence;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof LookAnswer
        && kind == ((LookAnswer) o).kind
        && Objects.equals(found, ((LookAnswer) o).found)
        && askedAt.equals(((LookAnswer) o).askedAt)
        && sentence.equals(((LookAnswer) o).sentence);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, found, askedAt, sentence);
  }

  @Override
  public String toString() {
    return kind + (found == null ? "" : " " + found) + (sentence.isEmpty() ? "" : ": " + sentence);
  }
}
