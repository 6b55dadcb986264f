package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gluesnow.plan.Expression;
import io.gluesnow.plan.FileFormat;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.SnowflakeType;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SqlRendererTest {
  private static final Path GOLDEN =
      Paths.get("src", "test", "resources", "io", "gluesnow", "snowflake", "statements");

  static Stream<Map.Entry<String, Statement>> statements() {
    return Samples.statements().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void aStatementIsItsGoldenText(Map.Entry<String, Statement> sample) throws IOException {
    assertThat(SqlRenderer.sqlOf(sample.getValue()) + "\n")
        .isEqualTo(Files.readString(GOLDEN.resolve(sample.getKey() + ".sql")));
  }

  @Test
  void everyGoldenFileHasItsStatement() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".sql", "")))
          .containsExactlyInAnyOrderElementsOf(Samples.statements().keySet());
    }
  }

  @Test
  @Tag("trap:snowflake-11")
  void aCreateStatesBothRefreshesAndNeverFills() {
    assertThat(sql("create-parquet"))
        .contains("\nREFRESH_ON_CREATE = FALSE\n")
        .contains("\nAUTO_REFRESH = FALSE\n");
    assertThat(sql("create-csv"))
        .contains("\nREFRESH_ON_CREATE = FALSE\n")
        .contains("\nAUTO_REFRESH = TRUE\n");
  }

  @Test
  @Tag("trap:snowflake-24")
  void columnsAreAlteredOnTheTableAndFilesOnTheExternalTable() {
    assertThat(sql("add-columns")).startsWith("ALTER TABLE ");
    assertThat(sql("drop-columns")).startsWith("ALTER TABLE ");
    assertThat(sql("refresh")).startsWith("ALTER EXTERNAL TABLE ");
    assertThat(sql("auto-refresh-on")).startsWith("ALTER EXTERNAL TABLE ");
  }

  @Test
  @Tag("trap:snowflake-25")
  void aReplaceKeepsGrantsAndRestatesWhatGuardsTheTable() {
    assertThat(sql("replace-guarded"))
        .startsWith("CREATE OR REPLACE EXTERNAL TABLE ")
        .contains("\nREFRESH_ON_CREATE = TRUE\n", "\nCOPY GRANTS\n")
        .contains(
            "\nWITH ROW ACCESS POLICY \"GOVERNANCE\".\"POLICIES\".\"by region\" ON (\"VALUE\")")
        .contains("\nWITH TAG (\"GOVERNANCE\".\"TAGS\".\"PII\" = 'it''s secret', ");
  }

  @Test
  @Tag("trap:snowflake-25")
  void aReplaceThatCannotRestateEverythingHasNoText() {
    Protections unseen =
        Protections.of(List.of(), List.of(), List.of("a row access policy that we may not see"));
    Statement replace =
        Statement.Replace.of(Samples.orders(), Samples.mark(Samples.orders()), unseen);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SqlRenderer.sqlOf(replace))
        .withMessageContaining("that we may not see");
  }

  @Test
  @Tag("trap:snowflake-27")
  void nothingIsSaidThatWouldHideWhatIsThere() {
    Samples.statements()
        .forEach(
            (name, statement) ->
                assertThat(SqlRenderer.sqlOf(statement))
                    .doesNotContain("IF NOT EXISTS", "IF EXISTS", "OR ALTER"));
  }

  @Test
  @Tag("trap:snowflake-28")
  void theFileFormatStandsInTheTable() {
    assertThat(sql("create-csv"))
        .contains("\nFILE_FORMAT = (TYPE = CSV ")
        .contains(" FIELD_DELIMITER = '\\u0001'", " NULL_IF = ('\\\\N', 'it''s')")
        .contains(" SKIP_HEADER = 1)");
  }

  @Test
  void whatWasNotUnderstoodIsNeverWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> add(Expression.unknown("1) , x int AS (2")));
    assertThatIllegalArgumentException().isThrownBy(() -> add(Expression.call("F(1), G")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> add(Expression.binary("; DROP", Expression.number(1), Expression.number(2))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> add(Expression.number(1).castTo(SnowflakeType.parse("GEO) ; --"))));
  }

  @Test
  void aFormatOptionIsAWordOrALiteral() {
    Target.ExternalTable orders = Samples.orders();
    Target.ExternalTable hostile =
        Target.ExternalTable.of(
            orders.name(),
            orders.columns(),
            orders.partitionBy(),
            orders.location(),
            FileFormat.of(
                FileFormat.Type.PARQUET,
                Map.of("COMPRESSION", FileFormat.Value.word("AUTO) COMMENT = 'x'"))),
            false,
            "");
    Statement create = Statement.Create.of(hostile, Samples.mark(hostile));

    assertThatIllegalArgumentException().isThrownBy(() -> SqlRenderer.sqlOf(create));
  }

  @Test
  void compoundOperandsStandInParentheses() {
    Expression both =
        Expression.binary(
            "||",
            Expression.binary("=", Expression.value("a"), Expression.number(-1)),
            Expression.nothing());

    assertThat(ExpressionRenderer.sqlOf(both.castTo(SnowflakeType.VARCHAR)))
        .isEqualTo("((VALUE:\"a\" = (-1)) || NULL)::VARCHAR");
  }

  private static String sql(String name) {
    return SqlRenderer.sqlOf(Samples.statements().get(name));
  }

  private static String add(Expression expression) {
    return SqlRenderer.sqlOf(
        Statement.AddColumns.of(
            Samples.ORDERS, List.of(Samples.column("X", SnowflakeType.VARCHAR, expression))));
  }
}
