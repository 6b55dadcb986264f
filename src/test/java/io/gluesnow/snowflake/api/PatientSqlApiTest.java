package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.snowflake.api.SqlAnswer.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatientSqlApiTest {
  private static final SqlApiOptions OPTIONS =
      SqlApiOptions.builder().polls(Duration.ofSeconds(1), Duration.ofSeconds(4)).build();
  private static final SqlAnswer RUNNING = SqlAnswer.of(Kind.RUNNING).handle("h").build();
  private static final SqlAnswer DONE = SqlAnswer.of(Kind.DONE).handle("h").build();

  private final ManualTime time = new ManualTime();
  private ScriptedStatements statements;

  @Test
  @Tag("trap:snowflake-1")
  void aStatementThatRunsOnIsPolledEverSlowerUntilItHasEnded() {
    CompletableFuture<SqlAnswer> answer =
        api(RUNNING, RUNNING, RUNNING, RUNNING, RUNNING, RUNNING, DONE).submit(ddl(60));
    assertThat(answer).isNotDone();

    time.forward(Duration.ofSeconds(30));

    assertThat(answer.join().kind()).isEqualTo(Kind.DONE);
    assertThat(statements.asked)
        .containsExactly(
            "post at 0",
            "poll h at 1000",
            "poll h at 2500",
            "poll h at 4750",
            "poll h at 8125",
            "poll h at 12125",
            "poll h at 16125");
    assertThat(time.pending()).isZero();
  }

  @Test
  void theAnswerIsThatOfTheRequestNotOfThePoll() {
    SqlRequest request = ddl(60);
    CompletableFuture<SqlAnswer> answer = api(RUNNING, DONE).submit(request);
    time.forward(Duration.ofSeconds(2));

    assertThat(answer.join().requestId()).contains(request.requestId());
    assertThat(answer.join().sentAt()).contains(ManualTime.START);
  }

  @Test
  @Tag("trap:snowflake-2")
  void snowflakeMayAskForASlowerPaceAndThatIsNoFailure() {
    SqlAnswer slower = RUNNING.but().retryAfter(Duration.ofSeconds(9)).build();
    CompletableFuture<SqlAnswer> answer = api(RUNNING, slower, DONE).submit(ddl(60));

    time.forward(Duration.ofSeconds(30));

    assertThat(answer.join().kind()).isEqualTo(Kind.DONE);
    assertThat(statements.asked).containsExactly("post at 0", "poll h at 1000", "poll h at 10000");
  }

  @Test
  void atTheEndOfTheBudgetTheEndIsUnknownAndTheHandleIsKept() {
    CompletableFuture<SqlAnswer> answer = api(RUNNING).submit(ddl(20));

    time.forward(Duration.ofSeconds(20));

    assertThat(answer).isDone();
    assertThat(answer.join().kind()).isEqualTo(Kind.UNKNOWN_END);
    assertThat(answer.join().handle()).contains("h");
    assertThat(answer.join().message()).contains("accepted");
    assertThat(time.pending()).isZero();
    assertThat(statements.within).allMatch(limit -> !limit.isNegative() && !limit.isZero());
  }

  @Test
  void noPollMayTakeLongerThanWhatIsLeft() {
    api(RUNNING).submit(ddl(10));
    time.forward(Duration.ofSeconds(10));

    for (int i = 1; i < statements.asked.size(); i++) {
      String asked = statements.asked.get(i);
      long at = Long.parseLong(asked.substring(asked.lastIndexOf(' ') + 1));
      assertThat(statements.within.get(i).toMillis()).isLessThanOrEqualTo(10_000 - at);
    }
    assertThat(statements.asked.size()).isGreaterThan(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAUTHORIZED", "FORBIDDEN", "BUSY", "NOT_SENT", "MISUSED"})
  void aPollThatIsRefusedSaysNothingAboutTheStatement(Kind refusal) {
    SqlAnswer refused = SqlAnswer.of(refusal).message("not now").build();

    assertThat(api(refused).poll("h").join().kind()).isEqualTo(Kind.RUNNING);
    assertThat(api(refused).poll("h").join().handle()).contains("h");
    assertThat(api(refused).poll("h").join().message()).isEqualTo("not now");
    CompletableFuture<SqlAnswer> answer = api(RUNNING, refused, DONE).submit(ddl(60));
    time.forward(Duration.ofSeconds(5));
    assertThat(answer.join().kind()).isEqualTo(Kind.DONE);
  }

  @ParameterizedTest
  @EnumSource(names = {"DONE", "FAILED", "UNKNOWN_END"})
  void aPollThatSaysWhatBecameOfItEndsTheWait(Kind end) {
    CompletableFuture<SqlAnswer> answer = api(RUNNING, SqlAnswer.of(end).build()).submit(ddl(60));
    time.forward(Duration.ofSeconds(1));

    assertThat(answer.join().kind()).isEqualTo(end);
  }

  @Test
  void aReadIsFollowedTooAndAStatementAboutFilesIsNot() {
    CompletableFuture<SqlAnswer> read = api(RUNNING, DONE).submit(SqlRequest.read("SHOW").build());
    time.forward(Duration.ofSeconds(1));
    assertThat(read.join().kind()).isEqualTo(Kind.DONE);

    CompletableFuture<SqlAnswer> files = api(RUNNING).submit(SqlRequest.files("REFRESH").build());
    assertThat(files.join().kind()).isEqualTo(Kind.RUNNING);
    assertThat(statements.asked).hasSize(1);
  }

  private PatientSqlApi api(SqlAnswer... answers) {
    statements = new ScriptedStatements(time, answers);
    return new PatientSqlApi(statements, OPTIONS, time, time);
  }

  private static SqlRequest ddl(int budgetSeconds) {
    return SqlRequest.ddl("CREATE").budget(Duration.ofSeconds(budgetSeconds)).build();
  }
}
