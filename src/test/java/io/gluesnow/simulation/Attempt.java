package io.gluesnow.simulation;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import io.gluesnow.converge.Command;
import io.gluesnow.converge.Depth;
import io.gluesnow.converge.GlueReply;
import io.gluesnow.converge.Input;
import io.gluesnow.converge.LookAnswer;
import io.gluesnow.converge.Notice;
import io.gluesnow.converge.Outcome;
import io.gluesnow.converge.Provenance;
import io.gluesnow.converge.Rule;
import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.converge.Step;
import io.gluesnow.converge.SweepKind;
import io.gluesnow.converge.TableController;
import io.gluesnow.converge.TableState;
import io.gluesnow.converge.WeakRules;
import io.gluesnow.plan.Mark;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One attempt of the job: a process that carries out what the controller says. It may crash, and it
 * may freeze and wake up when another has long taken over.
 */
final class Attempt {
  private static final int SLOTS = 3;

  final String id;
  final Planner planner;
  private final World world;
  private final TableController controller;
  private final Map<TableId, TableState> states = new LinkedHashMap<>();
  private final Map<TableId, Checkpoint.Window> windows = new LinkedHashMap<>();
  private final Map<OutcomeKind, Long> outcomes = new EnumMap<>(OutcomeKind.class);
  private final Set<TableId> ready = new LinkedHashSet<>();
  private final Map<TableId, Long> planStarts = new LinkedHashMap<>();
  private final Map<TableId, Set<Instant>> timers = new LinkedHashMap<>();
  private final Deque<Runnable> whileFrozen = new ArrayDeque<>();
  private int talking;
  private int position;
  private long read;
  private long leaseMoment = -1;
  private boolean frozen;
  private boolean dead;

  /**
   * @param from null for a start with nothing
   */
  Attempt(World world, String id, Planner planner, Checkpoint from) {
    this.world = world;
    this.id = id;
    this.planner = planner;
    this.controller =
        WeakRules.controller(
            planner,
            Times.TIMINGS,
            world.off,
            id,
            Times.at(world.now),
            from != null,
            FakeSnowflake.ROLE);
    if (from != null) {
      states.putAll(from.stored());
      from.windows.forEach(w -> windows.put(w.doubt.table(), w));
      outcomes.putAll(from.outcomes);
      read = from.read;
      position = from.position;
    }
  }

  void start(Checkpoint from) {
    world.trace(
        "%s starts%s", id, from == null ? " with nothing" : " from " + Times.said(from.moment));
    for (TableId table : new ArrayList<>(states.keySet())) {
      if (states.get(table).isOpen()) {
        step(table, Input.restored());
      }
    }
    windows.values().forEach(w -> later(Math.max(0, w.due - world.now), () -> settle(w)));
    if (from != null && !from.policy.equals(planner.fingerprint())) {
      sweep(SweepKind.POLICY, world.now, null);
    }
    pump();
    readOn();
  }

  // ---- life of the process

  boolean isDead() {
    return dead;
  }

  void die() {
    world.trace("%s dies", id);
    dead = true;
  }

  void freeze() {
    world.trace("%s freezes", id);
    frozen = true;
  }

  void wake() {
    world.trace("%s wakes", id);
    frozen = false;
    while (!whileFrozen.isEmpty() && !dead && !frozen) {
      whileFrozen.poll().run();
    }
  }

  /** Runs in this process: when it is awake, and not at all when it is dead. */
  private void inside(Runnable work) {
    if (dead) {
      return;
    }
    if (frozen) {
      whileFrozen.add(work);
    } else {
      work.run();
      pump();
    }
  }

  private void later(long millis, Runnable work) {
    world.at(world.now + millis, () -> inside(work));
  }

  // ---- checkpoints and lease

  Checkpoint checkpoint() {
    return new Checkpoint(
        world.now, position, states, windows.values(), outcomes, read, planner.fingerprint());
  }

  void completed(Checkpoint checkpoint) {
    inside(
        () -> {
          boolean first = !isLeased();
          leaseMoment = Math.max(leaseMoment, checkpoint.moment);
          if (first && isLeased()) {
            new ArrayList<>(states.keySet()).forEach(table -> step(table, Input.leased()));
          }
        });
  }

  private boolean isLeased() {
    return leaseMoment >= 0 && world.now < leaseMoment + Times.LEASE;
  }

  // ---- decode and sequence

  void readOn() {
    inside(
        () -> {
          while (position < world.stream.size() && world.stream.get(position).at <= world.now) {
            read(world.stream.get(position++));
          }
        });
  }

