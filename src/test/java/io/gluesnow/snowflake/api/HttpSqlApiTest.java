package io.gluesnow.snowflake.api;

import static io.gluesnow.snowflake.api.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.gluesnow.snowflake.api.ScriptedServer.Line;
import io.gluesnow.snowflake.api.ScriptedServer.Received;
import io.gluesnow.snowflake.api.SqlAnswer.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpSqlApiTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final SqlApiOptions QUICK =
      SqlApiOptions.builder()
          .polls(Duration.ofMillis(20), Duration.ofMillis(50))
          .closeWithin(Duration.ofMillis(300))
          .userAgent("gluesnow/test")
          .build();

  private final List<AutoCloseable> resources = new ArrayList<>();
  private final Lease lease = Lease.of(Duration.ofMinutes(3));

  @AfterEach
  void closeAll() throws Exception {
    for (int i = resources.size() - 1; i >= 0; i--) {
      resources.get(i).close();
    }
  }

  @Test
  @Tag("trap:snowflake-5")
  @Tag("trap:snowflake-6")
  @Tag("trap:snowflake-7")
  @Tag("trap:snowflake-8")
  @Tag("trap:snowflake-9")
  void aStatementGoesOutAsSnowflakeDocumentsIt() throws Exception {
    lease.confirmed(CLOCK.instant());
    ScriptedServer server = server(status(200, Bodies.done()));
    UUID id = UUID.randomUUID();
    SqlRequest request =
        SqlRequest.ddl("CREATE EXTERNAL TABLE \"t\" COMMENT = 'ein \u00fc; DROP'")
            .requestId(id)
            .timeout(Duration.ofSeconds(60))
            .queryTag("{\"event\":\"e-1\"}")
            .build();

    SqlAnswer answer = get(keyPairApi(server).submit(request));

    assertThat(answer.kind()).isEqualTo(Kind.DONE);
    Received post = server.received().get(0);
    assertThat(post.method).isEqualTo("POST");
    assertThat(post.target).isEqualTo("/api/v2/statements?requestId=" + id);
    assertThat(post.header("Accept")).isEqualTo("application/json");
    assertThat(post.header("Content-Type")).isEqualTo("application/json");
    assertThat(post.header("User-Agent")).isEqualTo("gluesnow/test");
    assertThat(post.header("Authorization")).startsWith("Bearer ey");
    assertThat(post.header("X-Snowflake-Authorization-Token-Type")).isEqualTo("KEYPAIR_JWT");
    JsonNode body = new ObjectMapper().readTree(post.body);
    assertThat(body)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"statement\":\"CREATE EXTERNAL TABLE \\\"t\\\" COMMENT = 'ein \u00fc;"
                        + " DROP'\",\"timeout\":60,\"role\":\"GLUE_SYNC_ROLE\",\"warehouse\":"
                        + "\"SYNC_WH\",\"parameters\":{\"query_tag\":\"{\\\"event\\\":"
                        + "\\\"e-1\\\"}\"}}"));
  }

  @Test
  void anAnswerCarriesWhatSnowflakeSaidAndWhen() throws Exception {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(CLOCK.instant().atOffset(ZoneOffset.UTC));
    ScriptedServer server = server(status(200, Bodies.done(), "Date: " + date));
    HttpSqlApi api = keyPairApi(server);
    Instant before = CLOCK.instant();
    SqlRequest request = SqlRequest.read("SHOW EXTERNAL TABLES").build();

    SqlAnswer answer = get(api.submit(request));

    assertThat(answer.requestId()).contains(request.requestId());
    assertThat(answer.httpStatus()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo("090001");
    assertThat(answer.sqlState()).isEqualTo("00000");
    assertThat(answer.handle()).contains(Bodies.HANDLE);
    assertThat(answer.columns()).containsExactly("status");
    assertThat(answer.rows()).containsExactly(List.of("Table T successfully created."));
    assertThat(answer.sentAt().orElseThrow()).isBetween(before, answer.answeredAt());
    assertThat(answer.answeredAt()).isBeforeOrEqualTo(CLOCK.instant());
    assertThat(answer.skew().orElseThrow().abs()).isLessThan(Duration.ofSeconds(2));
    assertThat(api.skew()).isEqualTo(answer.skew());
  }

  @Test
  @Tag("trap:snowflake-1")
  void ddlThatRunsOnIsFollowedToItsEnd() throws Exception {
    lease.confirmed(CLOCK.instant());
    ScriptedServer server =
        server(
            status(202, Bodies.running()),
            status(202, Bodies.running()),
            status(429, Bodies.refused("390505", "Too many requests.")),
            status(503, "away"),
            status(200, Bodies.done()));
    SqlRequest request = SqlRequest.ddl("CREATE").build();

    SqlAnswer answer = get(keyPairApi(server).submit(request));

    assertThat(answer.kind()).isEqualTo(Kind.DONE);
    assertThat(answer.requestId()).contains(request.requestId());
    assertThat(server.posts()).hasSize(1);
    assertThat(server.received()).hasSize(5);
    assertThat(server.received().get(1).method).isEqualTo("GET");
    assertThat(server.received().get(1).target).isEqualTo("/api/v2/statements/" + Bodies.HANDLE);
  }

  @Test
  void ddlWhoseEndIsNotSeenWithinItsBudgetHasAnUnknownEnd() throws Exception {
    lease.confirmed(CLOCK.instant());
    ScriptedServer server = server(status(202, Bodies.running()));
    SqlRequest request = SqlRequest.ddl("CREATE").budget(Duration.ofMillis(300)).build();

    SqlAnswer answer = get(keyPairApi(server).submit(request));

    assertThat(answer.kind()).isEqualTo(Kind.UNKNOWN_END);
    assertThat(answer.handle()).contains(Bodies.HANDLE);
    assertThat(answer.sentAt()).isPresent();
  }

  @Test
  void aStatementAboutFilesHandsOutItsHandleAtOnceAndIsPolledLater() throws Exception {
    lease.confirmed(CLOCK.instant());
    ScriptedServer server =
        server(
            status(202, Bodies.running()),
            status(429, Bodies.running(), "Retry-After: 3"),
            status(422, Bodies.failed("001057", "0A000", "too many files")));
    HttpSqlApi api = keyPairApi(server);

    SqlAnswer accepted =
        get(api.submit(SqlRequest.files("ALTER EXTERNAL TABLE t REFRESH").build()));
    assertThat(accepted.kind()).isEqualTo(Kind.RUNNING);
    assertThat(server.received()).hasSize(1);

    SqlAnswer slower = get(api.poll(accepted.handle().orElseThrow()));
    assertThat(slower.kind()).isEqualTo(Kind.RUNNING);
    assertThat(slower.retryAfter()).contains(Duration.ofSeconds(3));

    SqlAnswer ended = get(api.poll(accepted.handle().orElseThrow()));
    assertThat(ended.kind()).isEqualTo(Kind.FAILED);
    assertThat(ended.failure()).contains(SqlFailure.TOO_MANY_FILES);
    assertThat(ended.handle()).contains(Bodies.HANDLE);
  }

  @Test
  void aPollThatIsNotAnsweredLeavesTheStatementRunning() throws Exception {
    ScriptedServer server =
        server(
            status(500, ""),
            status(403, ""),
            ScriptedServer.cutBeforeTheHeaders(),
            status(401, ""),
            status(401, ""),
            status(422, Bodies.refused("000709", "Statement not found")));
    HttpSqlApi api = keyPairApi(server);

    for (int i = 0; i < 4; i++) {
      SqlAnswer answer = get(api.poll(Bodies.HANDLE));
      assertThat(answer.kind()).as("poll %s", i).isEqualTo(Kind.RUNNING);
      assertThat(answer.handle()).contains(Bodies.HANDLE);
    }
    assertThat(get(api.poll(Bodies.HANDLE)).kind()).isEqualTo(Kind.UNKNOWN_END);
  }

  @Test
  void aRefusedTokenIsReplacedOnceAndTheStatementGetsAnIdOfItsOwn() throws Exception {
    lease.confirmed(CLOCK.instant());
    ScriptedServer server =
        server(
            status(401, Bodies.refused("390144", "JWT token is invalid.")),
            status(200, Bodies.done()));
    String[] secret = {TestAccounts.accessToken(server.url(), "old-token")};
    HttpSqlApi api = open(QUICK, rereading(secret));
    secret[0] = TestAccounts.accessToken(server.url(), "new-token");
    SqlRequest request = SqlRequest.ddl("CREATE").build();

    SqlAnswer answer = get(api.submit(request));

    assertThat(answer.kind()).isEqualTo(Kind.DONE);
    assertThat(server.posts())
        .extracting(Received::token)
        .containsExactly("old-token", "new-token");
    assertThat(server.posts().get(0).target).isNotEqualTo(server.posts().get(1).target);
    assertThat(server.posts().get(1).target).endsWith(answer.requestId().orElseThrow().toString());
    assertThat(server.posts().get(0).target).endsWith(request.requestId().toString());
  }

  @Test
  void aTokenThatIsRefusedTwiceEndsTheMatter() throws Exception {
    lease.confirmed(CLOCK.instant());
    ScriptedServer server = server(status(401, Bodies.refused("394304", "fingerprint")));

    SqlAnswer answer = get(keyPairApi(server).submit(SqlRequest.ddl("CREATE").build()));

    assertThat(answer.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(answer.code()).isEqualTo("394304");
    assertThat(answer.kind().neverBegan()).isTrue();
    assertThat(server.posts()).hasSize(2);
    assertThat(server.posts().get(0).token()).isNotEqualTo("");
  }

  @Test
  void withoutALeaseNothingThatChangesAnythingIsSentButLooksAre() throws Exception {
    ScriptedServer server = server(status(200, Bodies.done()));
    HttpSqlApi api = keyPairApi(server);

    SqlAnswer ddl = get(api.submit(SqlRequest.ddl("DROP EXTERNAL TABLE t").build()));
    SqlAnswer files = get(api.submit(SqlRequest.files("REFRESH").build()));

    assertThat(ddl.kind()).isEqualTo(Kind.NO_LEASE);
    assertThat(ddl.sentAt()).isEmpty();
    assertThat(ddl.message()).isEqualTo("not sent: no lease yet");
    assertThat(files.kind()).isEqualTo(Kind.NO_LEASE);
    assertThat(server.received()).isEmpty();
    assertThat(get(api.submit(SqlRequest.read("SHOW").build())).kind()).isEqualTo(Kind.DONE);
    lease.confirmed(CLOCK.instant());
    assertThat(get(api.submit(SqlRequest.ddl("CREATE").build())).kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void theLeaseIsAskedWhenTheCallGoesOnTheWireNotWhenItIsHandedIn() throws Exception {
    ManualTime time = new ManualTime();
    lease.confirmed(time.instant());
    CountDownLatch first = new CountDownLatch(1);
    ScriptedServer server =
        server(ScriptedServer.after(first, status(200, Bodies.done())), status(200, Bodies.done()));
    HttpSqlApi api =
        keep(
            HttpSqlApi.open(
                SqlApiOptions.builder().maxInFlight(1).build(),
                TestAccounts.fixed(TestAccounts.accessToken(server.url(), "pat")),
                lease,
                time));

    CompletableFuture<SqlAnswer> holdsTheWire = api.submit(SqlRequest.read("SHOW").build());
    CompletableFuture<SqlAnswer> waits = api.submit(SqlRequest.ddl("DROP").build());
    time.jump(lease.duration());
    first.countDown();

    assertThat(get(holdsTheWire).kind()).isEqualTo(Kind.DONE);
    assertThat(get(waits).kind()).isEqualTo(Kind.NO_LEASE);
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void aClockTooFarFromSnowflakesStopsChangesUntilALookShowsItRight() throws Exception {
    lease.confirmed(CLOCK.instant());
    ScriptedServer server =
        server(
            status(200, Bodies.done(), date(Duration.ofSeconds(30))),
            status(200, Bodies.done(), date(Duration.ZERO)));
    HttpSqlApi api = keyPairApi(server);

    get(api.submit(SqlRequest.read("SHOW").build()));
    SqlAnswer refused = get(api.submit(SqlRequest.ddl("CREATE").build()));
    assertThat(refused.kind()).isEqualTo(Kind.NO_LEASE);
    assertThat(refused.message()).contains("Snowflake's clock is 2").contains("ahead of ours");
    assertThat(server.posts()).hasSize(1);

    get(api.submit(SqlRequest.read("SHOW").build()));
    assertThat(get(api.submit(SqlRequest.ddl("CREATE").build())).kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void allPartitionsOfAReadAreBroughtAlsoThoseInGzip() throws Exception {
    String first =
        "{\"resultSetMetaData\":{\"partitionInfo\":[{},{},{}],\"rowType\":[{\"name\":\"a\"},"
            + "{\"name\":\"b\"}]},\"data\":[[\"1\",null]],\"code\":\"090001\",\"statementHandle\":\""
            + Bodies.HANDLE
            + "\"}";
    ScriptedServer server =
        server(
            status(200, first),
            ScriptedServer.bytes(
                200, gzip("{\"data\":[[\"2\",\"x\"],[\"3\",\"\"]]}"), "Content-Encoding: gzip"),
            ScriptedServer.bytes(200, gzip("{\"data\":[[\"4\",\"\u00fc\"]]}")));

    SqlAnswer answer = get(keyPairApi(server).submit(SqlRequest.read("SHOW").build()));

    assertThat(answer.kind()).isEqualTo(Kind.DONE);
    assertThat(answer.columns()).containsExactly("a", "b");
    assertThat(answer.rows()).hasSize(4);
    assertThat(answer.rows().get(0)).containsExactly("1", null);
    assertThat(answer.rows().get(3)).containsExactly("4", "\u00fc");
    assertThat(server.received().get(1).target)
        .isEqualTo("/api/v2/statements/" + Bodies.HANDLE + "?partition=1");
    assertThat(server.received().get(2).target).endsWith("?partition=2");
  }

  @Test
  void aReadWhosePartitionsDoNotAllComeIsNotDone() throws Exception {
    String first =
        "{\"resultSetMetaData\":{\"partitionInfo\":[{},{}],\"rowType\":[{\"name\":\"a\"}]},"
            + "\"data\":[[\"1\"]],\"code\":\"090001\",\"statementHandle\":\"h\"}";
    ScriptedServer server = server(status(200, first), status(500, ""));

    SqlAnswer answer = get(keyPairApi(server).submit(SqlRequest.read("SHOW").build()));

    assertThat(answer.kind()).isEqualTo(Kind.UNKNOWN_END);
    assertThat(answer.rows()).isEmpty();
  }

  @Test
  void nobodyThereMeansItNeverBegan() throws Exception {
    lease.confirmed(CLOCK.instant());
    URI gone;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      gone = URI.create("http://127.0.0.1:" + taken.getLocalPort());
    }
    HttpSqlApi api = open(QUICK, TestAccounts.fixed(TestAccounts.keyPair(gone)));

    SqlAnswer answer = get(api.submit(SqlRequest.ddl("CREATE").build()));

    assertThat(answer.kind()).isEqualTo(Kind.BUSY);
    assertThat(answer.sentAt()).isEmpty();
  }

  @Test
  void aServerThatSpeaksNoTlsWasNeverSentAnything() throws Exception {
    lease.confirmed(CLOCK.instant());
    ScriptedServer server = server(status(200, Bodies.done()));
    URI https = URI.create(server.url().toString().replace("http:", "https:"));
    HttpSqlApi api = open(QUICK, TestAccounts.fixed(TestAccounts.keyPair(https)));

    SqlAnswer answer =
        get(api.submit(SqlRequest.ddl("CREATE").budget(Duration.ofSeconds(5)).build()));

    assertThat(answer.kind().neverBegan()).isTrue();
    assertThat(server.received()).isEmpty();
  }

  @Test
  void aCertificateThatNobodyTrustsIsASettingToMendAndNothingIsSent() throws Exception {
    lease.confirmed(CLOCK.instant());
    AtomicInteger arrived = new AtomicInteger();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    server.createContext(
        "/",
        exchange -> {
          arrived.incrementAndGet();
          exchange.close();
        });
    server.start();
    try {
      URI url = URI.create("https://localhost:" + server.getAddress().getPort());
      HttpSqlApi api = open(QUICK, TestAccounts.fixed(TestAccounts.keyPair(url)));

      SqlAnswer answer = get(api.submit(SqlRequest.ddl("CREATE").build()));

      assertThat(answer.kind()).isEqualTo(Kind.MISUSED);
      assertThat(answer.sentAt()).isEmpty();
      assertThat(arrived).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  private static SSLContext selfSigned() throws Exception {
    char[] passphrase = TestKeys.PASSPHRASE.toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = HttpSqlApiTest.class.getResourceAsStream("keys/self-signed.p12")) {
      store.load(in, passphrase);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, passphrase);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void noAnswerWithinTheBudgetIsAnUnknownEnd() throws Exception {
    lease.confirmed(CLOCK.instant());
    ScriptedServer server = server(ScriptedServer.never());

    SqlAnswer answer =
        get(
            keyPairApi(server)
                .submit(SqlRequest.ddl("CREATE").budget(Duration.ofMillis(300)).build()));

    assertThat(answer.kind()).isEqualTo(Kind.UNKNOWN_END);
    assertThat(answer.sentAt()).isPresent();
    assertThat(answer.message()).contains("no answer within");
    assertThat(server.posts()).hasSize(1);
  }

  @Test
  void aCallThatGetsNoTurnInTimeIsDroppedAndSurelyNeverSent() throws Exception {
    lease.confirmed(CLOCK.instant());
    CountDownLatch first = new CountDownLatch(1);
    ScriptedServer server =
        server(ScriptedServer.after(first, status(200, Bodies.done())), status(200, Bodies.done()));
    HttpSqlApi api =
        open(
            SqlApiOptions.builder().maxInFlight(1).notSentAfter(Duration.ofMillis(300)).build(),
            TestAccounts.fixed(TestAccounts.keyPair(server.url())));

    CompletableFuture<SqlAnswer> holdsTheWire = api.submit(SqlRequest.ddl("A").build());
    CompletableFuture<SqlAnswer> waits = api.submit(SqlRequest.ddl("B").build());

    SqlAnswer dropped = get(waits);
    assertThat(dropped.kind()).isEqualTo(Kind.NOT_SENT);
    assertThat(dropped.sentAt()).isEmpty();
    first.countDown();
    assertThat(get(holdsTheWire).kind()).isEqualTo(Kind.DONE);
    assertThat(get(api.submit(SqlRequest.ddl("C").build())).kind()).isEqualTo(Kind.DONE);
    assertThat(server.posts()).extracting(r -> r.body.contains("\"B\"")).containsOnly(false);
  }

  @Test
  void aLongStatementDoesNotWaitForAcknowledgements() throws Exception {
    ScriptedServer server = server(status(200, Bodies.done()));
    HttpSqlApi api = keyPairApi(server);
    SqlRequest wide = SqlRequest.read("SELECT " + "1, ".repeat(6_000) + "1").build();
    get(api.submit(wide));
    long fastest = Long.MAX_VALUE;

    for (int i = 0; i < 20; i++) {
      long start = System.nanoTime();
      get(api.submit(wide));
      fastest = Math.min(fastest, System.nanoTime() - start);
    }

    assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(30));
  }

  @Test
  void theLimitPerHostIsTheOneThatWasSet() throws Exception {
    CountDownLatch allThere = new CountDownLatch(20);
    Line together =
        (request, out) -> {
          allThere.countDown();
          allThere.await();
          return status(200, Bodies.done()).answer(request, out);
        };
    ScriptedServer server = server(together);
    HttpSqlApi api =
        open(
            SqlApiOptions.builder().maxInFlight(20).build(),
            TestAccounts.fixed(TestAccounts.keyPair(server.url())));

    List<CompletableFuture<SqlAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(api.submit(SqlRequest.read("SHOW").build()));
    }

    for (CompletableFuture<SqlAnswer> answer : answers) {
      assertThat(get(answer).kind()).isEqualTo(Kind.DONE);
    }
  }

  @Test
  void closingDropsWhatWaitsAndLetsTheRestEnd() throws Exception {
    lease.confirmed(CLOCK.instant());
    CountDownLatch atWork = new CountDownLatch(1);
    Line slow =
        (request, out) -> {
          atWork.countDown();
          Thread.sleep(150);
          return status(200, Bodies.done()).answer(request, out);
        };
    ScriptedServer server = server(slow);
    HttpSqlApi api =
        open(
            SqlApiOptions.builder().maxInFlight(1).build(),
            TestAccounts.fixed(TestAccounts.keyPair(server.url())));
    CompletableFuture<SqlAnswer> onTheWire = api.submit(SqlRequest.ddl("A").build());
    CompletableFuture<SqlAnswer> queued = api.submit(SqlRequest.ddl("B").build());
    atWork.await();

    api.close();

    assertThat(onTheWire).isDone();
    assertThat(onTheWire.join().kind()).isEqualTo(Kind.DONE);
    assertThat(queued.join().kind()).isEqualTo(Kind.NOT_SENT);
    assertThat(server.posts()).hasSize(1);
    assertThat(api.submit(SqlRequest.ddl("C").build()).join().kind()).isEqualTo(Kind.NOT_SENT);
    assertThat(api.inFlight()).isZero();
  }

  @Test
  void closingWaitsNoLongerThanItMayAndLeavesNoFutureOpen() throws Exception {
    lease.confirmed(CLOCK.instant());
    ScriptedServer server = server(status(202, Bodies.running()), ScriptedServer.never());
    HttpSqlApi api =
        open(
            SqlApiOptions.builder()
                .closeWithin(Duration.ofMillis(300))
                .polls(Duration.ofSeconds(30), Duration.ofSeconds(30))
                .build(),
            TestAccounts.fixed(TestAccounts.keyPair(server.url())));
    CompletableFuture<SqlAnswer> betweenPolls = api.submit(SqlRequest.ddl("A").build());
    while (server.received().isEmpty()) {
      Thread.sleep(5);
    }
    CompletableFuture<SqlAnswer> unanswered = api.submit(SqlRequest.ddl("B").build());
    CompletableFuture<SqlAnswer> poll = api.poll(Bodies.HANDLE);
    while (server.received().size() < 3) {
      Thread.sleep(5);
    }
    long start = System.nanoTime();

    api.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(betweenPolls).isDone();
    assertThat(betweenPolls.join().kind()).isEqualTo(Kind.UNKNOWN_END);
    assertThat(unanswered.join().kind()).isEqualTo(Kind.UNKNOWN_END);
    assertThat(poll.join().kind()).isEqualTo(Kind.RUNNING);
  }

  @Test
  void aFaultBelowIsAnAnswerToo() throws Exception {
    lease.confirmed(CLOCK.instant());
    ScriptedServer server = server(status(200, Bodies.done()));
    Clock faulty =
        new Clock() {
          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
              if (frame.getMethodName().equals("board")) {
                throw new IllegalStateException("hush-hush");
              }
            }
            return Instant.now();
          }
        };
    HttpSqlApi api =
        keep(
            HttpSqlApi.open(
                QUICK, TestAccounts.fixed(TestAccounts.keyPair(server.url())), lease, faulty));

    SqlAnswer answer = get(api.submit(SqlRequest.ddl("CREATE").build()));

    assertThat(answer.kind()).isEqualTo(Kind.BUSY);
    assertThat(answer.message()).contains("IllegalStateException").doesNotContain("hush");
    assertThat(server.received()).isEmpty();
  }

  private HttpSqlApi keyPairApi(ScriptedServer server) {
    return open(QUICK, TestAccounts.fixed(TestAccounts.keyPair(server.url())));
  }

  private HttpSqlApi open(SqlApiOptions options, AccountSource accounts) {
    return keep(HttpSqlApi.open(options, accounts, lease, CLOCK));
  }

  /** A source whose reading is always old enough to be repeated on request. */
  private static AccountSource rereading(String[] secret) {
    Instant[] now = {Instant.now()};
    Clock racing =
        new Clock() {
          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            now[0] = now[0].plusSeconds(10);
            return now[0];
          }
        };
    return AccountSource.open(() -> secret[0], Duration.ofDays(1), Runnable::run, racing);
  }

  private ScriptedServer server(Line... script) {
    return keep(new ScriptedServer(script));
  }

  private <T extends AutoCloseable> T keep(T resource) {
    resources.add(resource);
    return resource;
  }

  private static String date(Duration ahead) {
    return "Date: "
        + DateTimeFormatter.RFC_1123_DATE_TIME.format(
            CLOCK.instant().plus(ahead).atOffset(ZoneOffset.UTC));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static SqlAnswer get(CompletableFuture<SqlAnswer> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }
}
