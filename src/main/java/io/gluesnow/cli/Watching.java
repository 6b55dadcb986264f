package io.gluesnow.cli;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Looks at a job again and again until it is done, has ended, or a person wants to end it. */
final class Watching {
  /** Why there is no more to watch. */
  enum Ending {
    /** Done: what is left waits for people or for the end of a grace period. */
    AT_REST,
    /** A person wants it to end. */
    INTERRUPTED,
    /** Stopped by someone else, with a savepoint. */
    FINISHED,
    CANCELED,
    FAILED,
    /** Flink has not answered for long. */
    UNREACHABLE
  }

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ASKS = 3;

  private final WatchedJob job;
  private final Screen screen;
  private final Console console;
  private final Duration pause;
  private final long watchedFrom;
  private long toldFailure;
  private Glance last;
  private String cause = "";
  private Instant silentSince;

  /**
   * @param pause between two looks
   */
  Watching(WatchedJob job, Screen screen, Console console, Duration pause) {
    this.job = Objects.requireNonNull(job, "job");
    this.screen = Objects.requireNonNull(screen, "screen");
    this.console = Objects.requireNonNull(console, "console");
    this.pause = Objects.requireNonNull(pause, "pause");
    this.watchedFrom = console.clock().millis();
  }

  Ending untilDone() {
    Quiet quiet = null;
    while (true) {
      try {
        if (quiet == null) {
          quiet = new Quiet(job.metricAge());
        }
        last = job.glance(last);
        silentSince = null;
        Instant now = console.clock().instant();
        tellFailure();
        if (last.isOver()) {
          return Ending.valueOf(last.state());
        }
        screen.show(now, last);
        if (quiet.isReached(last, now)) {
          return Ending.AT_REST;
        }
      } catch (UncheckedIOException | FlinkRest.Refused e) {
        if (isSilentForLong(e)) {
          return Ending.UNREACHABLE;
        }
      }
      if (console.interruption().await(pause)) {
        return Ending.INTERRUPTED;
      }
    }
  }

  private void tellFailure() {
    last.failure()
        .filter(failure -> failure.at() > toldFailure)
        .ifPresent(
            failure -> {
              String before = cause;
              cause = failure.cause();
              if (!last.isOver() && failure.at() > watchedFrom) {
                screen.say(
                    cause.equals(before)
                        ? "The job failed again for the same reason, and starts again."
                        : "The job failed and starts again from its last checkpoint: " + cause);
              }
              toldFailure = failure.at();
            });
  }

  private boolean isSilentForLong(RuntimeException failure) {
    Instant now = console.clock().instant();
    cause = Causes.of(failure);
    if (silentSince == null) {
      silentSince = now;
      screen.say("Flink does not answer, and is asked again: " + cause);
    }
    return !now.isBefore(silentSince.plus(PATIENCE));
  }

  /** The last look; empty if there was none. */
  Optional<Glance> last() {
    return Optional.ofNullable(last);
  }

  /** Why the job failed, or why Flink is silent; empty text if it did not or is not. */
  String cause() {
    return cause;
  }

  /**
   * Stops the job with a savepoint, and waits for it. Flink makes none when a step happens to
   * finish while it is asked, as a source does that has read all: so it is asked again.
   *
   * @return where it is
   * @throws IllegalStateException with the reason, if there is none
   */
  String stop(boolean drain, String folder) {
    for (int ask = 1; ; ask++) {
      awaitUp();
      try {
        return savepoint(drain, folder);
      } catch (WatchedJob.NoSavepoint e) {
        if (ask == ASKS || job.glance(last).isOver()) {
          throw e;
        }
        screen.say("Flink made no savepoint, and is asked again: " + e.getMessage());
      }
    }
  }

  /** While a step starts, Flink makes no savepoint. */
  private void awaitUp() {
    Instant patience = console.clock().instant().plus(PATIENCE);
    for (Glance glance = job.glance(last);
        !glance.isUp() && !glance.isOver() && console.clock().instant().isBefore(patience);
        glance = job.glance(last)) {
      rest();
    }
  }

  private String savepoint(boolean drain, String folder) {
    String request = job.stop(drain, folder);
    while (true) {
      Optional<String> savepoint = job.savepoint(request);
      if (savepoint.isPresent()) {
        return savepoint.get();
      }
      rest();
    }
  }

  private static void rest() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the savepoint is written", e);
    }
  }
}
