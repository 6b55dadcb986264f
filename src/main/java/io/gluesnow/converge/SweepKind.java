package io.gluesnow.converge;

/** What made known tables doubtful. */
public enum SweepKind {
  /** Their database was deleted; Glue says of which tables that is true. */
  DATABASE_DELETED(false),
  /** Their database was made or altered: if it is a link, it may lead elsewhere now. */
  DATABASE_CHANGED(false),
  /** A round of listing has ended and they were not in it, or it found a mark of theirs. */
  LISTING(true),
  /** They are links, or in a database that is one, and what that leads to has changed. */
  LINK_TARGET(false),
  /** By command. */
  RESYNC(true),
  /** What an operator sets about what and how to sync has changed. */
  POLICY(true),
  /** The time of provisional looks is over. */
  QUIET(true),
  /** The periodic check that nobody altered anything by hand. */
  DRIFT(true);

  private final boolean mustLook;

  SweepKind(boolean mustLook) {
    this.mustLook = mustLook;
  }

  /** Whether belief may not save the look. */
  boolean mustLook() {
    return mustLook;
  }
}
