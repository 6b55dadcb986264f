package io.gluesnow.snowflake;

import io.gluesnow.snowflake.api.SqlAnswer;
import io.gluesnow.snowflake.api.SqlApi;
import io.gluesnow.snowflake.api.SqlRequest;
import io.gluesnow.standin.snowflake.Result;
import io.gluesnow.standin.snowflake.ResultColumn;
import io.gluesnow.standin.snowflake.Session;
import io.gluesnow.standin.snowflake.SqlFailure;
import io.gluesnow.standin.snowflake.StrictSnowflake;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The strict Snowflake without the wire: every answer is there at once. */
public final class StrictSqlApi implements SqlApi {
  private final StrictSnowflake snowflake;
  private final Session session;

  public StrictSqlApi(StrictSnowflake snowflake, Session session) {
    this.snowflake = snowflake;
    this.session = session;
  }

  @Override
  public CompletableFuture<SqlAnswer> submit(SqlRequest request) {
    Instant now = Instant.ofEpochMilli(snowflake.now());
    try {
      Result result =
          snowflake.execute(session.withQueryTag(request.queryTag()), request.statement());
      List<String> names =
          result.columns().stream().map(ResultColumn::name).collect(Collectors.toList());
      return CompletableFuture.completedFuture(
          SqlAnswer.of(SqlAnswer.Kind.DONE)
              .httpStatus(200)
              .code("090001")
              .result(names, result.rows())
              .sentAt(now)
              .answeredAt(now)
              .build());
    } catch (SqlFailure failure) {
      return CompletableFuture.completedFuture(
          SqlAnswer.of(SqlAnswer.Kind.FAILED)
              .httpStatus(422)
              .code(failure.code())
              .sqlState(failure.sqlState())
              .message(failure.getMessage())
              .sentAt(now)
              .answeredAt(now)
              .build());
    }
  }

  @Override
  public CompletableFuture<SqlAnswer> poll(String handle) {
    throw new UnsupportedOperationException("nothing runs for long here");
  }
}
