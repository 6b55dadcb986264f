package io.gluesnow.simulation;

import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.converge.Depth;
import io.gluesnow.converge.LookAnswer;
import io.gluesnow.converge.Rule;
import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Mark;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.StageLocation;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.plan.TargetColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An honest Snowflake: it takes a request whenever it arrives with a token that is still good, runs
 * it whether or not the client is still there, and shows a write to other sessions only after a
 * while. It keeps its whole history, and notes what it should never have been sent.
 */
final class FakeSnowflake {
  static final String ROLE = "SYNC";

  private static final class Entry {
    final long at;
    final SnowObject object;

    Entry(long at, SnowObject object) {
      this.at = at;
      this.object = object;
    }
  }

  /** One statement on its way or at work. */
  static final class Request {
    final String attempt;
    final TableId table;
    final Statement statement;
    final long planStart;
    final long sentAt;
    final long expires;
    final boolean adopts;
    boolean ended;
    StatementAnswer result;

    Request(
        String attempt,
        TableId table,
        Statement statement,
        long planStart,
        long sentAt,
        long expires,
        boolean adopts) {
      this.attempt = attempt;
      this.table = table;
      this.statement = statement;
      this.planStart = planStart;
      this.sentAt = sentAt;
      this.expires = expires;
      this.adopts = adopts;
    }
  }

  private final World world;
  private final Map<ObjectName, List<Entry>> histories = new LinkedHashMap<>();
  private final Map<String, Request> handles = new HashMap<>();
  private final List<Request> atWork = new ArrayList<>();
  private int serial;

  FakeSnowflake(World world) {
    this.world = world;
  }

  // ---- looking

  SnowObject at(ObjectName name, long then) {
    List<Entry> history = histories.getOrDefault(name, List.of());
    for (int i = history.size() - 1; i >= 0; i--) {
      if (history.get(i).at <= then) {
        return history.get(i).object;
      }
    }
    return null;
  }

  SnowObject now(ObjectName name) {
    return at(name, world.now);
  }

  Iterable<ObjectName> names() {
    return histories.keySet();
  }

  /** A look whose SHOW is a page asked at {@code askedAt}, and whose DESC is from now. */
  LookAnswer look(ObjectName name, Depth depth, long askedAt, long behind) {
    SnowObject shown = at(name, askedAt - behind);
    if (shown == null) {
      return LookAnswer.nothing(Times.at(askedAt));
    }
    if (depth == Depth.SHOW) {
      return LookAnswer.shown(shown.shown(world.mapping, null, false), Times.at(askedAt));
    }
    SnowObject described = at(name, world.now - behind);
    if (described == null) {
      return LookAnswer.nothing(Times.at(askedAt));
    }
    Applied applied = shown.shown(world.mapping, described, depth == Depth.DDL);
    return LookAnswer.shown(applied, Times.at(askedAt));
  }

  // ---- statements

  /** The request leaves now; the reply comes whenever it comes, maybe never. */
  void send(Request request, Fates.Sent fate, Consumer<StatementAnswer> reply) {
    for (Request other : atWork) {
      if (!other.ended
          && other.attempt.equals(request.attempt)
          && other.table.equals(request.table)
          && other.expires >= world.now) {
        world.wrong("G4", request.table + ": two statements at work: " + other.statement);
      }
    }
    world.judge.sent(request);
    atWork.removeIf(r -> r.ended);
    atWork.add(request);
    world.at(world.now + fate.held, () -> arrive(request, fate, reply));
  }

  private void arrive(Request request, Fates.Sent fate, Consumer<StatementAnswer> reply) {
    if (request.expires < world.now + world.serverSkew) {
      world.trace("snowflake refuses an old token: %s of %s", request.statement, request.attempt);
      end(request, StatementAnswer.of(StatementAnswer.Kind.NOT_BEGUN, "401", "old token"), reply);
      return;
    }
    if (fate.rejected) {
      end(request, StatementAnswer.of(StatementAnswer.Kind.REJECTED, "000002", "not today"), reply);
      return;
    }
    boolean files = request.statement.registersFiles();
    long timeout = files ? Times.FILES : Times.STATEMENT;
    long began = world.now;
    if (fate.runs > timeout && !world.off.contains(Rule.SERVER_TIMEOUT)) {
      world.at(
          began + timeout,
          () ->
              end(
                  request,
                  StatementAnswer.of(StatementAnswer.Kind.END_UNKNOWN, "000630", "timeout"),
                  reply));
    } else {
      // Without a timeout it takes as long as it takes.
      long runs = fate.runs > timeout ? fate.runs * 5 : fate.runs;
      world.at(began + runs, () -> end(request, execute(request, began), reply));
    }
    if (files) {
      String handle = "handle-" + ++serial;
      handles.put(handle, request);
      world.at(
          began + Times.ASYNC_AFTER,
          () -> {
            if (!request.ended) {
              reply.accept(StatementAnswer.running(handle));
            }
          });
    }
  }

