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
 * was asked for.
 *
 * <p>A page that is cut at Snowflake's limit of rows says nothing about the names that it lacks,
 * and as much is not asked for again: from then on, those whose names begin alike share a page of
 * the names that begin so, by as many letters as it takes for such a page to be whole.
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

  /** One schema: the parts of it that are looked at, and which prove too large for a page. */
  private final class Schema {
    private final Map<String, Part> parts = new HashMap<>();

    /** By prefix, what all names begin with that a cut page had. */
    private final Map<String, String> large = new HashMap<>();

    /** A page that may answer for this name, or null where the name is to be asked for alone. */
    synchronized CompletableFuture<Page> pageFor(ObjectName name, Instant notBefore) {
      String prefix = "";
      // The shortest beginning that is not known to be too large.
      for (String common = large.get(prefix); common != null; common = large.get(prefix)) {
        Part part = parts.get(prefix);
        if (part != null && part.happensToHave(name, notBefore)) {
          return part.newest;
        }
        prefix = longer(name.name(), shared(common, name.name()) + 1);
        if (prefix.isEmpty()) {
          return null;
        }
      }
      String beginning = prefix;
      return parts
          .computeIfAbsent(beginning, key -> new Part(this, beginning))
          .pageFor(name, notBefore);
    }

    /** So much of a name, and whole characters; empty where it is not that long. */
    private String longer(String name, int length) {
      if (length > name.length()) {
        return "";
      }
      boolean half = length < name.length() && Character.isHighSurrogate(name.charAt(length - 1));
      return name.substring(0, half ? length + 1 : length);
    }

    synchronized void letGo(Instant now) {
      parts.values().removeIf(part -> part.isIdle(now));
    }

    synchronized void asked(Part part, Page page) {
      if (page.isCut()) {
        large.put(part.prefix, page.common());
      }
      if (page.failure != null) {
        part.newest = null;
      }
    }
  }

  private static int shared(String a, String b) {
    int n = 0;
    while (n < a.length() && n < b.length() && a.charAt(n) == b.charAt(n)) {
      n++;
    }
    return n;
  }

  /** Names that begin alike: their newest page, and how many looked at them lately. */
  private final class Part {
    private final Schema schema;
    private final String prefix;
    private final Deque<Instant> looks = new ArrayDeque<>();
    private Instant askedAt = Instant.MIN;
    private CompletableFuture<Page> newest;

    Part(Schema schema, String prefix) {
      this.schema = schema;
      this.prefix = prefix;
    }

    CompletableFuture<Page> pageFor(ObjectName name, Instant notBefore) {
      Instant now = clock.instant();
      forget(now);
      looks.addLast(now);
      if (newest != null) {
        return askedAt.isAfter(notBefore) ? newest : null;
      }
      if (looks.size() < SEVERAL) {
        return null;
      }
      askedAt = now;
      CompletableFuture<Page> asked = ask(LookSql.showBeginning(name, prefix), name);
      newest = asked;
      asked.thenAccept(page -> schema.asked(this, page));
      return asked;
    }

    /** Whether its page, though cut, is here and fresh and has this name. */
    boolean happensToHave(ObjectName name, Instant notBefore) {
      forget(clock.instant());
      return newest != null
          && newest.isDone()
          && askedAt.isAfter(notBefore)
          && newest.join().answers(name);
    }

    private void forget(Instant now) {
      Instant oldest = now.minus(FRESH);
      if (newest != null && askedAt.isBefore(oldest)) {
        newest = null;
      }
      while (!looks.isEmpty() && (looks.peekFirst().isBefore(oldest) || looks.size() >= SEVERAL)) {
        looks.removeFirst();
      }
    }

    /** Lets go of its page where nobody may use that any more; true if nothing is left then. */
    boolean isIdle(Instant now) {
      forget(now);
      return newest == null && looks.isEmpty();
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

    /** What all its names begin with. */
    String common() {
      String common = null;
      for (String name : tables.keySet()) {
        common = common == null ? name : common.substring(0, shared(common, name));
      }
      return common;
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
