package io.gluesnow.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.judge.Finding;
import io.gluesnow.judge.Judges;
import io.gluesnow.judge.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentITCase {
  @Test
  void theTemplatePassesTheLinterWithoutAWordOfComplaint() {
    assertThat(Judges.cfnLint(Template.FILE)).isEmpty();
  }

  @Test
  void theLinterWouldComplainOfAnUnknownRuntimeAndABrokenReference(@TempDir Path folder)
      throws IOException {
    String text =
        Files.readString(Template.FILE)
            .replace("FLINK-1_20", "FLINK-1_21")
            .replace("!GetAtt Role.Arn", "!GetAtt Roll.Arn");
    Path broken = Files.writeString(folder.resolve("broken.yaml"), text);

    List<Finding> findings = Judges.cfnLint(broken);

    assertThat(findings).anyMatch(f -> f.message().contains("FLINK-1_21"));
    assertThat(findings).anyMatch(f -> f.message().contains("Roll"));
  }

  @Test
  void everyGrantIsAStatementOfSnowflakesDialect() {
    List<String> statements = Grants.statements();
    // The judge does not know GRANT APPLY ON TAG; Snowflake's page on GRANT does.
    Grants.optional().stream().filter(s -> !s.contains(" ON TAG ")).forEach(statements::add);

    assertThat(Judges.sqlfluff(statements)).hasSize(11).allMatch(Verdict::accepted);
  }
}
