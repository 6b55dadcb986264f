package io.gluesnow;

import io.gluesnow.cli.Commands;
import io.gluesnow.cli.Console;
import io.gluesnow.cli.Pipeline;
import io.gluesnow.config.SyncConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The commands for people: {@code replay}, {@code watch}, {@code resync}, {@code pause} and {@code
 * resume}. The job's own entry point is {@link CatalogSyncJob}.
 *
 * <p>The local jar has all that they need. In the job jar there is no Flink; what runs there
 * without it is {@code watch}, and orders that are only printed.
 */
public final class Gluesnow {
  private Gluesnow() {}

  public static void main(String[] arguments) {
    // Threads of Flink must not keep the process.
    System.exit(run(Console.ofProcess(), arguments));
  }

  /** The exit code. */
  static int run(Console console, String... arguments) {
    return Commands.run(console, new TheJob(), arguments);
  }

  /** A class and not a lambda, which would need Flink just to be made. */
  private static final class TheJob implements Pipeline {
    @Override
    public void addTo(StreamExecutionEnvironment env, SyncConfig config) {
      CatalogSyncPipeline.of(config).addTo(env);
    }
  }
}