  private void end(Request request, StatementAnswer result, Consumer<StatementAnswer> reply) {
    request.ended = true;
    request.result = result;
    reply.accept(result);
  }

  StatementAnswer poll(String handle) {
    Request request = handles.get(handle);
    return request.ended ? request.result : StatementAnswer.running(handle);
  }

  private StatementAnswer execute(Request request, long began) {
    StatementAnswer answer = request.statement.accept(new Execution(request, began));
    world.trace(
        "snowflake ran %s for %s of %s: %s",
        request.statement, request.table, request.attempt, answer);
    return answer;
  }

  private void put(ObjectName name, SnowObject object) {
    histories.computeIfAbsent(name, n -> new ArrayList<>()).add(new Entry(world.now, object));
  }

  private String createdOn() {
    return "created-" + ++serial;
  }

  // ---- people

  /** A person's own external table, or something else of theirs, where nothing is. */
  void makeByHand(ObjectName name, boolean externalTable) {
    makeByHand(name, externalTable, "ANALYST");
  }

  void makeByHand(ObjectName name, boolean externalTable, String owner) {
    put(
        name,
        new SnowObject(
            name,
            externalTable ? Applied.EXTERNAL_TABLE : "VIEW",
            owner,
            createdOn(),
            "mine",
            Target.ExternalTable.of(
                name,
                List.of(),
                List.of(),
                StageLocation.of(ObjectName.of("DB", "S", "STAGE"), "0/"),
                io.gluesnow.plan.FileFormat.of(io.gluesnow.plan.FileFormat.Type.PARQUET, Map.of()),
                false,
                ""),
            Protections.NONE,
            null,
            world.now,
            world.now,
            world.now,
            Map.of()));
  }

  void dropByHand(ObjectName name) {
    put(name, null);
  }

  void changeByHand(ObjectName name, SnowObject changed) {
    put(name, changed);
  }

  /** Runs a statement and watches over what no statement may ever do. */
  private final class Execution implements Statement.Visitor<StatementAnswer> {
    private final Request request;
    private final long began;
    private final ObjectName name;
    private final SnowObject there;

    Execution(Request request, long began) {
      this.request = request;
      this.began = began;
      this.name = request.statement.name();
      this.there = now(name);
    }

    private StatementAnswer overtaken(String code, String message) {
      return StatementAnswer.of(StatementAnswer.Kind.OVERTAKEN, code, message);
    }

    /** The time before which anything was to be seen by the look that the plan started from. */
    private long seenSince() {
      return request.planStart - Times.FRESH - Times.VISIBLE;
    }

    private StatementAnswer hindrance() {
      if (there == null) {
        return overtaken("002003", "does not exist");
      }
      if (!request.table.equals(there.madeBy) && !isAdoptable() && there.bornAt < seenSince()) {
        world.wrong("G6", request.table + " touches what is not its own: " + request.statement);
      }
      return there.owner.equals(ROLE)
          ? null
          : StatementAnswer.of(StatementAnswer.Kind.DENIED, "003001", "not the owner");
    }

    /** Whether the policy allows to take over what is unmarked, and a look may have shown it so. */
    private boolean isAdoptable() {
      if (!request.adopts) {
        return false;
      }
      long since = seenSince();
      return isUnmarked(at(name, since))
          || histories.get(name).stream().anyMatch(e -> e.at >= since && isUnmarked(e.object));
    }

    private boolean isUnmarked(SnowObject object) {
      return object != null
          && object.kind.equals(Applied.EXTERNAL_TABLE)
          && Mark.in(object.comment).isEmpty();
    }

    private boolean isHostile(List<TargetColumn> columns) {
      return columns.stream().anyMatch(c -> Mapping.is(c, Shape.HOSTILE));
    }

    private StatementAnswer rejected() {
      return StatementAnswer.of(StatementAnswer.Kind.REJECTED, "001007", "hostile type");
    }

    private SnowObject made(
        Target.ExternalTable target, Mark mark, Protections protections, Map<String, Long> files) {
      return new SnowObject(
          name,
          Applied.EXTERNAL_TABLE,
          ROLE,
          createdOn(),
          mark.after(target.comment()),
          world.mapping.kept(target),
          protections,
          request.table,
          world.now,
          world.startOf(request.attempt),
          world.now,
          files);
    }

