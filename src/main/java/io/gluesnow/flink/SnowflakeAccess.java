package io.gluesnow.flink;

import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import io.gluesnow.snowflake.api.AccountSource;
import io.gluesnow.snowflake.api.AwsSecretSource;
import io.gluesnow.snowflake.api.HttpSqlApi;
import io.gluesnow.snowflake.api.Lease;
import io.gluesnow.snowflake.api.SqlApiOptions;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A client of the SQL API, with the secret that it signs with and the thread that reads that. */
public final class SnowflakeAccess implements AutoCloseable {
  private final ExecutorService reading;
  private final AwsSecretSource secret;
  private AccountSource accounts;
  private HttpSqlApi api;

  private SnowflakeAccess(SyncConfig config, String reader) {
    this.reading =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, reader);
              thread.setDaemon(true);
              return thread;
            });
    this.secret = CloudAccess.secret(config);
  }

  /**
   * Opens it; nothing stays open where that fails.
   *
   * @param reader the name of the thread that reads the secret
   * @param mostCalls how many calls may be on the wire at a time
   * @param lease without which nothing is sent that changes anything
   */
  public static SnowflakeAccess open(
      SyncConfig config, String reader, int mostCalls, Lease lease, Clock clock) {
    SnowflakeAccess access = new SnowflakeAccess(config, reader);
    try {
      access.accounts =
          AccountSource.open(
              access.secret, config.get(SyncOptions.SECRET_REFRESH), access.reading, clock);
      SqlApiOptions options =
          SqlApiOptions.builder().maxInFlight(mostCalls).skew(config.get(SyncOptions.SKEW)).build();
      access.api = HttpSqlApi.open(options, access.accounts, lease, clock);
      return access;
    } catch (RuntimeException | Error e) {
      access.close();
      throw e;
    }
  }

  public AccountSource accounts() {
    return accounts;
  }

  public HttpSqlApi api() {
    return api;
  }

  @Override
  public void close() {
    if (api != null) {
      api.close();
    }
    secret.close();
    reading.shutdownNow();
  }
}
