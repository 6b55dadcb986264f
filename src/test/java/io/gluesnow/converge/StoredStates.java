package io.gluesnow.converge;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.plan.ObjectName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** States of a table with something in every field, as tests of the stored form need them. */
public final class StoredStates {
  static final Instant NOON = Instant.parse("2026-11-03T12:00:00.123456789Z");
  static final TableId TABLE =
      TableId.of("111122223333:s3tablescatalog/bucket", "eu-west-1", "quay__sales", "inv/oices%");
  private static final ObjectName NAME = ObjectName.of("DB", "a schema", "in\"voices");

  private StoredStates() {}

  /** All that version 1 of the stored form holds of a table's open work. */
  public static OpenWork openOfVersion1() {
    OpenWork.Builder open = new OpenWork.Builder();
    open.waiting = doubt(3, 1, 0);
    open.serving = doubt(0, 2, 1).thatMustLook();
    open.grace = doubt(1, 0, 2);
    open.absentSince = NOON.minusSeconds(30);
    open.looks = new TreeSet<>(List.of(NOON.plusSeconds(250), NOON.plusSeconds(2050)));
    open.slowLookAt = NOON.plusSeconds(600);
    open.askAgainAt = NOON.plusSeconds(5);
    open.nextStands = true;
    open.lookFirst = true;
    open.wishes = Wishes.of(false, List.of("dt=1/", "dt=2/é/"), doubt(2, 0, 3));
    open.running = RunningFiles.of("01b2-handle", true, NOON.minusSeconds(7), "f00d");
    open.hold = Hold.of(NOON.plusSeconds(60), OpenReason.END_UNKNOWN);
    open.backOffs = 4;
    open.rounds = 5;
    open.sent = 6;
    open.calls = 1L << 40;
    return open.build();
  }

  /** The same, and what version 5 holds besides. */
  public static OpenWork open() {
    OpenWork.Builder open = openOfVersion4().toBuilder();
    open.waiting = open.waiting.about(Set.of("s3://lake/Größe=1/", "*"));
    open.serving = open.serving.about(Set.of("values=eu/2026-10"));
    return open.build();
  }

  /** The same, and what version 4 holds besides. */
  public static OpenWork openOfVersion4() {
    OpenWork.Builder open = openOfVersion3().toBuilder();
    open.roundsOf = "f00d";
    return open.build();
  }

  /** The same, and the page that version 3 may hold besides. */
  public static OpenWork openOfVersion3() {
    OpenWork.Builder open = openOfVersion1().toBuilder();
    TableVersion version = TableVersion.of(NOON.minusSeconds(90), 17, NOON.minusSeconds(9));
    open.page =
        Snapshot.present(
            NOON.minusSeconds(4),
            TableDefinition.builder(TABLE, version).location("s3://lake/in voices/").build());
    return open.build();
  }

  /** All that version 1 holds of what is known about a table. */
  public static Known knownOfVersion1() {
    Known.Builder known = new Known.Builder();
    known.glue =
        GlueKnown.present(TableVersion.of(NOON.minusSeconds(90), 17, NOON.minusSeconds(9)), NOON);
    known.belief = Belief.of(NAME, "1750000000.123000000", "ta", "sh", "po", "attempt-7");
    known.verdict = Verdict.rejected("ta", "po", "001007", "Snowflake says „no“");
    known.lastStatementAt = NOON.minusSeconds(8);
    known.filesSince = NOON.minusSeconds(7);
    known.reported = "rejected 001007 ta";
    return known.build();
  }

  /** The same, and what version 2 holds besides. */
  public static Known knownOfVersion2() {
    Known.Builder known = knownOfVersion1().toBuilder();
    known.madeOf = TableVersion.of(NOON.minusSeconds(90), 16, NOON.minusSeconds(19));
    known.listedAt = NOON.minusSeconds(3600);
    known.told = List.of("left behind DB.OLD.in\"voices", "partition outside");
    return known.build();
  }

  /** The same, and what version 4 holds besides. */
  public static Known known() {
    Known.Builder known = knownOfVersion2().toBuilder();
    known.filesOwed = true;
    return known.build();
  }

  /** Another value in each field that has two forms. */
  static Known knownAbsent() {
    Known.Builder known = knownOfVersion1().toBuilder();
    known.glue = GlueKnown.absent(NOON);
    known.verdict = Verdict.unsettled("ta", "po", "sent 6 times");
    return known.build();
  }

  /** Doubt of so many events, the first of them so many seconds after noon. */
  static OpenDoubt doubt(int events, int sweeps, int seconds) {
    if (events == 0) {
      return OpenDoubt.of(
          null, sweeps, NOON.plusSeconds(seconds), NOON.plusSeconds(99), false, List.of());
    }
    List<String> paths = new ArrayList<>();
    for (int i = 1; i < events; i++) {
      paths.add("p" + i + "/");
    }
    Doubt doubt =
        Doubt.of(
            TABLE,
            events,
            event("e-1", CatalogEvent.Kind.TABLE_CREATED, seconds),
            event("e-" + events, CatalogEvent.Kind.TABLE_UPDATED, seconds + events),
            NOON.plusSeconds(99),
            paths);
    return OpenDoubt.of(
        doubt, sweeps, NOON.plusSeconds(seconds + events), NOON.plusSeconds(99), false, List.of());
  }

  private static CatalogEvent event(String id, CatalogEvent.Kind kind, int seconds) {
    return CatalogEvent.ofTable(
        id, NOON.plusSeconds(seconds), kind, TABLE, "arn:aws:iam::1:role/Ünïcode");
  }
}
