package io.gluesnow.converge;

/** What made known tables doubtful. */
public enum SweepKind {
  /** Their database was deleted; Glue says of which tables that is true. */
  DATABASE_DELETED(true, false),
  /** Their database was made or altered: if it is a link, it may lead elsewhere now. */
  DATABASE_CHANGED(true, false),
  /** A round of listing has ended; doubtful are those that it should have shown and did not. */
  LISTING(true, false),
  /** They are links, or in a database that is one, and what that leads to has changed. */
  LINK_TARGET(true, false),
  /** By command. */
  RESYNC(false, true),
  /** What an operator sets about what and how to sync has changed. */
  POLICY(false, true),
  /** The time of provisional looks is over. */
  QUIET(false, true),
  /** The periodic check that nobody altered anything by hand. */
  DRIFT(false, true);

  private final boolean aboutGlue;
  private final boolean mustLook;

  SweepKind(boolean aboutGlue, boolean mustLook) {
    this.aboutGlue = aboutGlue;
    this.mustLook = mustLook;
  }

  /** Whether something has happened in Glue that a stale answer would not show yet. */
  boolean isAboutGlue() {
    return aboutGlue;
  }

  /** Whether belief may not save the look. */
  boolean mustLook() {
    return mustLook;
  }
}
