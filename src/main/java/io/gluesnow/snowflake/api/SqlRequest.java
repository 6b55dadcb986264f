package io.gluesnow.snowflake.api;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * One SQL statement to send, with everything that Snowflake or the client must know about it.
 *
 * <p>The request id is random and stands for one sending: an id that is derived from numbers or
 * content comes back after a roll-back and could swallow a repair.
 */
public final class SqlRequest {
  /** The longest query tag that Snowflake takes, in characters. */
  public static final int LONGEST_QUERY_TAG = 2000;

  /** What a statement does, as far as sending it goes. */
  public enum Kind {
    /** Changes the catalog; short. Goes with a lease token only. A 202 is waited for. */
    DDL,
    /** Registers files (REFRESH, a REPLACE that fills); may run long. Lease token; 202 returns. */
    FILES,
    /** SHOW, DESC, SELECT: may be repeated, needs no lease. All partitions are brought. */
    READ;

    public boolean changes() {
      return this != READ;
    }
  }

  private final Kind kind;
  private final String statement;
  private final UUID requestId;
  private final Duration timeout;
  private final Duration budget;
  private final String queryTag;

  private SqlRequest(Builder from) {
    this.kind = from.kind;
    this.statement = from.statement;
    this.requestId = from.requestId;
    this.timeout = from.timeout;
    this.budget = from.budget;
    this.queryTag = from.queryTag;
  }

  public static Builder ddl(String statement) {
    return new Builder(Kind.DDL, statement);
  }

  public static Builder files(String statement) {
    return new Builder(Kind.FILES, statement);
  }

  public static Builder read(String statement) {
    return new Builder(Kind.READ, statement);
  }

  public Kind kind() {
    return kind;
  }

  public String statement() {
    return statement;
  }

  public UUID requestId() {
    return requestId;
  }

  /** How long Snowflake lets the statement run, in whole seconds, at least one. */
  public Duration timeout() {
    return timeout;
  }

  /**
   * How long the client may take from {@code submit} to the answer, waiting and paging included.
   */
  public Duration budget() {
    return budget;
  }

  /** At most {@value #LONGEST_QUERY_TAG} characters; empty for none. */
  public String queryTag() {
    return queryTag;
  }

  /** The same statement under a request id of its own. */
  SqlRequest again() {
    Builder copy = new Builder(kind, statement);
    return copy.timeout(timeout).budget(budget).queryTag(queryTag).build();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof SqlRequest)) {
      return false;
    }
    SqlRequest that = (SqlRequest) other;
    return kind == that.kind
        && statement.equals(that.statement)
        && requestId.equals(that.requestId)
        && timeout.equals(that.timeout)
        && budget.equals(that.budget)
        && queryTag.equals(that.queryTag);
  }

  @Override
  public int hashCode() {
    return requestId.hashCode();
  }

  /** Leaves the statement out: it may carry what does not belong in a log. */
  @Override
  public String toString() {
    return kind + " " + requestId + " (" + statement.length() + " characters, " + timeout + ")";
  }

  /** Collects a request; what is not said has a default. */
  public static final class Builder {
    private static final Duration MARGIN = Duration.ofSeconds(15);
    private static final Duration SNOWFLAKE_ANSWERS_WITHIN = Duration.ofSeconds(45);

    private final Kind kind;
    private final String statement;
    private UUID requestId = UUID.randomUUID();
    private Duration timeout = Duration.ofSeconds(60);
    private Duration budget;
    private String queryTag = "";

    private Builder(Kind kind, String statement) {
      this.kind = kind;
      this.statement = Objects.requireNonNull(statement, "statement");
      if (statement.isBlank()) {
        throw new IllegalArgumentException("a statement cannot be blank");
      }
    }

    public Builder requestId(UUID value) {
      this.requestId = Objects.requireNonNull(value, "requestId");
      return this;
    }

    /** 60 s unless said otherwise. Rounded up to seconds: zero would mean seven days. */
    public Builder timeout(Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException("a statement's timeout must be positive: " + value);
      }
      this.timeout = Duration.ofSeconds(value.plusNanos(999_999_999).getSeconds());
      return this;
    }

    /**
     * Unless said otherwise the timeout and 15 s; for FILES 60 s, since Snowflake answers 202 after
     * 45 s.
     */
    public Builder budget(Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException("a request's budget must be positive: " + value);
      }
      this.budget = value;
      return this;
    }

    /** Cut at {@value SqlRequest#LONGEST_QUERY_TAG} characters. */
    public Builder queryTag(String value) {
      this.queryTag = cut(value);
      return this;
    }

    public SqlRequest build() {
      if (budget == null) {
        Duration longest = kind == Kind.FILES ? SNOWFLAKE_ANSWERS_WITHIN : timeout;
        budget = longest.plus(MARGIN);
      }
      return new SqlRequest(this);
    }

    private static String cut(String tag) {
      if (tag.length() <= LONGEST_QUERY_TAG) {
        return tag;
      }
      boolean splitsAPair = Character.isHighSurrogate(tag.charAt(LONGEST_QUERY_TAG - 1));
      return tag.substring(0, splitsAPair ? LONGEST_QUERY_TAG - 1 : LONGEST_QUERY_TAG);
    }
  }
}
