package io.gluesnow.glue;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * {@link GlueListing} over the AWS SDK: GetDatabases and GetTables, each where the database is, as
 * {@link AwsGlueCatalog} asks for its tables, but at a rate of its own.
 *
 * <p>Glue does not say how long a token lives, nor how it refuses one that is dead: input that it
 * calls invalid, of a question with a token, is taken for that.
 */
public final class AwsGlueListing implements GlueListing {
  private static final Logger LOG = LoggerFactory.getLogger(AwsGlueListing.class);

  private final GlueCalls calls;

  /** Each ends a question that is still on its way. */
  private final Set<Runnable> open = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  private AwsGlueListing(GlueCalls calls) {
    this.calls = calls;
  }

  /** The clock gives the snapshots' moments of asking. */
  public static AwsGlueListing open(AwsGlueCatalog.Settings settings, Clock clock) {
    return new AwsGlueListing(GlueCalls.open(settings, clock));
  }

  @Override
  public CompletableFuture<ListAnswer<ListedDatabase>> databases(
      String catalog, String region, String token) {
    return answered(
        calls.databases(catalog, region, token),
        token,
        result -> databases(catalog, region, result.found().orElseThrow()));
  }

  @Override
  public CompletableFuture<ListAnswer<Snapshot>> tables(ListedDatabase database, String token) {
    return answered(
        calls.tables(database.target().orElse(database.id()), token),
        token,
        result -> tables(database, result.askedAt(), result.found().orElseThrow()));
  }

  private static ListAnswer<ListedDatabase> databases(
      String asked, String region, GetDatabasesResponse response) {
    List<ListedDatabase> page = new ArrayList<>();
    for (Database database : response.databaseList()) {
      String catalog = asked.isEmpty() ? database.catalogId() : asked;
      if (catalog == null || catalog.isBlank()) {
        return ListAnswer.invalid(
            "Glue does not say of which catalog the databases are: name it in listing.catalogs.");
      }
      if (database.name() != null && !database.name().isEmpty()) {
        DatabaseId id = DatabaseId.of(catalog, region, database.name());
        page.add(
            GlueTableConverter.linkTarget(id, database)
                .map(target -> ListedDatabase.link(id, target))
                .orElseGet(() -> ListedDatabase.of(id)));
      }
    }
    return ListAnswer.page(page, next(response.nextToken()));
  }

  private static ListAnswer<Snapshot> tables(
      ListedDatabase database, Instant askedAt, GetTablesResponse response) {
    DatabaseId where = database.target().orElse(database.id());
    List<Snapshot> page = new ArrayList<>();
    for (Table table : response.tableList()) {
      try {
        TableId asked = database.id().table(table.name());
        page.add(
            Snapshot.present(
                askedAt,
                database.target().isPresent()
                    ? GlueTableConverter.fromTable(where.table(table.name()), table).as(asked)
                    : GlueTableConverter.fromTable(asked, table)));
      } catch (RuntimeException e) {
        // It is missing from the round, so it will be asked for alone, and then be answered for.
        LOG.warn(
            "table {} of {} cannot be read from a list: {}", table.name(), where, e.toString());
      }
    }
    return ListAnswer.page(page, next(response.nextToken()));
  }

  private static Optional<String> next(String token) {
    return Optional.ofNullable(token).filter(text -> !text.isEmpty());
  }

  private <R, T> CompletableFuture<ListAnswer<T>> answered(
      CompletableFuture<CallResult<R>> call,
      String token,
      Function<CallResult<R>, ListAnswer<T>> reader) {
    CompletableFuture<ListAnswer<T>> answer = new CompletableFuture<>();
    Runnable end = () -> answer.complete(ListAnswer.throttled("The job is stopping."));
    open.add(end);
    answer.whenComplete((done, never) -> open.remove(end));
    call.whenComplete(
        (result, fault) -> {
          Optional<Throwable> failure = fault == null ? result.failure() : Optional.of(fault);
          try {
            answer.complete(
                failure.isPresent() ? failed(failure.get(), token) : reader.apply(result));
          } catch (RuntimeException e) {
            answer.complete(failed(e, ""));
          }
        });
    if (closed) {
      end.run();
    }
    return answer;
  }

  private static <T> ListAnswer<T> failed(Throwable failure, String token) {
    if (GlueErrors.isNotFound(failure)) {
      return ListAnswer.missing("Glue knows no such database or catalog.");
    }
    return GlueErrors.answer(failure)
        .accept(
            new GlueAnswer.Visitor<ListAnswer<T>>() {
              @Override
              public ListAnswer<T> snapshot(Snapshot snapshot) {
                throw new IllegalStateException("a failure is no snapshot");
              }

              @Override
              public ListAnswer<T> throttled(String reason) {
                return ListAnswer.throttled(reason);
              }

              @Override
              public ListAnswer<T> denied(String reason) {
                return ListAnswer.denied(reason);
              }

              @Override
              public ListAnswer<T> invalid(String reason) {
                return token.isEmpty() ? ListAnswer.invalid(reason) : ListAnswer.expired(reason);
              }
            });
  }

  @Override
  public void close() {
    closed = true;
    Set.copyOf(open).forEach(Runnable::run);
    calls.close();
  }
}
