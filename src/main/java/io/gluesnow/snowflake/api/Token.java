package io.gluesnow.snowflake.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a call is authorized with. There are two types, so that a plain token cannot be handed to a
 * statement that changes something: {@link ForChange} and {@link ForRead}. Its text form shows
 * nothing.
 */
public abstract class Token {

  /** How Snowflake is told what the token is. */
  public enum Type {
    KEYPAIR_JWT,
    PROGRAMMATIC_ACCESS_TOKEN,
    OAUTH
  }

  private final Type type;
  private final String bearer;
  private final Instant expiresAt;

  private Token(Type type, String bearer, Instant expiresAt) {
    this.type = Objects.requireNonNull(type, "type");
    this.bearer = Objects.requireNonNull(bearer, "bearer");
    this.expiresAt = expiresAt;
  }

  /** For statements that change something: never valid beyond the lease, where we mint it. */
  public static final class ForChange extends Token {
    ForChange(Type type, String bearer, Instant expiresAt) {
      super(type, bearer, expiresAt);
    }
  }

  /** For looks and polls. */
  public static final class ForRead extends Token {
    ForRead(Type type, String bearer, Instant expiresAt) {
      super(type, bearer, expiresAt);
    }
  }

  public final Type type() {
    return type;
  }

  /** Absent for a token that somebody else has minted. */
  public final Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt);
  }

  /** The secret itself. */
  final String bearer() {
    return bearer;
  }

  @Override
  public final String toString() {
    return type + (expiresAt == null ? "" : " until " + expiresAt);
  }
}
