package io.gluesnow;

import io.gluesnow.config.ConfigurationException;
import io.gluesnow.config.PropertyGroups;
import io.gluesnow.config.SyncConfig;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Entry point on Managed Flink and on any other cluster: settings, pipeline, execute.
 *
 * <p>On Managed Flink the settings are the application's property groups. Elsewhere they are a file
 * of the same format: {@code --config <file>}.
 */
public final class CatalogSyncJob {
  private CatalogSyncJob() {}

  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    SyncConfig config = SyncConfig.of(settings(arguments));
    CatalogSyncPipeline.of(config).addTo(env);
    env.execute("gluesnow " + config.get(io.gluesnow.config.SyncOptions.INSTANCE));
  }

  static Map<String, String> settings(String... arguments) {
    if (arguments.length == 2 && arguments[0].equals("--config")) {
      return PropertyGroups.ofFile(Path.of(arguments[1]));
    }
    if (arguments.length > 0) {
      throw new IllegalArgumentException(
          "give either no argument (on Managed Flink) or --config <file>, not "
              + String.join(" ", arguments));
    }
    Map<String, String> settings = PropertyGroups.ofManagedFlink();
    if (settings.isEmpty()) {
      throw new ConfigurationException(
          "there are no settings: on Managed Flink add property groups to the application,"
              + " elsewhere give --config <file>");
    }
    return settings;
  }
}