  private void read(Arrival arrival) {
    read++;
    CatalogEvent event = arrival.event;
    if (event.table().isEmpty()) {
      count(OutcomeKind.SPREAD, 1);
      sweep(SweepKind.DATABASE_DELETED, event.time().toEpochMilli(), event.database().database());
      return;
    }
    TableId table = event.table().get();
    Checkpoint.Window before = windows.get(table);
    if (before != null && before.ids.contains(event.eventId())) {
      count(OutcomeKind.DUPLICATE, 1);
      return;
    }
    Doubt doubt = Doubt.of(table, 1, event, event, Times.at(world.now), arrival.paths);
    List<String> ids = new ArrayList<>(before == null ? List.of() : before.ids);
    ids.add(event.eventId());
    long due = before == null ? world.now + Times.SETTLE : before.due;
    Checkpoint.Window window =
        new Checkpoint.Window(before == null ? doubt : before.doubt.and(doubt), ids, due);
    windows.put(table, window);
    if (before == null) {
      later(Times.SETTLE, () -> settle(window));
    }
  }

  private void settle(Checkpoint.Window opened) {
    Checkpoint.Window window = windows.get(opened.doubt.table());
    if (window != null && window.due == opened.due) {
      windows.remove(opened.doubt.table());
      handOn(window.doubt);
    }
  }

  /** That a link is made is an event of its own; whatever else is told befell its target. */
  private void handOn(Doubt doubt) {
    TableId table = doubt.table();
    if (world.links.contains(table) && !isMade(doubt.first()) && !isMade(doubt.last())) {
      count(OutcomeKind.SPREAD, doubt.events());
      step(table, Input.swept(SweepKind.LINK_TARGET, doubt.last().time(), doubt.paths()));
    } else {
      step(table, Input.doubted(doubt));
    }
  }

  private static boolean isMade(CatalogEvent event) {
    return event.kind() == CatalogEvent.Kind.TABLE_CREATED;
  }

  /** Known tables are doubtful: those of a database, or all for null. */
  void sweep(SweepKind kind, long causedAt, String database) {
    world.trace("%s sweeps for %s", id, kind);
    for (TableId table : new ArrayList<>(states.keySet())) {
      if (database == null || table.database().equals(database)) {
        step(table, Input.swept(kind, Times.at(causedAt)));
      }
    }
  }

  /** A round of listing: Glue's tables, then our marks. */
  void listing() {
    inside(
        () -> {
          world.trace("%s lists", id);
          for (TableId table : world.glue.everKnown()) {
            Snapshot page = world.glue.answer(table, world.now, world.now);
            if (!page.isAbsent()) {
              step(table, Input.listed(page));
            }
          }
          sweep(SweepKind.LISTING, world.now, null);
          if (!world.off.contains(Rule.LISTING_MARKS)) {
            listMarks();
          }
        });
  }

  private void listMarks() {
    for (ObjectName name : world.snowflake.names()) {
      SnowObject object = world.snowflake.now(name);
      if (object == null) {
        continue;
      }
      Mark.in(object.comment)
          .filter(m -> m.instance().equals(Mapping.INSTANCE))
          .ifPresent(m -> step(m.table(), Input.marked(name)));
    }
  }

  /** A person wants it tried again, whatever was decided about it. */
  void redrive(TableId table) {
    inside(
        () -> {
          world.judge.changed(table);
          step(table, Input.redrive());
        });
  }

  void drift() {
    inside(() -> sweep(SweepKind.DRIFT, world.now, null));
  }

  // ---- converge

  private void step(TableId table, Input input) {
    TableState before = states.getOrDefault(table, TableState.NEW);
    if (world.traced) {
      world.trace("%s %s <- %s", id, table.table(), input);
    }
    Step step = controller.step(table, before, input, Times.at(world.now));
    states.put(table, step.state());
    talking += (step.state().isTalking() ? 1 : 0) - (before.isTalking() ? 1 : 0);
    Doing doing = new Doing(table);
    for (Command command : step.commands()) {
      if (world.traced) {
        world.trace("%s %s -> %s", id, table.table(), command);
      }
      command.accept(doing);
    }
  }

  private void pump() {
    while (talking < SLOTS && !ready.isEmpty() && !frozen && !dead) {
      Iterator<TableId> first = ready.iterator();
      TableId table = first.next();
      first.remove();
      step(table, Input.proceed());
    }
  }

  private void count(OutcomeKind kind, long events) {
    outcomes.merge(kind, events, Long::sum);
  }

  long count(OutcomeKind kind) {
    return outcomes.getOrDefault(kind, 0L);
  }

  Map<TableId, TableState> states() {
    return states;
  }

  /** Carries out what is said about one table. */
  private final class Doing implements Command.Visitor<Void> {
    private final TableId table;

    Doing(TableId table) {
      this.table = table;
    }

    private Void answer(long at, Input input) {
      world.at(at, () -> inside(() -> step(table, input)));
      return null;
    }

