package io.gluesnow.snowflake;

import io.gluesnow.converge.Depth;
import io.gluesnow.converge.LookAnswer;
import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.snowflake.api.SqlAnswer;
import io.gluesnow.snowflake.api.SqlApi;
import io.gluesnow.snowflake.api.SqlRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** {@link SnowflakeCatalog} by SQL over the SQL API; one request for each statement, none twice. */
public final class SqlSnowflakeCatalog implements SnowflakeCatalog {
  /** Longer text is cut in Snowflake's own records. */
  private static final int LONGEST_STATEMENT = 1_000_000;

  private final SqlApi api;
  private final Duration statementTimeout;
  private final Duration filesTimeout;
  private final Clock clock;
  private final QuotingGate gate;
  private final SchemaPages pages;
  private final TakenNames taken = new TakenNames();
  private volatile boolean closed;

  private SqlSnowflakeCatalog(
      SqlApi api, Duration statementTimeout, Duration filesTimeout, Clock clock) {
    this.api = Objects.requireNonNull(api, "api");
    this.statementTimeout = Objects.requireNonNull(statementTimeout, "statementTimeout");
    this.filesTimeout = Objects.requireNonNull(filesTimeout, "filesTimeout");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.gate = new QuotingGate(api, clock);
    this.pages = new SchemaPages(api, clock);
  }

  /**
   * @param api stays the caller's, who closes it
   * @param statementTimeout how long Snowflake lets a statement run
   * @param filesTimeout the same for one that registers files
   */
  public static SqlSnowflakeCatalog of(
      SqlApi api, Duration statementTimeout, Duration filesTimeout, Clock clock) {
    return new SqlSnowflakeCatalog(api, statementTimeout, filesTimeout, clock);
  }

  @Override
  public CompletableFuture<LookAnswer> look(ObjectName name, Depth depth, Instant notBefore) {
    Instant now = clock.instant();
    if (closed) {
      return completed(LookAnswer.failed(now, "the client was closed"));
    }
    try {
      SqlIdentifier.qualified(name);
      return gate.pass()
          .thenCompose(
              stop ->
                  stop.isPresent()
                      ? completed(stop.get().at(now))
                      : pages
                          .find(name, notBefore)
                          .thenCompose(shown -> looked(name, depth, shown)))
          .exceptionally(fault -> LookAnswer.failed(now, fault("look", fault)));
    } catch (IllegalArgumentException e) {
      return completed(LookAnswer.denied(now, e.getMessage()));
    } catch (RuntimeException e) {
      return completed(LookAnswer.failed(now, fault("look", e)));
    }
  }

  private CompletableFuture<LookAnswer> looked(ObjectName name, Depth depth, Shown shown) {
    if (shown.failure().isPresent()) {
      return completed(shown.failure().get().at(shown.askedAt()));
    }
    if (shown.table().isEmpty()) {
      return taken.of(name, shown.askedAt()) == TakenNames.Standing.FREE
          ? completed(LookAnswer.nothing(shown.askedAt()))
          : holder(name, shown.askedAt());
    }
    taken.forget(name);
    ShownTable table = shown.table().get();
    if (depth == Depth.SHOW) {
      return completed(LookAnswer.shown(table.applied(null, null), shown.askedAt()));
    }
    if (!table.invalid().isEmpty()) {
      return completed(
          LookAnswer.denied(
              shown.askedAt(),
              SqlIdentifier.qualified(name)
                  + " is invalid and must be made anew by hand, mostly because its stage was"
                  + " dropped or replaced: "
                  + table.invalid()));
    }
    return described(name, depth, table, shown.askedAt());
  }

  /** What else holds a name that a CREATE was told is taken. */
  private CompletableFuture<LookAnswer> holder(ObjectName name, Instant askedAt) {
    return read(LookSql.showObjects(name))
        .thenApply(
            answer -> {
              if (!answer.is(SqlAnswer.Kind.DONE)) {
                return ReadFailure.of(answer, ReadFailure.schemaUnseen(name)).at(askedAt);
              }
              for (Row row : Row.of(answer)) {
                if (row.text("name").equals(name.name())) {
                  return isExternal(row)
                      ? LookAnswer.failed(askedAt, "the table has come to light just now")
                      : LookAnswer.shown(other(name, row), askedAt);
                }
              }
              return unseenHolder(name, askedAt);
            });
  }

