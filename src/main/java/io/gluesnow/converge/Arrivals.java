package io.gluesnow.converge;

import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.plan.ObjectName;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What may come at any time, whatever the table is at: most of it is doubt that has to wait. */
final class Arrivals extends TurnPhase {
  Arrivals(Phases phases, TableController controller, Turn turn) {
    super(phases, controller, turn);
  }

  /** An earlier attempt's conversation is only a doubt now, and a fresh look has to answer it. */
  void restored() {
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
  }

  void doubted(Doubt doubt) {
    if (rules.isSuperseded(known.build(), doubt.last().time(), doubt.paths())) {
      turn.emit(
          OpenDoubt.ofEvents(doubt),
          OutcomeKind.SUPERSEDED,
          "",
          "older than the last look-up",
          List.of());
    } else {
      await(OpenDoubt.ofEvents(doubt));
    }
  }

  void swept(SweepKind kind, Instant causedAt, Set<String> paths) {
    if (kind == SweepKind.LINK_TARGET && rules.isSuperseded(known.build(), causedAt, paths)) {
      return; // a decade of a target's history costs each of its links one look-up too
    }
    if (kind != SweepKind.LISTING || isMissed(causedAt)) {
      Instant inGlue = kind.isAboutGlue() ? causedAt : Instant.EPOCH;
      await(OpenDoubt.ofSweep(inGlue, turn.now, kind.mustLook()).about(paths));
    }
  }

  /** A list may be filtered, so that Glue is asked before it counts for anything. */
  private boolean isMissed(Instant roundBegan) {
    boolean listed = known.listedAt != null && !known.listedAt.isBefore(roundBegan);
    boolean askedFor = known.glue != null && !known.glue.askedAt().isBefore(roundBegan);
    boolean heldAsAbsent = known.glue != null && known.glue.isAbsent();
    return !listed && !askedFor && !heldAsAbsent;
  }

  /** A page is an answer where nothing is held; elsewhere it only raises a doubt. */
  void listed(Snapshot page) {
    if (known.listedAt == null || known.listedAt.isBefore(page.askedAt())) {
      known.listedAt = page.askedAt();
    }
    boolean atMostAPage = open.build().isEmpty() || open.page != null && open.waiting == null;
    boolean nothingHeld = known.glue == null && turn.talk == null && atMostAPage;
    if (nothingHeld && !isMereLink(page)) {
      open.page = page;
    } else if (nothingHeld || differs(page)) {
      await(OpenDoubt.ofSweep(page.askedAt(), turn.now, false));
    }
  }

  /** What it leads to is in no list. */
  private static boolean isMereLink(Snapshot page) {
    return page.definition().flatMap(TableDefinition::linkTarget).isPresent();
  }

  private boolean differs(Snapshot page) {
    GlueKnown shown = GlueKnown.of(page);
    boolean older = known.glue != null && page.askedAt().isBefore(known.glue.askedAt());
    boolean sameVersion = known.glue != null && known.glue.version().equals(shown.version());
    boolean samePolicy =
        known.belief == null || known.belief.policy().equals(planner.fingerprint());
    return !older && !(sameVersion && samePolicy);
  }

  /** An object of ours that nobody has looked at would never be dropped. */
  void marked(ObjectName name) {
    boolean isItsName = planner.nameOf(turn.table).filter(name::equals).isPresent();
    boolean seen =
        known.belief != null && known.belief.isThere() && known.belief.name().equals(name);
    if (!isItsName) {
      turn.leaveBehind(name);
    } else if (!seen) {
      await(OpenDoubt.ofSweep(Instant.EPOCH, turn.now, true));
    }
  }

  void leased() {
    if (open.hold != null && open.hold.reason() == OpenReason.NO_LEASE) {
      open.hold = null;
    }
  }

  void redrive() {
    known.verdict = null;
    known.reported = "";
    if (known.filesOwed) {
      open.wishes = Wishes.forAll().and(open.wishes);
    }
    open.backOffs = 0;
    open.rounds = 0;
    await(OpenDoubt.ofSweep(Instant.EPOCH, turn.now, true));
  }

  void await(OpenDoubt doubt) {
    open.waiting = OpenDoubt.merged(open.waiting, doubt);
  }
}
