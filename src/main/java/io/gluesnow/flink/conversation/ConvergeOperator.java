package io.gluesnow.flink.conversation;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import io.gluesnow.converge.Command;
import io.gluesnow.converge.Depth;
import io.gluesnow.converge.Input;
import io.gluesnow.converge.Notice;
import io.gluesnow.converge.OpenReason;
import io.gluesnow.converge.Outcome;
import io.gluesnow.converge.Provenance;
import io.gluesnow.converge.Step;
import io.gluesnow.converge.SweepKind;
import io.gluesnow.converge.TableController;
import io.gluesnow.converge.TableState;
import io.gluesnow.converge.Timings;
import io.gluesnow.flink.AccountsAudience;
import io.gluesnow.flink.OutcomeCounts;
import io.gluesnow.flink.OutcomeRecord;
import io.gluesnow.flink.Pause;
import io.gluesnow.flink.ScopeNews;
import io.gluesnow.flink.Sweep;
import io.gluesnow.flink.TableNews;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.Statement;
import io.gluesnow.snowflake.api.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Carries out what the controller of each table commands: asks Glue, looks at Snowflake and sends
 * statements asynchronously, brings the answers back through the task's mailbox, keeps state and
 * timers. It decides nothing and never blocks the task thread.
 *
 * <p>All that was open is restored before any other input. Only the number of conversations is
 * limited; tables that wait are keys in state, so a slow Snowflake never blocks the input.
 */