  /** One that SHOW EXTERNAL TABLES did not show a moment ago. */
  private static boolean isExternal(Row row) {
    return row.isTrue("is_external") || row.text("kind").equalsIgnoreCase(Applied.EXTERNAL_TABLE);
  }

  private static Applied other(ObjectName name, Row row) {
    return Applied.of(
        name,
        row.text("kind").isEmpty() ? "OBJECT" : row.text("kind"),
        row.text("owner"),
        row.text("created_on"),
        row.text("comment"),
        null,
        null);
  }

  private LookAnswer unseenHolder(ObjectName name, Instant askedAt) {
    switch (taken.of(name, askedAt)) {
      case JUST_MET:
        return LookAnswer.failed(askedAt, "the object that was just met cannot be seen yet");
      case HIDDEN:
        taken.forget(name);
        return LookAnswer.denied(
            askedAt,
            "something that our role may not see holds the name " + SqlIdentifier.qualified(name));
      default:
        return LookAnswer.nothing(askedAt);
    }
  }

  private CompletableFuture<LookAnswer> described(
      ObjectName name, Depth depth, ShownTable table, Instant askedAt) {
    CompletableFuture<SqlAnswer> columns = read(LookSql.columns(name));
    CompletableFuture<SqlAnswer> properties = read(LookSql.stageOf(name));
    CompletableFuture<SqlAnswer> ddl =
        depth == Depth.DDL ? read(LookSql.ddl(name)) : CompletableFuture.completedFuture(null);
    return CompletableFuture.allOf(columns, properties, ddl)
        .thenCompose(
            all -> {
              for (SqlAnswer answer :
                  new SqlAnswer[] {columns.join(), properties.join(), ddl.join()}) {
                if (answer != null && !answer.is(SqlAnswer.Kind.DONE)) {
                  return completed(undescribed(name, answer, askedAt));
                }
              }
              Protections protections = ddl.join() == null ? null : protections(ddl.join());
              return structured(
                  table, Row.of(columns.join()), Row.of(properties.join()), protections, askedAt);
            });
  }

  /**
   * SHOW has just seen it: so "does not exist" means that it was dropped in between, that this
   * session does not see it yet, or that a grant is missing. Only the next look can tell.
   */
  private static LookAnswer undescribed(ObjectName name, SqlAnswer answer, Instant askedAt) {
    boolean unseen = answer.code().equals("002003") || answer.code().equals("002043");
    String sentence = SqlIdentifier.qualified(name) + " was listed and could not be described";
    return unseen
        ? LookAnswer.failed(askedAt, sentence + ReadFailure.said(answer))
        : ReadFailure.of(answer, sentence).at(askedAt);
  }

  private static Protections protections(SqlAnswer ddl) {
    List<Row> rows = Row.of(ddl);
    return DdlReader.read(rows.isEmpty() ? "" : rows.get(0).first());
  }

  /** The structure; where the location is printed as a URL, its stage's URL is asked for first. */
  private CompletableFuture<LookAnswer> structured(
      ShownTable table,
      List<Row> columns,
      List<Row> properties,
      Protections protections,
      Instant askedAt) {
    Map<ObjectName, String> wanted = new HashMap<>();
    try {
      Target.ExternalTable structure =
          CatalogReader.read(
              table,
              columns,
              properties,
              stage -> {
                wanted.put(stage, "");
                throw new Unreadable("the URL of its stage " + stage + " is not known");
              });
      return completed(LookAnswer.shown(table.applied(structure, protections), askedAt));
    } catch (Unreadable e) {
      if (wanted.isEmpty()) {
        return completed(unreadable(table, e, askedAt));
      }
    }
    ObjectName stage = wanted.keySet().iterator().next();
    return stage(stage)
        .thenApply(
            seen -> {
              if (seen.kind() == StageAnswer.Kind.FAILED) {
                return LookAnswer.failed(askedAt, seen.sentence());
              }
              try {
                Target.ExternalTable structure =
                    CatalogReader.read(table, columns, properties, any -> seen.url().orElse(""));
                return LookAnswer.shown(table.applied(structure, protections), askedAt);
              } catch (Unreadable e) {
                return unreadable(table, e, askedAt);
              }
            });
  }

  private static LookAnswer unreadable(ShownTable table, Unreadable e, Instant askedAt) {
    return LookAnswer.denied(
        askedAt, SqlIdentifier.qualified(table.name()) + " cannot be compared: " + e.getMessage());
  }

