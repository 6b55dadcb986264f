package io.gluesnow.snowflake.api;

import java.time.Duration;
import java.util.Objects;

/** How the client behaves. Every value has a default that suits production. */
public final class SqlApiOptions {
  private final int maxInFlight;
  private final Duration notSentAfter;
  private final Duration closeWithin;
  private final Duration firstPoll;
  private final Duration slowestPoll;
  private final Duration pollWithin;
  private final Duration skew;
  private final String userAgent;

  private SqlApiOptions(Builder from) {
    this.maxInFlight = from.maxInFlight;
    this.notSentAfter = from.notSentAfter;
    this.closeWithin = from.closeWithin;
    this.firstPoll = from.firstPoll;
    this.slowestPoll = from.slowestPoll;
    this.pollWithin = from.pollWithin;
    this.skew = from.skew;
    this.userAgent = from.userAgent;
  }

  public static SqlApiOptions defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** How many calls may be on the wire at once; more wait for their turn. */
  public int maxInFlight() {
    return maxInFlight;
  }

  /** A call that is not on the wire after this time is dropped. */
  public Duration notSentAfter() {
    return notSentAfter;
  }

  /** How long {@code close} waits for what is on the wire. */
  public Duration closeWithin() {
    return closeWithin;
  }

  /**
   * How long after a 202 the handle is first asked for; each further wait is half as long again.
   */
  public Duration firstPoll() {
    return firstPoll;
  }

  /** The longest wait between two polls, unless Snowflake asks for more. */
  public Duration slowestPoll() {
    return slowestPoll;
  }

  /** How long one poll may take. */
  public Duration pollWithin() {
    return pollWithin;
  }

  /** The skew that the job's times allow for; above half of it no change is sent. */
  public Duration skew() {
    return skew;
  }

  public String userAgent() {
    return userAgent;
  }

  @Override
  public String toString() {
    return "maxInFlight="
        + maxInFlight
        + ", notSentAfter="
        + notSentAfter
        + ", closeWithin="
        + closeWithin
        + ", polls="
        + firstPoll
        + ".."
        + slowestPoll
        + ", skew="
        + skew
        + ", "
        + userAgent;
  }

  /** Collects options; what is not said has its default. */
  public static final class Builder {
    private int maxInFlight = 16;
    private Duration notSentAfter = Duration.ofSeconds(10);
    private Duration closeWithin = Duration.ofSeconds(5);
    private Duration firstPoll = Duration.ofMillis(500);
    private Duration slowestPoll = Duration.ofSeconds(5);
    private Duration pollWithin = Duration.ofSeconds(20);
    private Duration skew = Duration.ofSeconds(10);
    private String userAgent = "gluesnow/" + version();

    private Builder() {}

    public Builder maxInFlight(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("at least one call must be allowed: " + value);
      }
      this.maxInFlight = value;
      return this;
    }

    public Builder notSentAfter(Duration value) {
      this.notSentAfter = positive("notSentAfter", value);
      return this;
    }

    public Builder closeWithin(Duration value) {
      this.closeWithin = positive("closeWithin", value);
      return this;
    }

    public Builder polls(Duration first, Duration slowest) {
      this.firstPoll = positive("first poll", first);
      this.slowestPoll = positive("slowest poll", slowest);
      return this;
    }

    public Builder pollWithin(Duration value) {
      this.pollWithin = positive("pollWithin", value);
      return this;
    }

    public Builder skew(Duration value) {
      this.skew = positive("skew", value);
      return this;
    }

    public Builder userAgent(String value) {
      this.userAgent = Objects.requireNonNull(value, "userAgent");
      return this;
    }

    public SqlApiOptions build() {
      return new SqlApiOptions(this);
    }

    private static Duration positive(String name, Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException(name + " must be positive: " + value);
      }
      return value;
    }

    /** The jar's, where there is a jar. */
    private static String version() {
      String packaged = SqlApiOptions.class.getPackage().getImplementationVersion();
      return packaged == null ? "dev" : packaged;
    }
  }
}
