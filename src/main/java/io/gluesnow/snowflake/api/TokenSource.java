package io.gluesnow.snowflake.api;

import java.time.Instant;
import java.util.Optional;

/** Where calls get their tokens, at the moment at which they go on the wire. */
public interface TokenSource {

  /**
   * A token for a statement that changes something, or nothing when the lease does not allow it.
   */
  Optional<Token.ForChange> ddlToken(Instant now);

  /** Why there is no token for a change, in words that finish the sentence "not sent: …". */
  String refusal();

  /** A token for a look or a poll. */
  Token.ForRead readToken(Instant now);

  /** Snowflake has refused this token: it is not given out again if a fresh one can be had. */
  void refused(Token token);
}
