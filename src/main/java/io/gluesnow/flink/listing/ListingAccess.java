package io.gluesnow.flink.listing;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The listing's clients, opened on a thread of its own, since that reads the secret and may take
 * seconds; the thread also knows when time has passed. What it calls back runs on that thread.
 */
final class ListingAccess implements AutoCloseable {
  /** Runs a task later; injected so that tests own the time. */
  interface Timer {
    void after(Duration time, Runnable task);
  }

  private final ListingClients factory;
  private final Clock clock;
  private final Timer timer;
  private final Runnable stopTimer;
  private ListingClients.Opened clients;
  private boolean closed;

  private ListingAccess(ListingClients factory, Clock clock, Timer timer, Runnable stopTimer) {
    this.factory = Objects.requireNonNull(factory, "factory");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.timer = Objects.requireNonNull(timer, "timer");
    this.stopTimer = Objects.requireNonNull(stopTimer, "stopTimer");
  }

  static ListingAccess of(ListingClients factory, Clock clock) {
    ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread daemon = new Thread(task, "catalog-listing");
              daemon.setDaemon(true);
              return daemon;
            });
    return new ListingAccess(
        factory,
        clock,
        (time, task) -> {
          try {
            thread.schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
          } catch (RejectedExecutionException e) {
            // It is closed: nobody waits any more.
          }
        },
        thread::shutdownNow);
  }

  static ListingAccess of(ListingClients factory, Clock clock, Timer timer) {
    return new ListingAccess(factory, clock, timer, () -> {});
  }

  /** Empty until they are open. */
  synchronized Optional<ListingClients.Opened> clients() {
    return Optional.ofNullable(clients);
  }

  /** Opens them; calls neither after {@link #close}. */
  void open(Runnable opened, Consumer<String> failed) {
    after(
        Duration.ZERO,
        () -> {
          try {
            if (keep(factory.open(clock))) {
              opened.run();
            }
          } catch (Exception | LinkageError e) {
            failed.accept("its clients cannot be opened: " + e);
          }
        });
  }

  private boolean keep(ListingClients.Opened opened) {
    synchronized (this) {
      if (!closed) {
        clients = opened;
        return true;
      }
    }
    opened.close();
    return false;
  }

  void after(Duration time, Runnable task) {
    timer.after(time, task);
  }

  @Override
  public void close() {
    ListingClients.Opened open;
    synchronized (this) {
      closed = true;
      open = clients;
      clients = null;
    }
    stopTimer.run();
    if (open != null) {
      open.close();
    }
  }
}
