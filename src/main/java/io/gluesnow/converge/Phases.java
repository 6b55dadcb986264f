package io.gluesnow.converge;

import static io.gluesnow.converge.Conversation.Phase.FILES;
import static io.gluesnow.converge.Conversation.Phase.FILES_LOOK;
import static io.gluesnow.converge.Conversation.Phase.GLUE;
import static io.gluesnow.converge.Conversation.Phase.LAST_GLUE;
import static io.gluesnow.converge.Conversation.Phase.LOOK;
import static io.gluesnow.converge.Conversation.Phase.POLL;
import static io.gluesnow.converge.Conversation.Phase.SEND;

import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Plan;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.Refusal;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The phases of a conversation, one method each, for one step: ask Glue, look, compare, send, look
 * again, until there is no difference. Whatever goes wrong leads back to a look.
 */
final class Phases implements Input.Visitor<Void> {
  private final TableController controller;
  private final Planner planner;
  private final Rules rules;
  private final Turn turn;
  private final OpenWork.Builder open;
  private final Known.Builder known;
  private final FilePhases files;

  Phases(TableController controller, Turn turn) {
    this.controller = controller;
    this.planner = controller.planner;
    this.rules = controller.rules;
    this.turn = turn;
    this.open = turn.open;
    this.known = turn.known;
    this.files = new FilePhases(this, controller, turn);
  }

  // ---- inputs that may come at any time

  @Override
  public Void restored() {
    // An earlier attempt's conversation is only a doubt now, and a fresh look has to answer it.
    turn.talk = null;
    open.nextStands = false;
    boolean keepsHold =
        open.hold != null
            && (open.hold.reason().isParked() || open.hold.reason() == OpenReason.END_UNKNOWN);
    if (!keepsHold) {
      open.hold = null;
    }
    if (open.serving != null) {
      open.serving = open.serving.thatMustLook();
    }
    if (!open.looks.isEmpty()) {
      open.looks.clear();
      turn.looked(controller.startedAt, controller.startedAt);
    }
    return null;
  }

  @Override
  public Void doubted(Doubt doubt) {
    if (rules.isSuperseded(known.build(), doubt)) {
      turn.emit(
          OpenDoubt.ofEvents(doubt),
          OutcomeKind.SUPERSEDED,
          "",
          "older than the last look-up",
          List.of());
    } else {
      await(OpenDoubt.ofEvents(doubt));
    }
    return null;
  }

  @Override
  public Void swept(SweepKind kind, Instant causedAt) {
    await(OpenDoubt.ofSweep(causedAt, turn.now, kind.mustLook()));
    return null;
  }

  @Override
  public Void listed(Snapshot snapshot, boolean slotFree) {
    boolean nothingHeld = known.glue == null && turn.talk == null && open.build().isEmpty();
    if (nothingHeld && slotFree) {
      turn.serve(OpenDoubt.ofSweep(snapshot.askedAt(), turn.now, false));
      turn.talk = new Conversation.Builder();
      stands(snapshot);
    } else if (nothingHeld || differs(snapshot)) {
      await(OpenDoubt.ofSweep(snapshot.askedAt(), turn.now, false));
    }
    return null;
  }

  private boolean differs(Snapshot page) {
    GlueKnown shown = GlueKnown.of(page);
    boolean older = known.glue != null && page.askedAt().isBefore(known.glue.askedAt());
    boolean sameVersion = known.glue != null && known.glue.version().equals(shown.version());
    boolean samePolicy =
        known.belief == null || known.belief.policy().equals(planner.fingerprint());
    return !older && !(sameVersion && samePolicy);
  }

  @Override
  public Void timeReached() {
    return null; // the end of the step says what is due
  }

  @Override
  public Void leased() {
    if (open.hold != null && open.hold.reason() == OpenReason.NO_LEASE) {
      open.hold = null;
    }
    return null;
  }

  @Override
  public Void redrive() {
    known.verdict = null;
    known.reported = "";
    open.backOffs = 0;
    open.rounds = 0;
    await(OpenDoubt.ofSweep(Instant.EPOCH, turn.now, true));
    return null;
  }

  void await(OpenDoubt doubt) {
    open.waiting = OpenDoubt.merged(open.waiting, doubt);
  }

  // ---- FREE

  @Override
  public Void proceed() {
    if (turn.talk != null || !turn.isDue()) {
      return null;
    }
    if (open.running != null) {
      turn.poll();
      return null;
    }
    turn.takeUp();
    if (open.serving != null) {
      converse();
    } else if (open.wishes != null) {
      files.begin();
    }
    return null;
  }

