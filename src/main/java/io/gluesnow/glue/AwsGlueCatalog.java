package io.gluesnow.glue;

import io.gluesnow.catalog.TableId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Glue over the AWS SDK. Each table is asked for where it is: in its own region and catalog, under
 * its account's role where there is one, through resource links ({@link TableLookUp}), and at the
 * rate that is allowed there ({@link GlueCalls}).
 */
public final class AwsGlueCatalog implements GlueCatalog {
  private final GlueCalls calls;
  private final LinkedDatabases databases;
  private final Set<CompletableFuture<GlueAnswer>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private AwsGlueCatalog(Settings settings, Clock clock) {
    this.calls = GlueCalls.open(settings, clock);
    this.databases = new LinkedDatabases(calls, clock);
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
    if (!closed) {
      TableLookUp.of(calls, databases, table)
          .whenComplete(
              (found, failure) ->
                  answer.complete(failure == null ? found : GlueErrors.answer(failure)));
    }
    if (closed) {
      answer.complete(closing());
    }
    return answer;
  }

  /**
   * Answers what is still on its way with {@code throttled}, and returns within seconds even where
   * a connection does not.
   */
  @Override
  public void close() {
    closed = true;
    for (CompletableFuture<GlueAnswer> answer : Set.copyOf(open)) {
      answer.complete(closing());
    }
    calls.close();
  }

  private static GlueAnswer closing() {
    return GlueAnswer.throttled("The job is stopping.");
  }

  /** How to reach Glue. */
  public static final class Settings {
    private static final Settings DEFAULTS = new Settings(new Builder());

    private final URI endpoint;
    private final AwsCredentialsProvider credentials;
    private final int maxConcurrency;
    private final Duration callTimeout;
    private final double requestsPerSecond;
    private final Map<String, String> roles;
    private final String rolesRegion;

    private Settings(Builder b) {
      this.endpoint = b.endpoint;
      this.credentials = b.credentials;
      this.maxConcurrency = b.maxConcurrency;
      this.callTimeout = Objects.requireNonNull(b.callTimeout, "callTimeout");
      this.requestsPerSecond = b.requestsPerSecond;
      this.roles = Map.copyOf(b.roles);
      this.rolesRegion = b.rolesRegion;
      if (maxConcurrency < 1 || callTimeout.isZero() || callTimeout.isNegative()) {
        throw new IllegalArgumentException(
            "needs at least one connection and a time limit above zero, not "
                + maxConcurrency
                + " and "
                + callTimeout);
      }
    }

    /** AWS's own endpoints and credentials, 64 connections, 15 seconds a call, at any rate. */
    public static Settings defaults() {
      return DEFAULTS;
    }

    /** Another endpoint for all regions, and for assuming roles; for a local Glue. */
    public Settings withEndpoint(URI value) {
      return with(b -> b.endpoint = Objects.requireNonNull(value, "endpoint"));
    }

    /** Other credentials than those that AWS's default chain finds. */
    public Settings withCredentials(AwsCredentialsProvider value) {
      return with(b -> b.credentials = Objects.requireNonNull(value, "credentials"));
    }

    /** Made-up credentials, for a stand-in on this machine: they would open nothing elsewhere. */
    public Settings withMadeUpCredentials() {
      return withCredentials(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    /** How many calls may be on the wire at once. */
    public Settings withMaxConcurrency(int value) {
      return with(b -> b.maxConcurrency = value);
    }

    /** How long a call may take, waiting for a connection included. */
    public Settings withCallTimeout(Duration value) {
      return with(b -> b.callTimeout = value);
    }

    /**
     * How many calls a second may go out for each account whose credentials are used and each
     * region: Glue counts them so.
     */
    public Settings withRequestsPerSecond(double value) {
      return with(b -> b.requestsPerSecond = value);
    }

    /**
     * Roles under which the tables of some accounts are asked for.
     *
     * @param arns role ARN by account
     * @param region in which they are assumed
     */
    public Settings withRoles(Map<String, String> arns, String region) {
      return with(
          b -> {
            b.roles = arns;
            b.rolesRegion = Objects.requireNonNull(region, "region");
          });
    }

    private Settings with(Consumer<Builder> change) {
      Builder b = new Builder();
      b.endpoint = endpoint;
      b.credentials = credentials;
      b.maxConcurrency = maxConcurrency;
      b.callTimeout = callTimeout;
      b.requestsPerSecond = requestsPerSecond;
      b.roles = roles;
      b.rolesRegion = rolesRegion;
      change.accept(b);
      return new Settings(b);
    }

    Optional<URI> endpoint() {
      return Optional.ofNullable(endpoint);
    }

    Optional<AwsCredentialsProvider> credentials() {
      return Optional.ofNullable(credentials);
    }

    int maxConcurrency() {
      return maxConcurrency;
    }

    Duration callTimeout() {
      return callTimeout;
    }

    double requestsPerSecond() {
      return requestsPerSecond;
    }

    /** Opens a client where there is a role; the caller closes it. */
    AssumedRoles assumedRoles() {
      return AssumedRoles.of(roles, rolesRegion, endpoint, credentials);
    }

    @Override
    public String toString() {
      return (endpoint == null ? "AWS" : endpoint)
          + ", "
          + maxConcurrency
          + " connections, "
          + callTimeout
          + " a call, "
          + requestsPerSecond
          + " calls a second"
          + (roles.isEmpty() ? "" : ", roles " + new TreeMap<>(roles).values());
    }

    /** Settings under change. */
    private static final class Builder {
      private URI endpoint;
      private AwsCredentialsProvider credentials;
      private int maxConcurrency = 64;
      private Duration callTimeout = Duration.ofSeconds(15);
      private double requestsPerSecond = Double.POSITIVE_INFINITY;
      private Map<String, String> roles = Map.of();
      private String rolesRegion;
    }
  }
}
