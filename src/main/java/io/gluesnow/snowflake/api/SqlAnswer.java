package io.gluesnow.snowflake.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of one request. Which status and code lead to which kind stands in {@link Answers}.
 */
public final class SqlAnswer {

  /** What the caller may conclude about the statement. */
  public enum Kind {
    /** It has run. A READ brings its rows. */
    DONE,
    /** It was accepted and is not known to have ended: poll the handle. */
    RUNNING,
    /** Snowflake refused or failed it and says why: code, SQL state, message. */
    FAILED,
    /** Refused before it began, because Snowflake is busy or not there: back off. */
    BUSY,
    /** It may have run, may run now and may run later: wait out its life, then look. */
    UNKNOWN_END,
    /** Refused before it began, with a fresh token too. */
    UNAUTHORIZED,
    /** Refused before it began: network policy, or the API is closed to this user. */
    FORBIDDEN,
    /** Refused before it began: a bug, or a setting that is wrong. Again is useless. */
    MISUSED,
    /** Not sent: no lease, too little left of it, or a clock too far from Snowflake's. */
    NO_LEASE,
    /** Not sent: it had to wait too long for its turn, or the client was closed. */
    NOT_SENT;

    /** True when Snowflake has certainly not begun the statement and never will. */
    public boolean neverBegan() {
      switch (this) {
        case BUSY:
        case UNAUTHORIZED:
        case FORBIDDEN:
        case MISUSED:
        case NO_LEASE:
        case NOT_SENT:
          return true;
        case DONE:
        case RUNNING:
        case FAILED:
        case UNKNOWN_END:
          return false;
      }
      throw new AssertionError(this);
    }
  }

  private final Kind kind;
  private final UUID requestId;
  private final int httpStatus;
  private final String code;
  private final String sqlState;
  private final String message;
  private final String handle;
  private final List<String> columns;
  private final List<List<String>> rows;
  private final int partitions;
  private final Duration retryAfter;
  private final Instant sentAt;
  private final Instant answeredAt;
  private final Duration skew;

  private SqlAnswer(Builder from) {
    this.kind = from.kind;
    this.requestId = from.requestId;
    this.httpStatus = from.httpStatus;
    this.code = from.code;
    this.sqlState = from.sqlState;
    this.message = from.message;
    this.handle = from.handle;
    this.columns = List.copyOf(from.columns);
    this.rows = Collections.unmodifiableList(new ArrayList<>(from.rows));
    this.partitions = from.partitions;
    this.retryAfter = from.retryAfter;
    this.sentAt = from.sentAt;
    this.answeredAt = from.answeredAt;
    this.skew = from.skew;
  }

  public static Builder of(Kind kind) {
    return new Builder(kind);
  }

  public Kind kind() {
    return kind;
  }

  public boolean is(Kind expected) {
    return kind == expected;
  }

  /** The id that Snowflake saw; absent for an answer to a poll. */
  public Optional<UUID> requestId() {
    return Optional.ofNullable(requestId);
  }

  /** 0 when there was no HTTP answer. */
  public int httpStatus() {
    return httpStatus;
  }

  /** Snowflake's code as six digits, empty when it gave none. */
  public String code() {
    return code;
  }

  /** Empty when Snowflake gave none. */
  public String sqlState() {
    return sqlState;
  }

  /** Snowflake's message, or a sentence of ours where there is none. */
  public String message() {
    return message;
  }

  /** Snowflake's name for the statement, once it was accepted. */
  public Optional<String> handle() {
    return Optional.ofNullable(handle);
  }

  /** The names of the result's columns, as Snowflake spells them. */
  public List<String> columns() {
    return columns;
  }

  /** One list of cells a row, in the order of the columns; a null cell is SQL's NULL. */
  public List<List<String>> rows() {
    return rows;
  }

  /** How long Snowflake asks us to wait before the next try. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** When the request went on the wire; absent when it never did. */
  public Optional<Instant> sentAt() {
    return Optional.ofNullable(sentAt);
  }

  public Instant answeredAt() {
    return answeredAt;
  }

  /**
   * The smallest difference of clocks that explains this answer's {@code Date} header; positive
   * when Snowflake's clock is ahead. Absent where the header is, or the exchange took too long to
   * tell.
   */
  public Optional<Duration> skew() {
    return Optional.ofNullable(skew);
  }

