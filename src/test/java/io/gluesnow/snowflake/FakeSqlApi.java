package io.gluesnow.snowflake;

import io.gluesnow.snowflake.api.SqlAnswer;
import io.gluesnow.snowflake.api.SqlApi;
import io.gluesnow.snowflake.api.SqlRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Answers what a test tells it to, by how a statement begins, at once or when the test says so. */
final class FakeSqlApi implements SqlApi {
  private final Map<String, Function<String, SqlAnswer>> answers = new LinkedHashMap<>();
  private final List<SqlRequest> requests = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  private boolean holds;

  FakeSqlApi() {
    answer("SHOW PARAMETERS", rows("key,value", "QUOTED_IDENTIFIERS_IGNORE_CASE,false"));
  }

  /** The newest rule that fits counts. */
  FakeSqlApi answer(String beginning, SqlAnswer answer) {
    return answer(beginning, () -> answer);
  }

  FakeSqlApi answer(String beginning, Supplier<SqlAnswer> answer) {
    return answerBy(beginning, sql -> answer.get());
  }

  /** Answers a statement that begins so by its whole text. */
  FakeSqlApi answerBy(String beginning, Function<String, SqlAnswer> answer) {
    answers.remove(beginning);
    answers.put(beginning, answer);
    return this;
  }

  /** From now on answers wait for {@link #release}. */
  void hold() {
    holds = true;
  }

  void release() {
    holds = false;
    List<Runnable> waiting = new ArrayList<>(held);
    held.clear();
    waiting.forEach(Runnable::run);
  }

  List<SqlRequest> requests() {
    return requests;
  }

  /** The statements that begin so, in the order in which they came. */
  List<String> sent(String beginning) {
    return requests.stream()
        .map(SqlRequest::statement)
        .filter(sql -> sql.startsWith(beginning))
        .collect(Collectors.toList());
  }

  /**
   * @param header names of columns, separated by commas
   * @param lines cells, separated by commas; {@code NULL} stands for NULL
   */
  static SqlAnswer rows(String header, String... lines) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines) {
      List<String> row = new ArrayList<>();
      for (String cell : line.split(",", -1)) {
        row.add(cell.equals("NULL") ? null : cell);
      }
      rows.add(row);
    }
    return SqlAnswer.of(SqlAnswer.Kind.DONE).result(List.of(header.split(",")), rows).build();
  }

  static SqlAnswer of(SqlAnswer.Kind kind) {
    return SqlAnswer.of(kind).message("for a test").build();
  }

  static SqlAnswer failed(String code, String sqlState) {
    return failed(code, sqlState, "for a test");
  }

  static SqlAnswer failed(String code, String sqlState, String message) {
    return SqlAnswer.of(SqlAnswer.Kind.FAILED)
        .httpStatus(422)
        .code(code)
        .sqlState(sqlState)
        .message(message)
        .build();
  }

  @Override
  public CompletableFuture<SqlAnswer> submit(SqlRequest request) {
    requests.add(request);
    Function<String, SqlAnswer> answer = null;
    for (Map.Entry<String, Function<String, SqlAnswer>> rule : answers.entrySet()) {
      if (request.statement().startsWith(rule.getKey())) {
        answer = rule.getValue();
      }
    }
    if (answer == null) {
      throw new AssertionError("unexpected: " + request.statement());
    }
    SqlAnswer given = answer.apply(request.statement());
    if (!holds) {
      return CompletableFuture.completedFuture(given);
    }
    CompletableFuture<SqlAnswer> later = new CompletableFuture<>();
    held.add(() -> later.complete(given));
    return later;
  }

  @Override
  public CompletableFuture<SqlAnswer> poll(String handle) {
    return CompletableFuture.completedFuture(answers.get("poll " + handle).apply(handle));
  }
}