    @Override
    public StatementAnswer create(Statement.Create statement) {
      if (there != null) {
        return overtaken("002002", "already exists");
      }
      if (isHostile(statement.target().columns())) {
        return rejected();
      }
      put(name, made(statement.target(), statement.mark(), Protections.NONE, Map.of()));
      return StatementAnswer.done();
    }

    @Override
    public StatementAnswer replace(Statement.Replace statement) {
      StatementAnswer hindrance = there == null ? null : hindrance();
      if (hindrance != null) {
        return hindrance;
      }
      if (isHostile(statement.target().columns())) {
        return rejected();
      }
      if (there != null
          && there.guardedAt < seenSince()
          && !statement.restated().equals(there.protections)) {
        world.wrong("G6", request.table + ": a replace sheds " + there.protections);
      }
      put(
          name,
          made(statement.target(), statement.mark(), statement.restated(), Map.of("", began)));
      return StatementAnswer.done();
    }

    @Override
    public StatementAnswer addColumns(Statement.AddColumns statement) {
      StatementAnswer hindrance = hindrance();
      if (hindrance != null) {
        return hindrance;
      }
      if (isHostile(statement.columns())) {
        return rejected();
      }
      List<TargetColumn> columns = new ArrayList<>(there.structure.columns());
      for (TargetColumn column : statement.columns()) {
        if (columns.stream().anyMatch(c -> c.name().equals(column.name()))) {
          return overtaken("001430", "column exists");
        }
        columns.add(column);
      }
      put(name, there.structured(withColumns(Mapping.keptColumns(columns))));
      return StatementAnswer.done();
    }

    @Override
    public StatementAnswer dropColumns(Statement.DropColumns statement) {
      StatementAnswer hindrance = hindrance();
      if (hindrance != null) {
        return hindrance;
      }
      List<TargetColumn> columns = new ArrayList<>(there.structure.columns());
      for (String column : statement.columns()) {
        if (isWanted(column)) {
          world.wrong("G6", request.table + " loses " + column + ", which is in Glue all the time");
        }
        if (!columns.removeIf(c -> c.name().equals(column))) {
          return overtaken("000904", "no such column");
        }
      }
      put(name, there.structured(withColumns(columns)));
      return StatementAnswer.done();
    }

    /**
     * Whether the table has had the column in Glue, and as it is here, for longer than anything is
     * on its way; of columns that may look as if they were gone or changed.
     */
    private boolean isWanted(String column) {
      TableDefinition definition = world.glue.at(request.table, request.sentAt);
      boolean mayLookGone =
          definition != null
              && (definition.governed() || column.equalsIgnoreCase(Shape.ODD.replace(":text", "")));
      return mayLookGone
          && world.glue.hadThrough(
              request.table, column, request.sentAt - Times.NEWS, request.sentAt);
    }

    private Target.ExternalTable withColumns(List<TargetColumn> columns) {
      return Mapping.withColumns(there.structure, columns);
    }

    @Override
    public StatementAnswer comment(Statement.SetComment statement) {
      StatementAnswer hindrance = hindrance();
      if (hindrance != null) {
        return hindrance;
      }
      String comment = statement.mark().after(statement.comment());
      put(
          name,
          request.table.equals(there.madeBy)
              ? there.commented(comment)
              : there.adopted(comment, request.table, world.now));
      return StatementAnswer.done();
    }

    @Override
    public StatementAnswer autoRefresh(Statement.SetAutoRefresh statement) {
      StatementAnswer hindrance = hindrance();
      if (hindrance != null) {
        return hindrance;
      }
      Target.ExternalTable s = there.structure;
      put(
          name,
          there.structured(
              Target.ExternalTable.of(
                  s.name(),
                  s.columns(),
                  s.partitionBy(),
                  s.location(),
                  s.format(),
                  statement.on(),
                  "")));
      return StatementAnswer.done();
    }

    @Override
    public StatementAnswer refresh(Statement.Refresh statement) {
      StatementAnswer hindrance = hindrance();
      if (hindrance != null) {
        return hindrance;
      }
      put(name, there.registered(statement.path().orElse(""), began));
      return StatementAnswer.done();
    }

    @Override
    public StatementAnswer drop(Statement.Drop statement) {
      StatementAnswer hindrance = hindrance();
      if (hindrance != null) {
        return hindrance;
      }
      long unseen = request.sentAt - Times.FRESH - World.GLUE_STALE;
      if (world.glue.wasThereThrough(request.table, unseen, request.sentAt)) {
        world.wrong("G6", request.table + " is dropped though it was back in Glue");
      }
      if (!world.glue.wasDeletedBefore(request.table, request.sentAt - Times.GRACE)) {
        world.wrong("G6", request.table + " is dropped before the end of its grace period");
      }
      put(name, null);
      return StatementAnswer.done();
    }
  }
}
