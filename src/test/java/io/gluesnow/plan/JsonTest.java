package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void everyKindOfValueIsRead() {
    assertThat(Json.parse(" {\"a\": [1, -2.5e3, true, false, null], \"b\\u0041\\n\\\"\": {}} "))
        .contains(
            Map.of(
                "a",
                Arrays.asList(new BigDecimal("1"), new BigDecimal("-2.5e3"), true, false, null),
                "bA\n\"",
                Map.of()));
    assertThat(Json.parse("[]")).contains(List.of());
    assertThat(Json.parse("null")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "[1",
        "{\"a\"",
        "{\"a\":}",
        "{a:1}",
        "\"",
        "\"\\",
        "\"\\u00",
        "tru",
        "1 2",
        "[1,]x",
        "--",
        "\"\\uzzzz\""
      })
  void whatIsNoJsonIsNothing(String text) {
    assertThat(Json.parse(text)).isEmpty();
  }

  @Test
  void aTextThatIsTooDeepIsNothing() {
    assertThat(Json.parse("[".repeat(100_000))).isEmpty();
  }
}
