package io.gluesnow.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.judge.Judges;
import io.gluesnow.judge.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GoldenCorpusITCase {
  /** Snowflake's own grammar takes these, sqlfluff's lexer does not. */
  private static final Map<String, String> BEYOND_THE_JUDGE =
      Map.of(
          "name-hostile", "a doubled quotation mark ends an identifier for it",
          "place-stage-carries", "it knows no blank in a stage's quoted name");

  @Test
  void anotherParserOfSnowflakesLanguageTakesEveryStatement() {
    List<String> cases = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    for (GoldenCase golden : GoldenCase.all()) {
      for (String statement : golden.expectedStatements()) {
        cases.add(golden.name());
        statements.add(statement);
      }
    }
    assertThat(statements).hasSizeGreaterThan(60);

    List<Verdict> verdicts = Judges.sqlfluff(statements);

    Set<String> notTaken = new TreeSet<>();
    for (int i = 0; i < cases.size(); i++) {
      if (!verdicts.get(i).accepted()) {
        notTaken.add(cases.get(i));
      }
    }
    assertThat(notTaken)
        .as(verdicts.toString())
        .isEqualTo(new TreeSet<>(BEYOND_THE_JUDGE.keySet()));
  }
}
