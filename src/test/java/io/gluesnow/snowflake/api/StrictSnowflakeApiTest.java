package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.snowflake.api.SqlAnswer.Kind;
import io.gluesnow.standin.snowflake.Fault;
import io.gluesnow.standin.snowflake.JournalEntry;
import io.gluesnow.standin.snowflake.SentRequest;
import io.gluesnow.standin.snowflake.ServerTime;
import io.gluesnow.standin.snowflake.StrictSnowflake;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client against a server that holds to Snowflake's documentation and to nothing else. */
@Timeout(60)
class StrictSnowflakeApiTest {
  private static final String PUBLIC_KEY =
      TestKeys.pem("public").replaceAll("-----[A-Z ]+-----|\\s", "");
  private static final String CREATE =
      "CREATE EXTERNAL TABLE \"LAKE\".\"PUBLIC\".\"ORDERS\" (\"ID\" NUMBER(10,0) AS"
          + " (VALUE:\"id\"::NUMBER(10,0))) LOCATION = @\"LAKE\".\"PUBLIC\".\"LAKE_STAGE\"/orders/"
          + " REFRESH_ON_CREATE = FALSE AUTO_REFRESH = FALSE FILE_FORMAT = (TYPE = PARQUET)";
  private static final String REFRESH =
      "ALTER EXTERNAL TABLE \"LAKE\".\"PUBLIC\".\"ORDERS\" REFRESH";

  /** The server's Date header is the machine's, whatever time the test has moved to. */
  private static final SqlApiOptions OPTIONS =
      SqlApiOptions.builder()
          .polls(Duration.ofMillis(30), Duration.ofMillis(60))
          .skew(Duration.ofDays(1))
          .build();

  private final OneTime time = new OneTime();
  private final Lease lease = Lease.of(Duration.ofSeconds(60));
  private StrictSnowflake snowflake;
  private String secret;
  private HttpSqlApi api;

  @BeforeEach
  void start() {
    snowflake =
        StrictSnowflake.builder()
            .account("MYORG-SYNC")
            .time(time)
            .patience(Duration.ofMillis(100))
            .rowsPerPartition(2)
            .build()
            .start(0);
    snowflake.executeAsAdmin(
        "CREATE DATABASE LAKE;"
            + "CREATE STORAGE INTEGRATION S3_INT TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3'"
            + " ENABLED = TRUE STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::123456789012:role/r'"
            + " STORAGE_ALLOWED_LOCATIONS = ('s3://lake-bucket/');"
            + "CREATE STAGE LAKE.PUBLIC.LAKE_STAGE URL = 's3://lake-bucket/'"
            + " STORAGE_INTEGRATION = S3_INT;"
            + "CREATE WAREHOUSE SYNC_WH WAREHOUSE_SIZE = XSMALL AUTO_SUSPEND = 60;"
            + "CREATE ROLE GLUE_SYNC_ROLE;"
            + "CREATE USER SYNC_USER TYPE = SERVICE LOGIN_NAME = 'GLUE_SYNC'"
            + " DEFAULT_ROLE = GLUE_SYNC_ROLE RSA_PUBLIC_KEY = '"
            + PUBLIC_KEY
            + "';"
            + "GRANT ROLE GLUE_SYNC_ROLE TO USER SYNC_USER;"
            + "GRANT USAGE ON WAREHOUSE SYNC_WH TO ROLE GLUE_SYNC_ROLE;"
            + "GRANT USAGE ON DATABASE LAKE TO ROLE GLUE_SYNC_ROLE;"
            + "GRANT USAGE ON SCHEMA LAKE.PUBLIC TO ROLE GLUE_SYNC_ROLE;"
            + "GRANT CREATE EXTERNAL TABLE ON SCHEMA LAKE.PUBLIC TO ROLE GLUE_SYNC_ROLE;"
            + "GRANT USAGE ON STAGE LAKE.PUBLIC.LAKE_STAGE TO ROLE GLUE_SYNC_ROLE;");
    snowflake.sixtySecondRule(true);
    secret = TestAccounts.keyPair(URI.create(snowflake.url()));
    open();
    lease.confirmed(time.clock().instant());
  }

  private void open() {
    AccountSource accounts =
        AccountSource.open(() -> secret, Duration.ofDays(1), Runnable::run, time.clock());
    api = HttpSqlApi.open(OPTIONS, accounts, lease, time.clock());
  }

  @AfterEach
  void stop() {
    api.close();
    snowflake.close();
  }

