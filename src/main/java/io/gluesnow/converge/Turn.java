package io.gluesnow.converge;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step under way: the state that it changes and the commands that it collects. It knows how to
 * call, wait and report; when to do so is the controller's.
 */
final class Turn {
  final TableId table;
  final Instant now;
  final OpenWork.Builder open;
  final Known.Builder known;

  /** Null while no call is out. */
  Conversation.Builder talk;

  /** Columns that this step found equal by nothing but the mark. */
  List<String> comparedByMark = List.of();

  private final Planner planner;
  private final Timings timings;
  private final Rules rules;
  private final String attempt;
  private final Instant startedAt;
  private final Agenda agenda;
  private final List<Command> commands = new ArrayList<>(2);

  Turn(TableController controller, TableId table, TableState state, Instant now) {
    this.planner = controller.planner;
    this.timings = controller.timings;
    this.rules = controller.rules;
    this.attempt = controller.attempt;
    this.startedAt = controller.startedAt;
    this.table = table;
    this.now = now;
    this.open = state.open().toBuilder();
    this.known = state.known().toBuilder();
    this.agenda = new Agenda(open, planner.grace());
    this.talk = state.talk().map(Conversation::toBuilder).orElse(null);
  }

  /** The end of the step: a table without a call says when it wants to go on. */
  Step step() {
    if (talk == null) {
      if (isDue()) {
        commands.add(Command.ready());
      } else {
        agenda.next().ifPresent(at -> commands.add(Command.wake(at)));
      }
    }
    Conversation conversation = talk == null ? null : talk.build();
    return Step.of(TableState.of(open.build(), known.build(), conversation), commands);
  }

  // ---- when to go on

  /** Whether there is work that may be done now. */
  boolean isDue() {
    return agenda.isDue(now);
  }

  /** Makes what waits and what is due the doubt that is served; nothing if there is none. */
  void takeUp() {
    open.hold = null;
    if (open.looks.removeIf(at -> !at.isAfter(now))) {
      serve(OpenDoubt.ofTime(true));
    }
    if (isReached(open.slowLookAt)) {
      open.slowLookAt = null;
      serve(OpenDoubt.ofTime(true));
    }
    if (open.absentSince != null && open.serving == null && isReached(graceEnds())) {
      serve(OpenDoubt.ofTime(false));
    }
    if (isReached(open.askAgainAt)) {
      open.askAgainAt = null;
      serve(OpenDoubt.ofTime(false));
    }
    // The second answer stands for the doubt that was served; new doubt has to wait for its own.
    if (!open.nextStands) {
      serve(open.waiting);
      open.waiting = null;
    }
  }

  /**
   * The listing's page that waits to be an answer, if there is one; an earlier attempt's only
   * raises a doubt, since nobody knows what has been missed in between.
   */
  Snapshot takePage() {
    Snapshot page = open.page;
    open.page = null;
    if (page == null || !page.askedAt().isBefore(startedAt)) {
      return page;
    }
    serve(OpenDoubt.ofSweep(page.askedAt(), now, false));
    return null;
  }

  void serve(OpenDoubt doubt) {
    open.serving = OpenDoubt.merged(open.serving, doubt);
  }

  Instant graceEnds() {
    return agenda.graceEnds();
  }

  private boolean isReached(Instant at) {
    return at != null && !at.isAfter(now);
  }

  // ---- calls

  boolean awaits(long call, Conversation.Phase... phases) {
    return talk != null && talk.call == call && List.of(phases).contains(talk.phase);
  }

  void askGlue(Conversation.Phase phase) {
    commands.add(Command.askGlue(call(phase)));
  }

  void look(Conversation.Phase phase, ObjectName name, Depth depth, Instant notBefore) {
    long call = call(phase);
    talk.look = null;
    talk.lookedAt = name;
    talk.depth = depth;
    commands.add(Command.look(call, name, depth, notBefore));
  }

  void send(Conversation.Phase phase) {
    long call = call(phase);
    talk.sentAt = now;
    commands.add(Command.send(call, talk.statement(), provenance()));
  }

  void poll() {
    commands.add(Command.poll(call(Conversation.Phase.POLL), open.running.handle()));
  }

  private long call(Conversation.Phase phase) {
    if (talk == null) {
      talk = new Conversation.Builder();
    }
    talk.phase = phase;
    talk.call = ++open.calls;
    return talk.call;
  }

  private Provenance provenance() {
    OpenDoubt cause =
        open.serving != null
            ? open.serving
            : open.wishes == null ? null : open.wishes.events().orElse(null);
    return Provenance.of(
        table,
        Optional.ofNullable(cause).flatMap(OpenDoubt::newest).orElse(null),
        glueVersion(),
        definition().flatMap(TableDefinition::linkTo).orElse(null));
  }

