package io.gluesnow.glue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets no more than so many requests a second go, in the order in which they came; a second's worth
 * may go at once after a pause. Glue's quota is shared by all of an account's callers in a region,
 * so this keeps the job below its part of it instead of finding the limit by throttling everyone
 * else.
 *
 * <p>Never blocks: a request above the rate waits in a queue, which is as long as callers have
 * questions open (the job has one a table).
 */
final class RateLimit {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Runs a task later; injected so that tests own the time. */
  interface Timer {
    void after(long nanos, Runnable task);
  }

  private final double perNano;
  private final double capacity;
  private final LongSupplier nanoTime;
  private final Timer timer;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private double tokens;
  private long filledAt;
  private boolean waking;
  private boolean closed;

  private RateLimit(double perSecond, LongSupplier nanoTime, Timer timer) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a rate must be above zero, not " + perSecond);
    }
    this.perNano = perSecond / SECOND;
    this.capacity = Math.max(1, perSecond);
    this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
    this.timer = Objects.requireNonNull(timer, "timer");
    this.tokens = capacity;
    this.filledAt = nanoTime.getAsLong();
  }

  /**
   * @param perSecond more than zero; infinity for no limit
   * @param nanoTime a clock that only goes forward, in nanoseconds
   */
  static RateLimit of(double perSecond, LongSupplier nanoTime, Timer timer) {
    return new RateLimit(perSecond, nanoTime, timer);
  }

  /** Runs the request on this thread now, or on the timer's as soon as the rate allows it. */
  void run(Runnable request) {
    synchronized (this) {
      if (closed) {
        return;
      }
      fill();
      if (!waiting.isEmpty() || tokens < 1) {
        waiting.add(request);
        wakeLater();
        return;
      }
      tokens--;
    }
    request.run();
  }

  /** Sends what the time since has paid for. */
  private void wake() {
    List<Runnable> due = new ArrayList<>();
    synchronized (this) {
      waking = false;
      fill();
      while (!waiting.isEmpty() && tokens >= 1) {
        due.add(waiting.remove());
        tokens--;
      }
      wakeLater();
    }
    due.forEach(Runnable::run);
  }

  private void wakeLater() {
    if (!waking && !waiting.isEmpty() && !closed) {
      waking = true;
      timer.after((long) Math.ceil((1 - tokens) / perNano), this::wake);
    }
  }

  private void fill() {
    long now = nanoTime.getAsLong();
    // Without a limit and between two equal moments this would be no number.
    double gained = perNano == Double.POSITIVE_INFINITY ? capacity : (now - filledAt) * perNano;
    tokens = Math.min(capacity, tokens + gained);
    filledAt = now;
  }

  /** Forgets what waits: whoever asked is answered by whoever closes. */
  synchronized void close() {
    closed = true;
    waiting.clear();
  }
}
