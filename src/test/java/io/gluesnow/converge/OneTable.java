package io.gluesnow.converge;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Expression;
import io.gluesnow.plan.Mark;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Plan;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.SnowflakeType;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.plan.TargetColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One table and its controller, with a clock that a test sets. What the controller says is kept in
 * words: {@code ask glue}, {@code look DESC at DB.S.T}, {@code send drop DB.S.T}, {@code ready},
 * {@code wake in PT5S}, {@code unchanged}, {@code notice parked}.
 */
final class OneTable {
  static final TableId ID = TableId.of("111122223333", "eu-west-1", "db", "t");
  static final Timings TIMINGS = Timings.builder().build();
  static final String ROLE = "SYNC";

  /** When the attempt began; its looks have long been no longer provisional. */
  static final Instant STARTED = Instant.parse("2026-11-03T00:00:00Z");

  final StubPlanner planner = new StubPlanner();
  TableState state = TableState.NEW;
  Instant now = STARTED.plus(Duration.ofHours(12));
  Statement sent;
  Instant notBefore;
  Outcome outcome;
  Notice notice;
  boolean restored;
  String attempt = "attempt-1";
  Instant startedAt = STARTED;
  private List<String> said = new ArrayList<>();
  TableDefinition definition;
  boolean governed;
  private int events;

  /** What was said since this was last asked. */
  List<String> said() {
    List<String> before = said;
    said = new ArrayList<>();
    return before;
  }

  OneTable hear(Input input) {
    TableController controller =
        new TableController(planner, TIMINGS, attempt, startedAt, restored, ROLE);
    Step step = controller.step(ID, state, input, now);
    state = step.state();
    step.commands().forEach(command -> command.accept(new Listening()));
    return this;
  }

  OneTable after(Duration pause) {
    now = now.plus(pause);
    return this;
  }

  OneTable wakeAfter(Duration pause) {
    return after(pause).hear(Input.timeReached());
  }

  OneTable proceed() {
    return hear(Input.proceed());
  }

  // ---- events

  CatalogEvent event(CatalogEvent.Kind kind, Instant time) {
    return CatalogEvent.ofTable("event-" + ++events, time, kind, ID, "someone");
  }

  /** An event of a moment ago comes in, and a slot is free. */
  OneTable event() {
    return doubt(Duration.ofSeconds(2)).proceed();
  }

  /** Paths without a scheme are locations below that of the table. */
  OneTable doubt(Duration ago, String... paths) {
    List<String> partitions = new ArrayList<>();
    for (String path : paths) {
      partitions.add(path.endsWith("/") && !path.contains(":") ? "s3://lake/t/" + path : path);
    }
    CatalogEvent event = event(CatalogEvent.Kind.TABLE_UPDATED, now.minus(ago));
    return hear(Input.doubted(Doubt.of(ID, 1, event, event, now, partitions)));
  }

  OneTable sweep() {
    return hear(Input.swept(SweepKind.DRIFT, now)).proceed();
  }

  // ---- Glue

  TableDefinition definition(long version) {
    Instant created = STARTED.minus(Duration.ofDays(1));
    return TableDefinition.builder(ID, TableVersion.of(created, version, now.minusSeconds(1)))
        .location("s3://lake/t/")
        .governed(governed)
        .build();
  }

  /** The table as of this version, updated a second ago. */
  OneTable glue(long version) {
    definition = definition(version);
    return glueAgain();
  }

  /** The same definition as last time. */
  OneTable glueAgain() {
    return glue(Snapshot.present(now, definition));
  }

  OneTable absent() {
    return glue(Snapshot.absent(now, ID));
  }

  OneTable glue(Snapshot snapshot) {
    return glue(GlueReply.of(snapshot));
  }

  OneTable glue(GlueReply reply) {
    return hear(Input.glueAnswered(call(), reply));
  }

  // ---- Snowflake

  long call() {
    return state.open().calls();
  }

  /** Our own object, as made at that time. */
  Applied ours(String createdOn) {
    String comment = Mark.of("unit", ID, StubPlanner.TARGET).after("");
    return object(createdOn, ROLE, comment);
  }

  Applied object(String createdOn, String owner, String comment) {
    return Applied.of(
            StubPlanner.NAME,
            Applied.EXTERNAL_TABLE,
            owner,
            createdOn,
            comment,
            StubPlanner.TARGET,
            Protections.NONE)
        .withFiles(Applied.Files.REGISTERED);
  }

  /** Our own object with a column that {@link StubPlanner#TARGET} lacks. */
  Applied oursWithColumn(String createdOn) {
    Target.ExternalTable t = StubPlanner.TARGET;
    TargetColumn column = TargetColumn.of("C", SnowflakeType.VARCHAR, Expression.value("c"));
    Applied ours = ours(createdOn);
    return Applied.of(
            ours.name(),
            ours.kind(),
            ours.owner(),
            createdOn,
            ours.comment(),
            Target.ExternalTable.of(
                t.name(), List.of(column), List.of(), t.location(), t.format(), false, ""),
            Protections.NONE)
        .withFiles(Applied.Files.REGISTERED);
  }

  OneTable shows(Applied found) {
    return looked(LookAnswer.shown(found, now));
  }

  OneTable showsNothing() {
    return looked(LookAnswer.nothing(now));
  }

  OneTable looked(LookAnswer answer) {
    return hear(Input.looked(call(), answer));
  }

  OneTable done() {
    return answered(StatementAnswer.done());
  }

  OneTable answered(StatementAnswer.Kind kind) {
    return answered(StatementAnswer.of(kind, "000001", "because"));
  }

  OneTable answered(StatementAnswer answer) {
    return hear(Input.answered(call(), answer));
  }

  OneTable polled(StatementAnswer.Kind kind) {
    return polled(StatementAnswer.of(kind, "000001", "because"));
  }

  OneTable polled(StatementAnswer answer) {
    return hear(Input.polled(call(), answer));
  }

  /** Made, filled and known: nothing is open. */
  OneTable established() {
    event().glue(1).shows(ours("t1"));
    if (state.isOpen()) {
      throw new AssertionError("still open: " + state);
    }
    said();
    after(Duration.ofHours(1));
    return this;
  }

  /** The target is another from now on, and this takes what is there to it. */
  OneTable becomes(Statement... statements) {
    planner.target = StubPlanner.TARGET.withComment("as of " + ++events);
    planner.difference = Plan.of("it differs", List.of(statements));
    return this;
  }

  /** What is there is as it should be. */
  OneTable isMade() {
    planner.difference = Plan.nothing();
    return this;
  }

  private final class Listening implements Command.Visitor<Void> {
    private Void say(String words) {
      said.add(words);
      return null;
    }

    @Override
    public Void askGlue(long call) {
      return say("ask glue");
    }

    @Override
    public Void look(long call, ObjectName name, Depth depth, Instant earliest) {
      notBefore = earliest;
      return say("look " + depth + " at " + name);
    }

    @Override
    public Void send(long call, Statement statement, Provenance provenance) {
      sent = statement;
      return say("send " + statement.getClass().getSimpleName());
    }

    @Override
    public Void poll(long call, String handle) {
      return say("poll " + handle);
    }

    @Override
    public Void ready() {
      return say("ready");
    }

    @Override
    public Void wake(Instant at) {
      return say("wake in " + Duration.between(now, at));
    }

    @Override
    public Void emit(Outcome said) {
      outcome = said;
      return say(said.kind().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Void report(Notice said) {
      notice = said;
      return say("notice " + said.kind().label());
    }
  }
}
