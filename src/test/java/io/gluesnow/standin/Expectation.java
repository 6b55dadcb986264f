package io.gluesnow.standin;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a chapter of the story must lead to, in a sentence and as a check. */
final class Expectation {
  private static final long PAUSE_MILLIS = 100;

  private final String sentence;
  private final Supplier<Optional<String>> wrong;

  private Expectation(String sentence, Supplier<Optional<String>> wrong) {
    this.sentence = sentence;
    this.wrong = wrong;
  }

  static Expectation that(String sentence, BooleanSupplier holds) {
    return new Expectation(
        sentence, () -> holds.getAsBoolean() ? Optional.empty() : Optional.of("it does not hold"));
  }

  /** Expects two values to be equal, and tells the one that is not expected. */
  static Expectation equal(String sentence, Object expected, Supplier<?> actual) {
    return new Expectation(
        sentence,
        () -> {
          Object found = actual.get();
          return expected.equals(found)
              ? Optional.empty()
              : Optional.of("expected " + expected + ", found " + found);
        });
  }

  String sentence() {
    return sentence;
  }

  /** Waits until it holds, at most so long; says what is wrong if it does not. */
  Optional<String> awaited(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    Optional<String> found = wrong.get();
    while (found.isPresent() && System.nanoTime() < end) {
      Thread.sleep(PAUSE_MILLIS);
      found = wrong.get();
    }
    return found;
  }
}
