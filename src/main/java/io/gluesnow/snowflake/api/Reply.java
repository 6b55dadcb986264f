package io.gluesnow.snowflake.api;

import io.gluesnow.snowflake.api.Answers.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How one exchange ended: the raw side of an answer, before anybody has said what it means. */
final class Reply {
  private final Fate fate;
  private final int status;
  private final byte[] body;
  private final String reason;
  private final Duration retryAfter;
  private final Duration skew;
  private final Token token;
  private final Instant sentAt;
  private final Instant endedAt;

  private Reply(
      Fate fate,
      int status,
      byte[] body,
      String reason,
      Duration retryAfter,
      Duration skew,
      Token token,
      Instant sentAt,
      Instant endedAt) {
    this.fate = fate;
    this.status = status;
    this.body = body;
    this.reason = reason;
    this.retryAfter = retryAfter;
    this.skew = skew;
    this.token = token;
    this.sentAt = sentAt;
    this.endedAt = endedAt;
  }

  static Reply answered(
      int status,
      byte[] body,
      Duration retryAfter,
      Duration skew,
      Token token,
      Instant sentAt,
      Instant endedAt) {
    return new Reply(Fate.ANSWERED, status, body, "", retryAfter, skew, token, sentAt, endedAt);
  }

  static Reply cut(int status, String reason, Token token, Instant sentAt, Instant endedAt) {
    return new Reply(Fate.CUT, status, new byte[0], reason, null, null, token, sentAt, endedAt);
  }

  static Reply neverSent(Fate fate, String reason, Instant endedAt) {
    return new Reply(fate, 0, new byte[0], reason, null, null, null, null, endedAt);
  }

  Fate fate() {
    return fate;
  }

  /** 0 when no HTTP status was seen. */
  int status() {
    return status;
  }

  byte[] body() {
    return body;
  }

  /** Our words for why there is no answer; empty when there is one. */
  String reason() {
    return reason;
  }

  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  Optional<Duration> skew() {
    return Optional.ofNullable(skew);
  }

  /** What the exchange was authorized with, once it went on the wire. */
  Optional<Token> token() {
    return Optional.ofNullable(token);
  }

  Optional<Instant> sentAt() {
    return Optional.ofNullable(sentAt);
  }

  Instant endedAt() {
    return endedAt;
  }

  @Override
  public String toString() {
    return fate + " status=" + status + (reason.isEmpty() ? "" : ": " + reason);
  }
}
