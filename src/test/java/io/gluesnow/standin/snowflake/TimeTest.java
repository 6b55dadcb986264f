package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Statements in time: https://docs.snowflake.com/en/developer-guide/sql-api/submitting-requests and
 * handling-responses; what each fault does.
 */
class TimeTest {
  private static final String COMMENT = "COMMENT ON TABLE LAKE.PUBLIC.ORDERS IS '%s'";

  private final ManualTime time = ManualTime.startingAt(World.NOON);
  private final StrictSnowflake snowflake = World.at(time).start(0);
  private final SqlApiClient client = new SqlApiClient(snowflake);

  @AfterEach
  void stop() {
    snowflake.close();
  }

  private void createOrders() {
    snowflake.execute(World.SYNC, World.createOrders());
  }

  private String comment() {
    return snowflake.catalogSnapshot().tables().get("LAKE.PUBLIC.ORDERS").comment();
  }

  private static SqlApiClient.Answer of(CompletableFuture<SqlApiClient.Answer> answer) {
    return answer.join();
  }

  @Test
  void aStatementThatTakesLongerThan45SecondsIsAnsweredWith202AndPolled() throws Exception {
    snowflake
        .faults()
        .once(request -> request.submits("CREATE"), Fault.slow(Duration.ofSeconds(100)));
    CompletableFuture<SqlApiClient.Answer> create = client.runLater(World.createOrders());
    time.awaitTasks(2);

    time.advance(44_999);
    assertThat(create).isNotDone();
    time.advance(1);
    SqlApiClient.Answer accepted = of(create);
    assertThat(accepted.status).isEqualTo(202);
    assertThat(accepted.code()).isEqualTo("333334");
    String url = accepted.body.path("statementStatusUrl").asText();
    assertThat(client.get(url).status).isEqualTo(202);
    assertThat(snowflake.catalogSnapshot().tables()).isEmpty();

    time.advance(55_000);
    client.token(
        World.jwt(
            World.KEYS,
            snowflake.account(),
            "SYNC_LOGIN",
            time.millis() / 1000,
            time.millis() / 1000 + 60));
    SqlApiClient.Answer done = client.get(url);
    assertThat(done.status).isEqualTo(200);
    assertThat(done.body.path("data").get(0).get(0).asText()).contains("successfully created");
    assertThat(snowflake.catalogSnapshot().tables()).hasSize(1);
  }

  @Test
  void asyncAnswers202AtOnce() {
    createOrders();

    SqlApiClient.Answer answer =
        client.post("?async=true", client.body(String.format(COMMENT, "a")));

    assertThat(answer.status).isEqualTo(202);
    assertThat(client.get("/api/v2/statements/" + answer.handle()).status).isEqualTo(200);
  }

  @Test
  void aFailureIsSeenByPollingToo() {
    SqlApiClient.Answer answer =
        client.post("?async=true", client.body("DROP EXTERNAL TABLE NOSUCH"));

    SqlApiClient.Answer polled = client.get("/api/v2/statements/" + answer.handle());
    assertThat(polled.status).isEqualTo(422);
    assertThat(polled.code()).isEqualTo("002003");
  }

  @Test
  void aStatementPastItsTimeoutIsCancelledWith408() throws Exception {
    createOrders();
    snowflake.faults().once(request -> true, Fault.slow(Duration.ofSeconds(20)));
    ObjectNode body = client.body(String.format(COMMENT, "late"));
    body.put("timeout", 10);
    CompletableFuture<SqlApiClient.Answer> answer =
        client.postLater("/api/v2/statements", body.toString());
    time.awaitTasks(2);
    time.advance(10_000);

    assertThat(of(answer).status).isEqualTo(408);
    assertThat(of(answer).code()).isEqualTo("000630");
    time.advance(60_000);
    assertThat(comment()).isEmpty();
  }

  @Test
  void aCancelledStatementHasNoEffect() throws Exception {
    createOrders();
    snowflake
        .faults()
        .once(request -> true, Fault.slow(Duration.ofSeconds(20)).and(Fault.accepted()));
    String handle = client.run(String.format(COMMENT, "late")).handle();

    SqlApiClient.Answer cancelled = client.cancel(handle);
    time.advance(30_000);

    assertThat(cancelled.status).isEqualTo(200);
    assertThat(cancelled.code()).isEqualTo("000604");
    assertThat(client.get("/api/v2/statements/" + handle).code()).isEqualTo("000604");
    assertThat(comment()).isEmpty();
    assertThat(client.cancel("01234567-0000-0000-0000-000000000000").code()).isEqualTo("000709");
  }

