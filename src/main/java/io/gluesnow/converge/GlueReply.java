package io.gluesnow.converge;

import io.gluesnow.catalog.Snapshot;
import java.util.Objects;
import java.util.Optional;

/** What came of asking Glue about one table, in the terms that the controller acts on. */
public final class GlueReply {
  /** How it ended. */
  public enum Kind {
    /** {@link #snapshot} says what the table is, or that there is none. */
    ANSWERED,
    /** Nothing was learnt; asking again later may help. */
    THROTTLED,
    /** We may not see the table, which is no news about whether it exists. */
    DENIED,
    /** Glue cannot make sense of the question, or we of its answer. */
    INVALID
  }

  private final Kind kind;
  private final Snapshot snapshot;
  private final String sentence;

  private GlueReply(Kind kind, Snapshot snapshot, String sentence) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.snapshot = snapshot;
    this.sentence = Objects.requireNonNull(sentence, "sentence");
  }

  public static GlueReply of(Snapshot snapshot) {
    return new GlueReply(Kind.ANSWERED, Objects.requireNonNull(snapshot, "snapshot"), "");
  }

  /**
   * @param sentence for people; the same for {@link #denied} and {@link #invalid}
   */
  public static GlueReply throttled(String sentence) {
    return new GlueReply(Kind.THROTTLED, null, sentence);
  }

  public static GlueReply denied(String sentence) {
    return new GlueReply(Kind.DENIED, null, sentence);
  }

  public static GlueReply invalid(String sentence) {
    return new GlueReply(Kind.INVALID, null, sentence);
  }

  public Kind kind() {
    return kind;
  }

  public Optional<Snapshot> snapshot() {
    return Optional.ofNullable(snapshot);
  }

  public String sentence() {
    return sentence;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof GlueReply
        && kind == ((GlueReply) o).kind
        && Objects.equals(snapshot, ((GlueReply) o).snapshot)
        && sentence.equals(((GlueReply) o).sentence);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, snapshot, sentence);
  }

  @Override
  public String toString() {
    return snapshot == null ? kind + ": " + sentence : snapshot.toString();
  }
}
