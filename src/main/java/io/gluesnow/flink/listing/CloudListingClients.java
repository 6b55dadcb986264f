package io.gluesnow.flink.listing;

import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import io.gluesnow.flink.CloudAccess;
import io.gluesnow.flink.SnowflakeAccess;
import io.gluesnow.glue.AwsGlueListing;
import io.gluesnow.glue.GlueListing;
import io.gluesnow.snowflake.MarkListing;
import io.gluesnow.snowflake.SqlMarkListing;
import io.gluesnow.snowflake.api.Lease;
import java.time.Clock;
import java.time.Duration;

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
    private SnowflakeAccess access;
    private MarkListing marks;
    private GlueListing glue;

    void open(SyncConfig config, Clock clock) {
      // A lease that no checkpoint confirms: this client can change nothing.
      Lease none = Lease.of(Duration.ofSeconds(1));
      access = SnowflakeAccess.open(config, "gluesnow-listing-secret-reader", 1, none, clock);
      marks = SqlMarkListing.of(access.api(), config.get(SyncOptions.INSTANCE), clock);
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
      if (access != null) {
        access.close();
      }
      if (glue != null) {
        glue.close();
      }
    }
  }
}
