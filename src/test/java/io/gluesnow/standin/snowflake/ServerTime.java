package io.gluesnow.standin.snowflake;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The server's clock and its timers, so that tests can run time by hand. */
public interface ServerTime {
  /** Milliseconds since the epoch. */
  long millis();

  /** Runs the task once, after the delay. */
  void after(long delayMillis, Runnable task);

  /** Ends the timers; tasks not yet due are dropped. */
  default void close() {}

  /** The machine's clock. */
  static ServerTime real() {
    ScheduledExecutorService timers =
        Executors.newScheduledThreadPool(
            2,
            runnable -> {
              Thread thread = new Thread(runnable, "strict-snowflake-timer");
              thread.setDaemon(true);
              return thread;
            });
    return new ServerTime() {
      @Override
      public long millis() {
        return System.currentTimeMillis();
      }

      @Override
      public void after(long delayMillis, Runnable task) {
        timers.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
      }

      @Override
      public void close() {
        timers.shutdownNow();
      }
    };
  }
}