  /**
   * From the start; after a failure of Snowflake with the look, so that Glue is not asked for it.
   */
  void converse() {
    Optional<ObjectName> name = planner.nameOf(turn.table);
    if (open.lookFirst && name.isPresent()) {
      look(name.get(), Depth.DESC);
    } else {
      turn.askGlue(GLUE);
    }
  }

  // ---- GLUE

  @Override
  public Void glueAnswered(long call, GlueReply reply) {
    if (turn.awaits(call, GLUE, LAST_GLUE)) {
      switch (reply.kind()) {
        case ANSWERED:
          glue(reply.snapshot().orElseThrow());
          break;
        case THROTTLED:
          turn.backOff(OpenReason.GLUE_BACK_OFF);
          break;
        case DENIED:
          turn.park(OpenReason.GLUE_DENIED, Notice.Kind.GLUE_REFUSED, "denied", reply.sentence());
          break;
        case INVALID:
          turn.report(Notice.Kind.GLUE_REFUSED, "invalid", reply.sentence(), List.of());
          refuse("invalid", reply.sentence());
          break;
      }
    }
    return null;
  }

  private void glue(Snapshot answer) {
    if (turn.talk.phase == LAST_GLUE && answer.isAbsent()) {
      known.glue = GlueKnown.of(answer);
      turn.talk.snapshot = answer;
      compare();
      return;
    }
    Rules.Standing standing =
        open.nextStands ? Rules.Standing.STANDS : rules.standing(known.glue, open.serving, answer);
    Instant askAgainAt = rules.askAgainAt(open.serving, answer.askedAt());
    if (standing == Rules.Standing.ASK_AGAIN) {
      open.nextStands = true;
      turn.hold(askAgainAt, OpenReason.ASK_AGAIN);
      return;
    }
    if (standing == Rules.Standing.STANDS_FOR_NOW) {
      open.askAgainAt = askAgainAt;
    }
    stands(answer);
  }

  /** Glue's answer counts: what should the table be, and is that known to be so? */
  private void stands(Snapshot answer) {
    open.nextStands = false;
    known.glue = GlueKnown.of(answer);
    turn.talk.snapshot = answer;
    turn.talk.target = answer.definition().map(planner::map).orElse(null);
    if (answer.isAbsent()) {
      if (isBelieved(Belief.NOTHING)) {
        unchanged();
      } else {
        nameWhileAbsent().ifPresentOrElse(this::lookAndCompare, () -> refuseName());
      }
      return;
    }
    if (open.absentSince != null) { // it has come back: nothing is dropped
      open.absentSince = null;
      turn.serve(open.grace);
      open.grace = null;
    }
    Optional<Target.ExternalTable> target = turn.talk.target.externalTable();
    if (target.isEmpty()) {
      refuse(((Target.None) turn.talk.target).refusal());
    } else if (isBelieved(target.get().fingerprint())) {
      unchanged();
    } else {
      leaveBehind(target.get().name());
      lookAndCompare(target.get().name());
    }
  }

  private boolean isBelieved(String target) {
    return !open.serving.mustLook()
        && open.sent == 0
        && rules.isBelieved(known.belief, target, planner.fingerprint(), controller.attempt);
  }

  private void unchanged() {
    settle(OutcomeKind.UNCHANGED, "", "already as it should be", List.of());
  }

  private Optional<ObjectName> nameWhileAbsent() {
    return known.belief != null && known.belief.isThere()
        ? Optional.of(known.belief.name())
        : planner.nameOf(turn.table);
  }

  private void leaveBehind(ObjectName name) {
    if (known.belief != null && known.belief.isThere() && !known.belief.name().equals(name)) {
      turn.report(
          Notice.Kind.LEFT_BEHIND,
          "",
          known.belief.name()
              + " was made under an earlier naming policy and is no longer kept: drop it by hand",
          List.of());
      known.belief = null;
    }
  }

  private void refuseName() {
    settle(
        OutcomeKind.REFUSED,
        Refusal.Reason.NAME.label(),
        "the naming rule gives the table no name",
        List.of());
  }

  private void refuse(Refusal refusal) {
    turn.report(Notice.Kind.REFUSED, refusal.reason().label(), refusal.sentence(), List.of());
    if (refusal.reason().waitsForOutside()) {
      rules.slowLookAt(turn.now).ifPresent(at -> open.slowLookAt = at);
    }
    refuse(refusal.reason().label(), refusal.sentence());
  }

