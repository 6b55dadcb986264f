package io.gluesnow.converge;

import java.util.Locale;

/** Why a table's work is still open; the label is what gauges and records carry. */
public enum OpenReason {
  /** In line for a conversation, or in one. */
  WAITING(false),
  /** Glue's answer may be stale and is asked for once more. */
  ASK_AGAIN(false),
  /** Glue throttles or fails. */
  GLUE_BACK_OFF(false),
  /** Snowflake fails, or what was looked at had changed before the statement came. */
  SNOWFLAKE_BACK_OFF(false),
  /** A statement may still run: its life is waited out. */
  END_UNKNOWN(false),
  /** Other sessions may not see our own last statement yet. */
  NOT_VISIBLE(false),
  /** This attempt holds no lease, so no DDL may go out. */
  NO_LEASE(false),
  /** A file statement runs and is polled. */
  FILES(false),
  /** Gone from Glue: dropped at the end of the grace period unless it comes back. */
  GRACE(false),
  /** To be looked at again, since what an earlier attempt sent may still have run. */
  LOOK_AGAIN(false),
  /** Refused for something outside of Glue, and looked at again slowly. */
  REFUSED(true),
  /** We may not see the table in Glue. */
  GLUE_DENIED(true),
  /** Our role may not look or act in Snowflake, or there is no such database or schema. */
  SNOWFLAKE_DENIED(true),
  /** What guards the table cannot be restated: a person has to decide. */
  NEEDS_APPROVAL(true),
  /** Columns are gone from what Glue shows of a governed table, and nothing says who took them. */
  COLUMNS_VANISHED(true),
  /** Planned and sent several times, and Snowflake still does not show the target. */
  DOES_NOT_SETTLE(true);

  private final boolean parked;

  OpenReason(boolean parked) {
    this.parked = parked;
  }

  /** Whether it waits for people: looked at again slowly, and at once when new doubt comes. */
  public boolean isParked() {
    return parked;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
