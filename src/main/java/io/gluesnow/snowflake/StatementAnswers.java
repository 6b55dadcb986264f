package io.gluesnow.snowflake;

import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.converge.StatementAnswer.Kind;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.snowflake.api.SqlAnswer;
import io.gluesnow.snowflake.api.SqlFailure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an answer to a statement means to the controller, as one table: the kind of answer, and for
 * a failed statement what its code calls for.
 *
 * <p>Login, network and settings count as denied: every table waits for the same person, and none
 * is remembered as rejected.
 */
final class StatementAnswers {
  private static final Map<SqlAnswer.Kind, Kind> KINDS = new EnumMap<>(SqlAnswer.Kind.class);
  private static final Map<SqlFailure, Kind> FAILURES = new EnumMap<>(SqlFailure.class);

  static {
    KINDS.put(SqlAnswer.Kind.DONE, Kind.DONE);
    KINDS.put(SqlAnswer.Kind.RUNNING, Kind.RUNNING);
    KINDS.put(SqlAnswer.Kind.UNKNOWN_END, Kind.END_UNKNOWN);
    KINDS.put(SqlAnswer.Kind.BUSY, Kind.NOT_BEGUN);
    KINDS.put(SqlAnswer.Kind.NOT_SENT, Kind.NOT_BEGUN);
    KINDS.put(SqlAnswer.Kind.NO_LEASE, Kind.NO_LEASE);
    KINDS.put(SqlAnswer.Kind.UNAUTHORIZED, Kind.DENIED);
    KINDS.put(SqlAnswer.Kind.FORBIDDEN, Kind.DENIED);
    KINDS.put(SqlAnswer.Kind.MISUSED, Kind.DENIED);

    FAILURES.put(SqlFailure.LOOK, Kind.OVERTAKEN);
    FAILURES.put(SqlFailure.NOT_PERMITTED, Kind.DENIED);
    FAILURES.put(SqlFailure.REJECTED, Kind.REJECTED);
    FAILURES.put(SqlFailure.TOO_MANY_FILES, Kind.REJECTED);
    FAILURES.put(SqlFailure.NO_WAREHOUSE, Kind.DENIED);
    FAILURES.put(SqlFailure.SLOW_RETRY, Kind.DENIED);
    // It has ended without effect, which is as good as never begun: back off, look, plan anew.
    FAILURES.put(SqlFailure.PASSING, Kind.NOT_BEGUN);
  }

  /** Snowflake's words for something other than the table that cannot be seen. */
  private static final Pattern SOMETHING_ELSE =
      Pattern.compile(
          "(?is)(?:SQL compilation error:\\s*)?(?:Stage|Schema|Database|Tag|Integration|"
              + "File format|Row access policy)\\b.*does not exist.*");

  private StatementAnswers() {}

  /** The answer to a poll, where the statement is not at hand. */
  static StatementAnswer of(SqlAnswer answer) {
    Kind kind = answer.failure().map(FAILURES::get).orElseGet(() -> KINDS.get(answer.kind()));
    return answer(kind, answer, "");
  }

  static StatementAnswer of(SqlAnswer answer, Statement statement) {
    Optional<SqlFailure> failure = answer.failure();
    if (failure.isEmpty()) {
      return of(answer);
    }
    if (failure.get() == SqlFailure.LOOK && isAboutSomethingElse(answer, statement)) {
      return answer(Kind.DENIED, answer, statement.accept(new Needs()));
    }
    if (failure.get() == SqlFailure.NOT_PERMITTED) {
      return answer(Kind.DENIED, answer, statement.accept(new Needs()));
    }
    return of(answer);
  }

  /**
   * "Does not exist or not authorized" cannot be about the table of a CREATE, so a stage or schema
   * is missing or closed: looking at the table again would go on for ever.
   */
  private static boolean isAboutSomethingElse(SqlAnswer answer, Statement statement) {
    boolean unseen = answer.code().equals("002003") || answer.code().equals("002043");
    boolean makes = statement instanceof Statement.Create || statement instanceof Statement.Replace;
    return unseen && (makes || SOMETHING_ELSE.matcher(answer.message()).matches());
  }

  private static StatementAnswer answer(Kind kind, SqlAnswer answer, String advice) {
    if (kind == Kind.DONE) {
      return StatementAnswer.done();
    }
    if (kind == Kind.RUNNING && answer.handle().isPresent()) {
      return StatementAnswer.running(answer.handle().get());
    }
    String code =
        answer.code().isEmpty() && answer.httpStatus() != 0
            ? Integer.toString(answer.httpStatus())
            : answer.code();
    String message = answer.message() + (advice.isEmpty() ? "" : "; " + advice);
    return StatementAnswer.of(kind == Kind.RUNNING ? Kind.END_UNKNOWN : kind, code, message);
  }

  /** What our role needs for a statement, in the words of GRANT. */
  private static final class Needs implements Statement.Visitor<String> {
    @Override
    public String create(Statement.Create statement) {
      return making(statement.target());
    }

    @Override
    public String replace(Statement.Replace statement) {
      return making(statement.target())
          + ", OWNERSHIP of the table, and APPLY on the policies and tags that guard it";
    }

    private static String making(Target.ExternalTable target) {
      ObjectName stage = target.location().stage();
      return "our role needs USAGE ON DATABASE "
          + SqlIdentifier.quoted(target.name().database())
          + ", USAGE and CREATE EXTERNAL TABLE ON SCHEMA "
          + SqlIdentifier.schema(target.name())
          + ", USAGE ON STAGE "
          + SqlIdentifier.qualified(stage)
          + " and on the stage's database and schema";
    }

    @Override
    public String addColumns(Statement.AddColumns statement) {
      return owning(statement);
    }

    @Override
    public String dropColumns(Statement.DropColumns statement) {
      return owning(statement);
    }

    @Override
    public String comment(Statement.SetComment statement) {
      return owning(statement);
    }

    @Override
    public String autoRefresh(Statement.SetAutoRefresh statement) {
      return owning(statement);
    }

    @Override
    public String refresh(Statement.Refresh statement) {
      return owning(statement) + ", and USAGE on its stage";
    }

    @Override
    public String drop(Statement.Drop statement) {
      return owning(statement);
    }

    private static String owning(Statement statement) {
      return "our role needs OWNERSHIP ON EXTERNAL TABLE "
          + SqlIdentifier.qualified(statement.name())
          + " and USAGE on its schema and database";
    }
  }
}