  /** Even a table that is no longer wanted ends with a look if something was sent for it. */
  private void refuse(String label, String sentence) {
    turn.talk.refusal = label;
    turn.talk.refusedBecause = sentence;
    Optional<ObjectName> name = nameWhileAbsent();
    boolean unseen =
        known.lastStatementAt != null && (known.belief == null || known.belief.shown().isEmpty());
    if (unseen && name.isPresent()) {
      lookAndCompare(name.get());
    } else {
      settle(OutcomeKind.REFUSED, label, sentence, List.of());
    }
  }

  // ---- LOOK

  /** Compares with the look that there is, if it was at this name; else looks. */
  private void lookAndCompare(ObjectName name) {
    if (turn.talk.look != null && name.equals(turn.talk.lookedAt)) {
      compare();
    } else {
      look(name, Depth.DESC);
    }
  }

  private void look(ObjectName name, Depth depth) {
    turn.look(LOOK, name, depth, notBefore());
  }

  /**
   * A page from before our own last statement, or from the time of provisional looks, is no use.
   */
  Instant notBefore() {
    Instant notBefore = controller.startedAt;
    for (Instant end : rules.looksAgain(controller.startedAt, controller.startedAt)) {
      notBefore = end.isAfter(turn.now) ? notBefore : end;
    }
    return known.lastStatementAt != null && known.lastStatementAt.isAfter(notBefore)
        ? known.lastStatementAt
        : notBefore;
  }

  @Override
  public Void looked(long call, LookAnswer answer) {
    if (turn.awaits(call, LOOK, FILES_LOOK)) {
      switch (answer.kind()) {
        case FAILED:
          open.lookFirst = true;
          turn.backOff(OpenReason.SNOWFLAKE_BACK_OFF);
          break;
        case DENIED:
          open.lookFirst = true;
          turn.park(OpenReason.SNOWFLAKE_DENIED, Notice.Kind.PARKED, "", answer.sentence());
          break;
        case SHOWN:
          turn.looked(controller.startedAt, answer.askedAt());
          turn.talk.look = answer;
          if (turn.talk.phase == FILES_LOOK) {
            files.looked();
          } else if (turn.talk.snapshot == null) {
            open.lookFirst = false;
            turn.askGlue(GLUE);
          } else {
            compare();
          }
          break;
      }
    }
    return null;
  }

  Ownership ownership() {
    return rules.ownership(found(), turn.table, planner.instance(), controller.role, known.belief);
  }

  private Applied found() {
    return turn.talk.look.found().orElse(null);
  }

  /** What is there against what should be. */
  private void compare() {
    if (isTooEarly() && !(turn.talk.whole && isMade())) {
      turn.hold(rules.visibleFrom(known.lastStatementAt), OpenReason.NOT_VISIBLE);
      return;
    }
    if (ownership().isOurs() && mayNeverHaveBeenFilled(found())) {
      open.wishes = Wishes.forAll().and(open.wishes);
    }
    Optional<Target.ExternalTable> target = external();
    if (turn.talk.refusal != null) {
      turn.believe(turn.talk.lookedAt, found(), ownership().isOurs(), "");
      settle(OutcomeKind.REFUSED, turn.talk.refusal, turn.talk.refusedBecause, List.of());
    } else if (target.isPresent()) {
      comparePresent(target.get());
    } else {
      compareAbsent();
    }
  }

  private Optional<Target.ExternalTable> external() {
    return Optional.ofNullable(turn.talk.target).flatMap(Target::externalTable);
  }

  /**
   * So soon after our own last statement another session may not see it: such a look counts only if
   * it shows just what that statement made.
   */
  private boolean isTooEarly() {
    return known.lastStatementAt != null
        && turn.talk.look.askedAt().isBefore(rules.visibleFrom(known.lastStatementAt))
        && !(known.belief != null && known.belief.shown().equals(Belief.shown(found())));
  }

  private boolean isMade() {
    Applied found = found();
    return external()
        .map(
            target ->
                found != null
                    && ownership().isOurs()
                    && !planner.needsProtections(turn.table, target, found)
                    && rules.difference(planner, turn.table, target, found).isEmpty())
        .orElse(found == null);
  }