    @Override
    public Void askGlue(long call) {
      planStarts.remove(table);
      world.judge.asked(table);
      Fates.Glue fate = world.fates.glue(table, world.now);
      long askedAt = world.now;
      long then = world.now + fate.takes / 2;
      world.at(
          then,
          () -> {
            GlueReply reply =
                fate.throttled
                    ? GlueReply.throttled("slow down")
                    : fate.denied
                        ? GlueReply.denied("not yours")
                        : GlueReply.of(world.glue.answer(table, then - fate.stale, askedAt));
            answer(then + fate.takes / 2, Input.glueAnswered(call, reply));
          });
      return null;
    }

    @Override
    public Void look(long call, ObjectName name, Depth depth, Instant notBefore) {
      planStarts.remove(table);
      Fates.Look fate = world.fates.look(table, world.now);
      long askedAt =
          Math.min(world.now, Math.max(notBefore.toEpochMilli(), world.now - fate.pageAge));
      long then = world.now + fate.takes / 2;
      world.at(
          then,
          () -> {
            LookAnswer answer =
                fate.failed
                    ? LookAnswer.failed(Times.at(askedAt), "outage")
                    : fate.denied
                        ? LookAnswer.denied(Times.at(askedAt), "not yours")
                        : world.snowflake.look(name, depth, askedAt, fate.behind);
            answer(then + fate.takes / 2, Input.looked(call, answer));
          });
      return null;
    }

    @Override
    public Void send(long call, Statement statement, Provenance provenance) {
      long planStart = planStarts.computeIfAbsent(table, t -> world.now);
      if (!planner.apply()) {
        world.wrong("apply", statement + " is sent in shadow mode");
      }
      boolean leaseCounts = !world.off.contains(Rule.LEASE);
      if (leaseCounts && !isLeased()) {
        return answered(call, StatementAnswer.of(StatementAnswer.Kind.NO_LEASE, "", "no lease"));
      }
      long expires = world.now + Times.TOKEN;
      if (leaseCounts) {
        expires = Math.min(expires, leaseMoment + Times.LEASE);
      }
      send(call, statement, planStart, expires, world.off.contains(Rule.NO_RESEND) ? 2 : 0);
      return null;
    }

    private void send(long call, Statement statement, long planStart, long expires, int resends) {
      Fates.Sent fate = world.fates.sent(table, statement, world.now);
      if (fate.refusedConnection || fate.denied) {
        answered(
            call,
            StatementAnswer.of(
                fate.denied ? StatementAnswer.Kind.DENIED : StatementAnswer.Kind.NOT_BEGUN,
                "",
                "outage"));
        return;
      }
      boolean[] heard = new boolean[1];
      Consumer<StatementAnswer> reply =
          answer -> {
            if (!heard[0]) {
              heard[0] = true;
              answered(call, answer);
            }
          };
      FakeSnowflake.Request request =
          new FakeSnowflake.Request(
              id, table, statement, planStart, world.now, expires, planner.adopts());
      world.snowflake.send(request, fate, reply);
      long patience = fate.cutAfter < 0 ? Times.CLIENT_TIMEOUT : fate.cutAfter;
      later(
          patience,
          () -> {
            if (!heard[0] && resends > 0) {
              heard[0] = true;
              world.trace("%s sends again: %s", id, statement);
              send(call, statement, planStart, world.now + Times.TOKEN, resends - 1);
            } else {
              reply.accept(
                  StatementAnswer.of(StatementAnswer.Kind.END_UNKNOWN, "", "nothing heard"));
            }
          });
    }

    private Void answered(long call, StatementAnswer answer) {
      return answer(world.now + 5, Input.answered(call, answer));
    }

    @Override
    public Void poll(long call, String handle) {
      Fates.Look fate = world.fates.look(table, world.now);
      StatementAnswer answer =
          fate.failed || fate.denied
              ? StatementAnswer.of(StatementAnswer.Kind.NOT_BEGUN, "", "outage")
              : world.snowflake.poll(handle);
      return answer(world.now + fate.takes, Input.polled(call, answer));
    }

    @Override
    public Void ready() {
      ready.add(table);
      return null;
    }

    @Override
    public Void wake(Instant at) {
      Set<Instant> set = timers.computeIfAbsent(table, t -> new HashSet<>());
      if (set.add(at)) {
        later(
            Math.max(0, at.toEpochMilli() - world.now),
            () -> {
              set.remove(at);
              step(table, Input.timeReached());
            });
      }
      return null;
    }

    @Override
    public Void emit(Outcome outcome) {
      count(outcome.kind(), outcome.events());
      return null;
    }

    @Override
    public Void report(Notice notice) {
      return null;
    }
  }
}