  @Override
  public CompletableFuture<StatementAnswer> send(
      Statement statement, UUID requestId, String queryTag) {
    if (closed) {
      return CompletableFuture.completedFuture(
          StatementAnswer.of(StatementAnswer.Kind.NOT_BEGUN, "", "the client was closed"));
    }
    String sql;
    try {
      sql = SqlRenderer.sqlOf(statement);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(rejected(e.getMessage()));
    }
    int size = sql.getBytes(StandardCharsets.UTF_8).length;
    if (size > LONGEST_STATEMENT) {
      return CompletableFuture.completedFuture(
          rejected("the statement has " + size + " bytes, more than Snowflake takes safely"));
    }
    SqlRequest.Builder request =
        statement.registersFiles()
            ? SqlRequest.files(sql).timeout(filesTimeout)
            : SqlRequest.ddl(sql).timeout(statementTimeout);
    return gate.pass()
        .thenCompose(
            stop ->
                stop.isPresent()
                    ? CompletableFuture.completedFuture(stopped(stop.get()))
                    : api.submit(request.requestId(requestId).queryTag(queryTag).build())
                        .thenApply(answer -> sent(statement, answer)))
        .exceptionally(
            fault ->
                StatementAnswer.of(
                    StatementAnswer.Kind.END_UNKNOWN, "", fault("statement", fault)));
  }

  private StatementAnswer sent(Statement statement, SqlAnswer answer) {
    if (answer.is(SqlAnswer.Kind.FAILED) && answer.code().equals("002002")) {
      taken.met(statement.name(), clock.instant());
    }
    return StatementAnswers.of(answer, statement);
  }

  private static StatementAnswer rejected(String sentence) {
    return StatementAnswer.of(StatementAnswer.Kind.REJECTED, "", sentence);
  }

  private static StatementAnswer stopped(ReadFailure failure) {
    return StatementAnswer.of(
        failure.isDenied() ? StatementAnswer.Kind.DENIED : StatementAnswer.Kind.NOT_BEGUN,
        "",
        failure.sentence());
  }

  @Override
  public CompletableFuture<StatementAnswer> poll(String handle) {
    if (closed) {
      return CompletableFuture.completedFuture(StatementAnswer.running(handle));
    }
    return api.poll(handle).thenApply(StatementAnswers::of);
  }

  @Override
  public CompletableFuture<Map<ObjectName, StageAnswer>> stages(Collection<ObjectName> names) {
    Map<ObjectName, CompletableFuture<StageAnswer>> asked = new HashMap<>();
    for (ObjectName name : new HashSet<>(names)) {
      asked.put(name, stage(name));
    }
    return CompletableFuture.allOf(asked.values().toArray(new CompletableFuture<?>[0]))
        .thenApply(
            all -> {
              Map<ObjectName, StageAnswer> answers = new HashMap<>();
              asked.forEach((name, answer) -> answers.put(name, answer.join()));
              return Map.copyOf(answers);
            });
  }

  private CompletableFuture<StageAnswer> stage(ObjectName name) {
    if (closed) {
      return CompletableFuture.completedFuture(StageAnswer.failed("the client was closed"));
    }
    String unseen =
        "the stage "
            + name
            + " does not exist, or our role lacks USAGE on it, on its schema or on its database";
    try {
      return read(LookSql.showStages(name)).thenApply(answer -> stage(name, answer, unseen));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(StageAnswer.unseen(e.getMessage()));
    }
  }

  private static StageAnswer stage(ObjectName name, SqlAnswer answer, String unseen) {
    if (!answer.is(SqlAnswer.Kind.DONE)) {
      ReadFailure failure = ReadFailure.of(answer, unseen);
      return failure.isDenied()
          ? StageAnswer.unseen(failure.sentence())
          : StageAnswer.failed(failure.sentence());
    }
    return Row.of(answer).stream()
        .filter(row -> row.text("name").equals(name.name()))
        .findFirst()
        .map(row -> StageAnswer.seen(row.text("url")))
        .orElseGet(() -> StageAnswer.unseen(unseen));
  }

  private CompletableFuture<SqlAnswer> read(String sql) {
    return api.submit(SqlRequest.read(sql).build());
  }

  @Override
  public void close() {
    closed = true;
  }

  private static CompletableFuture<LookAnswer> completed(LookAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }

  /** The class only: what a fault's message holds is not known here. */
  private static String fault(String what, Throwable fault) {
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    return "a fault of ours in a " + what + ": " + cause.getClass().getName();
  }
}