  private void comparePresent(Target.ExternalTable target) {
    Applied found = found();
    Ownership whose = ownership();
    boolean ours = whose.isOurs() || whose == Ownership.UNMARKED && planner.adopts();
    if (found != null && !ours) {
      turn.believe(target.name(), found, false, "");
      nameTaken(whose.sentence(found));
      return;
    }
    if (found != null
        && turn.talk.depth != Depth.DDL
        && planner.needsProtections(turn.table, target, found)) {
      look(target.name(), Depth.DDL);
      return;
    }
    if (whose == Ownership.MARK_LOST) {
      turn.report(
          Notice.Kind.MARK_LOST,
          "",
          "our comment was overwritten: the mark is restored",
          List.of());
    }
    Plan plan = rules.difference(planner, turn.table, target, found);
    turn.believe(target.name(), found, ours, plan.isEmpty() ? target.fingerprint() : "");
    if (plan.isEmpty()) {
      equal(target, plan);
    } else {
      differs(target, plan);
    }
  }

  /**
   * An object of ours that is not the one last seen was made by an attempt whose memory is lost or
   * that does not know that it is dead; the wish to fill it went with that. (A start with nothing
   * knows no object, and does not list all files of all tables.)
   */
  private boolean mayNeverHaveBeenFilled(Applied found) {
    if (turn.talk.filled) {
      return false;
    }
    return known.belief == null
        ? controller.restored
        : !known.belief.createdOn().equals(found.createdOn());
  }

  private void equal(Target.ExternalTable target, Plan plan) {
    known.verdict = null;
    turn.comparedByMark = plan.comparedByMark();
    if (plan.cannotCompare().isEmpty()) {
      warn(target);
    } else {
      turn.report(
          Notice.Kind.CANNOT_COMPARE,
          "",
          "nobody can say whether these columns are equal, so they stay as they are: "
              + plan.cannotCompare()
              + andSaid(target.warnings()),
          List.of());
    }
    settleAsMade();
  }

  /** All is well but for this; said again only when it or the table has become another. */
  private void warn(Target.ExternalTable target) {
    if (target.warnings().isEmpty()) {
      known.reported = "";
    } else {
      turn.report(Notice.Kind.WARNED, "", String.join("; ", target.warnings()), List.of());
    }
  }

  private void settleAsMade() {
    if (open.sent > 0) {
      settle(OutcomeKind.APPLIED, "", "made as it should be", turn.talk.done());
    } else {
      unchanged();
    }
  }

  private static String andSaid(List<String> warnings) {
    return warnings.stream().map(warning -> "; " + warning).collect(Collectors.joining());
  }

  private void differs(Target.ExternalTable target, Plan plan) {
    turn.talk.plan = plan.statements();
    turn.talk.position = 0;
    turn.talk.whole = false;
    if (!planner.apply()) {
      settle(
          OutcomeKind.PLANNED,
          plan.risk().label(),
          plan.reason() + andSaid(target.warnings()),
          plan.statements());
    } else if (isSettledAgainst(target.fingerprint())) {
      obeyVerdict();
    } else if (!plan.hindrances().isEmpty()) {
      turn.park(
          OpenReason.NEEDS_APPROVAL,
          Notice.Kind.NEEDS_APPROVAL,
          "",
          plan.reason() + "; but " + String.join("; ", plan.hindrances()));
    } else if (open.rounds >= controller.timings.rounds()) {
      doesNotSettle(target.fingerprint());
    } else if (plan.statements().get(0) instanceof Statement.Create) {
      // The wish is older than the table: whatever becomes of the statement, it will be filled.
      open.wishes = Wishes.forAll().and(open.wishes);
      turn.send(SEND);
    } else if (isLookFresh()) {
      turn.send(SEND);
    }
  }

  private boolean isSettledAgainst(String target) {
    return known.verdict != null && known.verdict.isAbout(target, planner.fingerprint());
  }

  private void obeyVerdict() {
    Verdict verdict = known.verdict;
    if (verdict.isUnsettled()) {
      turn.park(OpenReason.DOES_NOT_SETTLE, Notice.Kind.DOES_NOT_SETTLE, "", verdict.message());
    } else {
      settle(OutcomeKind.REJECTED, verdict.code(), verdict.message(), List.of());
    }
  }

  private void doesNotSettle(String target) {
    open.rounds = 0;
    known.verdict =
        Verdict.unsettled(
            target,
            planner.fingerprint(),
            "sent "
                + controller.timings.rounds()
                + " times, and Snowflake still shows something else: see what is left to do");
    obeyVerdict();
  }

