package io.gluesnow.glue;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.TableId;
import io.netty.channel.nio.NioEventLoopGroup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueAsyncClient;
import software.amazon.awssdk.services.glue.GlueAsyncClientBuilder;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * Single calls to Glue, each where its table is: in the table's own region, with the table's own
 * catalog, under the role of its account where there is one, and at the rate that is allowed there.
 *
 * <p>Each (account whose credentials are used, region) has a client and a rate of its own, made
 * when first needed; all share one connection pool and two threads that finish calls. The SDK tries
 * nothing again: its retries would hide throttling from the caller's back-off and add to it. Calls
 * above the pool's size wait in it for as long as a call may last. The caller's thread only queues
 * the call: finding credentials and making a client can take seconds.
 */
final class GlueCalls implements AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final Duration IDLE_THREAD = Duration.ofSeconds(10);
  private static final int LOOPS = 2;

  /** Whoever waits for the credentials of one account does not hold up all others. */
  private static final int ASKING = 4;

  /** Far above all regions of some accounts: records full of made-up regions end here. */
  private static final int MOST_LANES = 500;

  private final AwsGlueCatalog.Settings settings;
  private final Clock clock;
  private final NioEventLoopGroup loops;
  private final SdkAsyncHttpClient http;
  private final ExecutorService asking;
  private final ScheduledThreadPoolExecutor timer;
  private final AssumedRoles roles;
  private final Map<String, Lane> lanes = new HashMap<>();
  private volatile boolean closed;

  private GlueCalls(AwsGlueCatalog.Settings settings, Clock clock) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.clock = Objects.requireNonNull(clock, "clock");
    // Our own, since the client's would hold up close for two idle seconds.
    this.loops = new NioEventLoopGroup(LOOPS, daemons("glue-http"));
    this.http =
        NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(SdkEventLoopGroup.create(loops))
            .maxConcurrency(settings.maxConcurrency())
            .maxPendingConnectionAcquires(Integer.MAX_VALUE)
            .connectionAcquisitionTimeout(settings.callTimeout())
            .connectionTimeout(settings.callTimeout())
            .build();
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            ASKING,
            ASKING,
            IDLE_THREAD.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            daemons("glue-asking"));
    executor.allowCoreThreadTimeOut(true);
    this.asking = executor;
    this.timer = new ScheduledThreadPoolExecutor(1, daemons("glue-timer"));
    this.timer.setRemoveOnCancelPolicy(true);
    this.roles = settings.assumedRoles();
  }

  static GlueCalls open(AwsGlueCatalog.Settings settings, Clock clock) {
    return new GlueCalls(settings, clock);
  }

  /** Completes normally or, after {@link #close}, maybe never. */
  CompletableFuture<CallResult<Table>> table(TableId table) {
    return call(
        table.databaseId().account(),
        table.region(),
        client ->
            client
                .getTable(
                    request ->
                        request
                            .catalogId(table.catalog())
                            .databaseName(table.database())
                            .name(table.table()))
                .thenApply(response -> required(response.table())));
  }

  /** As {@link #table}. */
  CompletableFuture<CallResult<Database>> database(DatabaseId database) {
    return call(
        database.account(),
        database.region(),
        client ->
            client
                .getDatabase(
                    request -> request.catalogId(database.catalog()).name(database.database()))
                .thenApply(response -> required(response.database())));
  }

  /**
   * As {@link #table}: a page of a catalog's databases.
   *
   * @param catalog empty for the own one of whose credentials are used
   * @param token empty for the first page
   */
  CompletableFuture<CallResult<GetDatabasesResponse>> databases(
      String catalog, String region, String token) {
    return call(
        DatabaseId.account(catalog),
        region,
        client ->
            client.getDatabases(
                request -> request.catalogId(orNull(catalog)).nextToken(orNull(token))));
  }

  /** As {@link #databases}: a page of a database's tables. */
  CompletableFuture<CallResult<GetTablesResponse>> tables(DatabaseId database, String token) {
    return call(
        database.account(),
        database.region(),
        client ->
            client.getTables(
                request ->
                    request
                        .catalogId(database.catalog())
                        .databaseName(database.database())
                        .maxResults(GlueListing.TABLES_A_PAGE)
                        .nextToken(orNull(token))));
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static <T> T required(T found) {
    if (found == null) {
      throw new IllegalStateException("it is empty");
    }
    return found;
  }

  private <T> CompletableFuture<CallResult<T>> call(
      String account, String region, Function<GlueAsyncClient, CompletableFuture<T>> request) {
    CompletableFuture<CallResult<T>> result = new CompletableFuture<>();
    queue(
        result,
        () -> {
          Lane lane = lane(account, region);
          lane.rate.run(() -> queue(result, () -> send(lane, request, result)));
        });
    return result;
  }

  private <T> void send(
      Lane lane,
      Function<GlueAsyncClient, CompletableFuture<T>> request,
      CompletableFuture<CallResult<T>> result) {
    Instant askedAt = clock.instant();
    request
        .apply(lane.client)
        .whenComplete(
            (found, failure) ->
                result.complete(
                    failure == null
                        ? CallResult.found(askedAt, found)
                        : CallResult.failed(askedAt, failure)));
  }

  private <T> void queue(CompletableFuture<CallResult<T>> result, Runnable step) {
    try {
      asking.execute(
          () -> {
            try {
              step.run();
            } catch (RuntimeException e) {
              result.complete(CallResult.failed(clock.instant(), e));
            }
          });
    } catch (RejectedExecutionException e) {
      result.complete(CallResult.failed(clock.instant(), stopping()));
    }
  }

  private static SdkClientException stopping() {
    return SdkClientException.create("the job is stopping");
  }

  private Lane lane(String account, String region) {
    String key = (roles.has(account) ? account : "own") + " " + region;
    synchronized (lanes) {
      if (closed) {
        throw stopping();
      }
      if (lanes.size() >= MOST_LANES && !lanes.containsKey(key)) {
        throw new TooManyPlaces(
            "The job asks in "
                + MOST_LANES
                + " places already, each an account and a region, and takes on no more: "
                + region
                + " of "
                + account
                + " is left out.");
      }
      return lanes.computeIfAbsent(key, made -> newLane(account, region));
    }
  }

  private Lane newLane(String account, String region) {
    GlueAsyncClientBuilder builder =
        GlueAsyncClient.builder()
            .httpClient(http)
            .region(Region.of(region))
            // Nothing that follows an answer blocks, so that no client needs threads of its own.
            .asyncConfiguration(
                async ->
                    async.advancedOption(
                        SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
            .overrideConfiguration(
                override ->
                    override
                        .scheduledExecutorService(timer)
                        .apiCallTimeout(settings.callTimeout())
                        .retryStrategy(AwsRetryStrategy.doNotRetry()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    roles
        .of(account)
        .or(settings::credentials)
        .ifPresent(credentials -> builder.credentialsProvider(credentials));
    RateLimit rate =
        RateLimit.of(
            settings.requestsPerSecond(),
            System::nanoTime,
            (nanos, task) -> timer.schedule(task, nanos, TimeUnit.NANOSECONDS));
    return new Lane(builder.build(), rate);
  }

  /** Returns within seconds even where a connection does not. */
  @Override
  public void close() {
    closed = true;
    asking.shutdown();
    timer.shutdownNow();
    Thread closing = daemons("glue-closing").newThread(this::closeClients);
    closing.start();
    try {
      closing.join(CLOSE_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeClients() {
    synchronized (lanes) {
      lanes.values().forEach(Lane::close);
      lanes.clear();
    }
    roles.close();
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

  /** One account's credentials in one region. */
  private static final class Lane {
    private final GlueAsyncClient client;
    private final RateLimit rate;

    Lane(GlueAsyncClient client, RateLimit rate) {
      this.client = client;
      this.rate = rate;
    }

    void close() {
      rate.close();
      client.close();
    }
  }

  /** The table stands where the job does not ask. */
  static final class TooManyPlaces extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyPlaces(String sentence) {
      super(sentence);
    }
  }
}
