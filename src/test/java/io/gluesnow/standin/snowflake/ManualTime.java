package io.gluesnow.standin.snowflake;

import java.util.PriorityQueue;

/**
 * Time that passes only when it is told to; tasks run on the thread that advances it, in the order
 * they are due.
 */
public final class ManualTime implements ServerTime {
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long now;
  private long count;

  private ManualTime(long now) {
    this.now = now;
  }

  public static ManualTime startingAt(long millis) {
    return new ManualTime(millis);
  }

  @Override
  public synchronized long millis() {
    return now;
  }

  @Override
  public synchronized void after(long delayMillis, Runnable task) {
    tasks.add(new Task(now + Math.max(0, delayMillis), count++, task));
    notifyAll();
  }

  /**
   * Waits, in the machine's time, until so many tasks are not yet due: what another thread sends
   * has arrived when the server has set its timers.
   */
  public synchronized void awaitTasks(int atLeast) throws InterruptedException {
    while (tasks.size() < atLeast) {
      wait(10_000);
    }
  }

  /** Moves the clock forward and runs what falls due, also what that makes due within the span. */
  public void advance(long millis) {
    long until = millis() + millis;
    while (true) {
      Task next;
      synchronized (this) {
        next = tasks.peek();
        if (next == null || next.due > until) {
          now = until;
          return;
        }
        tasks.remove();
        now = Math.max(now, next.due);
      }
      next.task.run();
    }
  }

  private static final class Task implements Comparable<Task> {
    private final long due;
    private final long order;
    private final Runnable task;

    Task(long due, long order, Runnable task) {
      this.due = due;
      this.order = order;
      this.task = task;
    }

    @Override
    public int compareTo(Task other) {
      return due != other.due ? Long.compare(due, other.due) : Long.compare(order, other.order);
    }
  }
}
