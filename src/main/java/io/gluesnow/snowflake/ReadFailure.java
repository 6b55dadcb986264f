package io.gluesnow.snowflake;

import io.gluesnow.converge.LookAnswer;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.snowflake.api.SqlAnswer;
import io.gluesnow.snowflake.api.SqlFailure;
import java.time.Instant;
import java.util.Objects;

/** Why a read brought nothing: for now, or until a person changes something. */
final class ReadFailure {
  private final boolean denied;
  private final String sentence;

  private ReadFailure(boolean denied, String sentence) {
    this.denied = denied;
    this.sentence = Objects.requireNonNull(sentence, "sentence");
  }

  /** The same look may succeed later by itself. */
  static ReadFailure passing(String sentence) {
    return new ReadFailure(false, sentence);
  }

  /** Waits for people. */
  static ReadFailure lasting(String sentence) {
    return new ReadFailure(true, sentence);
  }

  /**
   * What an answer other than DONE means for a read.
   *
   * @param missing what to say when Snowflake says "does not exist or not authorized", which is one
   *     answer for both
   */
  static ReadFailure of(SqlAnswer answer, String missing) {
    String said = said(answer);
    switch (answer.kind()) {
      case UNAUTHORIZED:
        return lasting("Snowflake refuses our login: check user, key and account" + said);
      case FORBIDDEN:
        return lasting("Snowflake lets nobody in from here: check its network policies" + said);
      case MISUSED:
        return lasting("Snowflake refuses our settings: check role, warehouse and url" + said);
      case FAILED:
        SqlFailure failure = answer.failure().orElse(SqlFailure.PASSING);
        if (failure == SqlFailure.LOOK) {
          return lasting(missing + said);
        }
        if (failure == SqlFailure.NOT_PERMITTED) {
          return lasting("our role may not look" + said);
        }
        return passing("the look failed" + said);
      default:
        return passing("Snowflake did not answer the look" + said);
    }
  }

  /** Code and message in brackets, as far as there are any. */
  static String said(SqlAnswer answer) {
    String code = answer.code();
    String text = (code.isEmpty() ? "" : code + " ") + answer.message();
    return text.isBlank() ? "" : " (" + text.trim() + ")";
  }

  /** What a person must do when a schema cannot be seen. */
  static String schemaUnseen(ObjectName name) {
    String schema = SqlIdentifier.schema(name);
    return "the schema "
        + schema
        + " does not exist, or our role lacks GRANT USAGE ON DATABASE "
        + SqlIdentifier.quoted(name.database())
        + " and GRANT USAGE ON SCHEMA "
        + schema;
  }

  boolean isDenied() {
    return denied;
  }

  String sentence() {
    return sentence;
  }

  LookAnswer at(Instant askedAt) {
    return denied ? LookAnswer.denied(askedAt, sentence) : LookAnswer.failed(askedAt, sentence);
  }

  @Override
  public String toString() {
    return sentence;
  }
}
