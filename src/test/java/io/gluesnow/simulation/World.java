package io.gluesnow.simulation;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.TableId;
import io.gluesnow.converge.Rule;
import io.gluesnow.plan.Planner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One world: a clock, what happens next, the fakes, the stream of events and the attempts of the
 * job. Whoever writes a schedule calls its methods from within {@link #at}.
 */
final class World {
  /** How old an answer of Glue may be at most. */
  static final long GLUE_STALE = 2_500;

  private static final class Task {
    final long at;
    final long order;
    final Runnable work;

    Task(long at, long order, Runnable work) {
      this.at = at;
      this.order = order;
      this.work = work;
    }
  }

  final Mapping mapping;
  final Set<Rule> off;
  final Fates fates;
  final FakeGlue glue;
  final FakeSnowflake snowflake;

  /** How far Snowflake's clock is before ours; never more than half of what is allowed for. */
  final long serverSkew;

  /** What arrived, in the order of the stream. */
  final List<Arrival> stream = new ArrayList<>();

  /** Tables that are resource links. */
  final Set<TableId> links = new HashSet<>();

  final List<String> wrongs = new ArrayList<>();
  final Judge judge = new Judge(this);
  final boolean traced;
  long now = Times.START;

  private final Consumer<String> trace;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          Comparator.<Task>comparingLong(t -> t.at).thenComparingLong(t -> t.order));
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private final Map<String, Long> starts = new HashMap<>();
  private long order;
  private int attempts;
  private int events;
  private Planner planner;
  private Attempt attempt;

  /**
   * @param trace null for none
   */
  World(
      Mapping mapping,
      Set<Rule> off,
      Fates fates,
      long glueSkew,
      long serverSkew,
      Consumer<String> trace) {
    this.mapping = mapping;
    this.off = off;
    this.fates = fates;
    this.glue = new FakeGlue(mapping, glueSkew);
    this.snowflake = new FakeSnowflake(this);
    this.serverSkew = serverSkew;
    this.trace = trace;
    this.traced = trace != null;
    this.planner = mapping.planner(Settings.USUAL);
  }

  // ---- the clock

  void at(long time, Runnable work) {
    tasks.add(new Task(Math.max(time, now), order++, work));
  }

  void runUntil(long time) {
    while (!tasks.isEmpty() && tasks.peek().at <= time) {
      Task task = tasks.poll();
      now = task.at;
      task.work.run();
    }
    now = time;
  }

  void trace(String text, Object... values) {
    if (traced) {
      trace.accept(Times.said(now) + " " + String.format(text, values));
    }
  }

  void wrong(String guarantee, String sentence) {
    trace("WRONG %s: %s", guarantee, sentence);
    wrongs.add(guarantee + " at" + Times.said(now) + ": " + sentence);
  }

  // ---- people and crawlers

  /** Creates or updates a table, and the event comes so much later; never if negative. */
  void put(TableId table, Shape shape, long eventAfter) {
    boolean isNew = glue.at(table, now) == null;
    glue.put(table, shape, now);
    trace("%s is now %s", table, shape);
    judge.changed(table);
    tell(
        table,
        isNew ? CatalogEvent.Kind.TABLE_CREATED : CatalogEvent.Kind.TABLE_UPDATED,
        eventAfter,
        List.of());
  }

  void remove(TableId table, long eventAfter) {
    if (glue.at(table, now) != null) {
      glue.remove(table, now);
      trace("%s is deleted", table);
      tell(table, CatalogEvent.Kind.TABLE_DELETED, eventAfter, List.of());
    }
  }

  void removeDatabase(DatabaseId database, long eventAfter) {
    trace("%s is deleted", database);
    for (TableId table : glue.everKnown()) {
      if (table.databaseId().equals(database) && glue.at(table, now) != null) {
        glue.remove(table, now);
        if (eventAfter < 0) { // and a table that nobody knows of is not swept either
          judge.told(table, false);
        }
      }
    }
    deliver(
        CatalogEvent.ofDatabase(
            "event-" + ++events,
            glue.time(now),
            CatalogEvent.Kind.DATABASE_DELETED,
            database,
            "someone"),
        eventAfter,
        List.of());
  }

  /** Files come below a path. */
  void addFiles(TableId table, String path, long eventAfter) {
    trace("files come to %s of %s", path, table);
    String location = glue.at(table, now).location() + path;
    judge.filesCame(table, location, eventAfter >= 0);
    event(table, CatalogEvent.Kind.PARTITIONS_CHANGED, eventAfter, List.of(location));
  }

  /** An event without a change, or a copy. */
  void event(TableId table, CatalogEvent.Kind kind, long eventAfter, List<String> paths) {
    deliver(
        CatalogEvent.ofTable("event-" + ++events, glue.time(now), kind, table, "someone"),
        eventAfter,
        paths);
  }

  private void tell(TableId table, CatalogEvent.Kind kind, long eventAfter, List<String> paths) {
    judge.told(table, eventAfter >= 0);
    event(table, kind, eventAfter, paths);
  }

  private void deliver(CatalogEvent event, long after, List<String> paths) {
    if (after < 0) {
      trace("%s is lost", event);
      return;
    }
    at(now + after, () -> arrive(event, paths));
  }

  private void arrive(CatalogEvent event, List<String> paths) {
    trace("arrives: %s %s", event, paths);
    stream.add(new Arrival(now, event, paths));
    if (attempt != null) {
      attempt.readOn();
    }
  }

  /** An event once more. */
  void repeatEvent(int howManyBack) {
    int index = stream.size() - 1 - howManyBack;
    if (index >= 0) {
      arrive(stream.get(index).event, stream.get(index).paths);
    }
  }

  // ---- the job

  Attempt attempt() {
    return attempt;
  }

  long startOf(String id) {
    return starts.get(id);
  }

  /** What the next attempt is configured with. */
  void configure(Settings settings) {
    trace("configured: %s", settings);
    planner = mapping.planner(settings);
  }

  /** All state is lost; and what is in the stream already, if it is kept no longer. */
  void startWithNothing(boolean streamTrimmed) {
    checkpoints.clear();
    if (streamTrimmed) {
      stream.clear();
      glue.everKnown().forEach(table -> judge.told(table, false));
    }
    start(null);
  }

  /** Starts from the newest completed checkpoint, or from one that is older by so many. */
  void restart(int older) {
    int index = checkpoints.size() - 1 - older;
    start(checkpoints.isEmpty() ? null : checkpoints.get(Math.max(0, index)));
  }

  private void start(Checkpoint from) {
    if (from == null) {
      judge.stateLost();
    }
    attempt = new Attempt(this, "attempt-" + ++attempts, planner, from);
    starts.put(attempt.id, now);
    attempt.start(from);
  }

  /** The process is gone; what it has on the wire is not. */
  void crash() {
    attempt.die();
    attempt = null;
  }

  /** The JobManager gives the attempt up; its process may wake up later. */
  Attempt freeze() {
    Attempt zombie = attempt;
    zombie.freeze();
    attempt = null;
    return zombie;
  }

  /** Stops with a savepoint. */
  void stop() {
    Checkpoint savepoint = attempt.checkpoint();
    check(savepoint);
    checkpoints.add(savepoint);
    crash();
  }

  /** A checkpoint that takes so long, whose notice may be lost, or that is declined. */
  void checkpoint(long takes, boolean noticed, boolean declined) {
    if (attempt == null) {
      return;
    }
    Attempt of = attempt;
    Checkpoint checkpoint = of.checkpoint();
    check(checkpoint);
    if (!declined) {
      at(
          now + takes,
          () -> {
            if (attempt == of) {
              checkpoints.add(checkpoint);
              if (noticed) {
                of.completed(checkpoint);
              }
            }
          });
    }
  }

  private void check(Checkpoint checkpoint) {
    if (!checkpoint.isBalanced()) {
      wrong(
          "G2",
          checkpoint.read
              + " read, but "
              + checkpoint.outcomes
              + " counted and "
              + checkpoint.open()
              + " open");
    }
  }
}
