package io.gluesnow.snowflake.api;

/**
 * What a failed statement calls for. Which code means which stands in {@link Answers}; a code that
 * is not listed goes by the class of its SQL state.
 */
public enum SqlFailure {
  /** What is there is not what was assumed (exists, does not exist, not visible): look. */
  LOOK,
  /** The role may not: park, tell a person, look again slowly. */
  NOT_PERMITTED,
  /** The statement itself is wrong or Snowflake cannot do it: never again as it is. */
  REJECTED,
  /** Too many files for one listing: register smaller paths. */
  TOO_MANY_FILES,
  /** No warehouse where one is needed: nothing but a changed setting helps. */
  NO_WAREHOUSE,
  /** Storage or catalog access that may come right by itself: again, slowly. */
  SLOW_RETRY,
  /** Anything else: back off, look, plan anew. */
  PASSING
}
