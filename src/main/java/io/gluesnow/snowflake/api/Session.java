package io.gluesnow.snowflake.api;

import java.util.Objects;

/** An account as its secret describes it now, and the tokens made with its credentials. */
final class Session {
  private final SnowflakeAccount account;
  private final TokenSource tokens;

  Session(SnowflakeAccount account, TokenSource tokens) {
    this.account = Objects.requireNonNull(account, "account");
    this.tokens = Objects.requireNonNull(tokens, "tokens");
  }

  SnowflakeAccount account() {
    return account;
  }

  TokenSource tokens() {
    return tokens;
  }
}
