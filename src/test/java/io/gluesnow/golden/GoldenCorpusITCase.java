package io.gluesnow.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.judge.Judges;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GoldenCorpusITCase {
  @Test
  void anotherParserOfSnowflakesLanguageTakesEveryStatement() {
    List<String> statements =
        GoldenCase.all().stream()
            .flatMap(golden -> golden.expectedStatements().stream())
            .collect(Collectors.toList());
    assertThat(statements).hasSizeGreaterThan(60);

    assertThat(Judges.sqlfluff(statements))
        .allSatisfy(
            verdict -> {
              assertThat(verdict.violations()).as(verdict.toString()).isEmpty();
              assertThat(verdict.statements()).as(verdict.toString()).isEqualTo(1);
            });
  }
}
