package io.gluesnow.converge;

import java.time.Duration;
import java.util.Objects;

/**
 * Every time that the controller goes by. All are options; {@code lease}, {@code statementTimeout},
 * {@code filesTimeout} and {@code skew} must not shrink below what an earlier attempt ran with, so
 * the caller gives the larger of stored and configured.
 */
public final class Timings {
  private final Duration lease;
  private final Duration statementTimeout;
  private final Duration tokenLife;
  private final Duration filesTimeout;
  private final Duration skew;
  private final Duration visible;
  private final Duration askAgain;
  private final Duration freshness;
  private final Duration supersededSkew;
  private final Duration backOffMin;
  private final Duration backOffMax;
  private final Duration parked;
  private final Duration slowLook;
  private final Duration poll;
  private final int rounds;

  private Timings(Builder b) {
    this.lease = b.lease;
    this.statementTimeout = b.statementTimeout;
    this.tokenLife = b.tokenLife;
    this.filesTimeout = b.filesTimeout;
    this.skew = b.skew;
    this.visible = b.visible;
    this.askAgain = b.askAgain;
    this.freshness = b.freshness;
    this.supersededSkew = b.supersededSkew;
    this.backOffMin = b.backOffMin;
    this.backOffMax = b.backOffMax;
    this.parked = b.parked;
    this.slowLook = b.slowLook;
    this.poll = b.poll;
    this.rounds = b.rounds;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** How long after its newest completed checkpoint an attempt may send DDL. */
  public Duration lease() {
    return lease;
  }

  /** The server-side timeout of each statement but those about files. */
  public Duration statementTimeout() {
    return statementTimeout;
  }

  /** How long a token lives at most, and so a request held on its way may still be taken. */
  public Duration tokenLife() {
    return tokenLife;
  }

  /** The server-side timeout of a statement that registers files. */
  public Duration filesTimeout() {
    return filesTimeout;
  }

  /** How far our clock and Snowflake's may differ. */
  public Duration skew() {
    return skew;
  }

  /** How long another session may not see our own write. */
  public Duration visible() {
    return visible;
  }

  /** When Glue is asked once more, where its answer may be stale. */
  public Duration askAgain() {
    return askAgain;
  }

  /** How old a look, and Glue's "not found" before a drop, may be when a statement goes out. */
  public Duration freshness() {
    return freshness;
  }

  /** How much older than the last look-up an event must be to be superseded. */
  public Duration supersededSkew() {
    return supersededSkew;
  }

  public Duration backOffMin() {
    return backOffMin;
  }

  public Duration backOffMax() {
    return backOffMax;
  }

  /** How often a parked table is tried again. */
  public Duration parked() {
    return parked;
  }

  /** How often a table is looked at whose target's name is taken or whose stage is unseen. */
  public Duration slowLook() {
    return slowLook;
  }

  /** How often a running file statement is polled. */
  public Duration poll() {
    return poll;
  }

  /** How many plans in a row may not end equal before the table is parked. */
  public int rounds() {
    return rounds;
  }

  /** How long after an attempt's start a statement of an earlier attempt may still take effect. */
  public Duration quiet() {
    return lease.plus(statementTimeout).plus(skew);
  }

  /** The same for a replace that fills. */
  public Duration quietFiles() {
    return lease.plus(filesTimeout).plus(skew);
  }

  /** How long a statement with unknown end may still take effect. */
  public Duration life(boolean registersFiles) {
    return tokenLife.plus(registersFiles ? filesTimeout : statementTimeout);
  }

  @Override
  public String toString() {
    return "lease "
        + lease
        + ", statement timeout "
        + statementTimeout
        + ", files timeout "
        + filesTimeout
        + ", skew "
        + skew
        + ", quiet "
        + quiet()
        + ", visible "
        + visible
        + ", ask again "
        + askAgain
        + ", back-off "
        + backOffMin
        + " to "
        + backOffMax
        + ", parked "
        + parked
        + ", slow look "
        + slowLook;
  }

  /** Collects timings; what is left out has the value that production starts with. */
  public static final class Builder {
    private Duration lease = Duration.ofSeconds(60);
    private Duration statementTimeout = Duration.ofSeconds(60);
    private Duration tokenLife = Duration.ofSeconds(60);
    private Duration filesTimeout = Duration.ofMinutes(30);
    private Duration skew = Duration.ofSeconds(10);
    private Duration visible = Duration.ofSeconds(5);
    private Duration askAgain = Duration.ofSeconds(5);
    private Duration freshness = Duration.ofSeconds(10);
    private Duration supersededSkew = Duration.ofMinutes(5);
    private Duration backOffMin = Duration.ofSeconds(1);
    private Duration backOffMax = Duration.ofMinutes(1);
    private Duration parked = Duration.ofMinutes(15);
    private Duration slowLook = Duration.ofMinutes(15);
    private Duration poll = Duration.ofSeconds(5);
    private int rounds = 6;

    private Builder() {}

    public Builder lease(Duration value) {
      lease = positive("lease", value);
      return this;
    }

    public Builder statementTimeout(Duration value) {
      statementTimeout = positive("statement timeout", value);
      return this;
    }

    public Builder tokenLife(Duration value) {
      tokenLife = notNegative("token life", value);
      return this;
    }

    public Builder filesTimeout(Duration value) {
      filesTimeout = positive("files timeout", value);
      return this;
    }

    public Builder skew(Duration value) {
      skew = notNegative("skew", value);
      return this;
    }

    public Builder visible(Duration value) {
      visible = notNegative("visible", value);
      return this;
    }

    public Builder askAgain(Duration value) {
      askAgain = notNegative("ask again", value);
      return this;
    }

    public Builder freshness(Duration value) {
      freshness = positive("freshness", value);
      return this;
    }

    public Builder supersededSkew(Duration value) {
      supersededSkew = notNegative("superseded skew", value);
      return this;
    }

    public Builder backOff(Duration min, Duration max) {
      backOffMin = positive("back-off", min);
      backOffMax = positive("back-off", max);
      return this;
    }

    public Builder parked(Duration value) {
      parked = positive("parked", value);
      return this;
    }

    public Builder slowLook(Duration value) {
      slowLook = positive("slow look", value);
      return this;
    }

    public Builder poll(Duration value) {
      poll = positive("poll", value);
      return this;
    }

    public Builder rounds(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("rounds must be at least 1, not " + value);
      }
      rounds = value;
      return this;
    }

    public Timings build() {
      return new Timings(this);
    }

    private static Duration positive(String what, Duration value) {
      if (Objects.requireNonNull(value, what).isZero() || value.isNegative()) {
        throw new IllegalArgumentException(what + " must be longer than nothing, not " + value);
      }
      return value;
    }

    private static Duration notNegative(String what, Duration value) {
      if (Objects.requireNonNull(value, what).isNegative()) {
        throw new IllegalArgumentException(what + " must not be negative: " + value);
      }
      return value;
    }
  }
}
