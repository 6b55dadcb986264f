package io.gluesnow.flink.conversation;

import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import io.gluesnow.flink.CloudAccess;
import io.gluesnow.flink.SnowflakeAccess;
import io.gluesnow.glue.AwsGlueCatalog;
import io.gluesnow.glue.GlueCatalog;
import io.gluesnow.snowflake.SnowflakeCatalog;
import io.gluesnow.snowflake.SqlSnowflakeCatalog;
import java.time.Duration;

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

  private static final class Cloud implements Opened {
    private SnowflakeAccess access;
    private SnowflakeCatalog snowflake;
    private GlueCatalog glue;
    private PolicyWatch policy;

    void open(SyncConfig config, Share share) {
      access =
          SnowflakeAccess.open(
              config,
              "gluesnow-secret-reader",
              share.of(config.get(SyncOptions.IN_FLIGHT)) + CALLS_BESIDE,
              share.lease(),
              share.clock());
      snowflake =
          SqlSnowflakeCatalog.of(
              access.api(),
              config.get(SyncOptions.STATEMENT_TIMEOUT),
              config.get(SyncOptions.FILES_TIMEOUT),
              share.clock());
      glue =
          AwsGlueCatalog.open(
              CloudAccess.glue(config)
                  .withRequestsPerSecond(config.get(SyncOptions.GLUE_RATE) / share.instances()),
              share.clock());
      policy = SecretPolicy.open(config, access.accounts(), snowflake);
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
      return access.accounts().current().role();
    }

    @Override
    public Duration skew() {
      return access.api().skew().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
      if (snowflake != null) {
        snowflake.close();
      }
      if (access != null) {
        access.close();
      }
      if (glue != null) {
        glue.close();
      }
    }
  }
}