  @Test
  void aKeyPairOpensTheDoorAndTheStatementRunsUnderItsRoleAndTag() throws Exception {
    SqlRequest request = SqlRequest.ddl(CREATE).queryTag("event-1").build();

    SqlAnswer answer = get(api.submit(request));

    assertThat(answer.kind()).isEqualTo(Kind.DONE);
    assertThat(answer.rows().get(0)).containsExactly("Table ORDERS successfully created.");
    JournalEntry entry = onlyWrite();
    assertThat(entry.role()).isEqualTo("GLUE_SYNC_ROLE");
    assertThat(entry.queryTag()).isEqualTo("event-1");
    assertThat(entry.requestId()).contains(request.requestId().toString());
    assertThat(api.skew().orElseThrow()).isZero();
  }

  @Test
  void aResultOfManyPartitionsComesWhole() throws Exception {
    for (int i = 0; i < 5; i++) {
      get(api.submit(SqlRequest.ddl(CREATE.replace("ORDERS", "ORDERS_" + i)).build()));
    }

    SqlAnswer answer =
        get(api.submit(SqlRequest.read("SHOW EXTERNAL TABLES IN SCHEMA LAKE.PUBLIC").build()));

    assertThat(answer.kind()).isEqualTo(Kind.DONE);
    int name = answer.columns().indexOf("name");
    assertThat(answer.rows())
        .extracting(row -> row.get(name))
        .containsExactly("ORDERS_0", "ORDERS_1", "ORDERS_2", "ORDERS_3", "ORDERS_4");
  }

  @Test
  @Tag("trap:snowflake-1")
  void aStatementThatGets202IsFollowedAndRunsOnce() throws Exception {
    snowflake
        .faults()
        .once(request -> request.submits("CREATE"), Fault.slow(Duration.ofMillis(400)));

    SqlAnswer answer = get(api.submit(SqlRequest.ddl(CREATE).build()));

    assertThat(answer.kind()).isEqualTo(Kind.DONE);
    onlyWrite();
  }

  @Test
  @Tag("trap:snowflake-2")
  void aPollThatGets429IsNoFailureAndAPostThatDoesNeverBegan() throws Exception {
    snowflake
        .faults()
        .once(request -> request.submits("CREATE"), Fault.slow(Duration.ofMillis(300)));
    snowflake
        .faults()
        .times(2, request -> request.call() == SentRequest.Call.POLL, Fault.status(429));
    assertThat(get(api.submit(SqlRequest.ddl(CREATE).build())).kind()).isEqualTo(Kind.DONE);

    snowflake.faults().once(request -> request.submits("DROP"), Fault.status(429).retryAfter(2));
    SqlAnswer busy =
        get(
            api.submit(
                SqlRequest.ddl("DROP EXTERNAL TABLE \"LAKE\".\"PUBLIC\".\"ORDERS\"").build()));
    assertThat(busy.kind()).isEqualTo(Kind.BUSY);
    assertThat(busy.retryAfter()).contains(Duration.ofSeconds(2));
    assertThat(snowflake.catalogSnapshot().tables()).hasSize(1);
  }

  @Test
  @Tag("trap:snowflake-4")
  void aConnectionThatBreaksAfterTheStatementLeavesItsEndUnknownAndItIsNotSentAgain()
      throws Exception {
    snowflake.faults().once(request -> request.submits("CREATE"), Fault.cutAfter());

    SqlAnswer answer = get(api.submit(SqlRequest.ddl(CREATE).build()));

    assertThat(answer.kind()).isEqualTo(Kind.UNKNOWN_END);
    onlyWrite();
    assertThat(snowflake.catalogSnapshot().tables()).hasSize(1);
    SqlAnswer again = get(api.submit(SqlRequest.ddl(CREATE).build()));
    assertThat(again.kind()).isEqualTo(Kind.FAILED);
    assertThat(again.code()).isEqualTo("002002");
    assertThat(again.failure()).contains(SqlFailure.LOOK);
  }

  @Test
  void aFiveHundredIsAnUnknownEndWhetherOrNotTheStatementRan() throws Exception {
    snowflake.faults().once(request -> request.submits("CREATE"), Fault.status(503).retryAfter(0));
    assertThat(get(api.submit(SqlRequest.ddl(CREATE).build())).kind()).isEqualTo(Kind.UNKNOWN_END);
    assertThat(snowflake.catalogSnapshot().tables()).isEmpty();

    snowflake.faults().once(request -> request.submits("CREATE"), Fault.statusAfter(502));
    assertThat(get(api.submit(SqlRequest.ddl(CREATE).build())).kind()).isEqualTo(Kind.UNKNOWN_END);
    assertThat(snowflake.catalogSnapshot().tables()).hasSize(1);
  }

