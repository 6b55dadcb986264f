package io.gluesnow.flink.listing;

import io.gluesnow.glue.GlueListing;
import io.gluesnow.snowflake.MarkListing;
import java.io.Serializable;
import java.time.Clock;

/**
 * Opens what the catalog listing talks to; travels in the job graph, so it holds settings and no
 * secret. Secrets are read in {@link #open}, inside the task.
 */
public interface ListingClients extends Serializable {
  /** Blocks for as long as reading the secret takes; called on a thread that may wait. */
  Opened open(Clock clock) throws Exception;

  /** Open clients. */
  interface Opened extends AutoCloseable {
    GlueListing glue();

    MarkListing marks();

    /** Bounded: answers what is under way, and frees the rest. */
    @Override
    void close();
  }
}
