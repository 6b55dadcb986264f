package io.gluesnow.snowflake;

import io.gluesnow.plan.ObjectName;
import io.gluesnow.snowflake.api.SqlAnswer;
import io.gluesnow.snowflake.api.SqlApi;
import io.gluesnow.snowflake.api.SqlRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SHOW EXTERNAL TABLES, shared between those who look at one schema.
 *
 * <p>Where few look, each asks for its own name. Where several look within a second, one asks for
 * the whole schema, and its page serves the others for a second, also while it is under way; nobody
 * waits for a page to be asked. A page serves nobody whose own last statement ended after the page
 * was asked for. A page that is cut at Snowflake's limit of rows says nothing about the names that
 * it lacks, and a schema that large is not asked for as a whole again.
 */
final class SchemaPages {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final int SEVERAL = 3;

  private final SqlApi api;
  private final Clock clock;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private volatile Instant nextSweep = Instant.MIN;

  SchemaPages(SqlApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  /** What is there under a name, as of a moment after {@code notBefore}. */
  CompletableFuture<Shown> find(ObjectName name, Instant notBefore) {
    letGo();
    CompletableFuture<Page> page =
        schemas
            .computeIfAbsent(SqlIdentifier.schema(name), key -> new Schema())
            .pageFor(name, notBefore);
    return page == null
        ? one(name)
        : page.thenCompose(
            found ->
                found.answers(name)
                    ? CompletableFuture.completedFuture(found.shown(name))
                    : one(name));
  }

  /** Lets go of the pages that nobody may use any more: one can have ten thousand rows. */
  private void letGo() {
    Instant now = clock.instant();
    if (!now.isBefore(nextSweep)) {
      nextSweep = now.plus(FRESH);
      schemas.values().forEach(schema -> schema.letGo(now));
    }
  }

  private CompletableFuture<Shown> one(ObjectName name) {
    return ask(LookSql.showOne(name), name).thenApply(page -> page.shown(name));
  }

  private CompletableFuture<Page> ask(String sql, ObjectName name) {
    Instant askedAt = clock.instant();
    return api.submit(SqlRequest.read(sql).build())
        .thenApply(answer -> new Page(answer.sentAt().orElse(askedAt), answer, name));
  }

  /** One schema: its newest page, and how many looked at it lately. */
  private final class Schema {
    private final Deque<Instant> looks = new ArrayDeque<>();
    private Instant askedAt = Instant.MIN;
    private CompletableFuture<Page> newest;
    private boolean large;

    /** A page that may answer for this name, or null where the name is to be asked for alone. */
    synchronized CompletableFuture<Page> pageFor(ObjectName name, Instant notBefore) {
      Instant now = clock.instant();
      Instant oldest = now.minus(FRESH);
      letGo(now);
      looks.addLast(now);
      while (looks.peekFirst().isBefore(oldest) || looks.size() > SEVERAL) {
        looks.removeFirst();
      }
      if (newest != null) {
        return askedAt.isAfter(notBefore) ? newest : null;
      }
      if (large || looks.size() < SEVERAL) {
        return null;
      }
      askedAt = now;
      CompletableFuture<Page> asked = ask(LookSql.showSchema(name), name);
      newest = asked;
      asked.thenAccept(this::asked);
      return asked;
    }

    synchronized void letGo(Instant now) {
      if (newest != null && askedAt.isBefore(now.minus(FRESH))) {
        newest = null;
      }
    }

    private synchronized void asked(Page page) {
      large |= page.isCut();
      if (page.failure != null) {
        newest = null;
      }
    }
  }

  /** The rows of one SHOW. */
  private static final class Page {
    private final Instant askedAt;
    private final Map<String, ShownTable> tables = new HashMap<>();
    private final ReadFailure failure;

    Page(Instant askedAt, SqlAnswer answer, ObjectName name) {
      this.askedAt = askedAt;
      this.failure =
          answer.is(SqlAnswer.Kind.DONE)
              ? null
              : ReadFailure.of(answer, ReadFailure.schemaUnseen(name));
      List<Row> rows = failure == null ? Row.of(answer) : List.of();
      // Exact names only: LIKE ignores case and knows wildcards.
      rows.forEach(row -> tables.put(row.text("name"), ShownTable.of(row)));
    }

    boolean isCut() {
      return tables.size() >= LookSql.MOST_ROWS;
    }

    boolean answers(ObjectName name) {
      return !isCut() || tables.containsKey(name.name());
    }

    Shown shown(ObjectName name) {
      return failure == null
          ? Shown.of(askedAt, tables.get(name.name()))
          : Shown.failed(askedAt, failure);
    }
  }
}
