package io.gluesnow.flink;

import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import io.gluesnow.glue.AwsGlueCatalog;
import io.gluesnow.glue.GlueCatalog;
import io.gluesnow.snowflake.SnowflakeCatalog;
import io.gluesnow.snowflake.SqlSnowflakeCatalog;
import io.gluesnow.snowflake.api.AccountSource;
import io.gluesnow.snowflake.api.AwsSecretSource;
import io.gluesnow.snowflake.api.HttpSqlApi;
import io.gluesnow.snowflake.api.SqlApiOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The Glue and the Snowflake that the settings name. */
final class CloudClients implements Clients {
  private static final long serialVersionUID = 1L;

  // Looks, polls and stage checks go beside the conversations' own calls.
  private static final int CALLS_BESIDE = 4;

  private final SyncConfig config;

  CloudClients(SyncConfig config) {
    this.config = config;
  }

  @Override
  public Opened open(Share share) {
    Cloud cloud = new Cloud();
    try {
      cloud.open(config, share);
      return cloud;
    } catch (RuntimeException | Error e) {
      cloud.close();
      throw e;
    }
  }

  static AwsSecretSource secret(SyncConfig config) {
    String id = config.get(SyncOptions.SECRET);
    String region = config.region().orElseThrow();
    URI endpoint = config.endpoint(SyncOptions.SECRETS_ENDPOINT).orElse(null);
    return config.get(SyncOptions.LOCAL_CREDENTIALS)
        ? AwsSecretSource.openLocal(id, region, endpoint)
        : AwsSecretSource.open(id, region, endpoint);
  }

  static AwsGlueCatalog.Settings glueSettings(SyncConfig config) {
    AwsGlueCatalog.Settings settings =
        AwsGlueCatalog.Settings.defaults()
            .withCallTimeout(config.get(SyncOptions.GLUE_TIMEOUT))
            .withRoles(config.glueRoles(), config.region().orElseThrow());
    if (config.endpoint(SyncOptions.GLUE_ENDPOINT).isPresent()) {
      settings = settings.withEndpoint(config.endpoint(SyncOptions.GLUE_ENDPOINT).get());
    }
    return config.get(SyncOptions.LOCAL_CREDENTIALS) ? settings.withMadeUpCredentials() : settings;
  }

  private static final class Cloud implements Opened {
    private ExecutorService reading;
    private AwsSecretSource secret;
    private AccountSource accounts;
    private HttpSqlApi api;
    private SnowflakeCatalog snowflake;
    private GlueCatalog glue;
    private PolicyWatch policy;

    void open(SyncConfig config, Share share) {
      reading =
          Executors.newSingleThreadExecutor(
              task -> {
                Thread thread = new Thread(task, "gluesnow-secret-reader");
                thread.setDaemon(true);
                return thread;
              });
      secret = secret(config);
      accounts =
          AccountSource.open(
              secret, config.get(SyncOptions.SECRET_REFRESH), reading, share.clock());
      api =
          HttpSqlApi.open(
              SqlApiOptions.builder()
                  .maxInFlight(share.of(config.get(SyncOptions.IN_FLIGHT)) + CALLS_BESIDE)
                  .skew(config.get(SyncOptions.SKEW))
                  .build(),
              accounts,
              share.lease(),
              share.clock());
      snowflake =
          SqlSnowflakeCatalog.of(
              api,
              config.get(SyncOptions.STATEMENT_TIMEOUT),
              config.get(SyncOptions.FILES_TIMEOUT),
              share.clock());
      glue =
          AwsGlueCatalog.open(
              glueSettings(config)
                  .withRequestsPerSecond(config.get(SyncOptions.GLUE_RATE) / share.instances()),
              share.clock());
      policy = SecretPolicy.open(config, accounts, snowflake);
    }

    @Override
    public GlueCatalog glue() {
      return glue;
    }

    @Override
    public SnowflakeCatalog snowflake() {
      return snowflake;
    }

    @Override
    public PolicyWatch policy() {
      return policy;
    }

    @Override
    public String role() {
      return accounts.current().role();
    }

    @Override
    public Duration skew() {
      return api.skew().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
      if (snowflake != null) {
        snowflake.close();
      }
      if (api != null) {
        api.close();
      }
      if (glue != null) {
        glue.close();
      }
      if (secret != null) {
        secret.close();
      }
      if (reading != null) {
        reading.shutdownNow();
      }
    }
  }
}
