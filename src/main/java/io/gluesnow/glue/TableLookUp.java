package io.gluesnow.glue;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * One question about one table, followed through resource links to the table that it is about.
 *
 * <p>Glue follows a link to a table by itself, merges what it finds into its answer and, where it
 * may not see the target or there is none, answers with the bare link, as if nothing had happened.
 * So the target is always asked too, in its own account and region: only that tells "gone" from
 * "withheld". A table of a linked database Glue finds by itself as well; where it finds none, the
 * database is asked whether it is a link, and its target whether the table is there.
 *
 * <p>Absent is only what Glue calls so at the end of the way: a link whose target is gone, or a
 * table that neither its database nor the database behind that has. Whatever may not be seen on the
 * way is denied.
 */
final class TableLookUp {
  /** Glue allows a link to a table in a linked database at most; others may allow more. */
  private static final int MOST_LINKS = 4;

  private final GlueCalls calls;
  private final LinkedDatabases databases;
  private final TableId asked;

  /** When the first call went out: what is learnt is at least as new as that. */
  private Instant askedAt;

  private int links;

  private TableLookUp(GlueCalls calls, LinkedDatabases databases, TableId asked) {
    this.calls = calls;
    this.databases = databases;
    this.asked = asked;
  }

  static CompletableFuture<GlueAnswer> of(
      GlueCalls calls, LinkedDatabases databases, TableId table) {
    return new TableLookUp(calls, databases, table).whatIsBehind(table);
  }

  /** What the table is, under its own id. */
  private CompletableFuture<GlueAnswer> whatIsBehind(TableId table) {
    return calls.table(table).thenCompose(result -> read(table, result));
  }

  private CompletableFuture<GlueAnswer> read(TableId table, CallResult<Table> result) {
    if (askedAt == null) {
      askedAt = result.askedAt();
    }
    if (result.failure().isPresent()) {
      Throwable failure = result.failure().get();
      return GlueErrors.isNotFound(failure)
          ? inLinkedDatabase(table)
          : done(GlueErrors.answer(failure));
    }
    TableDefinition definition;
    try {
      definition = GlueTableConverter.fromTable(table, result.found().orElseThrow());
    } catch (RuntimeException e) {
      return done(GlueErrors.answer(e));
    }
    Optional<TableId> target = definition.linkTarget();
    return target.isPresent() ? follow(definition, target.get()) : done(found(definition));
  }

  private CompletableFuture<GlueAnswer> follow(TableDefinition link, TableId target) {
    if (++links > MOST_LINKS) {
      return done(goesOn(target));
    }
    Optional<TableDefinition> merged =
        link.hasStorage() ? Optional.of(link.as(link.id())) : Optional.empty();
    return whatIsBehind(target)
        .thenApply(answer -> answer.accept(new Through(target, t -> t.through(link), merged)));
  }

  /** Glue knows no such table; its database may be a link that nobody has followed. */
  private CompletableFuture<GlueAnswer> inLinkedDatabase(TableId table) {
    return databases.ask(table.databaseId()).thenCompose(result -> inLinkedDatabase(table, result));
  }

  private CompletableFuture<GlueAnswer> inLinkedDatabase(
      TableId table, CallResult<Database> result) {
    if (result.failure().isPresent()) {
      Throwable failure = result.failure().get();
      return done(GlueErrors.isNotFound(failure) ? absent() : GlueErrors.answer(failure));
    }
    Optional<DatabaseId> target =
        GlueTableConverter.linkTarget(table.databaseId(), result.found().orElseThrow());
    if (target.isEmpty()) {
      return done(absent());
    }
    TableId behind = target.get().table(table.table());
    if (++links > MOST_LINKS) {
      return done(goesOn(behind));
    }
    return whatIsBehind(behind)
        .thenApply(
            answer -> answer.accept(new Through(behind, t -> t.as(table), Optional.empty())));
  }

  private GlueAnswer found(TableDefinition definition) {
    return GlueAnswer.of(Snapshot.present(askedAt, definition));
  }

  private GlueAnswer absent() {
    return GlueAnswer.of(Snapshot.absent(askedAt, asked));
  }

  private static GlueAnswer goesOn(TableId target) {
    return GlueAnswer.invalid(
        "It is a resource link that leads through more than "
            + MOST_LINKS
            + " others, or round in a circle; the last was to "
            + target
            + ".");
  }

  private static CompletableFuture<GlueAnswer> done(GlueAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }

  /** What a link comes to, given what its target is. */
  private final class Through implements GlueAnswer.Visitor<GlueAnswer> {
    private final TableId target;
    private final UnaryOperator<TableDefinition> seen;
    private final Optional<TableDefinition> merged;

    /**
     * @param seen makes the target's definition the link's
     * @param merged the link's definition if Glue saw the target: it stands where we do not
     */
    Through(TableId target, UnaryOperator<TableDefinition> seen, Optional<TableDefinition> merged) {
      this.target = target;
      this.seen = seen;
      this.merged = merged;
    }

    @Override
    public GlueAnswer snapshot(Snapshot snapshot) {
      return snapshot.definition().map(seen).or(() -> merged).map(this::found).orElse(absent());
    }

    @Override
    public GlueAnswer throttled(String reason) {
      return GlueAnswer.throttled(reason);
    }

    @Override
    public GlueAnswer denied(String reason) {
      return merged.map(this::found).orElseGet(() -> GlueAnswer.denied(behindLink(reason)));
    }

    @Override
    public GlueAnswer invalid(String reason) {
      return merged.map(this::found).orElseGet(() -> GlueAnswer.invalid(behindLink(reason)));
    }

    private GlueAnswer found(TableDefinition definition) {
      return TableLookUp.this.found(definition);
    }

    private String behindLink(String reason) {
      return "It is a resource link to " + target + ". " + reason;
    }
  }
}
