package io.gluesnow.snowflake.api;

import static io.gluesnow.snowflake.api.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.snowflake.api.ScriptedServer.Line;
import io.gluesnow.snowflake.api.SqlAnswer.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server counts what arrives: whatever it does to a statement, one POST is all it ever sees. */
@Timeout(60)
@Tag("trap:snowflake-4")
class OneSendingTest {

  static Stream<Arguments> temptations() {
    return Stream.of(
        temptation("408", status(408, Bodies.running()), Kind.UNKNOWN_END),
        temptation("503, again at once", status(503, "", "Retry-After: 0"), Kind.UNKNOWN_END),
        temptation("307", status(307, "", "Location: /api/v2/elsewhere"), Kind.MISUSED),
        temptation("308", status(308, "", "Location: /api/v2/elsewhere"), Kind.MISUSED),
        temptation("302", status(302, "", "Location: /api/v2/elsewhere"), Kind.MISUSED),
        temptation("421", status(421, ""), Kind.UNKNOWN_END),
        temptation("407", status(407, "", "Proxy-Authenticate: Basic"), Kind.UNKNOWN_END),
        temptation("429", status(429, "", "Retry-After: 0"), Kind.BUSY),
        temptation("500", status(500, ""), Kind.UNKNOWN_END),
        temptation("cut before", ScriptedServer.cutBeforeTheHeaders(), Kind.UNKNOWN_END),
        temptation("cut after", ScriptedServer.cutAfterTheHeaders(), Kind.UNKNOWN_END),
        temptation("cut within", ScriptedServer.cutInTheBody(Bodies.done()), Kind.UNKNOWN_END),
        temptation("no HTTP", (request, out) -> noise(out), Kind.UNKNOWN_END));
  }

  @ParameterizedTest(name = "{0}, on a fresh connection")
  @MethodSource("temptations")
  void onAFreshConnection(String name, Line line, Kind expected) throws Exception {
    try (ScriptedServer server = new ScriptedServer(line);
        HttpSqlApi api = api(server)) {
      SqlAnswer answer = submit(api, SqlRequest.ddl("CREATE").build());

      assertThat(answer.kind()).isEqualTo(expected);
      assertThat(answer.sentAt()).isPresent();
      assertThat(server.posts()).hasSize(1);
    }
  }

  @ParameterizedTest(name = "{0}, over a pooled connection")
  @MethodSource("temptations")
  void overAPooledConnection(String name, Line line, Kind expected) throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(200, Bodies.done()), line);
        HttpSqlApi api = api(server)) {
      submit(api, SqlRequest.read("SHOW").build());
      SqlAnswer answer = submit(api, SqlRequest.ddl("CREATE").build());

      assertThat(answer.kind()).isEqualTo(expected);
      assertThat(server.connections()).as("the connection was used again").isEqualTo(1);
      assertThat(server.posts()).hasSize(2);
    }
  }

  @Test
  void aPollIsNotRepeatedByTheClientEither() throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(503, "", "Retry-After: 0"));
        HttpSqlApi api = api(server)) {
      SqlAnswer answer = api.poll(Bodies.HANDLE).get(20, TimeUnit.SECONDS);

      assertThat(answer.kind()).isEqualTo(Kind.RUNNING);
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void retryTrueIsNeverAskedFor() throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(401, ""));
        HttpSqlApi api = api(server)) {
      submit(api, SqlRequest.ddl("CREATE").build());

      assertThat(server.posts()).hasSize(2);
      assertThat(server.posts())
          .allSatisfy(post -> assertThat(post.target).doesNotContain("retry"));
    }
  }

  /** Shows that the server would notice: OkHttp as it comes sends twice. */
  @Test
  void okHttpAsItComesDoesSendTwice() throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(503, "", "Retry-After: 0"))) {
      OkHttpClient asItComes = new OkHttpClient();
      Request post =
          new Request.Builder()
              .url(server.url().toString())
              .post(RequestBody.create("{}", MediaType.get("application/json")))
              .build();
      try (Response response = asItComes.newCall(post).execute()) {
        assertThat(response.code()).isEqualTo(503);
      }
      asItComes.dispatcher().executorService().shutdown();
      asItComes.connectionPool().evictAll();

      assertThat(server.posts()).hasSize(2);
    }
  }

  private static boolean noise(java.io.OutputStream out) throws java.io.IOException {
    out.write("SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    out.flush();
    return false;
  }

  private static HttpSqlApi api(ScriptedServer server) {
    Lease lease = Lease.of(Duration.ofMinutes(3));
    lease.confirmed(Clock.systemUTC().instant());
    return HttpSqlApi.open(
        SqlApiOptions.builder().closeWithin(Duration.ofMillis(200)).build(),
        TestAccounts.fixed(TestAccounts.keyPair(server.url())),
        lease,
        Clock.systemUTC());
  }

  private static SqlAnswer submit(HttpSqlApi api, SqlRequest request) throws Exception {
    return api.submit(request).get(20, TimeUnit.SECONDS);
  }

  private static Arguments temptation(String name, Line line, Kind expected) {
    return Arguments.arguments(name, line, expected);
  }
}
