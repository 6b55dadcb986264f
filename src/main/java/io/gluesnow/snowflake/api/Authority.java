package io.gluesnow.snowflake.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What a call may go with; asked at the moment at which it goes on the wire, so that neither the
 * wait for a turn nor a frozen process can make an old permission look new.
 */
abstract class Authority {

  private Authority() {}

  abstract Optional<? extends Token> at(Instant now);

  /** Why there was no token. */
  abstract String refusal();

  /** For what changes something: a lease token or none. */
  static Authority toChange(TokenSource tokens) {
    return new Authority() {
      @Override
      Optional<Token.ForChange> at(Instant now) {
        return tokens.ddlToken(now);
      }

      @Override
      String refusal() {
        return tokens.refusal();
      }
    };
  }

  /** For looks and polls. */
  static Authority toRead(TokenSource tokens) {
    return new Authority() {
      @Override
      Optional<Token.ForRead> at(Instant now) {
        return Optional.of(tokens.readToken(now));
      }

      @Override
      String refusal() {
        throw new AssertionError("a token for a read is never refused");
      }
    };
  }
}
