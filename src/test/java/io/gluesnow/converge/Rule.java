package io.gluesnow.converge;

/** The rules that the simulation can switch off, to show that it would notice. */
public enum Rule {
  /** Tables touched early are looked at again when an earlier attempt's statements are over. */
  SECOND_LOOK,
  /** The same for replaces that fill, which may run for longer. */
  LATE_FILLS,
  /** Snowflake itself refuses an attempt that has been given up. */
  LEASE,
  /** No statement is sent again by the client. */
  NO_RESEND,
  /** Nothing is done with a table while a statement with unknown end may still run. */
  LIFE,
  /** Each statement has a timeout in the server. */
  SERVER_TIMEOUT,
  /** The mark says whose a table is, never what it is. */
  MARK_SAYS_WHOSE,
  /** A look just after our own statement counts only if it shows what that made. */
  VISIBLE,
  /** Glue is asked again after an "absent" that answers an event. */
  ASK_AGAIN_ABSENT,
  /** Glue is asked again where its answer is not newer than the event. */
  ASK_AGAIN_EVENT,
  /** A sweep carries the time of its cause. */
  SWEEP_CAUSE,
  /** Files have a clock of their own. */
  FILES_CLOCK,
  /** The last "not found" is young when a drop goes out. */
  LAST_NOT_FOUND,
  /** Every plan but a create starts from a young look. */
  FRESH_LOOK,
  /** An object whose comment was overwritten is known by its time of creation. */
  CREATED_ON,
  /** A table whose name is taken is looked at again. */
  NAME_TAKEN_LOOKS,
  /** What does not settle is parked, and not sent for ever. */
  ROUNDS,
  /** Only what carries no mark at all is adopted. */
  ADOPT_UNMARKED,
  /** Columns that Lake Formation may only hide are not dropped. */
  HIDDEN_COLUMNS,
  /** A listing round lists our marks too. */
  LISTING_MARKS,
  /** A table of ours that was never filled is filled, though nobody remembers the wish. */
  NEVER_FILLED,
  /** Only events that are older by more than a skew are superseded. */
  SKEW,
  /** Belief saves a look only to the attempt that has looked itself. */
  WHICH_ATTEMPT
}