  @Test
  @Tag("trap:snowflake-3")
  void aStatementThatIsStoppedAtItsTimeoutHasAnUnknownEnd() throws Exception {
    snowflake
        .faults()
        .once(request -> request.submits("CREATE"), Fault.slow(Duration.ofSeconds(30)));

    SqlAnswer answer =
        get(api.submit(SqlRequest.ddl(CREATE).timeout(Duration.ofSeconds(1)).build()));

    assertThat(answer.kind()).isEqualTo(Kind.UNKNOWN_END);
    assertThat(answer.handle()).isPresent();
    assertThat(snowflake.catalogSnapshot().tables()).isEmpty();
  }

  @Test
  void aRefreshHandsOutItsHandleAndIsPolledToItsEnd() throws Exception {
    get(api.submit(SqlRequest.ddl(CREATE).build()));
    snowflake.files().add("s3://lake-bucket/orders/a.parquet");
    snowflake
        .faults()
        .once(request -> request.submits("ALTER"), Fault.slow(Duration.ofMillis(300)));

    SqlAnswer accepted = get(api.submit(SqlRequest.files(REFRESH).build()));
    assertThat(accepted.kind()).isEqualTo(Kind.RUNNING);
    SqlAnswer ended = get(api.poll(accepted.handle().orElseThrow()));
    while (ended.is(Kind.RUNNING)) {
      Thread.sleep(50);
      ended = get(api.poll(accepted.handle().orElseThrow()));
    }

    assertThat(ended.kind()).isEqualTo(Kind.DONE);
    assertThat(get(api.poll("01234567-0000-0000-0000-000000000000")).kind())
        .isEqualTo(Kind.UNKNOWN_END);
  }

  @Test
  void aTokenThatIsRefusedOnceIsMadeAnew() throws Exception {
    snowflake.faults().once(request -> request.submits("CREATE"), Fault.unauthorized());

    assertThat(get(api.submit(SqlRequest.ddl(CREATE).build())).kind()).isEqualTo(Kind.DONE);
    onlyWrite();
  }

  @Test
  @Tag("trap:snowflake-37")
  void aRotatedKeyIsTakenFromTheSecretAtTheFirstRefusal() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair rotated = generator.generateKeyPair();
    snowflake.executeAsAdmin(
        "ALTER USER SYNC_USER SET RSA_PUBLIC_KEY = '"
            + base64(rotated.getPublic().getEncoded())
            + "'");
    secret =
        secret.replaceAll(
            "-----BEGIN.*END PRIVATE KEY-----", base64(rotated.getPrivate().getEncoded()));
    time.advance(Duration.ofSeconds(10));

