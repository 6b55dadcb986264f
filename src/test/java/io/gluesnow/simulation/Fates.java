package io.gluesnow.simulation;

import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.Statement;

/** What becomes of each call. All is well here; the random and the directed kinds differ. */
class Fates {
  /** What becomes of a question to Glue. */
  static final class Glue {
    /** How long the answer takes. */
    long takes = 20;

    /** How old the answer is. */
    long stale;

    boolean throttled;
    boolean denied;
  }

  /** What becomes of a look. */
  static final class Look {
    long takes = 30;

    /** How late this session sees what others write. */
    long behind;

    /** How old a page of SHOW may be that serves. */
    long pageAge;

    boolean failed;
    boolean denied;
  }

  /** What becomes of a statement. */
  static final class Sent {
    /** How long the network holds the request. */
    long held = 10;

    /** How long it runs. */
    long runs = 50;

    /** When the client hears nothing any more; never if negative. */
    long cutAfter = -1;

    boolean refusedConnection;
    boolean denied;

    /** Whether Snowflake refuses it for good, for a reason that passes. */
    boolean rejected;
  }

  Glue glue(TableId table, long now) {
    return new Glue();
  }

  Look look(TableId table, long now) {
    return new Look();
  }

  Sent sent(TableId table, Statement statement, long now) {
    return new Sent();
  }
}
