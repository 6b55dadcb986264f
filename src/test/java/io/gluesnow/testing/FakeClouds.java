package io.gluesnow.testing;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.converge.Depth;
import io.gluesnow.converge.LookAnswer;
import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.flink.conversation.Clients;
import io.gluesnow.flink.conversation.PolicyWatch;
import io.gluesnow.glue.GlueAnswer;
import io.gluesnow.glue.GlueCatalog;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.FileFormat;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.Policy;
import io.gluesnow.plan.PolicyPlanner;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.plan.TargetColumn;
import io.gluesnow.snowflake.SnowflakeCatalog;
import io.gluesnow.snowflake.StageAnswer;
import io.gluesnow.snowflake.api.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A Glue and a Snowflake in memory, for harness tests: each call waits until the test lets it
 * happen, also when the attempt that made it is gone.
 */
public final class FakeClouds {
  public static final ObjectName STAGE = ObjectName.of("LAKE", "PUBLIC", "FILES");
  public static final String ROLE = "SYNC";

  private final Map<TableId, TableDefinition> glue = new HashMap<>();
  private final Map<ObjectName, Applied> snowflake = new TreeMap<>();
  private final ArrayDeque<Runnable> calls = new ArrayDeque<>();
  private final List<String> journal = new ArrayList<>();
  private final Policy policy;
  private Function<Statement, Optional<StatementAnswer>> fault = statement -> Optional.empty();
  private Function<TableId, Optional<GlueAnswer>> glueFault = table -> Optional.empty();
  private boolean lookFails;
  private int created;

  public FakeClouds(Policy.Builder policy) {
    this.policy =
        policy
            .stage("lake.public.files", "s3://lake/")
            .build()
            .withStages(Map.of(STAGE, Optional.of("s3://lake/")));
  }

  // ---- what a test does to them -------------------------------------------------------------

  public void put(TableDefinition definition) {
    glue.put(definition.id(), definition);
  }

  public void remove(TableId table) {
    glue.remove(table);
  }

  /** Answers a statement with this instead of running it. */
  public void failStatements(Function<Statement, Optional<StatementAnswer>> with) {
    fault = with;
  }

  public void failGlue(Function<TableId, Optional<GlueAnswer>> with) {
    glueFault = with;
  }

  public void failLooks(boolean fails) {
    lookFails = fails;
  }

  /** How many calls are on their way. */
  public int waiting() {
    return calls.size();
  }

  /** Lets the oldest call happen; false when there is none. */
  public boolean next() {
    Runnable call = calls.poll();
    if (call == null) {
      return false;
    }
    call.run();
    return true;
  }

  /** Statements in the order in which they took effect. */
  public List<String> journal() {
    return journal;
  }

  public void forgetJournal() {
    journal.clear();
  }

  public Optional<Applied> applied(ObjectName name) {
    return Optional.ofNullable(snowflake.get(name));
  }

  /** All tables with their columns and comments, without what differs from run to run. */
  public Map<String, String> catalog() {
    Map<String, String> shown = new TreeMap<>();
    snowflake.forEach(
        (name, applied) ->
            shown.put(
                name.toString(), applied.structure().orElseThrow().columns() + applied.comment()));
    return shown;
  }

  // ---- as the operator's clients ------------------------------------------------------------

  public Clients.Opened open(Clients.Share share) {
    return new Opened(share.lease(), share.clock());
  }

  private final class Opened implements Clients.Opened {
    private final Planner planner = PolicyPlanner.of(policy);
    private final Lease lease;
    private final Clock clock;

    Opened(Lease lease, Clock clock) {
      this.lease = lease;
      this.clock = clock;
    }

    @Override
    public GlueCatalog glue() {
      return new Glue(clock);
    }

    @Override
    public SnowflakeCatalog snowflake() {
      return new Snowflake(lease, clock);
    }

    @Override
    public PolicyWatch policy() {
      return new PolicyWatch() {
        @Override
        public Planner planner() {
          return planner;
        }

        @Override
        public Optional<String> settled() {
          return Optional.of(policy.fingerprint());
        }

        @Override
        public CompletableFuture<Void> refresh() {
          return CompletableFuture.completedFuture(null);
        }
      };
    }

    @Override
    public String role() {
      return ROLE;
    }

    @Override
    public Duration skew() {
      return Duration.ZERO;
    }

    @Override
    public void close() {}
  }

  private final class Glue implements GlueCatalog {
    private final Clock clock;

    Glue(Clock clock) {
      this.clock = clock;
    }

    @Override
    public CompletableFuture<GlueAnswer> ask(TableId table) {
      Instant askedAt = clock.instant();
      CompletableFuture<GlueAnswer> answer = new CompletableFuture<>();
      calls.add(
          () ->
              answer.complete(
                  glueFault
                      .apply(table)
                      .orElseGet(
                          () ->
                              GlueAnswer.of(
                                  glue.containsKey(table)
                                      ? Snapshot.present(askedAt, glue.get(table))
                                      : Snapshot.absent(askedAt, table)))));
      return answer;
    }

    @Override
    public void close() {}
  }

  private final class Snowflake implements SnowflakeCatalog {
    private final Lease lease;
    private final Clock clock;

