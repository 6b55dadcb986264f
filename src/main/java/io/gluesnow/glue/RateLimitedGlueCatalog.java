package io.gluesnow.glue;

import io.gluesnow.catalog.TableId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks no more than so many questions a second, in the order in which they came; a second's worth
 * may go at once after a pause. Glue's quota is shared by the whole account, so this keeps the job
 * below its part of it instead of finding the limit by throttling everyone else.
 *
 * <p>Never blocks: a question above the rate waits in a queue, which is as long as callers have
 * questions open (the job has one a table).
 */
public final class RateLimitedGlueCatalog implements GlueCatalog {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Runs a task later; injected so that tests own the time. */
  public interface Timer {
    void after(long nanos, Runnable task);
  }

  private final GlueCatalog glue;
  private final double perNano;
  private final double capacity;
  private final LongSupplier nanoTime;
  private final Timer timer;
  private final Runnable stopTimer;
  private final Queue<Question> waiting = new ArrayDeque<>();
  private double tokens;
  private long filledAt;
  private boolean waking;
  private boolean closed;

  private RateLimitedGlueCatalog(
      GlueCatalog glue, double perSecond, LongSupplier nanoTime, Timer timer, Runnable stopTimer) {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("a rate must be above zero, not " + perSecond);
    }
    this.glue = Objects.requireNonNull(glue, "glue");
    this.perNano = perSecond / SECOND;
    this.capacity = Math.max(1, perSecond);
    this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
    this.timer = Objects.requireNonNull(timer, "timer");
    this.stopTimer = stopTimer;
    this.tokens = capacity;
    this.filledAt = nanoTime.getAsLong();
  }

  /** Limits {@code glue}, on a daemon thread of its own; closes it too. */
  public static RateLimitedGlueCatalog of(GlueCatalog glue, double perSecond) {
    ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread daemon = new Thread(task, "glue-rate-limit");
              daemon.setDaemon(true);
              return daemon;
            });
    return new RateLimitedGlueCatalog(
        glue,
        perSecond,
        System::nanoTime,
        (nanos, task) -> thread.schedule(task, nanos, TimeUnit.NANOSECONDS),
        thread::shutdownNow);
  }

  /**
   * @param nanoTime a clock that only goes forward, in nanoseconds
   */
  public static RateLimitedGlueCatalog of(
      GlueCatalog glue, double perSecond, LongSupplier nanoTime, Timer timer) {
    return new RateLimitedGlueCatalog(glue, perSecond, nanoTime, timer, () -> {});
  }

  @Override
  public CompletableFuture<GlueAnswer> ask(TableId table) {
    synchronized (this) {
      if (closed) {
        return CompletableFuture.completedFuture(stopping());
      }
      fill();
      if (!waiting.isEmpty() || tokens < 1) {
        Question question = new Question(table);
        waiting.add(question);
        wakeLater();
        return question.answer;
      }
      tokens--;
    }
    return glue.ask(table);
  }

  /** Sends what the time since has paid for. */
  private void wake() {
    List<Question> due = new ArrayList<>();
    synchronized (this) {
      waking = false;
      fill();
      while (!waiting.isEmpty() && tokens >= 1) {
        due.add(waiting.remove());
        tokens--;
      }
      wakeLater();
    }
    for (Question question : due) {
      glue.ask(question.table).whenComplete((answer, never) -> question.answer.complete(answer));
    }
  }

  private void wakeLater() {
    if (!waking && !waiting.isEmpty() && !closed) {
      waking = true;
      timer.after((long) Math.ceil((1 - tokens) / perNano), this::wake);
    }
  }

  private void fill() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(capacity, tokens + (now - filledAt) * perNano);
    filledAt = now;
  }

  @Override
  public void close() {
    List<Question> unasked;
    synchronized (this) {
      closed = true;
      unasked = new ArrayList<>(waiting);
      waiting.clear();
    }
    stopTimer.run();
    unasked.forEach(question -> question.answer.complete(stopping()));
    glue.close();
  }

  private static GlueAnswer stopping() {
    return GlueAnswer.throttled("The job is stopping.");
  }

  private static final class Question {
    private final TableId table;
    private final CompletableFuture<GlueAnswer> answer = new CompletableFuture<>();

    private Question(TableId table) {
      this.table = table;
    }
  }
}
