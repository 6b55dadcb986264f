package io.gluesnow.snowflake.api;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer on one daemon thread. After {@code close} nothing runs any more. */
final class ThreadTimer implements Timer, AutoCloseable {
  private final ScheduledThreadPoolExecutor thread;

  ThreadTimer() {
    this.thread = new ScheduledThreadPoolExecutor(1, Daemons.named("gluesnow-sql-timer"));
    this.thread.setRemoveOnCancelPolicy(true);
    this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Alarm after(Duration delay, Runnable task) {
    try {
      Future<?> later = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> later.cancel(false);
    } catch (RejectedExecutionException closed) {
      return () -> {};
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
