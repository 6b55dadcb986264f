package io.gluesnow.converge;

import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Fingerprint;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Target;
import java.util.Objects;

/**
 * What the last look at a table's object showed, and which attempt looked. It only ever saves a
 * look: no statement is sent on belief.
 */
public final class Belief {
  /** Stands for a target's fingerprint where the table is absent and nothing is there. */
  static final String NOTHING = "nothing";

  private final ObjectName name;
  private final String createdOn;
  private final String target;
  private final String shown;
  private final String policy;
  private final String attempt;

  private Belief(
      ObjectName name,
      String createdOn,
      String target,
      String shown,
      String policy,
      String attempt) {
    this.name = Objects.requireNonNull(name, "name");
    this.createdOn = Objects.requireNonNull(createdOn, "createdOn");
    this.target = Objects.requireNonNull(target, "target");
    this.shown = Objects.requireNonNull(shown, "shown");
    this.policy = Objects.requireNonNull(policy, "policy");
    this.attempt = Objects.requireNonNull(attempt, "attempt");
  }

  /**
   * @param createdOn of our own object, as Snowflake prints it; empty where we have none
   * @param target fingerprint of the target that the look was equal to; empty if it differed
   * @param shown fingerprint of all that the look showed
   * @param policy fingerprint of the policy in force
   * @param attempt which attempt of the job looked
   */
  public static Belief of(
      ObjectName name,
      String createdOn,
      String target,
      String shown,
      String policy,
      String attempt) {
    return new Belief(name, createdOn, target, shown, policy, attempt);
  }

  /** Identifies everything that a look showed; null is nothing. */
  static String shown(Applied found) {
    return found == null
        ? NOTHING
        : Fingerprint.of(
            found.kind(),
            found.createdOn(),
            found.owner(),
            found.comment(),
            found.structure().map(Target::fingerprint).orElse(""));
  }

  public ObjectName name() {
    return name;
  }

  public String createdOn() {
    return createdOn;
  }

  /** Whether our own object is there. */
  public boolean isThere() {
    return !createdOn.isEmpty();
  }

  public String target() {
    return target;
  }

  public String shown() {
    return shown;
  }

  public String policy() {
    return policy;
  }

  public String attempt() {
    return attempt;
  }

  @Override
  public boolean equals(Object o) {
    if (!(o instanceof Belief)) {
      return false;
    }
    Belief other = (Belief) o;
    return name.equals(other.name)
        && createdOn.equals(other.createdOn)
        && target.equals(other.target)
        && shown.equals(other.shown)
        && policy.equals(other.policy)
        && attempt.equals(other.attempt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, createdOn, target, shown, policy, attempt);
  }

  @Override
  public String toString() {
    return name
        + (isThere() ? " created " + createdOn : " not there")
        + (target.isEmpty() ? ", differed" : ", as wanted")
        + ", seen by "
        + attempt;
  }
}
