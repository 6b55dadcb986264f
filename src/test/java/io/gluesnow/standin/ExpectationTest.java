package io.gluesnow.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  @Test
  void isMetWhenItComesTrueInTime() throws InterruptedException {
    Iterator<Integer> counts = List.of(1, 2, 3).iterator();
    Expectation three = Expectation.equal("there are three", 3, counts::next);
    assertThat(three.awaited(Duration.ofSeconds(10))).isEmpty();
    assertThat(counts).isExhausted();
  }

  @Test
  void saysWhatWasFoundWhenTimeIsUp() throws InterruptedException {
    assertThat(Expectation.equal("there are three", 3, () -> 2).awaited(Duration.ofMillis(1)))
        .contains("expected 3, found 2");
    assertThat(Expectation.that("it is so", () -> false).awaited(Duration.ZERO))
        .contains("it does not hold");
  }
}
