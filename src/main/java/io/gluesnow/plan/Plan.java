package io.gluesnow.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Ordered statements that take what is there to a target, with a reason in words and a risk class.
 *
 * <p>Every prefix of it may be all that gets done: planning again from what is there then must lead
 * to the same end.
 */
public final class Plan {
  private final List<Statement> statements;
  private final String reason;
  private final List<String> comparedByMark;
  private final List<String> cannotCompare;
  private final List<String> hindrances;
  private final boolean needsProtections;

  private Plan(
      List<Statement> statements,
      String reason,
      List<String> comparedByMark,
      List<String> cannotCompare,
      List<String> hindrances,
      boolean needsProtections) {
    this.statements = List.copyOf(statements);
    this.reason = Objects.requireNonNull(reason, "reason");
    this.comparedByMark = List.copyOf(comparedByMark);
    this.cannotCompare = List.copyOf(cannotCompare);
    this.hindrances = List.copyOf(hindrances);
    this.needsProtections = needsProtections;
  }

  /** Nothing to do, and everything could be compared. */
  public static Plan nothing() {
    return new Plan(List.of(), "nothing differs", List.of(), List.of(), List.of(), false);
  }

  public static Plan of(String reason, List<Statement> statements) {
    return new Plan(statements, reason, List.of(), List.of(), List.of(), false);
  }

  /** Something differs, and it cannot be planned before what guards the object is read. */
  public static Plan afterProtections(String reason) {
    return new Plan(List.of(), reason, List.of(), List.of(), List.of(), true);
  }

  /** The same plan with columns whose expressions only the mark could settle, or nothing could. */
  public Plan withUnknowns(List<String> settledByMark, List<String> unsettled) {
    return new Plan(statements, reason, settledByMark, unsettled, hindrances, needsProtections);
  }

  /** The same plan, which may not be sent until a person has removed these hindrances. */
  public Plan needingApproval(List<String> sentences) {
    return new Plan(statements, reason, comparedByMark, cannotCompare, sentences, needsProtections);
  }

  public List<Statement> statements() {
    return statements;
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return statements.isEmpty() && !needsProtections;
  }

  /** Whether what guards the object must be read first; there are no statements then. */
  public boolean needsProtections() {
    return needsProtections;
  }

  /** Why, in plain words; for a replace also what it costs. */
  public String reason() {
    return reason;
  }

  public Risk risk() {
    return statements.stream()
        .map(Statement::risk)
        .max(Comparator.naturalOrder())
        .orElse(Risk.NONE);
  }

  /** Columns that count as equal only because the mark's fingerprint is ours. */
  public List<String> comparedByMark() {
    return comparedByMark;
  }

  /**
   * Columns of which neither parser nor mark can say whether they are equal: reported, not touched.
   */
  public List<String> cannotCompare() {
    return cannotCompare;
  }

  /** What stands in the way; empty when the plan may be sent. */
  public List<String> hindrances() {
    return hindrances;
  }

  public Optional<Statement> first() {
    return statements.stream().findFirst();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Plan
        && statements.equals(((Plan) o).statements)
        && reason.equals(((Plan) o).reason)
        && comparedByMark.equals(((Plan) o).comparedByMark)
        && cannotCompare.equals(((Plan) o).cannotCompare)
        && hindrances.equals(((Plan) o).hindrances)
        && needsProtections == ((Plan) o).needsProtections;
  }

  @Override
  public int hashCode() {
    return Objects.hash(statements, reason);
  }

  @Override
  public String toString() {
    return statements + " because " + reason;
  }
}