  /** Whether the look is young enough to act on; if not, looks again. */
  private boolean isLookFresh() {
    if (rules.isFreshLook(turn.talk.look.askedAt(), turn.now)) {
      return true;
    }
    if (isNotTriedTooOften()) {
      look(turn.talk.lookedAt, turn.talk.depth);
    }
    return false;
  }

  private boolean isNotTriedTooOften() {
    if (++turn.talk.tries <= controller.timings.rounds()) {
      return true;
    }
    turn.backOff(OpenReason.SNOWFLAKE_BACK_OFF);
    return false;
  }

  private void nameTaken(String sentence) {
    String label = Refusal.Reason.NAME_TAKEN.label();
    turn.report(Notice.Kind.NAME_TAKEN, label, sentence, List.of());
    rules.slowLookAt(turn.now).ifPresent(at -> open.slowLookAt = at);
    settle(OutcomeKind.REFUSED, label, sentence, List.of());
  }

  // ---- gone from Glue

  private void compareAbsent() {
    Applied found = found();
    boolean ours = ownership().isOurs();
    turn.believe(turn.talk.lookedAt, found, ours, found == null ? Belief.NOTHING : "");
    if (!ours) {
      known.verdict = null;
      known.reported = "";
      settleAsMade();
    } else if (!planner.drops()) {
      settle(
          OutcomeKind.REFUSED,
          Refusal.Reason.POLICY.label(),
          "gone from Glue, and the policy keeps its object",
          List.of());
    } else if (isInGrace()) {
      waitForGrace();
    } else {
      drop(found.name());
    }
  }

  private boolean isInGrace() {
    if (open.absentSince == null) {
      open.absentSince = turn.now;
    }
    return turn.now.isBefore(turn.graceEnds());
  }

  private void waitForGrace() {
    open.grace = OpenDoubt.merged(open.grace, open.serving);
    open.serving = null;
    free();
  }

  private void drop(ObjectName name) {
    turn.talk.plan = planner.drop(name).statements();
    turn.talk.position = 0;
    turn.talk.whole = false;
    if (!planner.apply()) {
      settle(OutcomeKind.PLANNED, "", "gone from Glue", turn.talk.plan);
    } else if (isSettledAgainst(Belief.NOTHING)) {
      obeyVerdict();
    } else if (open.rounds >= controller.timings.rounds()) {
      doesNotSettle(Belief.NOTHING);
    } else if (open.waiting != null) { // it may have come back
      open.waiting = open.serving.and(open.waiting);
      open.serving = null;
      turn.talk = null;
    } else if (!isLookFresh()) {
      return; // looks again, or later
    } else if (!rules.isFreshNotFound(turn.talk.snapshot.askedAt(), turn.now)) {
      if (isNotTriedTooOften()) {
        turn.askGlue(LAST_GLUE);
      }
    } else {
      turn.serve(open.grace);
      open.grace = null;
      turn.send(SEND);
    }
  }

  // ---- SEND

  @Override
  public Void answered(long call, StatementAnswer answer) {
    if (turn.awaits(call, SEND)) {
      sent(answer);
    } else if (turn.awaits(call, FILES)) {
      files.answered(answer);
    }
    return null;
  }

  private void sent(StatementAnswer answer) {
    Statement statement = turn.talk.statement();
    switch (answer.kind()) {
      case DONE:
        done(statement);
        break;
      case RUNNING:
        if (statement.registersFiles()) {
          open.sent++;
          String target = turn.talk.target.fingerprint();
          files.run(RunningFiles.of(answer.handle().orElseThrow(), true, turn.talk.sentAt, target));
        } else {
          endUnknown(statement);
        }
        break;
      case END_UNKNOWN:
        endUnknown(statement);
        break;
      default:
        failed(answer, turn.talk.target == null ? Belief.NOTHING : turn.talk.target.fingerprint());
    }
  }

  private void done(Statement statement) {
    turn.touched(turn.now);
    open.sent++;
    open.backOffs = 0;
    if (statement instanceof Statement.Create) {
      known.filesSince = turn.talk.sentAt;
    } else if (statement instanceof Statement.Replace) {
      filled(turn.talk.sentAt);
    }
    if (++turn.talk.position < turn.talk.plan.size()) {
      turn.send(SEND);
    } else {
      open.rounds++;
      turn.talk.whole = true;
      look(turn.talk.lookedAt, Depth.DESC);
    }
  }

