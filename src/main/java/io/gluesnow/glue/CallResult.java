package io.gluesnow.glue;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What came of one call to Glue: what was found or why not, and when it was sent. */
final class CallResult<T> {
  private final Instant askedAt;
  private final T found;
  private final Throwable failure;

  private CallResult(Instant askedAt, T found, Throwable failure) {
    this.askedAt = Objects.requireNonNull(askedAt, "askedAt");
    this.found = found;
    this.failure = failure;
  }

  static <T> CallResult<T> found(Instant askedAt, T found) {
    return new CallResult<>(askedAt, Objects.requireNonNull(found, "found"), null);
  }

  static <T> CallResult<T> failed(Instant askedAt, Throwable failure) {
    return new CallResult<>(askedAt, null, Objects.requireNonNull(failure, "failure"));
  }

  Instant askedAt() {
    return askedAt;
  }

  Optional<T> found() {
    return Optional.ofNullable(found);
  }

  /** Present where nothing was found. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }
}
