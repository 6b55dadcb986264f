package io.gluesnow.flink.conversation;

import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import io.gluesnow.converge.Depth;
import io.gluesnow.converge.GlueReply;
import io.gluesnow.converge.Input;
import io.gluesnow.converge.Provenance;
import io.gluesnow.glue.GlueAnswer;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Statement;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The calls to Glue and Snowflake that the controller commands, each with an answer that is an
 * input of the controller. Nothing blocks; the futures complete on the clients' threads and never
 * fail.
 */
final class Calls {
  private final Clients.Opened clients;
  private final String attempt;

  /**
   * @param attempt which attempt of the job sends; part of each statement's query tag
   */
  Calls(Clients.Opened clients, String attempt) {
    this.clients = clients;
    this.attempt = attempt;
  }

  CompletableFuture<Input> askGlue(TableId table, long call) {
    return clients
        .glue()
        .ask(table)
        .thenApply(answer -> Input.glueAnswered(call, answer.accept(new InControllersWords())));
  }

  CompletableFuture<Input> look(ObjectName name, long call, Depth depth, Instant notBefore) {
    return clients
        .snowflake()
        .look(name, depth, notBefore)
        .thenApply(look -> Input.looked(call, look));
  }

  CompletableFuture<Input> send(Statement statement, long call, Provenance provenance) {
    return clients
        .snowflake()
        .send(statement, UUID.randomUUID(), QueryTag.of(provenance, attempt))
        .thenApply(done -> Input.answered(call, done));
  }

  CompletableFuture<Input> poll(String handle, long call) {
    return clients.snowflake().poll(handle).thenApply(done -> Input.polled(call, done));
  }

  private static final class InControllersWords implements GlueAnswer.Visitor<GlueReply> {
    @Override
    public GlueReply snapshot(Snapshot snapshot) {
      return GlueReply.of(snapshot);
    }

    @Override
    public GlueReply throttled(String reason) {
      return GlueReply.throttled(reason);
    }

    @Override
    public GlueReply denied(String reason) {
      return GlueReply.denied(reason);
    }

    @Override
    public GlueReply invalid(String reason) {
      return GlueReply.invalid(reason);
    }
  }
}
