package io.gluesnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandsTest {
  private final TestConsole console = TestConsole.plain();

  private int run(String... arguments) {
    return Commands.run(console.console(), (env, settings) -> {}, arguments);
  }

  @Test
  void withoutACommandItSaysWhichThereAre() {
    assertThat(run()).isEqualTo(2);
    assertThat(console.err()).contains("replay", "watch", "resync", "pause", "resume");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void helpIsWhatWasAskedForAndSoOnStandardOutput() {
    assertThat(run("--help")).isZero();
    assertThat(run("replay", "--help")).isZero();
    assertThat(run("watch", "-h")).isZero();
    assertThat(run("pause", "--help")).isZero();
    assertThat(console.err()).isEmpty();
    assertThat(console.out().lines())
        .allMatch(line -> line.length() <= 100)
        .anyMatch(line -> line.contains("--from-savepoint"))
        .anyMatch(line -> line.contains("On Managed Flink"))
        .anyMatch(line -> line.contains("begin nothing new"));
  }

  @Test
  void aMisspeltCommandIsAnsweredWithTheNearest() {
    assertThat(run("replai")).isEqualTo(2);
    assertThat(console.err()).contains("Did you mean").contains("replay");
  }
}