  private Optional<TableDefinition> definition() {
    return talk == null || talk.snapshot == null ? Optional.empty() : talk.snapshot.definition();
  }

  private TableVersion glueVersion() {
    if (talk != null && talk.snapshot != null) {
      return talk.snapshot.definition().map(TableDefinition::version).orElse(null);
    }
    return known.glue == null ? null : known.glue.version().orElse(null);
  }

  // ---- waiting

  /** Nothing before that moment, and no conversation until then. */
  void hold(Instant until, OpenReason reason) {
    open.hold = Hold.of(until, reason);
    talk = null;
  }

  /** Puts it off for longer each time, never for the same time as other tables. */
  void backOff(OpenReason reason) {
    Duration least = timings.backOffMin();
    Duration pause = least.multipliedBy(1L << Math.min(open.backOffs, 20));
    Duration most = timings.backOffMax();
    open.backOffs++;
    hold(now.plus(jittered(pause.compareTo(most) > 0 ? most : pause)), reason);
  }

  /** Between three and five quarters of a duration, by table, attempt and count. */
  private Duration jittered(Duration pause) {
    int hash = (table.toString() + attempt + open.backOffs).hashCode() * 0x9E3779B9;
    return pause.multipliedBy(75 + (hash >>> 16) % 51).dividedBy(100);
  }

  void park(OpenReason reason, Notice.Kind kind, String code, String sentence) {
    report(kind, code, sentence, talk == null ? List.of() : talk.left());
    Duration pause = timings.parked();
    open.backOffs = 0;
    open.nextStands = false; // doubt that comes meanwhile is taken up, and not left to wake us
    hold(now.plus(jittered(pause)), reason);
  }

  // ---- what is remembered

  /** What is seen before an earlier attempt's last statement can have run is provisional. */
  void looked(Instant startedAt, Instant lookedAt) {
    open.looks.addAll(rules.looksAgain(startedAt, lookedAt));
  }

  /** What a look showed: our own object, or none of ours. */
  void believe(ObjectName name, Applied found, boolean ours, String target) {
    known.belief =
        Belief.of(
            name,
            ours ? found.createdOn() : "",
            target,
            Belief.shown(found),
            planner.fingerprint(),
            attempt);
  }

  /** A statement has ended or may have: what the last look showed is no longer so. */
  void touched(Instant endedAt) {
    known.lastStatementAt = endedAt;
    if (known.belief != null) {
      Belief b = known.belief;
      known.belief = Belief.of(b.name(), b.createdOn(), "", "", b.policy(), b.attempt());
    }
  }

  // ---- what becomes of doubts

  void emit(
      OpenDoubt doubt,
      OutcomeKind kind,
      String reason,
      String sentence,
      List<Statement> statements) {
    commands.add(
        Command.emit(
            Outcome.of(table, kind, reason, sentence, doubt, statements, glueVersion(), now)
                .withComparedByMark(comparedByMark)));
  }

  /**
   * Says once for each object of ours that it is no longer kept, since the table's name is another.
   */
  void leaveBehind(ObjectName name) {
    if (known.told.add("left behind " + name)) {
      notify(
          Notice.Kind.LEFT_BEHIND,
          "",
          name + " was made under an earlier naming policy and is no longer kept: drop it by hand",
          List.of());
    }
  }

  /**
   * Says once that rows of this table are missing in Snowflake, and where the first of them are.
   */
  void leaveOut(String location) {
    if (known.told.add("partition outside")) {
      notify(
          Notice.Kind.PARTITION_OUTSIDE,
          "",
          "the partition at "
              + location
              + " lies outside of the table's location, so that Snowflake does not show its rows,"
              + " nor those of others like it: move it below the table's location",
          List.of());
    }
  }

  /** Says it once: a repetition of what was last reported is left out. */
  void report(Notice.Kind kind, String code, String sentence, List<Statement> statements) {
    String target = talk == null || talk.target == null ? "" : talk.target.fingerprint();
    String what =
        (kind.label() + " " + code + " " + target.substring(0, Math.min(12, target.length())))
            .trim();
    if (!what.equals(known.reported)) {
      known.reported = what;
      notify(kind, code, sentence, statements);
    }
  }

  private void notify(Notice.Kind kind, String code, String sentence, List<Statement> statements) {
    commands.add(
        Command.report(
            Notice.of(kind, table, code, sentence, statements, open.serving, glueVersion(), now)));
  }
}
