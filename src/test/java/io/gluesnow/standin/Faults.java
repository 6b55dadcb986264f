package io.gluesnow.standin;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Switches for what can go wrong between a client and a stand-in; all off at first. */
public final class Faults {
  private final AtomicInteger throttled = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger();
  private final AtomicInteger cutting = new AtomicInteger();
  private final AtomicLong requests = new AtomicLong();
  private final LongSupplier nanoTime = System::nanoTime;
  private volatile int failingStatus = 500;
  private volatile boolean outage;
  private volatile Duration delay = Duration.ZERO;
  private volatile double perSecond = Double.POSITIVE_INFINITY;
  private double tokens;
  private long filledAt;

  /** The next {@code n} requests are throttled. */
  public void throttleNext(int n) {
    throttled.set(n);
  }

  /** From now on, what goes above this rate is throttled; infinity lifts the limit. */
  public synchronized void limitTo(double requestsPerSecond) {
    perSecond = requestsPerSecond;
    tokens = Math.max(1, requestsPerSecond);
    filledAt = nanoTime.getAsLong();
  }

  /** The next {@code n} requests are answered with that status and not carried out. */
  public void failNext(int n, int status) {
    failingStatus = status;
    failing.set(n);
  }

  /** The connections of the next {@code n} requests are closed without an answer. */
  public void cutNext(int n) {
    cutting.set(n);
  }

  /** While on, every request is answered with 503. */
  public void outage(boolean on) {
    outage = on;
  }

  /** Every answer takes that long. */
  public void slowBy(Duration value) {
    delay = value;
  }

  /** How many requests have come in, those that failed too. */
  public long requests() {
    return requests.get();
  }

  /**
   * Counts a request and answers it, wrongly if a switch says so.
   *
   * @param throttle the service's way to say "too many"
   * @param failure the service's body for a status
   * @param answer carries the request out
   */
  public LoopbackServer.Reply apply(
      Supplier<LoopbackServer.Reply> throttle,
      IntFunction<LoopbackServer.Reply> failure,
      Supplier<LoopbackServer.Reply> answer) {
    requests.incrementAndGet();
    LoopbackServer.Reply reply;
    if (outage) {
      reply = failure.apply(503);
    } else if (take(cutting)) {
      reply = LoopbackServer.Reply.cutConnection();
    } else if (take(failing)) {
      reply = failure.apply(failingStatus);
    } else if (take(throttled) || isAboveRate()) {
      reply = throttle.get();
    } else {
      reply = answer.get();
    }
    return delay.isZero() ? reply : reply.after(delay);
  }

  private synchronized boolean isAboveRate() {
    if (Double.isInfinite(perSecond)) {
      return false;
    }
    long now = nanoTime.getAsLong();
    tokens = Math.min(Math.max(1, perSecond), tokens + (now - filledAt) * perSecond / 1e9);
    filledAt = now;
    if (tokens < 1) {
      return true;
    }
    tokens--;
    return false;
  }

  private static boolean take(AtomicInteger left) {
    return left.get() > 0 && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }
}