  @Test
  void whatHasBegunIsFinishedThoughTheClientIsGoneAndAfterNewerStatements() {
    createOrders();
    snowflake
        .faults()
        .once(
            request -> request.sql().contains("'old'"),
            Fault.slow(Duration.ofSeconds(30)).and(Fault.cutDuring()));

    assertThatThrownBy(() -> client.run(String.format(COMMENT, "old")))
        .hasCauseInstanceOf(IOException.class);
    client.run(String.format(COMMENT, "new"));
    assertThat(comment()).isEqualTo("new");

    time.advance(30_000);
    assertThat(comment()).isEqualTo("old");
    assertThat(snowflake.journal().applied().subList(1, 3))
        .containsExactly(String.format(COMMENT, "new"), String.format(COMMENT, "old"));
  }

  @Test
  void aRequestThatTheNetworkHoldsArrivesLaterAndItsTokenIsLookedAtThen() throws Exception {
    createOrders();
    snowflake.faults().times(2, request -> true, Fault.held(Duration.ofSeconds(30)));
    CompletableFuture<SqlApiClient.Answer> first = client.runLater(String.format(COMMENT, "held"));
    time.awaitTasks(1);
    time.advance(29_999);
    assertThat(comment()).isEmpty();
    time.advance(1);
    assertThat(of(first).status).isEqualTo(200);
    assertThat(comment()).isEqualTo("held");

    // The client's token lives 59 s from noon: a request sent in time and held past that is
    // refused.
    CompletableFuture<SqlApiClient.Answer> second =
        client.runLater(String.format(COMMENT, "too late"));
    time.awaitTasks(1);
    time.advance(30_000);
    assertThat(of(second).status).isEqualTo(401);
    assertThat(comment()).isEqualTo("held");
  }

  @Test
  void cutsComeBeforeOrAfterTheExecution() {
    createOrders();
    snowflake.faults().once(request -> request.sql().contains("'before'"), Fault.cutBefore());
    snowflake.faults().once(request -> request.sql().contains("'after'"), Fault.cutAfter());
    snowflake.faults().once(request -> request.sql().contains("'half'"), Fault.cutInAnswer());

    assertThatThrownBy(() -> client.run(String.format(COMMENT, "before")))
        .hasCauseInstanceOf(IOException.class);
    assertThat(comment()).isEmpty();
    assertThatThrownBy(() -> client.run(String.format(COMMENT, "after")))
        .hasCauseInstanceOf(IOException.class);
    assertThat(comment()).isEqualTo("after");
    assertThatThrownBy(() -> client.run(String.format(COMMENT, "half")))
        .hasCauseInstanceOf(IOException.class);
    assertThat(comment()).isEqualTo("half");
  }

  @Test
  void aStatusCanComeInsteadOfTheExecutionOrAfterIt() {
    createOrders();
    snowflake.faults().once(request -> true, Fault.status(429).retryAfter(2));
    snowflake.faults().once(request -> true, Fault.status(503));
    snowflake.faults().once(request -> true, Fault.statusAfter(503));

    SqlApiClient.Answer tooMany = client.run(String.format(COMMENT, "a"));
    assertThat(tooMany.status).isEqualTo(429);
    assertThat(tooMany.code()).isEqualTo("390505");
    assertThat(tooMany.response.headers().firstValue("Retry-After")).contains("2");
    assertThat(client.run(String.format(COMMENT, "b")).status).isEqualTo(503);
    assertThat(comment()).isEmpty();
    assertThat(client.run(String.format(COMMENT, "c")).status).isEqualTo(503);
    assertThat(comment()).isEqualTo("c");
  }

  @Test
  void tooManyPollsSayThatTheStatementStillRuns() {
    createOrders();
    snowflake.faults().once(request -> request.call() == SentRequest.Call.POLL, Fault.status(429));
    snowflake
        .faults()
        .once(
            request -> request.submits("COMMENT"),
            Fault.slow(Duration.ofSeconds(5)).and(Fault.accepted()));
    String handle = client.run(String.format(COMMENT, "a")).handle();

    SqlApiClient.Answer polled = client.get("/api/v2/statements/" + handle);

    assertThat(polled.status).isEqualTo(429);
    assertThat(polled.code()).isEqualTo("333334");
    assertThat(polled.handle()).isEqualTo(handle);
  }

