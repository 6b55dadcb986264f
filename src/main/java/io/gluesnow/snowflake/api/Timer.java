package io.gluesnow.snowflake.api;

import java.time.Duration;

/** Runs things later; a test moves the time by hand. */
interface Timer {

  /** The task must be short: all share a thread. */
  Alarm after(Duration delay, Runnable task);

  /** Something that is to run later and may be called off. */
  interface Alarm {
    void cancel();
  }
}
