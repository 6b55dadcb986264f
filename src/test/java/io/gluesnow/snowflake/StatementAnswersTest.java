package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.plan.Statement;
import io.gluesnow.snowflake.api.SqlAnswer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementAnswersTest {
  private static final Statement CREATE =
      Statement.Create.of(Samples.orders(), Samples.mark(Samples.orders()));
  private static final Statement DROP = Statement.Drop.of(Samples.ORDERS);

  @ParameterizedTest
  @CsvSource({
    "DONE, DONE",
    "UNKNOWN_END, END_UNKNOWN",
    "BUSY, NOT_BEGUN",
    "NOT_SENT, NOT_BEGUN",
    "NO_LEASE, NO_LEASE",
    "UNAUTHORIZED, DENIED",
    "FORBIDDEN, DENIED",
    "MISUSED, DENIED"
  })
  void everyKindOfAnswerHasItsMeaning(SqlAnswer.Kind kind, StatementAnswer.Kind meaning) {
    assertThat(StatementAnswers.of(FakeSqlApi.of(kind), CREATE).kind()).isEqualTo(meaning);
    assertThat(StatementAnswers.of(FakeSqlApi.of(kind)).kind()).isEqualTo(meaning);
  }

  @Test
  void everyKindIsInTheTable() {
    for (SqlAnswer.Kind kind : SqlAnswer.Kind.values()) {
      SqlAnswer answer =
          kind == SqlAnswer.Kind.FAILED ? FakeSqlApi.failed("1", "") : FakeSqlApi.of(kind);

      assertThat(StatementAnswers.of(answer, DROP).kind()).isNotNull();
    }
  }

  /** The rows of the table of error codes, for a statement about a table that is there. */
  @ParameterizedTest
  @CsvSource({
    "000002, 0A000, REJECTED",
    "000606, 57P03, DENIED",
    "000900, 42000, REJECTED",
    "000904, 42000, REJECTED",
    "001003, 42000, REJECTED",
    "001008, 22023, REJECTED",
    "001422, 22023, REJECTED",
    "001057, 0A000, REJECTED",
    "001998, 42710, OVERTAKEN",
    "002002, 42710, OVERTAKEN",
    "002003, 42S02, OVERTAKEN",
    "002043, 02000, OVERTAKEN",
    "001430, 42601, OVERTAKEN",
    "002004, '', REJECTED",
    "002025, 42S21, REJECTED",
    "001482, '', REJECTED",
    "002029, 42601, REJECTED",
    "002037, '', REJECTED",
    "003001, 42501, DENIED",
    "003013, '', DENIED",
    "003041, '', DENIED",
    "040052, 22000, REJECTED",
    "090105, 22000, REJECTED",
    "090106, 22000, REJECTED",
    "091968, 0A000, REJECTED",
    "393926, '', DENIED",
    "393962, '', DENIED",
    "100037, 22018, REJECTED",
    "100132, P0000, REJECTED",
    "391908, '', REJECTED",
    "000625, '', NOT_BEGUN",
    "999999, 42999, REJECTED",
    "999999, XX000, NOT_BEGUN"
  })
  void everyCodeHasItsMeaning(String code, String sqlState, StatementAnswer.Kind meaning) {
    StatementAnswer answer = StatementAnswers.of(FakeSqlApi.failed(code, sqlState), DROP);

    assertThat(answer.kind()).isEqualTo(meaning);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.message()).startsWith("for a test");
  }

  @Test
  void aFileStatementThatRunsHasAHandle() {
    SqlAnswer running = SqlAnswer.of(SqlAnswer.Kind.RUNNING).handle("01b2").build();

    assertThat(StatementAnswers.of(running)).isEqualTo(StatementAnswer.running("01b2"));
    assertThat(StatementAnswers.of(FakeSqlApi.of(SqlAnswer.Kind.RUNNING)).kind())
        .isEqualTo(StatementAnswer.Kind.END_UNKNOWN);
  }

  @Test
  @Tag("trap:snowflake-10")
  void aCreateThatDoesNotFindSomethingIsNotAboutTheTable() {
    StatementAnswer answer = StatementAnswers.of(FakeSqlApi.failed("002003", "02000"), CREATE);

    assertThat(answer.kind()).isEqualTo(StatementAnswer.Kind.DENIED);
    assertThat(answer.message())
        .contains(
            "CREATE EXTERNAL TABLE ON SCHEMA \"LAKE\".\"PUBLIC\"",
            "USAGE ON STAGE \"LAKE\".\"PUBLIC\".\"LAKE_STAGE\"");
  }

  @Test
  @Tag("trap:snowflake-10")
  void aStageThatIsNotSeenIsNotATableThatIsGone() {
    Statement refresh = Statement.Refresh.all(Samples.ORDERS);
    SqlAnswer stage =
        FakeSqlApi.failed(
            "002003",
            "02000",
            "SQL compilation error:\nStage 'LAKE.PUBLIC.X' does not exist or not authorized.");
    SqlAnswer table =
        FakeSqlApi.failed(
            "002003",
            "42S02",
            "SQL compilation error:\nTable 'LAKE.PUBLIC.STAGE' does not exist or not authorized.");

    assertThat(StatementAnswers.of(stage, refresh).kind()).isEqualTo(StatementAnswer.Kind.DENIED);
    assertThat(StatementAnswers.of(table, refresh).kind())
        .isEqualTo(StatementAnswer.Kind.OVERTAKEN);
  }

  @Test
  void aDeniedStatementSaysWhichGrantIsMissing() {
    SqlAnswer denied = FakeSqlApi.failed("003001", "42501");

    Samples.statements()
        .values()
        .forEach(
            statement ->
                assertThat(StatementAnswers.of(denied, statement).message())
                    .contains("our role needs"));
    assertThat(StatementAnswers.of(denied, DROP).message())
        .contains("OWNERSHIP ON EXTERNAL TABLE \"LAKE\".\"PUBLIC\".\"ORDERS\"");
  }

  @Test
  void anAnswerWithoutACodeCarriesItsStatus() {
    SqlAnswer busy = SqlAnswer.of(SqlAnswer.Kind.BUSY).httpStatus(429).build();

    assertThat(StatementAnswers.of(busy, DROP).code()).isEqualTo("429");
  }
}
