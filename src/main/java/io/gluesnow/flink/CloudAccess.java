package io.gluesnow.flink;

import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import io.gluesnow.glue.AwsGlueCatalog;
import io.gluesnow.snowflake.api.AwsSecretSource;
import java.net.URI;

/** How the settings say that AWS is to be reached, for everything that opens clients. */
public final class CloudAccess {
  private CloudAccess() {}

  /** Opens the secret with Snowflake's account; the caller closes it. */
  public static AwsSecretSource secret(SyncConfig config) {
    String id = config.get(SyncOptions.SECRET);
    String region = config.region().orElseThrow();
    URI endpoint = config.endpoint(SyncOptions.SECRETS_ENDPOINT).orElse(null);
    return config.get(SyncOptions.LOCAL_CREDENTIALS)
        ? AwsSecretSource.openLocal(id, region, endpoint)
        : AwsSecretSource.open(id, region, endpoint);
  }

  /** Glue, but for how often it may be asked. */
  public static AwsGlueCatalog.Settings glue(SyncConfig config) {
    AwsGlueCatalog.Settings settings =
        AwsGlueCatalog.Settings.defaults()
            .withCallTimeout(config.get(SyncOptions.GLUE_TIMEOUT))
            .withRoles(config.glueRoles(), config.region().orElseThrow());
    if (config.endpoint(SyncOptions.GLUE_ENDPOINT).isPresent()) {
      settings = settings.withEndpoint(config.endpoint(SyncOptions.GLUE_ENDPOINT).get());
    }
    return config.get(SyncOptions.LOCAL_CREDENTIALS) ? settings.withMadeUpCredentials() : settings;
  }
}
