package io.gluesnow.corpus;

/** What one thing that is fed comes to in the job's accounts. */
public enum Item {
  /** An event of a table, on its way to an outcome. */
  TABLE_EVENT,
  /** An event of a whole database, on its way to {@code spread}. */
  DATABASE_EVENT,
  /** An order to the job, which ends as {@code spread}. */
  ORDER,
  IRRELEVANT,
  FAILED_CALL,
  /** A dead letter. */
  UNREADABLE
}
