package io.gluesnow.converge;

import java.util.Objects;
import java.util.Optional;

/**
 * All that is remembered of one table. {@link #open} and {@link #known} are stored, each for
 * itself; the {@link #conversation} is not: it exists only while a call is out, and what it was
 * about is, after a restore, a doubt that must look.
 */
public final class TableState {
  /** A table that nothing is held about. */
  public static final TableState NEW = new TableState(OpenWork.NONE, Known.NOTHING, null);

  private final OpenWork open;
  private final Known known;
  private final Conversation conversation;

  private TableState(OpenWork open, Known known, Conversation conversation) {
    this.open = Objects.requireNonNull(open, "open");
    this.known = Objects.requireNonNull(known, "known");
    this.conversation = conversation;
  }

  /** A stored state; hand {@link Input#restored} in before anything else if something is open. */
  public static TableState of(OpenWork open, Known known) {
    return new TableState(open, known, null);
  }

  static TableState of(OpenWork open, Known known, Conversation conversation) {
    return new TableState(open, known, conversation);
  }

  public OpenWork open() {
    return open;
  }

  public Known known() {
    return known;
  }

  Optional<Conversation> talk() {
    return Optional.ofNullable(conversation);
  }

  /** Whether a call is out, and so a slot is taken; its answer must be handed in. */
  public boolean isTalking() {
    return conversation != null;
  }

  /** Whether there is work left: then {@link #open} belongs in the state of open tables. */
  public boolean isOpen() {
    return conversation != null || !open.isEmpty();
  }

  /** How many catalog events have no outcome so far. */
  public long openEvents() {
    return open.events();
  }

  /** Why work is left; empty when none is. */
  public Optional<OpenReason> openReason() {
    if (!isOpen()) {
      return Optional.empty();
    }
    if (open.hold().isPresent() && !isTalking()) {
      return open.hold().map(Hold::reason);
    }
    if (isTalking()
        || open.waiting().isPresent()
        || open.page().isPresent()
        || open.serving().isPresent()) {
      return Optional.of(OpenReason.WAITING);
    }
    if (open.running().isPresent() || open.wishes().isPresent()) {
      return Optional.of(OpenReason.FILES);
    }
    if (open.grace().isPresent() || open.absentSince().isPresent()) {
      return Optional.of(OpenReason.GRACE);
    }
    if (!open.looks().isEmpty() || open.askAgainAt().isPresent()) {
      return Optional.of(OpenReason.LOOK_AGAIN);
    }
    return Optional.of(OpenReason.REFUSED);
  }

  /**
   * Whether all that is left waits for people, for the end of a grace period, or for something
   * outside: a bounded run need not wait for it.
   */
  public boolean isAtRest() {
    return openReason().map(r -> r.isParked() || r == OpenReason.GRACE).orElse(true)
        && open.looks().isEmpty()
        && open.askAgainAt().isEmpty()
        && open.page().isEmpty()
        && open.waiting().isEmpty();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof TableState
        && open.equals(((TableState) o).open)
        && known.equals(((TableState) o).known)
        && Objects.equals(conversation, ((TableState) o).conversation);
  }

  @Override
  public int hashCode() {
    return Objects.hash(open, known);
  }

  @Override
  public String toString() {
    return open + " | " + known + (conversation == null ? "" : " | " + conversation);
  }
}
