package io.gluesnow.glue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What came of asking Glue for one page of a list; a closed list. */
public abstract class ListAnswer<T> {
  private ListAnswer() {}

  /** One method a case; a new case breaks every visitor at compile time. */
  public interface Visitor<T, R> {
    /**
     * Lake Formation leaves out what may not be seen, so that a page may be short or empty and not
     * the last.
     *
     * @param next the token of the page that follows; empty after the last
     */
    R page(List<T> items, Optional<String> next);

    /** Glue does not take the token, which it may have forgotten: the list is to begin again. */
    R expired(String reason);

    /** There is no such database. */
    R missing(String reason);

    /** Nothing was learnt, and asking again later may help. */
    R throttled(String reason);

    /** We may not see the list, which is no news about what is in it. */
    R denied(String reason);

    /** Glue cannot make sense of the question, or we of its answer: asking again will not help. */
    R invalid(String reason);
  }

  public abstract <R> R accept(Visitor<T, R> visitor);

  public static <T> ListAnswer<T> page(List<T> items, Optional<String> next) {
    return new Page<>(items, next);
  }

  /**
   * @param reason a sentence for people; the same for those below
   */
  public static <T> ListAnswer<T> expired(String reason) {
    return new Sentence<>(Kind.EXPIRED, reason);
  }

  public static <T> ListAnswer<T> missing(String reason) {
    return new Sentence<>(Kind.MISSING, reason);
  }

  public static <T> ListAnswer<T> throttled(String reason) {
    return new Sentence<>(Kind.THROTTLED, reason);
  }

  public static <T> ListAnswer<T> denied(String reason) {
    return new Sentence<>(Kind.DENIED, reason);
  }

  public static <T> ListAnswer<T> invalid(String reason) {
    return new Sentence<>(Kind.INVALID, reason);
  }

  private enum Kind {
    EXPIRED,
    MISSING,
    THROTTLED,
    DENIED,
    INVALID
  }

  private static final class Page<T> extends ListAnswer<T> {
    private final List<T> items;
    private final Optional<String> next;

    Page(List<T> items, Optional<String> next) {
      this.items = List.copyOf(items);
      this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public <R> R accept(Visitor<T, R> visitor) {
      return visitor.page(items, next);
    }

    @Override
    public String toString() {
      return items + next.map(token -> " and more").orElse("");
    }
  }

  /** An answer that is only a sentence. */
  private static final class Sentence<T> extends ListAnswer<T> {
    private final Kind kind;
    private final String reason;

    Sentence(Kind kind, String reason) {
      this.kind = kind;
      this.reason = Objects.requireNonNull(reason, "reason");
    }

    @Override
    public <R> R accept(Visitor<T, R> visitor) {
      switch (kind) {
        case EXPIRED:
          return visitor.expired(reason);
        case MISSING:
          return visitor.missing(reason);
        case THROTTLED:
          return visitor.throttled(reason);
        case DENIED:
          return visitor.denied(reason);
        case INVALID:
          return visitor.invalid(reason);
        default:
          throw new IllegalStateException(kind.toString());
      }
    }

    @Override
    public String toString() {
      return kind + ": " + reason;
    }
  }
}
