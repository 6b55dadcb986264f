package io.gluesnow.plan;

import static io.gluesnow.plan.Expression.call;
import static io.gluesnow.plan.Expression.text;

/**
 * Values that stand in files as text, read as Hive reads them: what is no value of the type is
 * NULL. A plain cast would instead lose the whole row, without an error. Formats are always given,
 * because Snowflake's own guess takes a run of digits for seconds since 1970.
 */
final class Text {
  private static final SnowflakeType WHOLE = SnowflakeType.number(38, 0);
  private static final long SECONDS_OF_A_DAY = 86_400;

  private Text() {}

  /** {@code true} and {@code false} in any case; Snowflake alone would also take yes, on and 1. */
  static Expression truth(Expression value) {
    Expression folded = call("LOWER", value);
    Expression known =
        Expression.binary(
            "OR",
            Expression.binary("=", folded, text("true")),
            Expression.binary("=", folded, text("false")));
    return call("TRY_TO_BOOLEAN", call("IFF", known, value, Expression.nothing()));
  }

  static Expression number(Expression value, SnowflakeType type) {
    return call(
        "TRY_TO_NUMBER",
        value,
        Expression.number(type.precision()),
        Expression.number(type.scale()));
  }

  static Expression real(Expression value) {
    return call("TRY_TO_DOUBLE", value);
  }

  static Expression date(Expression value) {
    return call("TRY_TO_DATE", value, text("YYYY-MM-DD"));
  }

  /** With or without a fraction of a second. */
  static Expression timestamp(Expression value) {
    return call(
        "IFNULL",
        call("TRY_TO_TIMESTAMP_NTZ", value, text("YYYY-MM-DD HH24:MI:SS.FF")),
        call("TRY_TO_TIMESTAMP_NTZ", value, text("YYYY-MM-DD HH24:MI:SS")));
  }

  /** In any form that Snowflake knows, digits alone as time since 1970. */
  static Expression anyTimestamp(Expression value, SnowflakeType type) {
    return call("TRY_TO_" + type.family().name(), value, text("AUTO"));
  }

  /** Days since 1970 as OpenCSVSerde has them, or a date written out. */
  static Expression epochDays(Expression value) {
    Expression seconds =
        Expression.binary("*", number(value, WHOLE), Expression.number(SECONDS_OF_A_DAY));
    return call(
        "IFNULL",
        call("TO_TIMESTAMP_NTZ", seconds, Expression.number(0)).castTo(SnowflakeType.DATE),
        date(value));
  }

  /** Milliseconds since 1970 as OpenCSVSerde has them, or a timestamp written out. */
  static Expression epochMillis(Expression value) {
    return call(
        "IFNULL",
        call("TO_TIMESTAMP_NTZ", number(value, WHOLE), Expression.number(3)),
        timestamp(value));
  }

  /** Base 64 if it is such, else the text's own bytes. */
  static Expression bytes(Expression value) {
    return call(
        "IFNULL",
        call("TRY_TO_BINARY", value, text("BASE64")),
        call("TO_BINARY", value, text("UTF-8")));
  }
}
