package io.gluesnow.glue;

import io.gluesnow.catalog.DatabaseId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.glue.model.Database;

/**
 * Whether a database is a resource link, asked once for all of its tables that are looked for
 * within some seconds: all tables of a deleted database are, and each would ask the same.
 */
final class LinkedDatabases {
  /** Not longer than a "not found" may be old when a drop goes out. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private static final int MOST = 1_000;

  private final GlueCalls calls;
  private final Clock clock;
  private final Map<DatabaseId, Asked> asked = new LinkedHashMap<>();

  LinkedDatabases(GlueCalls calls, Clock clock) {
    this.calls = Objects.requireNonNull(calls, "calls");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  CompletableFuture<CallResult<Database>> ask(DatabaseId database) {
    synchronized (asked) {
      Instant now = clock.instant();
      Asked before = asked.get(database);
      if (before != null && before.until.isAfter(now)) {
        return before.answer;
      }
      asked.remove(database);
      makeRoom();
      Asked made = new Asked(calls.database(database), now.plus(KEPT));
      asked.put(database, made);
      // A failure that passes is no answer for the next who asks.
      made.answer.thenAccept(
          result -> {
            if (result.failure().filter(GlueErrors::passes).isPresent()) {
              forget(database, made);
            }
          });
      return made.answer;
    }
  }

  private void makeRoom() {
    Iterator<Asked> oldest = asked.values().iterator();
    while (asked.size() >= MOST && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }

  private void forget(DatabaseId database, Asked made) {
    synchronized (asked) {
      asked.remove(database, made);
    }
  }

  private static final class Asked {
    private final CompletableFuture<CallResult<Database>> answer;
    private final Instant until;

    Asked(CompletableFuture<CallResult<Database>> answer, Instant until) {
      this.answer = answer;
      this.until = until;
    }
  }
}
