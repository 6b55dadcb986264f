package io.gluesnow.converge;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a table is being talked about while a call is out; never stored. Whoever sleeps holds none.
 */
final class Conversation {
  /** Which call is out. */
  enum Phase {
    GLUE,
    LAST_GLUE,
    LOOK,
    SEND,
    FILES_LOOK,
    FILES,
    POLL
  }

  private final Phase phase;
  private final long call;
  private final Snapshot snapshot;
  private final Target target;
  private final String refusal;
  private final String refusedBecause;
  private final LookAnswer look;
  private final ObjectName lookedAt;
  private final Depth depth;
  private final List<Statement> plan;
  private final int position;
  private final boolean whole;
  private final boolean filled;
  private final Instant sentAt;
  private final int tries;

  private Conversation(Builder b) {
    this.phase = Objects.requireNonNull(b.phase, "phase");
    this.call = b.call;
    this.snapshot = b.snapshot;
    this.target = b.target;
    this.refusal = b.refusal;
    this.refusedBecause = b.refusedBecause;
    this.look = b.look;
    this.lookedAt = b.lookedAt;
    this.depth = b.depth;
    this.plan = b.plan;
    this.position = b.position;
    this.whole = b.whole;
    this.filled = b.filled;
    this.sentAt = b.sentAt;
    this.tries = b.tries;
  }

  Builder toBuilder() {
    return new Builder(this);
  }

  @Override
  public String toString() {
    return phase + " #" + call;
  }

  /** A conversation under change. */
  static final class Builder {
    Phase phase;
    long call;

    /** Glue's answer that stands. */
    Snapshot snapshot;

    /** What the table should be; null while absent or not asked for. */
    Target target;

    /** Why nothing is made of the table, as a label and a sentence; null while something is. */
    String refusal;

    String refusedBecause;

    /** The last look, at which name and how deep. */
    LookAnswer look;

    ObjectName lookedAt;
    Depth depth;

    /** What is being sent, and which of it is out. */
    List<Statement> plan = List.of();

    int position;

    /** Whether the whole plan is done, so that a look must show the target. */
    boolean whole;

    /** Whether a replace of this conversation has registered all files. */
    boolean filled;

    /** When the statement that is out was sent. */
    Instant sentAt;

    /** How often something was asked again only because it had become too old. */
    int tries;

    Builder() {}

    private Builder(Conversation c) {
      phase = c.phase;
      call = c.call;
      snapshot = c.snapshot;
      target = c.target;
      refusal = c.refusal;
      refusedBecause = c.refusedBecause;
      look = c.look;
      lookedAt = c.lookedAt;
      depth = c.depth;
      plan = c.plan;
      position = c.position;
      whole = c.whole;
      filled = c.filled;
      sentAt = c.sentAt;
      tries = c.tries;
    }

    Statement statement() {
      return plan.get(position);
    }

    List<Statement> done() {
      return new ArrayList<>(plan.subList(0, Math.min(position, plan.size())));
    }

    List<Statement> left() {
      return new ArrayList<>(plan.subList(Math.min(position, plan.size()), plan.size()));
    }

    Conversation build() {
      return new Conversation(this);
    }
  }
}
