package io.gluesnow.snowflake;

import java.util.concurrent.CompletableFuture;

/**
 * A walk over all marks of our instance that the role can see, so that an object is found of whose
 * table nothing is known any more. One step is asked for at a time.
 */
public interface MarkListing {
  /**
   * What is at a position. Neither blocks nor throws; the future completes normally, on a thread of
   * the client, within its time budget.
   */
  CompletableFuture<MarkPage> page(MarkPosition position);
}
