package io.gluesnow.corpus;

import java.util.List;

/** How databases come and go. */
final class Databases {
  private final Draft draft;
  private final Calls calls;
  private final TableLife tables;
  private int described;

  Databases(Draft draft, Calls calls, TableLife tables) {
    this.draft = draft;
    this.calls = calls;
    this.tables = tables;
  }

  /** Makes those that are not there. */
  void create() {
    for (Home home : Home.values()) {
      if (!draft.homes().contains(home)) {
        draft.write(
            Kind.CREATE_DATABASE,
            Change.by(calls.createDatabase(home.id()), Tally.of(Item.DATABASE_EVENT)));
        draft.opened(home);
        draft.pass();
      }
    }
  }

  void update() {
    draft.write(
        Kind.UPDATE_DATABASE,
        Change.by(
            calls.updateDatabase(Home.PUBLIC.id(), "described " + ++described),
            Tally.of(Item.DATABASE_EVENT)));
  }

  /** With at least one table in it. */
  void delete() {
    create();
    if (draft.tablesOf(Home.STAGING.id()).isEmpty()) {
      tables.createdIn(Home.STAGING, Style.AVRO);
    }
    List<Made> gone = draft.tablesOf(Home.STAGING.id());
    Change change =
        Change.by(calls.deleteDatabase(Home.STAGING.id()), Tally.of(Item.DATABASE_EVENT));
    for (Made table : gone) {
      change = change.removing(table.id());
    }
    draft.write(Kind.DELETE_DATABASE, change);
    draft.closed(Home.STAGING);
  }
}
