package io.gluesnow.snowflake.api;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Statements that are answered from a list, and a note of what was asked when. */
final class ScriptedStatements implements Statements {
  final List<String> asked = new ArrayList<>();
  final List<Duration> within = new ArrayList<>();
  final List<SqlRequest> requests = new ArrayList<>();

  private final Clock clock;
  private final Deque<SqlAnswer> answers = new ArrayDeque<>();

  ScriptedStatements(Clock clock, SqlAnswer... answers) {
    this.clock = clock;
    this.answers.addAll(List.of(answers));
  }

  @Override
  public CompletableFuture<SqlAnswer> post(SqlRequest request, Duration limit) {
    requests.add(request);
    return answer("post", limit)
        .thenApply(
            answer -> answer.but().requestId(request.requestId()).sentAt(ManualTime.START).build());
  }

  @Override
  public CompletableFuture<SqlAnswer> poll(String handle, Duration limit) {
    return answer("poll " + handle, limit);
  }

  @Override
  public CompletableFuture<SqlAnswer> partition(String handle, int partition, Duration limit) {
    return answer("partition " + handle + " " + partition, limit);
  }

  private CompletableFuture<SqlAnswer> answer(String what, Duration limit) {
    asked.add(what + " at " + Duration.between(ManualTime.START, clock.instant()).toMillis());
    within.add(limit);
    return CompletableFuture.completedFuture(
        answers.size() > 1 ? answers.remove() : answers.element());
  }
}