  /** What a failure calls for; present exactly when the kind is FAILED. */
  public Optional<SqlFailure> failure() {
    return kind == Kind.FAILED ? Optional.of(Answers.failureOf(code, sqlState)) : Optional.empty();
  }

  /** How many partitions the result has, the first included. */
  int partitions() {
    return partitions;
  }

  Builder but() {
    Builder copy = new Builder(kind);
    copy.requestId = requestId;
    copy.httpStatus = httpStatus;
    copy.code = code;
    copy.sqlState = sqlState;
    copy.message = message;
    copy.handle = handle;
    copy.columns = columns;
    copy.rows = rows;
    copy.partitions = partitions;
    copy.retryAfter = retryAfter;
    copy.sentAt = sentAt;
    copy.answeredAt = answeredAt;
    copy.skew = skew;
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof SqlAnswer)) {
      return false;
    }
    SqlAnswer that = (SqlAnswer) other;
    return kind == that.kind
        && Objects.equals(requestId, that.requestId)
        && httpStatus == that.httpStatus
        && code.equals(that.code)
        && sqlState.equals(that.sqlState)
        && message.equals(that.message)
        && Objects.equals(handle, that.handle)
        && columns.equals(that.columns)
        && rows.equals(that.rows)
        && partitions == that.partitions
        && Objects.equals(retryAfter, that.retryAfter)
        && Objects.equals(sentAt, that.sentAt)
        && answeredAt.equals(that.answeredAt)
        && Objects.equals(skew, that.skew);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, requestId, code, handle, sentAt, answeredAt);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kind.name());
    if (httpStatus != 0) {
      text.append(" http=").append(httpStatus);
    }
    if (!code.isEmpty()) {
      text.append(" code=").append(code);
    }
    if (handle != null) {
      text.append(" handle=").append(handle);
    }
    if (!columns.isEmpty()) {
      text.append(" rows=").append(rows.size());
    }
    return message.isEmpty() ? text.toString() : text.append(": ").append(message).toString();
  }

  /** Collects an answer; what is not said is absent. */
  public static final class Builder {
    private Kind kind;
    private UUID requestId;
    private int httpStatus;
    private String code = "";
    private String sqlState = "";
    private String message = "";
    private String handle;
    private List<String> columns = List.of();
    private List<List<String>> rows = List.of();
    private int partitions = 1;
    private Duration retryAfter;
    private Instant sentAt;
    private Instant answeredAt = Instant.EPOCH;
    private Duration skew;

    private Builder(Kind kind) {
      this.kind = Objects.requireNonNull(kind, "kind");
    }

    Builder kind(Kind value) {
      this.kind = Objects.requireNonNull(value, "kind");
      return this;
    }

    public Builder requestId(UUID value) {
      this.requestId = value;
      return this;
    }

    public Builder httpStatus(int value) {
      this.httpStatus = value;
      return this;
    }

    /** Takes a code in any spelling and keeps it as six digits. */
    public Builder code(String value) {
      this.code = Answers.normalized(value);
      return this;
    }

    public Builder sqlState(String value) {
      this.sqlState = value == null ? "" : value;
      return this;
    }

    public Builder message(String value) {
      this.message = value == null ? "" : value;
      return this;
    }

    public Builder handle(String value) {
      this.handle = value;
      return this;
    }

    public Builder result(List<String> names, List<? extends List<String>> cells) {
      this.columns = names;
      List<List<String>> copy = new ArrayList<>(cells.size());
      for (List<String> row : cells) {
        copy.add(Collections.unmodifiableList(row));
      }
      this.rows = copy;
      return this;
    }

    Builder partitions(int value) {
      this.partitions = value;
      return this;
    }

    public Builder retryAfter(Duration value) {
      this.retryAfter = value;
      return this;
    }

    public Builder sentAt(Instant value) {
      this.sentAt = value;
      return this;
    }

    public Builder answeredAt(Instant value) {
      this.answeredAt = Objects.requireNonNull(value, "answeredAt");
      return this;
    }

    public Builder skew(Duration value) {
      this.skew = value;
      return this;
    }

    public SqlAnswer build() {
      return new SqlAnswer(this);
    }
  }
}