  @Test
  void aTokenOrAPrivilegeCanBeRefusedForOneRequest() {
    createOrders();
    snowflake.faults().nth(2, request -> true, Fault.unauthorized());
    snowflake.faults().nth(2, request -> true, Fault.permissionMissing());

    assertThat(client.run(String.format(COMMENT, "a")).status).isEqualTo(200);
    assertThat(client.run(String.format(COMMENT, "b")).status).isEqualTo(401);
    assertThat(client.run(String.format(COMMENT, "c")).code()).isEqualTo("003001");
    assertThat(comment()).isEqualTo("a");
  }

  @Test
  void anOutageLastsForItsPeriod() {
    Faults.Rule outage = snowflake.faults().during(Duration.ofSeconds(10), Fault.status(503));

    assertThat(client.run("SHOW STAGES").status).isEqualTo(503);
    time.advance(10_000);
    assertThat(client.run("SHOW STAGES").status).isEqualTo(200);
    assertThat(outage.hits()).isEqualTo(1);
  }

  @Test
  void anAnswerCanBeLateWhileTheStatementIsNot() throws Exception {
    createOrders();
    snowflake.faults().once(request -> true, Fault.answeredAfter(Duration.ofSeconds(3)));
    CompletableFuture<SqlApiClient.Answer> answer = client.runLater(String.format(COMMENT, "a"));
    time.awaitTasks(1);

    assertThat(comment()).isEqualTo("a");
    assertThat(answer).isNotDone();
    time.advance(3_000);
    assertThat(of(answer).status).isEqualTo(200);
  }

  @Test
  void aStaleLookDoesNotSeeTheLastWrite() {
    createOrders();
    time.advance(10_000);
    snowflake.execute(World.SYNC, String.format(COMMENT, "new"));
    snowflake.execute(World.SYNC, World.createOrders().replace("ORDERS", "LATER"));
    snowflake.staleness(Duration.ofSeconds(5));

    time.advance(4_999);
    assertThat(snowflake.execute(World.SYNC, "SHOW EXTERNAL TABLES").records()).hasSize(1);
    assertThat(snowflake.execute(World.SYNC, "SHOW EXTERNAL TABLES").records().get(0))
        .containsEntry("comment", "");
    assertThat(Refusal.of(snowflake, "DESC EXTERNAL TABLE LATER").code()).isEqualTo("002003");
    assertThat(Refusal.of(snowflake, "ALTER TABLE LATER DROP COLUMN ID").code())
        .isEqualTo("002003");
    assertThat(Refusal.of(snowflake, World.createOrders().replace("ORDERS", "LATER")).code())
        .isEqualTo("002002");

    time.advance(1);
    assertThat(snowflake.execute(World.SYNC, "SHOW EXTERNAL TABLES").records()).hasSize(2);
    assertThat(snowflake.execute(World.SYNC, "SHOW EXTERNAL TABLES").records().get(1))
        .containsEntry("comment", "new");
  }

  @Test
  void aDroppedTableThatAStaleStatementStillSeesIsNotBroughtBack() {
    createOrders();
    time.advance(10_000);
    snowflake.execute(World.SYNC, "DROP EXTERNAL TABLE ORDERS");
    snowflake.staleness(Duration.ofSeconds(5));

    assertThat(snowflake.execute(World.SYNC, "SHOW EXTERNAL TABLES").rows()).hasSize(1);
    assertThat(Refusal.of(snowflake, String.format(COMMENT, "x")).code()).isEqualTo("002003");
    assertThat(snowflake.catalogSnapshot().tables()).isEmpty();
  }

  @Test
  void anOlderDefinitionIsNeverRefusedForBeingOlder() {
    createOrders();
    snowflake.execute(World.SYNC, "ALTER TABLE ORDERS ADD COLUMN B INT AS (VALUE:b::INT)");
    snowflake.execute(
        World.SYNC, World.createOrders().replace("CREATE EXT", "CREATE OR REPLACE EXT"));

    assertThat(snowflake.catalogSnapshot().tables().get("LAKE.PUBLIC.ORDERS").columnNames())
        .containsExactly("ID", "DT");
  }

  @Test
  void theDateHeaderIsTheServersClock() {
    time.advance(1_000);

    assertThat(client.run("SHOW STAGES").response.headers().firstValue("Date"))
        .contains("Sun, 15 Jun 2025 15:06:41 GMT");
  }
}