public final class ConvergeOperator extends AbstractStreamOperator<OutcomeRecord>
    implements TwoInputStreamOperator<TableNews, ScopeNews, OutcomeRecord>,
        Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  /** The operator's name in the accounts. */
  public static final String OPERATOR = "converge";

  /** Messages for the dead-letter queue: tables that are parked, refused or rejected. */
  public static final OutputTag<String> DEAD_LETTERS =
      new OutputTag<>("stuck-tables", Types.STRING);

  private static final int KEYS_A_TURN = 300;
  private static final int READY_BOUND = 20_000;
  private static final Duration NO_PLACE = Duration.ofMinutes(2);
  private static final Duration NO_PLACE_SPREAD = Duration.ofMinutes(2);

  /**
   * A stop notifies of its savepoint and ends some milliseconds later: nothing begins until then.
   */
  private static final long AFTER_NOTICE_MILLIS = 200;

  private final SyncConfig config;
  private final Clients factory;
  private final AccountsAudience audience;
  private final Duration checkpointInterval;
  private final transient MailboxExecutor mailbox;

  private transient Clock clock;
  private transient Instant startedAt;
  private transient String attempt;
  private transient ConvergeState state;
  private transient OutcomeCounts counts;
  private transient Timings timings;
  private transient Lessor lessor;
  private transient Clients.Opened clients;
  private transient ConvergeMetrics metrics;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient ReadyTables ready;
  private transient SweepProgress sweeps;
  private transient SweepTurns turns;
  private transient Pauses pauses;
  private transient Calls calls;
  private transient PolicyInForce policy;
  private transient Set<String> withoutLease;
  private transient int mostConversations;

  ConvergeOperator(
      SyncConfig config,
      Clients factory,
      AccountsAudience audience,
      Duration checkpointInterval,
      MailboxExecutor mailbox,
      ProcessingTimeService time) {
    this.config = config;
    this.factory = factory;
    this.audience = audience;
    this.checkpointInterval = checkpointInterval;
    this.mailbox = mailbox;
    this.processingTimeService = time;
  }

  // ---- life ---------------------------------------------------------------------------------

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    clock = new TaskClock(getProcessingTimeService());
    startedAt = clock.instant();
    attempt = UUID.randomUUID().toString();
    state = ConvergeState.of(context);
    counts = new OutcomeCounts(OPERATOR, audience);
    counts.open(
        context.getOperatorStateStore(),
        getMetricGroup(),
        getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
        ConvergeMetrics.COUNTED);
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (!getOperatorConfig().isCheckpointingEnabled()) {
      throw new IllegalStateException(
          "checkpoints are off: without them no statement may ever be sent. Turn them on; an"
              + " interval of 5 to 10 seconds suits gluesnow");
    }
    Lease lease = Lease.of(config.lease(checkpointInterval));
    timings = state.agreed(config, lease.duration());
    lessor = new Lessor(lease, clock);
    Clients.Share share =
        new Clients.Share(
            lease, clock, getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
    clients = factory.open(share);
    mostConversations = share.of(config.get(SyncOptions.IN_FLIGHT));
    ready = new ReadyTables(READY_BOUND);
    withoutLease = new HashSet<>();
    calls = new Calls(clients, attempt);
    sweeps = new SweepProgress(KEYS_A_TURN, this::keysFor);
    turns =
        new SweepTurns(
            sweeps,
            turn -> inMail("a turn of a sweep", turn),
            this::hear,
            this::startConversations);
    pauses = state.pauses();
    metrics = ConvergeMetrics.of(getMetricGroup(), state, ready, sweeps, pauses, lessor, clients);
    timers = getInternalTimerService("wake", VoidNamespaceSerializer.INSTANCE, this);
    policy = new PolicyInForce(clients.policy(), this::controller, state.policy().orElse(""));
    state.unfinishedSweeps().forEach(sweeps::add);
    notePolicy();
    LOG.info("attempt {} runs with {}", attempt, timings);
    restoreWhatWasOpen();
    turns.take();
    watchPolicy();
  }

  private TableController controller(Planner planner) {
    return new TableController(
        planner, timings, attempt, startedAt, state.isRestored(), clients.role());
  }

  private void restoreWhatWasOpen() throws Exception {
    List<String> open;
    try (Stream<String> keys = keys(ConvergeState.OPEN)) {
      open = keys.collect(Collectors.toList());
    }
    for (String key : open) {
      setCurrentKey(key);
      TableId table = TableId.parse(key);
      metrics.found(state.of(table));
      step(table, Input.restored());
    }
    startConversations();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    lessor.taken(context.getCheckpointId());
    counts.snapshot(context.getCheckpointId());
    state.snapshot(timings, sweeps.unfinished(), pauses.orders(), policy.sweptFor());
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    super.notifyCheckpointComplete(checkpoint);
    lessor.completed(checkpoint);
    Set<String> waited = withoutLease;
    withoutLease = new HashSet<>();
    for (String key : waited) {
      setCurrentKey(key);
      step(TableId.parse(key), Input.leased());
    }
    if (!waited.isEmpty()) {
      processingTimeService.registerTimer(
          processingTimeService.getCurrentProcessingTime() + AFTER_NOTICE_MILLIS,
          moment -> startConversations());
    }
  }

  @Override
  public void close() throws Exception {
    if (sweeps != null) {
      sweeps.close();
    }
    if (clients != null) {
      clients.close();
    }
    super.close();
  }

  // ---- what comes in ------------------------------------------------------------------------

  @Override
  public void processElement1(StreamRecord<TableNews> element) throws Exception {
    TableNews news = element.getValue();
    step(news.table(), news.accept(new AsInput()));
    startConversations();
  }

  /** What the news are to the controller. Only events are counted as such. */
  private final class AsInput implements TableNews.Visitor<Input, RuntimeException> {
    @Override
    public Input events(Doubt doubt) {
      counts.add(OutcomeCounts.READ, doubt.events());
      return Input.doubted(doubt);
    }

    @Override
    public Input listed(Snapshot page) {
      counts.add(OutcomeCounts.LISTED, 1);
      return Input.listed(page);
    }

    @Override
    public Input marked(ObjectName name) {
      return Input.marked(name);
    }

    @Override
    public Input linkTargetChanged(Instant causedAt, SortedSet<String> paths) {
      counts.add(OutcomeCounts.SWEPT, 1);
      return Input.swept(SweepKind.LINK_TARGET, causedAt, paths);
    }

    @Override
    public Input resync(Instant orderedAt) {
      counts.add(OutcomeCounts.SWEPT, 1);
      return Input.redrive();
    }
  }

  @Override
  public void processElement2(StreamRecord<ScopeNews> element) {
    element.getValue().accept(new AsOrder());
    turns.take();
  }

  /** What is to be done about many tables. */
  private final class AsOrder implements ScopeNews.Visitor<Void, RuntimeException> {
    @Override
    public Void sweep(Sweep sweep) {
      sweeps.add(sweep);
      return null;
    }

    @Override
    public Void pause(Pause order) {
      LOG.info("{}", order);
      pauses.add(order);
      if (!order.isPause()) {
        sweeps.add(Sweep.of(Sweep.Cause.RESUMED, order.scope(), order.orderedAt()));
      }
      return null;
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    step(TableId.parse(timer.getKey()), Input.timeReached());
    startConversations();
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no timer here is of event time");
  }

  /** Brings an answer back to the task thread, and to its table. */
  private void answer(TableId table, CompletableFuture<Input> future) {
    future.whenComplete(
        (input, failure) ->
            inMail(
                "an answer about " + table,
                () -> {
                  if (failure != null) {
                    throw new IllegalStateException("a client broke its word and failed", failure);
                  }
                  setCurrentKey(table.toString());
                  step(table, input);
                  startConversations();
                }));
  }

  private void inMail(String what, ThrowingRunnable<Exception> mail) {
    try {
      mailbox.execute(mail, what);
    } catch (RejectedExecutionException e) {
      // The attempt has ended, and what was open is in its last checkpoint.
      LOG.debug("{} came too late", what);
    }
  }

  // ---- the controller -----------------------------------------------------------------------

  /** One input of one table: state in, state out, commands obeyed. The key must be current. */
  private void step(TableId table, Input input) throws Exception {
    TableState before = state.of(table);
    Step step = policy.controller().step(table, before, input, clock.instant());
    TableState after = step.state();
    state.update(table, before, after);
    counts.add(OutcomeCounts.OPEN, after.openEvents() - before.openEvents());
    metrics.changed(table.toString(), before, after, pauses.cover(table));
    if (after.openReason().equals(Optional.of(OpenReason.NO_LEASE))) {
      withoutLease.add(table.toString());
    }
    for (Command command : step.commands()) {
      command.accept(new Obeying(table));
    }
  }

  /** Lets tables begin that want to, as long as there are slots. */
  private void startConversations() throws Exception {
    while (state.talking() < mostConversations) {
      Optional<String> next = ready.next();
      if (next.isEmpty()) {
        return;
      }
      TableId table = TableId.parse(next.get());
      setCurrentKey(next.get());
      if (pauses.cover(table)) {
        metrics.paused(next.get(), state.of(table));
      } else {
        step(table, Input.proceed());
      }
    }
  }

  /** Carries out the commands for one table. */
  private final class Obeying implements Command.Visitor<Void> {
    private final TableId table;

    Obeying(TableId table) {
      this.table = table;
    }

    @Override
    public Void askGlue(long call) {
      answer(table, calls.askGlue(table, call));
      return null;
    }

    @Override
    public Void look(long call, ObjectName name, Depth depth, Instant notBefore) {
      answer(table, calls.look(name, call, depth, notBefore));
      return null;
    }

    @Override
    public Void send(long call, Statement statement, Provenance provenance) {
      LOG.info("{}: {}", table, statement);
      answer(table, calls.send(statement, call, provenance));
      return null;
    }

    @Override
    public Void poll(long call, String handle) {
      answer(table, calls.poll(handle, call));
      return null;
    }

    @Override
    public Void ready() {
      // A paused table's work waits in its state until an order to go on finds it there.
      if (!pauses.cover(table) && !ready.add(table.toString())) {
        // By then many of those before it are served; spread, or all would come again at once.
        long spread = Math.floorMod(table.hashCode(), NO_PLACE_SPREAD.toMillis());
        wake(clock.instant().plus(NO_PLACE).plusMillis(spread));
      }
      return null;
    }

    @Override
    public Void wake(Instant at) {
      timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, at.toEpochMilli());
      return null;
    }

    @Override
    public Void emit(Outcome outcome) {
      counts.add(outcome.kind(), outcome.events());
      counts.add(OutcomeCounts.COMPARED_BY_MARK, outcome.comparedByMark().isEmpty() ? 0 : 1);
      if (outcome.kind() == OutcomeKind.APPLIED) {
        outcome
            .doubt()
            .newest()
            .map(CatalogEvent::time)
            .ifPresent(time -> metrics.applied(Duration.between(time, outcome.doneAt())));
      }
      output.collect(new StreamRecord<>(Letters.record(outcome)));
      return null;
    }

    @Override
    public Void report(Notice notice) {
      LOG.warn("{}", notice);
      output.collect(DEAD_LETTERS, new StreamRecord<>(Letters.letter(notice)));
      return null;
    }
  }

  // ---- sweeps and the policy ----------------------------------------------------------------

  /** A sweep has come to this table. */
  private void hear(TableId table, Sweep sweep) throws Exception {
    setCurrentKey(table.toString());
    counts.add(OutcomeCounts.SWEPT, sweep.cause() == Sweep.Cause.RESUMED ? 0 : 1);
    step(table, SweepTurns.input(sweep));
  }

  private Stream<String> keysFor(Sweep sweep) {
    boolean resumed = sweep.cause() == Sweep.Cause.RESUMED;
    return keys(resumed ? ConvergeState.OPEN : ConvergeState.KNOWN);
  }

  /** Reads the policy again and again; a change makes every known table doubtful. */
  private void watchPolicy() {
    Duration every = config.get(SyncOptions.PARKED);
    processingTimeService.registerTimer(
        processingTimeService.getCurrentProcessingTime() + every.toMillis(),
        moment ->
            clients
                .policy()
                .refresh()
                .whenComplete(
                    (nothing, failure) ->
                        inMail(
                            "the policy of now",
                            () -> {
                              notePolicy();
                              turns.take();
                              watchPolicy();
                            })));
  }

  private void notePolicy() {
    if (policy.note()) {
      LOG.info("the policy or a stage has changed: every known table is looked at again");
      sweeps.add(Sweep.of(Sweep.Cause.POLICY_CHANGED, Scope.ALL, clock.instant()));
    }
  }

  private Stream<String> keys(String stateName) {
    return this.<String>getKeyedStateBackend().getKeys(stateName, VoidNamespace.INSTANCE);
  }
}
