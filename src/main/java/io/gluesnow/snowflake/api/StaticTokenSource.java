package io.gluesnow.snowflake.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A token that somebody else has minted (PAT, OAuth). The lease is checked before each statement
 * that changes something, and only here: a process that freezes between this check and the wire is
 * not refused by Snowflake, as it would be with a key pair.
 */
final class StaticTokenSource implements TokenSource {
  private final Token.Type type;
  private final String bearer;
  private final Lease lease;

  StaticTokenSource(Token.Type type, String bearer, Lease lease) {
    this.type = Objects.requireNonNull(type, "type");
    this.bearer = Objects.requireNonNull(bearer, "bearer");
    this.lease = Objects.requireNonNull(lease, "lease");
  }

  @Override
  public Optional<Token.ForChange> ddlToken(Instant now) {
    return lease
        .endsAt()
        .filter(end -> !now.plus(lease.leastLeft()).isAfter(end))
        .map(end -> new Token.ForChange(type, bearer, null));
  }

  @Override
  public String refusal() {
    return lease.toString();
  }

  @Override
  public Token.ForRead readToken(Instant now) {
    return new Token.ForRead(type, bearer, null);
  }

  /** There is no other; the secret is read again, and may bring one. */
  @Override
  public void refused(Token token) {}

  @Override
  public String toString() {
    return type.toString();
  }
}
