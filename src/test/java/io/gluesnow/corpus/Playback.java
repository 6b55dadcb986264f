package io.gluesnow.corpus;

import io.gluesnow.standin.SettableClock;
import io.gluesnow.standin.glue.GlueWorld;
import io.gluesnow.standin.snowflake.StageFiles;
import java.time.Instant;
import java.util.List;

/**
 * Lets a corpus happen in a world: Glue's answers and the files in the bucket are as they were at
 * each moment. Records that the world makes of the calls have ids of their own.
 */
public final class Playback {
  private final List<Happening> happenings;
  private final GlueWorld glue;
  private final SettableClock clock;
  private final StageFiles files;
  private int played;

  private Playback(
      List<Happening> happenings, GlueWorld glue, SettableClock clock, StageFiles files) {
    this.happenings = happenings;
    this.glue = glue;
    this.clock = clock;
    this.files = files;
  }

  /** In a world whose clock is moved along: Glue's times are those of the records. */
  public static Playback of(Corpus corpus, GlueWorld glue, SettableClock clock, StageFiles files) {
    return new Playback(corpus.happenings(), glue, clock, files);
  }

  /** In a world whose clock goes its own way: Glue's times are those of the calls being played. */
  public static Playback of(Corpus corpus, GlueWorld glue, StageFiles files) {
    return new Playback(corpus.happenings(), glue, null, files);
  }

  public boolean hasNext() {
    return played < happenings.size();
  }

  /** How much of it has happened, from 0 to 1. */
  public double part() {
    return (double) played / happenings.size();
  }

  /** When the next thing should happen. */
  public Instant nextTime() {
    return happenings.get(played).time();
  }

  /** Passes over the next so many, which have happened in this world already. */
  public Playback skip(int count) {
    played += count;
    return this;
  }

  /** Lets the next thing happen, and returns it. */
  public Happening next() {
    Happening happening = happenings.get(played++);
    if (clock != null) {
      clock.set(happening.time());
    }
    happening
        .change()
        .ifPresent(
            change -> {
              change.files().forEach(files::add);
              change.call().madeIn(glue);
            });
    return happening;
  }

  /** Lets the next so many happen. */
  public void next(int count) {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  public void toTheEnd() {
    while (hasNext()) {
      next();
    }
  }
}