  /** A replace lists all files itself. */
  private void filled(Instant since) {
    known.filesSince = since;
    turn.talk.filled = true;
    if (open.wishes != null) {
      turn.serve(open.wishes.events().orElse(null));
      open.wishes = null;
    }
  }

  private void endUnknown(Statement statement) {
    Instant ends = rules.lifeEnds(turn.now, statement.registersFiles());
    turn.touched(ends);
    open.sent++;
    open.rounds++;
    turn.hold(rules.visibleFrom(ends), OpenReason.END_UNKNOWN);
  }

  /** What certainly had no effect. */
  private void failed(StatementAnswer answer, String target) {
    switch (answer.kind()) {
      case NOT_BEGUN:
        open.lookFirst = true;
        turn.backOff(OpenReason.SNOWFLAKE_BACK_OFF);
        break;
      case NO_LEASE:
        turn.backOff(OpenReason.NO_LEASE);
        break;
      case OVERTAKEN:
        open.rounds++;
        open.lookFirst = true;
        open.serving = open.serving.thatMustLook();
        turn.backOff(OpenReason.SNOWFLAKE_BACK_OFF);
        break;
      case DENIED:
        turn.park(OpenReason.SNOWFLAKE_DENIED, Notice.Kind.PARKED, answer.code(), answer.message());
        break;
      case REJECTED:
        List<Statement> left = turn.talk.left();
        turn.report(Notice.Kind.REJECTED, answer.code(), answer.message(), left);
        known.verdict =
            Verdict.rejected(target, planner.fingerprint(), answer.code(), answer.message());
        settle(OutcomeKind.REJECTED, answer.code(), answer.message(), turn.talk.done());
        break;
      default:
        throw new IllegalArgumentException("not a failure: " + answer);
    }
  }

  // ---- a replace that is polled

  @Override
  public Void polled(long call, StatementAnswer answer) {
    if (turn.awaits(call, POLL)) {
      RunningFiles running = open.running;
      switch (answer.kind()) {
        case RUNNING:
          files.run(running);
          break;
        case DONE:
          open.running = null;
          if (running.isReplace()) {
            turn.touched(turn.now);
            filled(running.startedAt());
            open.rounds++;
            converse();
          } else {
            files.registered(running.startedAt());
          }
          break;
        case END_UNKNOWN:
        case NOT_BEGUN:
        case NO_LEASE:
          notPolled(running);
          break;
        default:
          open.running = null;
          if (running.isReplace()) {
            failed(answer, running.target());
          } else {
            files.failed(answer);
          }
      }
    }
    return null;
  }

  /** The handle says nothing; when the statement's life is over, a look does. */
  private void notPolled(RunningFiles running) {
    if (turn.now.isBefore(rules.lifeEnds(running.startedAt(), true))) {
      turn.backOff(OpenReason.FILES);
      return;
    }
    open.running = null;
    open.rounds++;
    if (running.isReplace()) {
      turn.touched(turn.now);
      converse();
    } else {
      turn.backOff(OpenReason.FILES);
    }
  }

  // ---- the end of a conversation

  /** The doubt that was served has its outcome; what is left are files. */
  void settle(OutcomeKind kind, String reason, String sentence, List<Statement> statements) {
    open.absentSince = null;
    turn.serve(open.grace);
    open.grace = null;
    OpenDoubt served = open.serving;
    boolean isWorthSaying = served.isCounted() || open.sent > 0;
    open.serving = null;
    boolean there = known.belief != null && known.belief.isThere();
    boolean made = kind == OutcomeKind.APPLIED || kind == OutcomeKind.UNCHANGED;
    List<String> paths = served.events().map(e -> List.copyOf(e.paths())).orElse(List.of());
    if (there && !paths.isEmpty() && kind != OutcomeKind.PLANNED) {
      open.wishes = Wishes.of(false, paths, made ? served : null).and(open.wishes);
      isWorthSaying = !made;
    }
    if (isWorthSaying) {
      turn.emit(served, kind, reason, sentence, statements);
    }
    clear();
    if (open.wishes != null && there) {
      files.begin();
    } else {
      files.close(kind, reason, sentence);
      free();
    }
  }

  private void clear() {
    open.sent = 0;
    open.rounds = 0;
    open.backOffs = 0;
    open.lookFirst = false;
    open.nextStands = false;
    open.hold = null;
  }

  void free() {
    clear();
    turn.talk = null;
  }
}
