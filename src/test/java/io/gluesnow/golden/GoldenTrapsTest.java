package io.gluesnow.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.standin.snowflake.Dialect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What some cases of the corpus must never come to, whatever is written down for them. */
class GoldenTrapsTest {
  private static GoldenGlue glue;

  @BeforeAll
  static void open() {
    glue = new GoldenGlue();
  }

  @AfterAll
  static void close() {
    glue.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "change-retype",
        "change-location",
        "change-format",
        "change-partition",
        "change-header"
      })
  @Tag("trap:snowflake-22")
  void whatHasNoAlterIsReplacedWithItsGrants(String name) {
    assertThat(outcome(name))
        .contains("CREATE OR REPLACE EXTERNAL TABLE ", "\nCOPY GRANTS\n")
        .doesNotContain("ALTER TABLE", "ALTER EXTERNAL");
  }

  @Test
  @Tag("trap:snowflake-22")
  void aTypeChangedInPlaceIsADropAndAnAdd() {
    assertThat(outcome("change-retype-in-place"))
        .contains(" DROP COLUMN", " ADD COLUMN")
        .doesNotContain("ALTER COLUMN", "MODIFY", "CREATE ");
  }

  @Test
  @Tag("trap:snowflake-23")
  void aRenamedColumnIsDroppedAndAddedUnderItsNewKey() {
    assertThat(outcome("change-rename"))
        .contains(" DROP COLUMN", " ADD COLUMN", "'remark'")
        .doesNotContain("RENAME");
  }

  @ParameterizedTest
  @ValueSource(strings = {"form-delta", "form-hudi", "form-symlink", "form-iceberg"})
  @Tag("trap:snowflake-43")
  void aTableFormatIsNeverReadAsThePlainFilesThatItLooksLike(String name) {
    assertThat(outcome(name)).startsWith(GoldenRun.REFUSED).doesNotContain("CREATE ");
  }

  private static String outcome(String name) {
    GoldenCase golden =
        GoldenCase.all().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    return GoldenRun.of(golden, glue, Dialect.newer());
  }
}
