package io.gluesnow.snowflake.api;

import java.time.Instant;
import java.util.Optional;

/** Gives no token for a change while our clock and Snowflake's are too far apart. */
final class SteadyClockTokens implements TokenSource {
  private final TokenSource inner;
  private final ClockSkew skew;

  SteadyClockTokens(TokenSource inner, ClockSkew skew) {
    this.inner = inner;
    this.skew = skew;
  }

  @Override
  public Optional<Token.ForChange> ddlToken(Instant now) {
    return skew.isWithinLimit() ? inner.ddlToken(now) : Optional.empty();
  }

  @Override
  public String refusal() {
    return skew.isWithinLimit()
        ? inner.refusal()
        : "Snowflake's clock is " + skew + " ahead of ours, which is too far";
  }

  @Override
  public Token.ForRead readToken(Instant now) {
    return inner.readToken(now);
  }

  @Override
  public void refused(Token token) {
    inner.refused(token);
  }

  @Override
  public String toString() {
    return inner.toString();
  }
}
