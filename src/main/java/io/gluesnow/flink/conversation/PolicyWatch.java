package io.gluesnow.flink.conversation;

import io.gluesnow.plan.Planner;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The policy in force: what is configured, with the stages of the secret and what Snowflake says
 * about each. Safe for use by many threads.
 */
public interface PolicyWatch {
  /** The planner of now; another object when something has changed. */
  Planner planner();

  /**
   * Stands for all that is set and all that Snowflake shows of the stages: a change makes every
   * known table doubtful. Empty while some stage has not been shown, which is no change.
   */
  Optional<String> settled();

  /**
   * Reads the secret and the stages again. Completes normally, when {@link #planner} shows what was
   * learnt; what could not be read stays as it was.
   */
  CompletableFuture<Void> refresh();
}
