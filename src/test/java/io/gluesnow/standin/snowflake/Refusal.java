package io.gluesnow.standin.snowflake;

/** Runs a statement that must fail, for tests that look at how. */
final class Refusal {
  private Refusal() {}

  /** The failure of a statement, which must not succeed. */
  static SqlFailure of(StrictSnowflake snowflake, Session session, String sql) {
    try {
      Result result = snowflake.execute(session, sql);
      throw new IllegalStateException("accepted: " + sql + " -> " + result);
    } catch (SqlFailure failure) {
      return failure;
    }
  }

  static SqlFailure of(StrictSnowflake snowflake, String sql) {
    return of(snowflake, World.SYNC, sql);
  }
}
