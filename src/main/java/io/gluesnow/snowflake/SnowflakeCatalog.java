package io.gluesnow.snowflake;

import io.gluesnow.converge.Depth;
import io.gluesnow.converge.LookAnswer;
import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Snowflake as the controller of a table sees it: looks and statements in, answers out.
 *
 * <p>No method throws or blocks, and each future completes normally, with exactly one answer,
 * within the client's time budget. It completes on a thread of the client: what is chained to it
 * must not block.
 */
public interface SnowflakeCatalog extends AutoCloseable {

  /**
   * What is there under a name.
   *
   * @param notBefore when the table's own last statement ended (or {@link Instant#EPOCH}): nothing
   *     that was asked before it is used
   */
  CompletableFuture<LookAnswer> look(ObjectName name, Depth depth, Instant notBefore);

  /**
   * Sends one statement, once.
   *
   * @param requestId random, and never used before
   * @param queryTag for Snowflake's own history; cut where Snowflake's limit is
   */
  CompletableFuture<StatementAnswer> send(Statement statement, UUID requestId, String queryTag);

  /** Asks what became of a statement that answered RUNNING, also one of an earlier attempt. */
  CompletableFuture<StatementAnswer> poll(String handle);

  /** The real URL of each of these stages, or that it cannot be seen; one answer a name. */
  CompletableFuture<Map<ObjectName, StageAnswer>> stages(Collection<ObjectName> names);

  /** Takes nothing more; what is under way completes with the client below. */
  @Override
  void close();
}
