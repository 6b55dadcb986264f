package io.gluesnow.flink.listing;

import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import io.gluesnow.flink.CloudAccess;
import io.gluesnow.glue.AwsGlueListing;
import io.gluesnow.glue.GlueListing;
import io.gluesnow.snowflake.MarkListing;
import io.gluesnow.snowflake.SqlMarkListing;
import io.gluesnow.snowflake.api.AccountSource;
import io.gluesnow.snowflake.api.AwsSecretSource;
import io.gluesnow.snowflake.api.HttpSqlApi;
import io.gluesnow.snowflake.api.Lease;
import io.gluesnow.snowflake.api.SqlApiOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/** The Glue and the Snowflake that the settings name, to be listed. */
final class CloudListingClients implements ListingClients {
  private static final long serialVersionUID = 1L;

  private final SyncConfig config;

  CloudListingClients(SyncConfig config) {
    this.config = config;
  }

  @Override
  public Opened open(Clock clock) {
    Cloud cloud = new Cloud();
    try {
      cloud.open(config, clock);
      return cloud;
    } catch (RuntimeException | Error e) {
      cloud.close();
      throw e;
    }
  }

  private static final class Cloud implements Opened {
    private ExecutorService reading;
    private AwsSecretSource secret;
    private HttpSqlApi api;
    private MarkListing marks;
    private GlueListing glue;

    void open(SyncConfig config, Clock clock) {
      reading = CloudAccess.secretReader("gluesnow-listing-secret-reader");
      secret = CloudAccess.secret(config);
      AccountSource accounts =
          AccountSource.open(secret, config.get(SyncOptions.SECRET_REFRESH), reading, clock);
      // A lease that no checkpoint confirms: this client can change nothing.
      Lease none = Lease.of(Duration.ofSeconds(1));
      api =
          HttpSqlApi.open(
              SqlApiOptions.builder().maxInFlight(1).skew(config.get(SyncOptions.SKEW)).build(),
              accounts,
              none,
              clock);
      marks = SqlMarkListing.of(api, config.get(SyncOptions.INSTANCE), clock);
      glue =
          AwsGlueListing.open(
              CloudAccess.glue(config).withRequestsPerSecond(config.get(SyncOptions.LISTING_RATE)),
              clock);
    }

    @Override
    public GlueListing glue() {
      return glue;
    }

    @Override
    public MarkListing marks() {
      return marks;
    }

    @Override
    public void close() {
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
