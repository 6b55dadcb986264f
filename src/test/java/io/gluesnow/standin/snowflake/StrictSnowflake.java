package io.gluesnow.standin.snowflake;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A Snowflake account in process: the SQL API, a catalog that statements change, roles and grants
 * that are enforced, and switches for everything that can go wrong on the way.
 *
 * <p>It knows Snowflake's documentation and nothing of the code that talks to it. What the
 * documentation does not allow is refused with the code that Snowflake gives.
 */
public final class StrictSnowflake implements AutoCloseable {
  private final Engine engine;
  private final ServerTime time;
  private final Journal journal = new Journal();
  private final Faults faults;
  private final Tokens tokens;
  private final Executions executions;
  private final ExecutorService executor;
  private final HttpFront front;
  private Wire wire;
  private int port;

  private StrictSnowflake(Builder builder) {
    this.time = builder.time;
    this.engine =
        new Engine(new Account(builder.account, builder.locator, builder.region, builder.dialect));
    this.faults = new Faults(time);
    this.tokens = new Tokens(engine.catalog(), engine, engine.account(), time);
    this.executions = new Executions(engine, time, journal);
    this.executor =
        Executors.newCachedThreadPool(
            runnable -> {
              Thread thread = new Thread(runnable, "strict-snowflake");
              thread.setDaemon(true);
              return thread;
            });
    this.front =
        new HttpFront(
            executions,
            new SessionOpener(engine.catalog(), engine),
            tokens,
            faults,
            time,
            engine.account(),
            executor,
            builder.rowsPerPartition,
            builder.patience.toMillis());
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Listens on loopback; port 0 takes a free one. Returns this server. */
  public synchronized StrictSnowflake start(int port) {
    wire = Wire.start(port, executor, front::handle);
    return this;
  }

  /**
   * Nobody answers at the port any more: connections break, new ones are refused. What runs goes
   * on.
   */
  public synchronized void unplug() {
    port = wire.port();
    wire.close();
  }

  /** Listens at the same port again. */
  public synchronized void plugIn() {
    wire = Wire.start(port, executor, front::handle);
  }

  public synchronized int port() {
    return wire.port();
  }

  /** The base URL, such as {@code http://127.0.0.1:40123}. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The account identifier that tokens must name. */
  public String account() {
    return engine.account().name();
  }

  // ------------------------------------------------------------------------------------- running
  // statements

  /**
   * Runs a script as an administrator who may do everything: set-up, grants, and whatever a person
   * does by hand. The statements are not in the journal.
   *
   * @return what the last statement answered
   * @throws SqlFailure on the first statement that fails; the ones before it stand
   */
  public Result executeAsAdmin(String sql) {
    return engine.script(sql, time.millis());
  }

  /**
   * Runs one statement at once, without HTTP, token or fault.
   *
   * @throws SqlFailure if it is refused
   */
  public Result execute(Session session, String sql) {
    Execution execution = executions.submit(session, sql, null, false, 0, Fault.none());
    Optional<SqlFailure> failure = execution.failure();
    if (failure.isPresent()) {
      throw failure.get();
    }
    return execution.result().orElseThrow(IllegalStateException::new);
  }

  /**
   * Takes one statement in, without HTTP or token, under a fault's times: it runs as long as the
   * fault says.
   *
   * @param timeoutSeconds 0 for none
   */
  public Execution submit(
      Session session, String sql, String requestId, long timeoutSeconds, Fault fault) {
    return executions.submit(session, sql, requestId, false, timeoutSeconds, fault);
  }

  // -------------------------------------------------------------------------------------- what it
  // can be told

  public Faults faults() {
    return faults;
  }

  /** The objects in the buckets, which every refresh reads. */
  public StageFiles files() {
    return engine.files();
  }

  /** Which printed forms SHOW, DESC and GET_DDL use from now on. */
  public void dialect(Dialect dialect) {
    engine.account().dialect(dialect);
  }

  /** Whether SHOW EXTERNAL TABLES prints a table's location as a URL instead of a stage path. */
  public void locationAsUrl(boolean asUrl) {
    engine.account().locationAsUrl(asUrl);
  }

  /** Whether moments are sent with an offset, as TIMESTAMP_TZ, instead of as TIMESTAMP_LTZ. */
  public void momentsWithOffset(boolean withOffset) {
    engine.account().momentsWithOffset(withOffset);
  }

  /** How long a request id is remembered; the documentation names no time. */
  public void requestIdMemory(Duration memory) {
    executions.requestIdMemory(memory);
  }

  /** How old the catalog is that every statement sees; its own session has never written before. */
  public void staleness(Duration age) {
    executions.staleness(age);
  }

  /** Whether JWTs are refused more than 60 s after their {@code iat} (394302). */
  public void sixtySecondRule(boolean on) {
    tokens.sixtySecondRule(on);
  }

  /**
   * An OAUTH or PROGRAMMATIC_ACCESS_TOKEN that stands for a user until a moment in milliseconds.
   */
  public void registerToken(String token, String type, String user, long expiresAtMillis) {
    tokens.register(token, type, user, expiresAtMillis);
  }

  /**
   * Why a JWT was refused, by the id in the message: what SYSTEM$GET_LOGIN_FAILURE_DETAILS tells an
   * administrator.
   */
  public Optional<String> loginFailure(String id) {
    return tokens.reason(id);
  }

  /**
   * Makes DESC and GET_DDL print this text for a column, as if a newer Snowflake compiled it so.
   */
  public void plantExpression(
      String database, String schema, String table, String column, String text) {
    synchronized (engine) {
      ExternalTable found = tableNamed(database, schema, table);
      ExternalTable.Draft draft = found.change();
      draft.columns.replaceAll(each -> each.name().equals(column) ? each.withPlanted(text) : each);
      engine.catalog().putTable(draft.done(), time.millis());
    }
  }

  private ExternalTable tableNamed(String database, String schema, String table) {
    Name name = Name.of(database, schema, table);
    return engine
        .catalog()
        .table(name)
        .orElseThrow(() -> SqlFailure.absent(Kind.TABLE, name.shown()));
  }

  // ------------------------------------------------------------------------------------------ what
  // it tells

  public Journal journal() {
    return journal;
  }

  /** The server's clock, in milliseconds. */
  public long now() {
    return time.millis();
  }

  /** Everything that it holds, as a value. */
  public CatalogSnapshot catalogSnapshot() {
    return locked(() -> CatalogSnapshot.of(engine));
  }

  /** Who can read which rows of a table. */
  public Readers readersOf(String database, String schema, String table) {
    return locked(() -> engine.readers(tableNamed(database, schema, table)));
  }

  private <T> T locked(Supplier<T> question) {
    synchronized (engine) {
      return question.get();
    }
  }

  @Override
  public synchronized void close() {
    if (wire != null) {
      wire.close();
      wire = null;
    }
    executor.shutdownNow();
    time.close();
  }

  /** How the account is set up. */
  public static final class Builder {
    private String account = "MYORG-MYACCOUNT";
    private String locator = "XY12345";
    private String region = "us-west-2";
    private Dialect dialect = Dialect.newer();
    private ServerTime time;
    private Duration patience = Duration.ofSeconds(45);
    private int rowsPerPartition = 5_000;

    private Builder() {}

    /** The account identifier as tokens name it, upper case. */
    public Builder account(String newAccount) {
      account = Objects.requireNonNull(newAccount);
      return this;
    }

    /** The account's other name, which tokens may use too. */
    public Builder locator(String newLocator) {
      locator = Objects.requireNonNull(newLocator);
      return this;
    }

    public Builder region(String newRegion) {
      region = Objects.requireNonNull(newRegion);
      return this;
    }

    public Builder dialect(Dialect newDialect) {
      dialect = Objects.requireNonNull(newDialect);
      return this;
    }

    public Builder time(ServerTime newTime) {
      time = Objects.requireNonNull(newTime);
      return this;
    }

    /** After how long a submission that has not ended is answered with 202; 45 s as documented. */
    public Builder patience(Duration newPatience) {
      patience = Objects.requireNonNull(newPatience);
      return this;
    }

    public Builder rowsPerPartition(int rows) {
      rowsPerPartition = rows;
      return this;
    }

    public StrictSnowflake build() {
      if (time == null) {
        time = ServerTime.real();
      }
      return new StrictSnowflake(this);
    }
  }
}
