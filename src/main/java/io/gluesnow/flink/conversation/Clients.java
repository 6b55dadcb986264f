package io.gluesnow.flink.conversation;

import io.gluesnow.config.SyncConfig;
import io.gluesnow.glue.GlueCatalog;
import io.gluesnow.snowflake.SnowflakeCatalog;
import io.gluesnow.snowflake.api.Lease;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;

/**
 * Opens what one instance of the converge operator talks to; travels in the job graph, so it holds
 * settings and no secret. Secrets are read in {@link #open}, inside the task.
 */
public interface Clients extends Serializable {
  /** What an instance needs to know to open its clients. */
  final class Share {
    private final Lease lease;
    private final Clock clock;
    private final int instances;

    Share(Lease lease, Clock clock, int instances) {
      this.lease = lease;
      this.clock = clock;
      this.instances = instances;
    }

    public Lease lease() {
      return lease;
    }

    public Clock clock() {
      return clock;
    }

    /** Among how many instances the job-wide limits are divided. */
    public int instances() {
      return instances;
    }

    /** This instance's share of a job-wide limit; at least one. */
    public int of(int limit) {
      return Math.max(1, limit / instances);
    }
  }

  /** Blocks for as long as reading the secret takes; called before the first input. */
  Opened open(Share share) throws Exception;

  /** The real Glue and Snowflake that these settings name. */
  static Clients of(SyncConfig config) {
    return new CloudClients(config);
  }

  /** Open clients of one instance. */
  interface Opened extends AutoCloseable {
    GlueCatalog glue();

    SnowflakeCatalog snowflake();

    /** The policy in force, with what the secret and Snowflake say about stages. */
    PolicyWatch policy();

    /** Our own role, as SHOW prints an owner. */
    String role();

    /** How far Snowflake's clock is ahead of ours, zero while unknown. */
    Duration skew();

    /** Bounded: cancels what is queued, waits for what is on the wire, frees the rest. */
    @Override
    void close();
  }
}
