package io.gluesnow.snowflake.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What a call may go with; asked at the moment at which it goes on the wire, so that neither the
 * wait for a turn nor a frozen process can make an old permission look new.
 */
@FunctionalInterface
interface Authority {

  Optional<? extends Token> at(Instant now);

  /** For what changes something: a lease token or none. */
  static Authority toChange(TokenSource tokens) {
    return tokens::ddlToken;
  }

  /** For looks and polls. */
  static Authority toRead(TokenSource tokens) {
    return now -> Optional.of(tokens.readToken(now));
  }
}
