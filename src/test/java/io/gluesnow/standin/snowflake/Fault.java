package io.gluesnow.standin.snowflake;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What goes wrong with one request. Faults combine: {@code
 * Fault.held(…).and(Fault.slow(…)).and(Fault.cutAfter())}.
 *
 * <p>A fault never changes what a statement does once it runs; it decides when it arrives, whether
 * and when it runs, and what its client hears.
 */
public final class Fault {
  private static final Fault NONE = new Fault(new Draft());

  private enum Cut {
    NEVER,
    BEFORE,
    DURING,
    AFTER,
    IN_ANSWER
  }

  private final Draft fields;

  private Fault(Draft fields) {
    this.fields = fields;
  }

  public static Fault none() {
    return NONE;
  }

  /**
   * The network holds the request back: it arrives, and its token is looked at, that much later.
   */
  public static Fault held(Duration delay) {
    return NONE.change(draft -> draft.held = delay);
  }

  /**
   * The statement runs for so long; its effect comes at the end, whether or not anybody still
   * waits.
   */
  public static Fault slow(Duration duration) {
    return NONE.change(draft -> draft.slow = duration);
  }

  /** The connection breaks before the statement is begun. */
  public static Fault cutBefore() {
    return NONE.change(draft -> draft.cut = Cut.BEFORE);
  }

  /** The connection breaks as soon as the statement has begun; it is finished all the same. */
  public static Fault cutDuring() {
    return NONE.change(draft -> draft.cut = Cut.DURING);
  }

  /** The statement is executed, then the connection breaks instead of an answer. */
  public static Fault cutAfter() {
    return NONE.change(draft -> draft.cut = Cut.AFTER);
  }

  /** The statement is executed, and the connection breaks in the middle of the answer. */
  public static Fault cutInAnswer() {
    return NONE.change(draft -> draft.cut = Cut.IN_ANSWER);
  }

  /** The answer, once there is one, comes that much later; the statement itself is not delayed. */
  public static Fault answeredAfter(Duration delay) {
    return NONE.change(draft -> draft.answeredAfter = delay);
  }

  /** Answers with this status; nothing is executed. */
  public static Fault status(int status) {
    return NONE.change(draft -> draft.status = status);
  }

  /** Executes, then answers with this status. */
  public static Fault statusAfter(int status) {
    return NONE.change(
        draft -> {
          draft.status = status;
          draft.executedFirst = true;
        });
  }

  /** Adds a Retry-After header, in seconds, to the status of this fault. */
  public Fault retryAfter(int seconds) {
    return change(draft -> draft.retryAfter = seconds);
  }

  /** The token is refused, as an invalid JWT is. */
  public static Fault unauthorized() {
    return NONE.change(draft -> draft.unauthorized = true);
  }

  /** The statement fails with this code, as when a privilege is missing: nothing is executed. */
  public static Fault refused(String code, String sqlState, String message) {
    return NONE.change(draft -> draft.refusal = SqlFailure.of(code, sqlState, message));
  }

  /** A missing privilege: 003001. */
  public static Fault permissionMissing() {
    return refused(
        "003001",
        "42501",
        "SQL access control error:\nInsufficient privileges to operate on this object.");
  }

  /** The statement sees the catalog as another session would have that long ago. */
  public static Fault stale(Duration age) {
    return NONE.change(draft -> draft.stale = age);
  }

  /** The server answers 202 at once, whatever the statement takes. */
  public static Fault accepted() {
    return NONE.change(draft -> draft.accepted = true);
  }

  /** Both: what the other one states is taken over. */
  public Fault and(Fault other) {
    return change(
        draft -> {
          Draft more = other.fields;
          draft.held = draft.held.plus(more.held);
          draft.slow = draft.slow.plus(more.slow);
          draft.answeredAfter = draft.answeredAfter.plus(more.answeredAfter);
          draft.stale = draft.stale.compareTo(more.stale) >= 0 ? draft.stale : more.stale;
          draft.cut = more.cut == Cut.NEVER ? draft.cut : more.cut;
          draft.status = more.status == null ? draft.status : more.status;
          draft.executedFirst |= more.executedFirst;
          draft.retryAfter = more.retryAfter == null ? draft.retryAfter : more.retryAfter;
          draft.unauthorized |= more.unauthorized;
          draft.refusal = more.refusal == null ? draft.refusal : more.refusal;
          draft.accepted |= more.accepted;
        });
  }

  long heldMillis() {
    return fields.held.toMillis();
  }

  long slowMillis() {
    return fields.slow.toMillis();
  }

  long answeredAfterMillis() {
    return fields.answeredAfter.toMillis();
  }

  boolean cutsAnswer() {
    return fields.cut == Cut.IN_ANSWER;
  }

  long staleMillis() {
    return fields.stale.toMillis();
  }

  boolean cutsBefore() {
    return fields.cut == Cut.BEFORE;
  }

  boolean cutsDuring() {
    return fields.cut == Cut.DURING;
  }

  boolean cutsAfter() {
    return fields.cut == Cut.AFTER;
  }

  Optional<Integer> statusInstead() {
    return fields.executedFirst ? Optional.empty() : Optional.ofNullable(fields.status);
  }

  Optional<Integer> statusAfterwards() {
    return fields.executedFirst ? Optional.ofNullable(fields.status) : Optional.empty();
  }

  Optional<Integer> retryAfterSeconds() {
    return Optional.ofNullable(fields.retryAfter);
  }

  boolean refusesToken() {
    return fields.unauthorized;
  }

  Optional<SqlFailure> refusal() {
    return Optional.ofNullable(fields.refusal);
  }

  boolean acceptsAtOnce() {
    return fields.accepted;
  }

  private Fault change(java.util.function.Consumer<Draft> changing) {
    Draft draft = fields.copy();
    changing.accept(draft);
    return new Fault(draft);
  }

  private static final class Draft {
    private Duration held = Duration.ZERO;
    private Duration slow = Duration.ZERO;
    private Duration answeredAfter = Duration.ZERO;
    private Duration stale = Duration.ZERO;
    private Cut cut = Cut.NEVER;
    private Integer status;
    private boolean executedFirst;
    private Integer retryAfter;
    private boolean unauthorized;
    private SqlFailure refusal;
    private boolean accepted;

    private Draft copy() {
      Draft copy = new Draft();
      copy.held = Objects.requireNonNull(held);
      copy.slow = Objects.requireNonNull(slow);
      copy.answeredAfter = Objects.requireNonNull(answeredAfter);
      copy.stale = Objects.requireNonNull(stale);
      copy.cut = cut;
      copy.status = status;
      copy.executedFirst = executedFirst;
      copy.retryAfter = retryAfter;
      copy.unauthorized = unauthorized;
      copy.refusal = refusal;
      copy.accepted = accepted;
      return copy;
    }
  }
}
