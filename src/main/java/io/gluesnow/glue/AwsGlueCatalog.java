package io.gluesnow.glue;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueAsyncClient;
import software.amazon.awssdk.services.glue.GlueAsyncClientBuilder;
import software.amazon.awssdk.services.glue.model.GetTableResponse;

/**
 * Glue over the AWS SDK: one client a region, made when first needed, all on one connection pool.
 *
 * <p>The SDK tries nothing again: its retries would hide throttling from the caller's back-off and
 * add to it. Calls above the pool's size wait in it for as long as a call may last. The caller's
 * thread only queues the call: finding credentials and making a client can take seconds.
 */
public final class AwsGlueCatalog implements GlueCatalog {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final int THREADS = 2;
  private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

  private final Settings settings;
  private final Clock clock;
  private final NioEventLoopGroup loops;
  private final SdkAsyncHttpClient http;
  private final ExecutorService asking;
  private final Map<String, GlueAsyncClient> clients = new HashMap<>();
  private final Set<CompletableFuture<GlueAnswer>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private AwsGlueCatalog(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = Objects.requireNonNull(clock, "clock");
    // Our own, since the client's would hold up close for two idle seconds.
    this.loops = new NioEventLoopGroup(THREADS, daemons("glue-http"));
    this.http =
        NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(SdkEventLoopGroup.create(loops))
            .maxConcurrency(settings.maxConcurrency)
            .maxPendingConnectionAcquires(Integer.MAX_VALUE)
            .connectionAcquisitionTimeout(settings.callTimeout)
            .connectionTimeout(settings.callTimeout)
            .build();
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_THREAD.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            daemons("glue-asking"));
    executor.allowCoreThreadTimeOut(true);
    this.asking = executor;
  }

  /** The clock gives the snapshots' moments of asking. */
  public static AwsGlueCatalog open(Settings settings, Clock clock) {
    return new AwsGlueCatalog(settings, clock);
  }

  @Override
  public CompletableFuture<GlueAnswer> ask(TableId table) {
    CompletableFuture<GlueAnswer> answer = new CompletableFuture<>();
    open.add(answer);
    answer.whenComplete((done, never) -> open.remove(answer));
    try {
      asking.execute(() -> send(table, answer));
    } catch (RejectedExecutionException e) {
      answer.complete(closing());
    }
    if (closed) {
      answer.complete(closing());
    }
    return answer;
  }

  private void send(TableId table, CompletableFuture<GlueAnswer> answer) {
    Instant askedAt = clock.instant();
    CompletableFuture<GetTableResponse> response;
    try {
      if (closed) {
        throw new RejectedExecutionException();
      }
      response =
          client(table.region())
              .getTable(
                  request ->
                      request
                          .catalogId(table.catalog())
                          .databaseName(table.database())
                          .name(table.table()));
    } catch (RejectedExecutionException e) {
      answer.complete(closing());
      return;
    } catch (RuntimeException e) {
      answer.complete(GlueErrors.answer(table, askedAt, e));
      return;
    }
    response.whenComplete(
        (found, failure) -> answer.complete(read(table, askedAt, found, failure)));
  }

  private static GlueAnswer read(
      TableId table, Instant askedAt, GetTableResponse found, Throwable failure) {
    if (failure != null) {
      return GlueErrors.answer(table, askedAt, failure);
    }
    if (found.table() == null) {
      return GlueAnswer.invalid("Glue answered without a table.");
    }
    try {
      return GlueAnswer.of(
          Snapshot.present(askedAt, GlueTableConverter.fromTable(table, found.table())));
    } catch (RuntimeException e) {
      return GlueErrors.answer(table, askedAt, e);
    }
  }

  private GlueAsyncClient client(String region) {
    synchronized (clients) {
      if (closed) {
        throw new RejectedExecutionException();
      }
      return clients.computeIfAbsent(region, this::newClient);
    }
  }

  private GlueAsyncClient newClient(String region) {
    GlueAsyncClientBuilder builder =
        GlueAsyncClient.builder()
            .httpClient(http)
            .region(Region.of(region))
            .overrideConfiguration(
                override ->
                    override
                        .apiCallTimeout(settings.callTimeout)
                        .retryStrategy(AwsRetryStrategy.doNotRetry()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    settings.credentials().ifPresent(builder::credentialsProvider);
    return builder.build();
  }

  /**
   * Answers what is still on its way with {@code throttled}, and returns within seconds even where
   * a connection does not.
   */
  @Override
  public void close() {
    closed = true;
    asking.shutdown();
    for (CompletableFuture<GlueAnswer> answer : Set.copyOf(open)) {
      answer.complete(closing());
    }
    Thread closing = daemons("glue-closing").newThread(this::closeClients);
    closing.start();
    try {
      closing.join(CLOSE_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeClients() {
    synchronized (clients) {
      clients.values().forEach(GlueAsyncClient::close);
      clients.clear();
    }
    http.close();
    loops
        .shutdownGracefully(0, CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly();
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  private static GlueAnswer closing() {
    return GlueAnswer.throttled("The job is stopping.");
  }

  /** How to reach Glue. */
  public static final class Settings {
    private static final Settings DEFAULTS = new Settings(null, null, 64, Duration.ofSeconds(15));

    private final URI endpoint;
    private final AwsCredentialsProvider credentials;
    private final int maxConcurrency;
    private final Duration callTimeout;

    private Settings(
        URI endpoint,
        AwsCredentialsProvider credentials,
        int maxConcurrency,
        Duration callTimeout) {
      this.endpoint = endpoint;
      this.credentials = credentials;
      this.maxConcurrency = maxConcurrency;
      this.callTimeout = Objects.requireNonNull(callTimeout, "callTimeout");
      if (maxConcurrency < 1 || callTimeout.isZero() || callTimeout.isNegative()) {
        throw new IllegalArgumentException(
            "needs at least one connection and a time limit above zero, not "
                + maxConcurrency
                + " and "
                + callTimeout);
      }
    }

    /** AWS's own endpoints and credentials, 64 connections, 15 seconds a call. */
    public static Settings defaults() {
      return DEFAULTS;
    }

    /** Another endpoint for all regions, for a local Glue. */
    public Settings withEndpoint(URI value) {
      return new Settings(
          Objects.requireNonNull(value, "endpoint"), credentials, maxConcurrency, callTimeout);
    }

    /** Other credentials than those that AWS's default chain finds. */
    public Settings withCredentials(AwsCredentialsProvider value) {
      return new Settings(
          endpoint, Objects.requireNonNull(value, "credentials"), maxConcurrency, callTimeout);
    }

    /** How many calls may be on the wire at once. */
    /** Made-up credentials, for a stand-in on this machine: they would open nothing elsewhere. */
    public Settings withMadeUpCredentials() {
      return withCredentials(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    public Settings withMaxConcurrency(int value) {
      return new Settings(endpoint, credentials, value, callTimeout);
    }

    /** How long a call may take, waiting for a connection included. */
    public Settings withCallTimeout(Duration value) {
      return new Settings(endpoint, credentials, maxConcurrency, value);
    }

    private Optional<URI> endpoint() {
      return Optional.ofNullable(endpoint);
    }

    private Optional<AwsCredentialsProvider> credentials() {
      return Optional.ofNullable(credentials);
    }

    @Override
    public String toString() {
      return (endpoint == null ? "AWS" : endpoint)
          + ", "
          + maxConcurrency
          + " connections, "
          + callTimeout
          + " a call";
    }
  }
}
