package io.gluesnow.catalog;

import java.util.Locale;

/** What became of a catalog event; a closed list. Each event ends in exactly one of them. */
public enum OutcomeKind {
  /** A record that is about no Glue table or database. */
  IRRELEVANT,
  /** The logged call had failed, so it changed nothing. */
  FAILED_CALL,
  /** Not selected by the configuration. */
  FILTERED,
  /** A copy of an event in the same window. */
  DUPLICATE,
  /** Older than the last look-up of its table. */
  SUPERSEDED,
  /** Snowflake was already as it should be. */
  UNCHANGED,
  /** Statements made Snowflake as it should be. */
  APPLIED,
  /** The table is deliberately not (or no longer) synchronised; the reason says why. */
  REFUSED,
  /** Snowflake refused a statement for good. */
  REJECTED,
  /** Shadow mode: planned, not sent. */
  PLANNED,
  /** A database event that raised doubts of its own. */
  SPREAD,
  /** Could not be read; kept with its bytes. */
  DEAD_LETTERED;

  /** The name in metrics, logs and records: lower case with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
