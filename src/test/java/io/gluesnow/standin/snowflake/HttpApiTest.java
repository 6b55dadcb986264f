package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://docs.snowflake.com/en/developer-guide/sql-api/reference and handling-responses. */
class HttpApiTest {
  private StrictSnowflake snowflake;
  private SqlApiClient client;

  @BeforeEach
  void start() {
    snowflake = World.at(ServerTime.real()).start(0);
    client = new SqlApiClient(snowflake);
  }

  @AfterEach
  void stop() {
    snowflake.close();
  }

  @Test
  void aStatementThatSucceedsAnswersWithAResultSet() {
    SqlApiClient.Answer answer = client.run(World.createOrders());

    assertThat(answer.status).isEqualTo(200);
    assertThat(answer.code()).isEqualTo("090001");
    assertThat(answer.body.path("sqlState").asText()).isEqualTo("00000");
    assertThat(answer.body.path("statementStatusUrl").asText())
        .isEqualTo("/api/v2/statements/" + answer.handle());
    assertThat(answer.body.path("createdOn").isIntegralNumber()).isTrue();
    JsonNode meta = answer.body.path("resultSetMetaData");
    assertThat(meta.path("format").asText()).isEqualTo("jsonv2");
    assertThat(meta.path("numRows").asInt()).isEqualTo(1);
    assertThat(meta.path("rowType").get(0).path("name").asText()).isEqualTo("status");
    assertThat(answer.body.path("data").get(0).get(0).asText())
        .isEqualTo("Table ORDERS successfully created.");
    assertThat(answer.response.headers().firstValue("Date")).isPresent();
  }

  @Test
  void aStatementThatFailsAnswersWith422AndItsCode() {
    SqlApiClient.Answer answer = client.run("DROP EXTERNAL TABLE NOTHING");

    assertThat(answer.status).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("002003");
    assertThat(answer.body.path("sqlState").asText()).isEqualTo("42S02");
    assertThat(answer.body.path("message").asText()).contains("does not exist or not authorized");
    assertThat(answer.handle()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"role,sync_role", "warehouse,sync_wh", "database,lake", "schema,public"})
  void namesInTheBodyAreCaseSensitive(String field, String wrongCase) {
    ObjectNode body = client.body("SHOW STAGES");
    body.put(field, wrongCase);

    SqlApiClient.Answer answer = client.post("", body);

    assertThat(answer.status).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("390201");
  }

  @Test
  void aRoleThatTheUserDoesNotHaveIsRefused() {
    ObjectNode body = client.body("SHOW STAGES");
    body.put("role", "OTHER_ROLE");

    assertThat(client.post("", body).code()).isEqualTo("390201");
  }

  @Test
  void anUnknownFieldOfTheBodyIsRefused() {
    ObjectNode body = client.body("SHOW STAGES");
    body.put("querytag", "x");

    SqlApiClient.Answer answer = client.post("", body);

    assertThat(answer.status).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("390142");
  }

  @Test
  void aParameterOffTheListIsRefused() {
    ObjectNode body = client.body("SHOW STAGES");
    body.putObject("parameters").put("QUOTED_IDENTIFIERS_IGNORE_CASE", "true");

    assertThat(client.post("", body).code()).isEqualTo("390142");
  }

  @Test
  void theStatementCountIsAString() {
    ObjectNode number = client.body("SHOW STAGES");
    number.putObject("parameters").put("MULTI_STATEMENT_COUNT", 1);
    ObjectNode string = client.body("SHOW STAGES");
    string.putObject("parameters").put("MULTI_STATEMENT_COUNT", "1");

    assertThat(client.post("", number).code()).isEqualTo("390142");
    assertThat(client.post("", string).status).isEqualTo(200);
  }

  @Test
  void aSecondStatementInTheTextFails() {
    SqlApiClient.Answer answer = client.run("SHOW STAGES; DROP EXTERNAL TABLE ORDERS");

    assertThat(answer.status).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("000008");
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Type,text/plain,415",
    "Accept,text/html,415",
    "Authorization,,401",
    "Authorization,Basic abc,401"
  })
  void headersAreChecked(String name, String value, int status) {
    client.header(name, value);

    assertThat(client.run("SHOW STAGES").status).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"?requestId=17", "?retry=yes", "?partition=0", "?whatever=1"})
  void queryParametersAreChecked(String query) {
    assertThat(client.post(query, client.body("SHOW STAGES")).code()).isEqualTo("390142");
  }

  @Test
  void anotherPathOrMethodIsRefused() {
    assertThat(client.get("/api/v1/statements").status).isEqualTo(404);
    assertThat(client.get("/api/v2/statements").status).isEqualTo(405);
  }

  @Test
  void anUnknownHandleIsNotFound() {
    SqlApiClient.Answer answer =
        client.get("/api/v2/statements/01234567-0000-0000-0000-000000000000");

    assertThat(answer.status).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("000709");
    assertThat(answer.body.path("sqlState").asText()).isEqualTo("02000");
  }

  @Test
  void nullsAreTextWhenTheRequestSaysNotNullable() {
    client.run(World.createOrders());
    ObjectNode body = client.body("SHOW EXTERNAL TABLES IN SCHEMA LAKE.PUBLIC");

    JsonNode nulls = client.post("", body).body.path("data").get(0);
    JsonNode texts = client.post("?nullable=false", body).body.path("data").get(0);

    assertThat(nulls.get(5).isNull()).isTrue();
    assertThat(texts.get(5).asText()).isEqualTo("null");
  }

  @Test
  void momentsAreSentWithOrWithoutAnOffset() {
    client.run(World.createOrders());

    JsonNode without = client.run("SHOW TERSE EXTERNAL TABLES").body;
    snowflake.momentsWithOffset(true);
    JsonNode with = client.run("SHOW TERSE EXTERNAL TABLES").body;

    assertThat(without.path("resultSetMetaData").path("rowType").get(0).path("type").asText())
        .isEqualTo("timestamp_ltz");
    assertThat(without.path("data").get(0).get(0).asText()).matches("[0-9]+\\.[0-9]{9}");
    assertThat(with.path("resultSetMetaData").path("rowType").get(0).path("type").asText())
        .isEqualTo("timestamp_tz");
    assertThat(with.path("data").get(0).get(0).asText())
        .isEqualTo(without.path("data").get(0).get(0).asText() + " 1440");
  }

  @Test
  void anUnpluggedServerRefusesConnectionsAndComesBack() {
    client.run(World.createOrders());
    Faults.Rule looks = snowflake.faults().counting(request -> request.submits("SHOW"));
    String url = snowflake.url();

    snowflake.unplug();
    assertThatThrownBy(() -> client.run("SHOW STAGES")).hasCauseInstanceOf(IOException.class);
    snowflake.plugIn();

    assertThat(snowflake.url()).isEqualTo(url);
    assertThat(client.run("SHOW EXTERNAL TABLES").body.path("data")).hasSize(1);
    assertThat(looks.hits()).isEqualTo(1);
  }
}
