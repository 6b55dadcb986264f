package io.gluesnow.snowflake.api;

import java.util.function.Supplier;

/** The session of the present account; a new one when its secret has changed. */
final class Sessions implements Supplier<Session> {
  private final Supplier<SnowflakeAccount> accounts;
  private final Lease lease;
  private final ClockSkew skew;
  private Session newest;

  Sessions(Supplier<SnowflakeAccount> accounts, Lease lease, ClockSkew skew) {
    this.accounts = accounts;
    this.lease = lease;
    this.skew = skew;
  }

  @Override
  public synchronized Session get() {
    SnowflakeAccount account = accounts.get();
    if (newest == null || newest.account() != account) {
      newest =
          new Session(account, new SteadyClockTokens(account.credentials().tokens(lease), skew));
    }
    return newest;
  }
}
