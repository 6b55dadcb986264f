package io.gluesnow.plan;

import java.util.Objects;

/**
 * What Snowflake says of a configured stage. A partition's position in a file name depends on the
 * stage's real URL, so that a table is mapped onto a stage only when both agree.
 */
public final class StageTruth {
  /** The four things that can be known. */
  public enum State {
    UNKNOWN,
    CONFIRMED,
    DIFFERS,
    UNSEEN
  }

  /** Not asked yet. */
  public static final StageTruth UNKNOWN = new StageTruth(State.UNKNOWN, "");

  /** The real URL is the configured one. */
  public static final StageTruth CONFIRMED = new StageTruth(State.CONFIRMED, "");

  /** It does not exist, or our role may not see it. */
  public static final StageTruth UNSEEN = new StageTruth(State.UNSEEN, "");

  private final State state;
  private final String url;

  private StageTruth(State state, String url) {
    this.state = state;
    this.url = Objects.requireNonNull(url, "url");
  }

  /** The real URL is another one. */
  public static StageTruth differs(String realUrl) {
    return new StageTruth(State.DIFFERS, realUrl);
  }

  /** Compares a configured URL with the real one; spellings of one place are equal. */
  static StageTruth comparing(S3Location configured, String realUrl) {
    return S3Location.parse(realUrl).filter(configured::equals).isPresent()
        ? CONFIRMED
        : differs(realUrl);
  }

  public State state() {
    return state;
  }

  /** The real URL where it differs, else empty. */
  public String url() {
    return url;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof StageTruth
        && state == ((StageTruth) o).state
        && url.equals(((StageTruth) o).url);
  }

  @Override
  public int hashCode() {
    return Objects.hash(state, url);
  }

  @Override
  public String toString() {
    return state + (url.isEmpty() ? "" : " " + url);
  }
}
