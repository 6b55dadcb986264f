package io.gluesnow.snowflake;

import java.util.Objects;
import java.util.Optional;

/** What Snowflake says about one stage. */
public final class StageAnswer {
  /** How it ended. */
  public enum Kind {
    /** It is there; {@link #url} is its real URL, empty for an internal stage. */
    SEEN,
    /** It does not exist or our role may not see it. */
    UNSEEN,
    /** Nothing was learnt and the same question may succeed later. */
    FAILED
  }

  private final Kind kind;
  private final String url;
  private final String sentence;

  private StageAnswer(Kind kind, String url, String sentence) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.url = url;
    this.sentence = Objects.requireNonNull(sentence, "sentence");
  }

  /**
   * @param url as SHOW STAGES prints it, for example {@code s3://bucket/path/}
   */
  public static StageAnswer seen(String url) {
    return new StageAnswer(Kind.SEEN, url.isEmpty() ? null : url, "");
  }

  public static StageAnswer unseen(String sentence) {
    return new StageAnswer(Kind.UNSEEN, null, sentence);
  }

  public static StageAnswer failed(String sentence) {
    return new StageAnswer(Kind.FAILED, null, sentence);
  }

  public Kind kind() {
    return kind;
  }

  /** The real URL of an external stage that was seen. */
  public Optional<String> url() {
    return Optional.ofNullable(url);
  }

  /** For people; empty when seen. */
  public String sentence() {
    return sentence;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof StageAnswer
        && kind == ((StageAnswer) o).kind
        && Objects.equals(url, ((StageAnswer) o).url)
        && sentence.equals(((StageAnswer) o).sentence);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, url, sentence);
  }

  @Override
  public String toString() {
    return kind + (url == null ? "" : " " + url) + (sentence.isEmpty() ? "" : ": " + sentence);
  }
}
