package io.gluesnow.standin.snowflake;

import java.util.Locale;

/**
 * Reads data types and their aliases:
 * https://docs.snowflake.com/en/sql-reference/intro-summary-data-types.
 */
final class TypeParser {
  private final TokenReader in;

  TypeParser(TokenReader in) {
    this.in = in;
  }

  SqlType type() {
    Token token = in.take();
    if (token.type() != Token.Type.WORD || Identifiers.reserved(token.value())) {
      throw token.unexpected();
    }
    String name = token.value().toUpperCase(Locale.ROOT);
    switch (name) {
      case "NUMBER":
      case "DECIMAL":
      case "DEC":
      case "NUMERIC":
        return number();
      case "INT":
      case "INTEGER":
      case "BIGINT":
      case "SMALLINT":
      case "TINYINT":
      case "BYTEINT":
        return SqlType.INTEGER;
      case "DOUBLE":
        in.accept("PRECISION");
        return SqlType.FLOAT;
      case "FLOAT":
      case "FLOAT4":
      case "FLOAT8":
      case "REAL":
        return SqlType.FLOAT;
      case "VARCHAR":
      case "STRING":
      case "TEXT":
      case "NVARCHAR":
      case "NVARCHAR2":
        return length(name, SqlType.LONGEST_VARCHAR, null);
      case "CHAR":
      case "CHARACTER":
      case "NCHAR":
        return length(name, SqlType.LONGEST_VARCHAR, 1);
      case "BINARY":
      case "VARBINARY":
        return binary();
      case "BOOLEAN":
        return SqlType.BOOLEAN;
      case "DATE":
        return SqlType.DATE;
      case "TIME":
        return timed(SqlType.Base.TIME);
      case "TIMESTAMP":
      case "DATETIME":
      case "TIMESTAMP_NTZ":
      case "TIMESTAMPNTZ":
        return timed(SqlType.Base.TIMESTAMP_NTZ);
      case "TIMESTAMP_LTZ":
      case "TIMESTAMPLTZ":
        return timed(SqlType.Base.TIMESTAMP_LTZ);
      case "TIMESTAMP_TZ":
      case "TIMESTAMPTZ":
        return timed(SqlType.Base.TIMESTAMP_TZ);
      case "VARIANT":
        return SqlType.VARIANT;
      case "OBJECT":
        return SqlType.OBJECT;
      case "ARRAY":
        return SqlType.ARRAY;
      default:
        throw SqlFailure.compilation("002040", "42601", "Unsupported data type '" + name + "'.");
    }
  }

  private SqlType number() {
    if (!in.acceptSign("(")) {
      return SqlType.INTEGER;
    }
    int precision = in.integer();
    int scale = in.acceptSign(",") ? in.integer() : 0;
    in.expectSign(")");
    if (precision < 1 || precision > 38 || scale > precision || scale > 37) {
      throw SqlFailure.refused(
          "Invalid precision or scale: NUMBER(" + precision + "," + scale + ")");
    }
    return SqlType.number(precision, scale);
  }

  private SqlType length(String name, int longest, Integer absent) {
    if (!in.acceptSign("(")) {
      return absent == null ? SqlType.VARCHAR : SqlType.varchar(absent);
    }
    int length = in.integer();
    in.expectSign(")");
    if (length < 1 || length > longest) {
      throw SqlFailure.refused("invalid length " + length + " of " + name);
    }
    return SqlType.varchar(length);
  }

  private SqlType binary() {
    if (!in.acceptSign("(")) {
      return SqlType.binary(SqlType.DEFAULT_BINARY);
    }
    int length = in.integer();
    in.expectSign(")");
    if (length < 1 || length > SqlType.LONGEST_BINARY) {
      throw SqlFailure.refused("invalid length " + length + " of BINARY");
    }
    return SqlType.binary(length);
  }

  private SqlType timed(SqlType.Base base) {
    if (!in.acceptSign("(")) {
      return SqlType.timed(base, 9);
    }
    int precision = in.integer();
    in.expectSign(")");
    if (precision > 9) {
      throw SqlFailure.refused("invalid precision " + precision + " of " + base);
    }
    return SqlType.timed(base, precision);
  }
}
