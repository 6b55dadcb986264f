package io.gluesnow.standin.snowflake;

/** One execution of a statement: who, when, and how old a state of the catalog it may see. */
final class Run {
  private final Session session;
  private final long now;
  private final long asOf;

  Run(Session session, long now, long asOf) {
    this.session = session;
    this.now = now;
    this.asOf = asOf;
  }

  Session session() {
    return session;
  }

  /** Milliseconds since the epoch. */
  long now() {
    return now;
  }

  /** Writes after this moment are not seen; {@code Long.MAX_VALUE} sees everything. */
  long asOf() {
    return asOf;
  }

  Name table(Name written) {
    return session.resolve(written, 3);
  }
}
