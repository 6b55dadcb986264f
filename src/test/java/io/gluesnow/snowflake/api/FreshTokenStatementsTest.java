package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.snowflake.api.SqlAnswer.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FreshTokenStatementsTest {
  private static final SqlAnswer REFUSED = SqlAnswer.of(Kind.UNAUTHORIZED).build();
  private static final SqlAnswer DONE = SqlAnswer.of(Kind.DONE).build();
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private final ManualTime time = new ManualTime();
  private final SqlRequest request = SqlRequest.ddl("CREATE").build();
  private CompletableFuture<?> secretRead = CompletableFuture.completedFuture("read");
  private ScriptedStatements inner;
  private int readings;

  @Test
  void aRefusedTokenLeadsToOneMoreSendingUnderAnotherId() {
    SqlAnswer answer = fresh(REFUSED, DONE).post(request, MINUTE).join();

    assertThat(answer.kind()).isEqualTo(Kind.DONE);
    assertThat(inner.requests).hasSize(2);
    assertThat(inner.requests.get(0)).isEqualTo(request);
    assertThat(inner.requests.get(1).requestId()).isNotEqualTo(request.requestId());
    assertThat(inner.requests.get(1).statement()).isEqualTo(request.statement());
    assertThat(readings).isEqualTo(1);
  }

  @Test
  void twoRefusalsAreTheAnswer() {
    assertThat(fresh(REFUSED).post(request, MINUTE).join().kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(inner.requests).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNAUTHORIZED")
  void nothingElseIsSentAgain(Kind kind) {
    Statements fresh = fresh(SqlAnswer.of(kind).build());

    assertThat(fresh.post(request, MINUTE).join().kind()).isEqualTo(kind);
    assertThat(fresh.poll("h", MINUTE).join().kind()).isEqualTo(kind);
    assertThat(fresh.partition("h", 1, MINUTE).join().kind()).isEqualTo(kind);
    assertThat(inner.asked).hasSize(3);
    assertThat(readings).isZero();
  }

  @Test
  void pollsAndPartitionsAreAskedOnceMoreToo() {
    assertThat(fresh(REFUSED, DONE).poll("h", MINUTE).join().kind()).isEqualTo(Kind.DONE);
    assertThat(fresh(REFUSED, DONE).partition("h", 2, MINUTE).join().kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void aSecretThatCannotBeReadIsNoReasonToGiveUpTheFreshToken() {
    secretRead = CompletableFuture.failedFuture(new BadSecretException("gone."));

    assertThat(fresh(REFUSED, DONE).post(request, MINUTE).join().kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void theSecondSendingHasWhatTheFirstLeftOfTheTime() {
    CompletableFuture<Object> reading = new CompletableFuture<>();
    secretRead = reading;
    CompletableFuture<SqlAnswer> answer = fresh(REFUSED, DONE).post(request, MINUTE);
    time.jump(Duration.ofSeconds(20));
    reading.complete("read");

    assertThat(answer.join().kind()).isEqualTo(Kind.DONE);
    assertThat(inner.within).containsExactly(MINUTE, Duration.ofSeconds(40));
  }

  @Test
  void thereIsNoSecondSendingOnceTheTimeIsOver() {
    CompletableFuture<Object> reading = new CompletableFuture<>();
    secretRead = reading;
    CompletableFuture<SqlAnswer> answer = fresh(REFUSED, DONE).post(request, MINUTE);
    time.jump(MINUTE);
    reading.complete("read");

    assertThat(answer.join().kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(inner.requests).hasSize(1);
  }

  private Statements fresh(SqlAnswer... answers) {
    inner = new ScriptedStatements(time, answers);
    return new FreshTokenStatements(
        inner,
        () -> {
          readings++;
          return secretRead;
        },
        time);
  }
}
