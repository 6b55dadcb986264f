package io.gluesnow.converge;

import java.util.Objects;

/**
 * A target that Snowflake refused, or never showed however often it was sent: not tried again until
 * target, policy or a redrive changes that.
 */
public final class Verdict {
  private final String target;
  private final String policy;
  private final boolean unsettled;
  private final String code;
  private final String message;

  private Verdict(String target, String policy, boolean unsettled, String code, String message) {
    this.target = Objects.requireNonNull(target, "target");
    this.policy = Objects.requireNonNull(policy, "policy");
    this.unsettled = unsettled;
    this.code = Objects.requireNonNull(code, "code");
    this.message = Objects.requireNonNull(message, "message");
  }

  /** Snowflake refuses the target for good. */
  public static Verdict rejected(String target, String policy, String code, String message) {
    return new Verdict(target, policy, false, code, message);
  }

  /** Sent several times and still not what a look shows. */
  public static Verdict unsettled(String target, String policy, String message) {
    return new Verdict(target, policy, true, "", message);
  }

  boolean isAbout(String someTarget, String somePolicy) {
    return target.equals(someTarget) && policy.equals(somePolicy);
  }

  /** The target's fingerprint. */
  public String target() {
    return target;
  }

  public String policy() {
    return policy;
  }

  public boolean isUnsettled() {
    return unsettled;
  }

  public String code() {
    return code;
  }

  public String message() {
    return message;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Verdict
        && isAbout(((Verdict) o).target, ((Verdict) o).policy)
        && unsettled == ((Verdict) o).unsettled
        && code.equals(((Verdict) o).code)
        && message.equals(((Verdict) o).message);
  }

  @Override
  public int hashCode() {
    return Objects.hash(target, policy, unsettled, code, message);
  }

  @Override
  public String toString() {
    return unsettled ? "does not settle" : "rejected " + code + ": " + message;
  }
}
