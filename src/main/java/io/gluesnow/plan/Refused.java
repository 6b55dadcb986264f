package io.gluesnow.plan;

/** Ends a mapping with a reason; caught in {@link TargetMapper} and nowhere seen outside. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  Refused(Refusal.Reason reason, String sentence) {
    super(sentence, null, false, false);
    this.refusal = Refusal.of(reason, sentence);
  }

  Refusal refusal() {
    return refusal;
  }
}
