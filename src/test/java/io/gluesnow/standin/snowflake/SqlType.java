package io.gluesnow.standin.snowflake;

import java.util.Objects;

/**
 * A column's data type, aliases resolved:
 * https://docs.snowflake.com/en/sql-reference/intro-summary-data-types.
 *
 * <p>A VARCHAR without a length keeps "no length", since the default length differs between
 * accounts (16,777,216, and 134,217,728 since a behaviour-change bundle); {@link Dialect} says
 * which one this server prints.
 */
final class SqlType {
  enum Base {
    NUMBER,
    FLOAT,
    VARCHAR,
    BINARY,
    BOOLEAN,
    DATE,
    TIME,
    TIMESTAMP_NTZ,
    TIMESTAMP_LTZ,
    TIMESTAMP_TZ,
    VARIANT,
    OBJECT,
    ARRAY
  }

  static final SqlType VARIANT = of(Base.VARIANT);
  static final SqlType VARCHAR = of(Base.VARCHAR);
  static final SqlType BOOLEAN = of(Base.BOOLEAN);
  static final SqlType DATE = of(Base.DATE);
  static final SqlType FLOAT = of(Base.FLOAT);
  static final SqlType OBJECT = of(Base.OBJECT);
  static final SqlType ARRAY = of(Base.ARRAY);
  static final SqlType INTEGER = number(38, 0);
  static final int LONGEST_VARCHAR = 134_217_728;
  static final int DEFAULT_BINARY = 8_388_608;
  static final int LONGEST_BINARY = 67_108_864;

  private final Base base;
  private final Integer length;
  private final int scale;

  private SqlType(Base base, Integer length, int scale) {
    this.base = Objects.requireNonNull(base);
    this.length = length;
    this.scale = scale;
  }

  static SqlType of(Base base) {
    return new SqlType(base, null, 0);
  }

  static SqlType number(int precision, int scale) {
    return new SqlType(Base.NUMBER, precision, scale);
  }

  static SqlType varchar(int length) {
    return new SqlType(Base.VARCHAR, length, 0);
  }

  static SqlType binary(int length) {
    return new SqlType(Base.BINARY, length, 0);
  }

  /** TIME and the TIMESTAMP types; precision 9 is the default. */
  static SqlType timed(Base base, int precision) {
    return new SqlType(base, precision, 0);
  }

  Base base() {
    return base;
  }

  boolean is(Base other) {
    return base == other;
  }

  boolean timestamp() {
    return is(Base.TIMESTAMP_NTZ) || is(Base.TIMESTAMP_LTZ) || is(Base.TIMESTAMP_TZ);
  }

  boolean semiStructured() {
    return is(Base.VARIANT) || is(Base.OBJECT) || is(Base.ARRAY);
  }

  int precision() {
    return length;
  }

  int scale() {
    return scale;
  }

  int length(Dialect dialect) {
    return length == null ? dialect.defaultVarchar() : length;
  }

  boolean sameAs(SqlType other, Dialect dialect) {
    if (base != other.base) {
      return false;
    }
    if (base == Base.VARCHAR) {
      return length(dialect) == other.length(dialect);
    }
    return Objects.equals(length, other.length) && scale == other.scale;
  }

  /** As DESC and GET_DDL print a column's type: every length stated. */
  String shown(Dialect dialect) {
    switch (base) {
      case NUMBER:
        return "NUMBER(" + length + "," + scale + ")";
      case VARCHAR:
        return "VARCHAR(" + length(dialect) + ")";
      case BINARY:
      case TIME:
      case TIMESTAMP_NTZ:
      case TIMESTAMP_LTZ:
      case TIMESTAMP_TZ:
        return base + "(" + length + ")";
      default:
        return base.toString();
    }
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof SqlType)) {
      return false;
    }
    SqlType that = (SqlType) other;
    return base == that.base && scale == that.scale && Objects.equals(length, that.length);
  }

  @Override
  public int hashCode() {
    return Objects.hash(base, length, scale);
  }

  @Override
  public String toString() {
    return is(Base.VARCHAR) && length == null ? "VARCHAR" : shown(Dialect.older());
  }
}
