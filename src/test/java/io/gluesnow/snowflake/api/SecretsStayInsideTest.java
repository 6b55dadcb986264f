package io.gluesnow.snowflake.api;

import static io.gluesnow.snowflake.api.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No key, passphrase or token in a text form, an exception, an answer or a log of the package. */
@Timeout(60)
@Tag("trap:snowflake-47")
class SecretsStayInsideTest {
  private static final String BEARER = "pat-7f3e9c1d-hush";
  private static final String KEY_TEXT = TestKeys.pem("plain").split("\n")[5];

  private final List<String> said = new ArrayList<>();
  private final Listening log = new Listening();

  @BeforeEach
  void listen() {
    log.start();
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    context.getConfiguration().getRootLogger().addAppender(log, Level.ALL, null);
  }

  @AfterEach
  void stopListening() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    context.getConfiguration().getRootLogger().removeAppender(log.getName());
    log.stop();
  }

  @Test
  void textFormsShowNothing() {
    Lease lease = Lease.of(Duration.ofMinutes(1));
    Instant now = Instant.now();
    lease.confirmed(now);
    for (String name : List.of("01-as-the-sample-says", "11-programmatic-access-token")) {
      SnowflakeAccount account = SnowflakeSecret.parse(TestKeys.secret(name));
      TokenSource tokens = account.credentials().tokens(lease);
      said.add(account.toString());
      said.add(account.credentials().toString());
      said.add(tokens.toString());
      said.add(tokens.readToken(now).toString());
      said.add(tokens.ddlToken(now).orElseThrow().toString());
      said.add(TestAccounts.fixed(TestKeys.secret(name)).toString());

      assertSaidNothingOf(
          KEY_TEXT,
          "pat-0123456789",
          tokens.readToken(now).bearer(),
          tokens.ddlToken(now).orElseThrow().bearer());
    }
    assertThat(said).hasSize(12);
  }

  @Test
  void refusedSecretsAreNotQuoted() {
    String key = TestKeys.pem("aes-256-sha256").replace("\n", "\\n");
    String passphrase = "staple-battery-hush";
    for (String secret :
        List.of(
            "{\"private_key\":\"" + key + "\",\"private_key_passphrase\":\"" + passphrase + "\"}",
            "{\"private_key\":\"" + key.substring(0, 900) + "\"}",
            "{\"private_key\": " + KEY_TEXT,
            KEY_TEXT,
            "{\"token\":\"" + BEARER + "\",\"private_key\":\"" + key + "\"}",
            "{\"token\":\"" + BEARER + "\u00e4\",\"token_type\":\"" + BEARER + "\"}",
            "{\"url\":\"https://u:" + passphrase + "@host\"}")) {
      try {
        SnowflakeSecret.parse(secret);
      } catch (BadSecretException e) {
        said.add(everythingOf(e));
      }
    }

    assertThat(said).hasSize(7);
    assertSaidNothingOf("hush", KEY_TEXT, key.substring(60, 120));
  }

  @Test
  void aServerThatEchoesTheTokenIsNotQuoted() throws Exception {
    ScriptedServer.Line echo =
        (request, out) ->
            status(422, Bodies.failed("001003", "42000", "near " + request.token() + " unexpected"))
                .answer(request, out);
    ScriptedServer.Line page =
        (request, out) ->
            status(502, "<pre>" + request.header("Authorization") + "</pre>").answer(request, out);
    try (ScriptedServer server = new ScriptedServer(echo, page, status(401, ""))) {
      Lease lease = Lease.of(Duration.ofMinutes(1));
      lease.confirmed(Instant.now());
      AccountSource accounts = TestAccounts.fixed(TestAccounts.accessToken(server.url(), BEARER));
      try (HttpSqlApi api =
          HttpSqlApi.open(SqlApiOptions.defaults(), accounts, lease, Clock.systemUTC())) {
        for (int i = 0; i < 3; i++) {
          SqlAnswer answer =
              api.submit(SqlRequest.ddl("CREATE STAGE s").build()).get(20, TimeUnit.SECONDS);
          said.add(answer + " " + answer.message() + " " + answer.rows());
        }
      }
      assertThat(server.received().get(0).token()).isEqualTo(BEARER);
    }

    assertThat(said.get(0)).contains("near *** unexpected");
    assertSaidNothingOf(BEARER);
  }

  private void assertSaidNothingOf(String... secrets) {
    said.addAll(log.lines);
    for (String secret : secrets) {
      assertThat(said).allSatisfy(text -> assertThat(text).doesNotContain(secret));
    }
  }

  private static String everythingOf(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** Notes every line that is logged, of every level. */
  private static final class Listening extends AbstractAppender {
    private final List<String> lines = new ArrayList<>();

    Listening() {
      super("listening", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public synchronized void append(LogEvent event) {
      lines.add(event.getMessage().getFormattedMessage());
    }
  }
}
