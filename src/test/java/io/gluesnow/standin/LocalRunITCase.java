package io.gluesnow.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.judge.Judges;
import io.gluesnow.judge.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LocalRunITCase {
  @Test
  void theStoryEndsAsItShouldAndItsStatementsAreSnowflakes() throws Exception {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    LocalRun.Ending ending = LocalRun.run(LocalRun.freePort(0).orElseThrow(), true, out);
    String text = told.toString(StandardCharsets.UTF_8);

    assertThat(ending.isGood()).as(text).isTrue();
    assertThat(text)
        .contains("CREATE EXTERNAL TABLE", "What Snowflake holds", "What became of the events")
        .doesNotContain("✗", "PRIVATE KEY");
    assertThat(ending.statements()).hasSizeGreaterThan(30);
    List<Verdict> verdicts = Judges.sqlfluff(ending.statements());
    assertThat(verdicts.stream().filter(v -> !v.accepted()).collect(Collectors.toList())).isEmpty();
  }
}
