package io.gluesnow.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallsTest {
  static Stream<String> calls() throws IOException {
    List<String> calls = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                CallsTest.class.getResourceAsStream("/cloudtrail/calls.txt"),
                StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(calls::add);
    }
    return calls.stream();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void eachCallComesToWhatTheListSays(String line) {
    String[] call = line.split(" ");

    assertThat(label(Calls.effect(call[0], call[1]))).isEqualTo(call[2]);
  }

  @Test
  void theListHasEachCallOnceAndNoneIsMissing() throws IOException {
    List<String> listed = new ArrayList<>();
    calls().forEach(line -> listed.add(line.substring(0, line.lastIndexOf(' '))));
    Set<String> known = new TreeSet<>();
    Calls.BY_SOURCE.forEach(
        (source, calls) -> calls.keySet().forEach(c -> known.add(source + " " + c)));

    assertThat(listed).doesNotHaveDuplicates().containsAll(known).hasSizeGreaterThan(100);
  }

  @Test
  void aCallOfAnotherServiceHasNoEffectWhateverItsName() {
    assertThat(Calls.effect("athena.amazonaws.com", "CreateTable")).isEqualTo(Calls.Effect.NONE);
    assertThat(Calls.BY_SOURCE.keySet()).isEqualTo(EventSources.RELEVANT);
  }

  private static String label(Calls.Effect effect) {
    return effect.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