    Snowflake(Lease lease, Clock clock) {
      this.lease = lease;
      this.clock = clock;
    }

    @Override
    public CompletableFuture<LookAnswer> look(ObjectName name, Depth depth, Instant notBefore) {
      Instant askedAt = clock.instant();
      CompletableFuture<LookAnswer> answer = new CompletableFuture<>();
      calls.add(
          () -> {
            if (lookFails) {
              answer.complete(LookAnswer.failed(askedAt, "Snowflake is out"));
              return;
            }
            Applied there = snowflake.get(name);
            answer.complete(
                there == null
                    ? LookAnswer.nothing(askedAt)
                    : LookAnswer.shown(as(there, depth), askedAt));
          });
      return answer;
    }

    private Applied as(Applied there, Depth depth) {
      return Applied.of(
          there.name(),
          there.kind(),
          there.owner(),
          there.createdOn(),
          there.comment(),
          depth == Depth.SHOW ? null : there.structure().orElse(null),
          depth == Depth.DDL ? Protections.NONE : null);
    }

    @Override
    public CompletableFuture<StatementAnswer> send(
        Statement statement, UUID requestId, String queryTag) {
      CompletableFuture<StatementAnswer> answer = new CompletableFuture<>();
      boolean leased = lease.endsAt().filter(end -> end.isAfter(clock.instant())).isPresent();
      calls.add(
          () ->
              answer.complete(
                  leased
                      ? fault.apply(statement).orElseGet(() -> run(statement))
                      : StatementAnswer.of(StatementAnswer.Kind.NO_LEASE, "", "no lease")));
      return answer;
    }

    @Override
    public CompletableFuture<StatementAnswer> poll(String handle) {
      return CompletableFuture.completedFuture(StatementAnswer.done());
    }

    @Override
    public CompletableFuture<Map<ObjectName, StageAnswer>> stages(Collection<ObjectName> names) {
      return CompletableFuture.completedFuture(
          names.stream().collect(Collectors.toMap(n -> n, n -> StageAnswer.seen("s3://lake/"))));
    }

    @Override
    public void close() {}
  }

  // ---- what statements do -------------------------------------------------------------------

  private StatementAnswer run(Statement statement) {
    Applied there = snowflake.get(statement.name());
    boolean creates = statement instanceof Statement.Create;
    if (creates == (there != null) && !(statement instanceof Statement.Replace)) {
      return StatementAnswer.of(
          StatementAnswer.Kind.OVERTAKEN, creates ? "002002" : "002003", "it is not so");
    }
    journal.add(statement.toString());
    return statement.accept(new Running(there));
  }

  private final class Running implements Statement.Visitor<StatementAnswer> {
    private final Applied there;

    Running(Applied there) {
      this.there = there;
    }

    private StatementAnswer put(Target.ExternalTable structure, String comment, String createdOn) {
      snowflake.put(
          structure.name(),
          Applied.of(
              structure.name(),
              Applied.EXTERNAL_TABLE,
              ROLE,
              createdOn,
              comment,
              structure,
              Protections.NONE));
      return StatementAnswer.done();
    }

    private StatementAnswer columns(List<TargetColumn> columns) {
      Target.ExternalTable t = there.structure().orElseThrow();
      return put(
          Target.ExternalTable.of(
              t.name(),
              columns,
              t.partitionBy(),
              t.location(),
              t.format(),
              t.autoRefresh(),
              t.comment()),
          there.comment(),
          there.createdOn());
    }

    @Override
    public StatementAnswer create(Statement.Create s) {
      return put(s.target(), s.mark().after(s.target().comment()), "created " + ++created);
    }

    @Override
    public StatementAnswer replace(Statement.Replace s) {
      return put(s.target(), s.mark().after(s.target().comment()), "created " + ++created);
    }

    @Override
    public StatementAnswer addColumns(Statement.AddColumns s) {
      List<TargetColumn> columns = new ArrayList<>(there.structure().orElseThrow().columns());
      columns.addAll(s.columns());
      return columns(columns);
    }

    @Override
    public StatementAnswer dropColumns(Statement.DropColumns s) {
      List<TargetColumn> columns = new ArrayList<>(there.structure().orElseThrow().columns());
      columns.removeIf(column -> s.columns().contains(column.name()));
      return columns(columns);
    }

    @Override
    public StatementAnswer comment(Statement.SetComment s) {
      Target.ExternalTable t = there.structure().orElseThrow();
      FileFormat format = t.format();
      return put(
          Target.ExternalTable.of(
              t.name(),
              t.columns(),
              t.partitionBy(),
              t.location(),
              format,
              t.autoRefresh(),
              s.comment()),
          s.mark().after(s.comment()),
          there.createdOn());
    }

    @Override
    public StatementAnswer autoRefresh(Statement.SetAutoRefresh s) {
      return StatementAnswer.done();
    }

    @Override
    public StatementAnswer refresh(Statement.Refresh s) {
      return StatementAnswer.done();
    }

    @Override
    public StatementAnswer drop(Statement.Drop s) {
      snowflake.remove(s.name());
      return StatementAnswer.done();
    }
  }
}