    assertThat(get(api.submit(SqlRequest.ddl(CREATE).build())).kind()).isEqualTo(Kind.DONE);
  }

  @Test
  void aKeyThatSnowflakeDoesNotKnowIsUnauthorizedAndTheReasonCanBeLookedUp() throws Exception {
    snowflake.executeAsAdmin("ALTER USER SYNC_USER SET LOGIN_NAME = 'SOMEBODY_ELSE'");

    SqlAnswer answer = get(api.submit(SqlRequest.ddl(CREATE).build()));

    assertThat(answer.kind()).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(answer.code()).isEqualTo("390144");
    String id = answer.message().replaceAll(".*\\[(.*)].*", "$1");
    assertThat(snowflake.loginFailure(id)).contains("394300");
  }

  @Test
  void aStatementOfAnAttemptThatWasGivenUpIsRefusedBySnowflakeItself() throws Exception {
    snowflake
        .faults()
        .once(request -> request.submits("CREATE"), Fault.held(Duration.ofMillis(400)));

    CompletableFuture<SqlAnswer> frozen = api.submit(SqlRequest.ddl(CREATE).build());
    while (snowflake.faults().requests() == 0) {
      Thread.sleep(5);
    }
    time.advance(lease.duration());
    SqlAnswer answer = get(frozen);

    assertThat(answer.kind()).isEqualTo(Kind.NO_LEASE);
    assertThat(answer.message()).contains("lease until");
    assertThat(snowflake.faults().requests()).as("sent once, refused once").isEqualTo(1);
    assertThat(answer.kind().neverBegan()).isTrue();
    assertThat(snowflake.journal().writes()).isEmpty();
  }

  @Test
  void aTokenIsNeverTooOldForSnowflakesSixtySecondRule() throws Exception {
    Lease day = Lease.of(Duration.ofDays(1));
    day.confirmed(time.clock().instant());
    try (HttpSqlApi patient =
        HttpSqlApi.open(
            OPTIONS,
            AccountSource.open(() -> secret, Duration.ofDays(1), Runnable::run, time.clock()),
            day,
            time.clock())) {
      for (int i = 0; i < 20; i++) {
        time.advance(Duration.ofSeconds(7));
        SqlAnswer answer =
            get(patient.submit(SqlRequest.ddl(CREATE.replace("ORDERS", "T_" + i)).build()));
        assertThat(answer.kind()).as("after %s s", 7 * i).isEqualTo(Kind.DONE);
      }
    }
    assertThat(snowflake.faults().requests()).as("no token was refused").isEqualTo(20);
  }

  @Test
  void whatTheRoleMayNotDoIsAFailureThatSaysSo() throws Exception {
    snowflake.faults().once(request -> request.submits("CREATE"), Fault.permissionMissing());

    SqlAnswer answer = get(api.submit(SqlRequest.ddl(CREATE).build()));

    assertThat(answer.kind()).isEqualTo(Kind.FAILED);
    assertThat(answer.failure()).contains(SqlFailure.NOT_PERMITTED);
    assertThat(answer.message()).contains("Insufficient privileges");
  }

  @Test
  @Tag("trap:snowflake-10")
  void whatIsNotThereIsAFailureThatCallsForALook() throws Exception {
    SqlAnswer answer =
        get(api.submit(SqlRequest.read("DESC EXTERNAL TABLE LAKE.PUBLIC.NONE").build()));

    assertThat(answer.kind()).isEqualTo(Kind.FAILED);
    assertThat(answer.failure()).contains(SqlFailure.LOOK);
  }

  @Test
  @Tag("trap:snowflake-9")
  void aSecondStatementInTheTextFailsInsteadOfRunning() throws Exception {
    SqlAnswer answer = get(api.submit(SqlRequest.ddl(CREATE + "; DROP DATABASE LAKE").build()));

    assertThat(answer.kind()).isEqualTo(Kind.FAILED);
    assertThat(snowflake.journal().applied()).isEmpty();
  }

  @Test
  void aRoleThatIsNotThereIsASettingToMend() throws Exception {
    secret = secret.replace("glue_sync_role", "no_such_role");
    api.close();
    open();

    SqlAnswer answer = get(api.submit(SqlRequest.read("SHOW STAGES").build()));

    assertThat(answer.kind()).isEqualTo(Kind.MISUSED);
    assertThat(answer.code()).isEqualTo("390201");
  }

  @Test
  @Tag("trap:snowflake-36")
  void aProgrammaticAccessTokenOpensTheDoorUntilItHasExpired() throws Exception {
    long hour = Duration.ofHours(1).toMillis();
    snowflake.executeAsAdmin("ALTER USER SYNC_USER SET NETWORK_POLICY = 'LOOPBACK'");
    snowflake.registerToken(
        "pat-1", "PROGRAMMATIC_ACCESS_TOKEN", "SYNC_USER", snowflake.now() + hour);
    secret = TestAccounts.accessToken(URI.create(snowflake.url()), "pat-1");
    api.close();
    open();
    assertThat(get(api.submit(SqlRequest.ddl(CREATE).build())).kind()).isEqualTo(Kind.DONE);

    time.advance(Duration.ofHours(2));

    assertThat(get(api.submit(SqlRequest.read("SHOW STAGES").build())).kind())
        .isEqualTo(Kind.UNAUTHORIZED);
    assertThat(get(api.submit(SqlRequest.ddl(REFRESH).build())).kind()).isEqualTo(Kind.NO_LEASE);
  }

  private JournalEntry onlyWrite() {
    assertThat(snowflake.journal().writes()).hasSize(1);
    return snowflake.journal().entries().stream().filter(e -> !e.looks()).findFirst().get();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static SqlAnswer get(CompletableFuture<SqlAnswer> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  /** One clock for client and server, which can be moved forward; timers are the machine's. */
  private static final class OneTime implements ServerTime {
    private final ServerTime machine = ServerTime.real();
    private volatile long ahead;

    void advance(Duration by) {
      ahead += by.toMillis();
    }

    Clock clock() {
      return new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(OneTime.this.millis());
        }
      };
    }

    @Override
    public long millis() {
      return machine.millis() + ahead;
    }

    @Override
    public void after(long delayMillis, Runnable task) {
      machine.after(delayMillis, task);
    }

    @Override
    public void close() {
      machine.close();
    }
  }
}
