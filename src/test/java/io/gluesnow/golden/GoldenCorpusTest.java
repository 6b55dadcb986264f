package io.gluesnow.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.standin.snowflake.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the corpus. {@code -Dgolden.rewrite=true} writes down what came of each case instead of
 * comparing it: review the difference before it is committed.
 */
class GoldenCorpusTest {
  private static GoldenGlue glue;

  @BeforeAll
  static void open() {
    glue = new GoldenGlue();
  }

  @AfterAll
  static void close() {
    glue.close();
  }

  static List<GoldenCase> cases() {
    return GoldenCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachCaseComesOutAsWrittenDown(GoldenCase golden) {
    String outcome = GoldenRun.of(golden, glue, Dialect.newer());

    if (Boolean.getBoolean("golden.rewrite")) {
      golden.rewrite(outcome);
    }
    assertThat(outcome).isEqualTo(golden.expected());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFormInWhichSnowflakePrintsMakesNoDifference(GoldenCase golden) {
    assertThat(GoldenRun.of(golden, glue, Dialect.older(), true)).isEqualTo(golden.expected());
    assertThat(GoldenRun.of(golden, glue, Dialect.newer().withLongVarchar().withGetPath()))
        .isEqualTo(golden.expected());
  }

  @Test
  void everyRowOfTheTablesHasACase() throws IOException {
    Set<String> rows = new TreeSet<>();
    try (Stream<Path> tables = Files.list(GoldenCase.ROOT.resolve("tables"))) {
      for (Path table : (Iterable<Path>) tables::iterator) {
        String name = table.getFileName().toString().replace(".csv", "");
        lines(table).skip(1).forEach(line -> rows.add(name + "/" + line.split(",", 2)[0]));
      }
    }
    Set<String> covered =
        GoldenCase.all().stream()
            .flatMap(golden -> golden.rows().stream())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(rows).as("rows without a case").isSubsetOf(covered);
    assertThat(covered).as("rows that no table has").isSubsetOf(rows);
  }

  @Test
  void theCorpusIsAsLargeAsPromised() {
    assertThat(GoldenCase.all()).hasSizeGreaterThanOrEqualTo(60);
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
