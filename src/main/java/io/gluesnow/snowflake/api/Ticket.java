package io.gluesnow.snowflake.api;

import io.gluesnow.snowflake.api.Answers.Fate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One call's right to one ride on the wire. Whoever takes it first decides: the call that boards,
 * or the one who drops it; so "never sent" is certain where it is said, and a client that would
 * send the request a second time finds the ticket used.
 */
final class Ticket {
  private enum State {
    WAITING,
    ON_THE_WIRE,
    DROPPED
  }

  private final Authority authority;
  private final Clock clock;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private volatile Token token;
  private volatile Instant sentAt;

  Ticket(Authority authority, Clock clock) {
    this.authority = authority;
    this.clock = clock;
  }

  CompletableFuture<Reply> reply() {
    return reply;
  }

  /** Completes after everything that waited for the reply has run. */
  CompletableFuture<Void> settled() {
    return settled;
  }

  boolean isOnTheWire() {
    return state.get() == State.ON_THE_WIRE;
  }

  Optional<Token> token() {
    return Optional.ofNullable(token);
  }

  Optional<Instant> sentAt() {
    return Optional.ofNullable(sentAt);
  }

  /** Asks for the token and goes on the wire; empty when it must not. At most once not empty. */
  Optional<Token> board() {
    if (state.get() != State.WAITING) {
      return Optional.empty();
    }
    Optional<? extends Token> granted = authority.at(clock.instant());
    if (!granted.isPresent()) {
      drop(Fate.NO_LEASE, "not sent: " + authority.refusal());
      return Optional.empty();
    }
    token = granted.get();
    sentAt = clock.instant();
    return state.compareAndSet(State.WAITING, State.ON_THE_WIRE)
        ? Optional.of(token)
        : Optional.empty();
  }

  /** Ends the call if it has not gone on the wire; false when it has. */
  boolean drop(Fate why, String reason) {
    if (!state.compareAndSet(State.WAITING, State.DROPPED)) {
      return state.get() == State.DROPPED;
    }
    settle(Reply.neverSent(why, reason, clock.instant()));
    return true;
  }

  /** Ends the call, wherever it is. */
  void end(Fate ifNeverSent, int status, String reason) {
    if (!drop(ifNeverSent, reason)) {
      settle(Reply.cut(status, reason, token, sentAt, clock.instant()));
    }
  }

  /** Gives the reply, if there is none yet. */
  void settle(Reply end) {
    if (reply.complete(end)) {
      settled.complete(null);
    }
  }
}
