package io.gluesnow.snowflake;

import io.gluesnow.plan.Mark;
import io.gluesnow.snowflake.api.SqlAnswer;
import io.gluesnow.snowflake.api.SqlApi;
import io.gluesnow.snowflake.api.SqlFailure;
import io.gluesnow.snowflake.api.SqlRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * {@link MarkListing} by SHOW EXTERNAL TABLES, which answers with at most ten thousand rows: an
 * answer that is full may be cut, so its scope is divided, down to a schema, where names are unique
 * and {@code LIMIT … FROM} leads from one to the next. An account with fewer tables costs one
 * statement.
 */
public final class SqlMarkListing implements MarkListing {
  private static final String INFORMATION_SCHEMA = "INFORMATION_SCHEMA";

  private final SqlApi api;
  private final String instance;
  private final QuotingGate gate;

  // Asked for once a walk, and once more by whoever goes on with another's.
  private NavigableSet<String> databases;
  private NavigableSet<String> schemas;
  private String schemasOf = "";

  private SqlMarkListing(SqlApi api, String instance, Clock clock) {
    this.api = Objects.requireNonNull(api, "api");
    this.instance = Objects.requireNonNull(instance, "instance");
    this.gate = new QuotingGate(api, clock);
  }

  /**
   * @param api stays the caller's, who closes it
   * @param instance whose marks are wanted
   */
  public static SqlMarkListing of(SqlApi api, String instance, Clock clock) {
    return new SqlMarkListing(api, instance, clock);
  }

  @Override
  public CompletableFuture<MarkPage> page(MarkPosition position) {
    try {
      return gate.pass()
          .thenCompose(stop -> stop.isPresent() ? now(MarkPage.of(stop.get())) : step(position))
          .exceptionally(SqlMarkListing::fault);
    } catch (RuntimeException e) {
      return now(fault(e));
    }
  }

  private CompletableFuture<MarkPage> step(MarkPosition at) {
    MarkPosition afterDatabase = MarkPosition.afterDatabase(at.database());
    switch (at.step()) {
      case ACCOUNT:
        return account();
      case AFTER_DATABASE:
        return databases == null ? learnDatabases(at) : database(at);
      case AFTER_SCHEMA:
        return schemas == null || !schemasOf.equals(at.database())
            ? learnSchemas(at, afterDatabase)
            : now(nextSchema(at, afterDatabase));
      case AFTER_NAME:
        return names(at);
      default:
        throw new IllegalStateException("no such step: " + at);
    }
  }

  private CompletableFuture<MarkPage> account() {
    databases = null;
    schemas = null;
    return ask(LookSql.showAccount())
        .thenApply(
            answer -> {
              // What is refused as a whole may be allowed in parts.
              return isUnseen(answer) || isFull(answer)
                  ? MarkPage.none(MarkPosition.afterDatabase(""))
                  : read(answer, "the account", null);
            });
  }

  private CompletableFuture<MarkPage> database(MarkPosition at) {
    String database = databases.higher(at.database());
    if (database == null) {
      return now(MarkPage.none(null));
    }
    return ask(LookSql.showDatabase(database))
        .thenApply(
            answer ->
                isFull(answer)
                    ? MarkPage.none(MarkPosition.afterSchema(database, ""))
                    : read(
                        answer, "the database " + database, MarkPosition.afterDatabase(database)));
  }

  private MarkPage nextSchema(MarkPosition at, MarkPosition afterDatabase) {
    String schema = schemas.higher(at.schema());
    return MarkPage.none(
        schema == null ? afterDatabase : MarkPosition.afterName(at.database(), schema, ""));
  }

  private CompletableFuture<MarkPage> names(MarkPosition at) {
    return ask(LookSql.showAfter(at.database(), at.schema(), at.name()))
        .thenApply(
            answer -> {
              MarkPosition next =
                  isFull(answer)
                      ? MarkPosition.afterName(at.database(), at.schema(), lastName(Row.of(answer)))
                      : MarkPosition.afterSchema(at.database(), at.schema());
              return read(answer, "the schema " + at.database() + "." + at.schema(), next);
            });
  }

  private CompletableFuture<MarkPage> learnDatabases(MarkPosition at) {
    NavigableSet<String> found = new TreeSet<>();
    return all(LookSql::showDatabases, "", found)
        .thenCompose(
            answer -> {
              if (!answer.is(SqlAnswer.Kind.DONE)) {
                return now(MarkPage.of(ReadFailure.of(answer, "no databases are shown to us")));
              }
              databases = found;
              return step(at);
            });
  }

  private CompletableFuture<MarkPage> learnSchemas(MarkPosition at, MarkPosition afterDatabase) {
    NavigableSet<String> found = new TreeSet<>();
    return all(after -> LookSql.showSchemas(at.database(), after), "", found)
        .thenApply(
            answer -> {
              if (!answer.is(SqlAnswer.Kind.DONE)) {
                return read(answer, "the database " + at.database(), afterDatabase);
              }
              found.remove(INFORMATION_SCHEMA);
              schemas = found;
              schemasOf = at.database();
              return nextSchema(at, afterDatabase);
            });
  }

  /** Collects all names that a SHOW has, in as many answers as that takes; gives the last one. */
  private CompletableFuture<SqlAnswer> all(
      Function<String, String> sqlAfter, String after, NavigableSet<String> found) {
    return ask(sqlAfter.apply(after))
        .thenCompose(
            answer -> {
              List<Row> rows = Row.of(answer);
              rows.forEach(row -> found.add(row.text("name")));
              return isFull(answer) ? all(sqlAfter, lastName(rows), found) : now(answer);
            });
  }

  /** The marks of an answer. What may not be seen is passed over: the walk goes on behind it. */
  private MarkPage read(SqlAnswer answer, String scope, MarkPosition next) {
    if (!answer.is(SqlAnswer.Kind.DONE)) {
      ReadFailure failure = ReadFailure.of(answer, scope + " cannot be seen any more");
      return isUnseen(answer) ? MarkPage.unseen(failure.sentence(), next) : MarkPage.of(failure);
    }
    List<MarkPage.Found> marks = new ArrayList<>();
    for (Row row : Row.of(answer)) {
      ShownTable table = ShownTable.of(row);
      Mark.in(table.comment())
          .filter(mark -> mark.instance().equals(instance))
          .ifPresent(mark -> marks.add(MarkPage.Found.of(mark.table(), table.name())));
    }
    return MarkPage.marks(marks, next);
  }

  /** Whether only this scope is out of sight, and not all of Snowflake. */
  private static boolean isUnseen(SqlAnswer answer) {
    SqlFailure failure =
        answer.is(SqlAnswer.Kind.FAILED) ? answer.failure().orElse(SqlFailure.PASSING) : null;
    return failure == SqlFailure.LOOK || failure == SqlFailure.NOT_PERMITTED;
  }

  private static boolean isFull(SqlAnswer answer) {
    return answer.rows().size() >= LookSql.MOST_ROWS;
  }

  private static String lastName(List<Row> rows) {
    return rows.get(rows.size() - 1).text("name");
  }

  private CompletableFuture<SqlAnswer> ask(String sql) {
    return api.submit(SqlRequest.read(sql).build());
  }

  private static <T> CompletableFuture<T> now(T value) {
    return CompletableFuture.completedFuture(value);
  }

  /** The class only: what a fault's message holds is not known here. */
  private static MarkPage fault(Throwable fault) {
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    return MarkPage.failed("a fault of ours in a listing: " + cause.getClass().getName());
  }
}
