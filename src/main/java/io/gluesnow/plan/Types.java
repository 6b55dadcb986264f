package io.gluesnow.plan;

import io.gluesnow.catalog.DataType;
import io.gluesnow.catalog.DataType.Primitive.Kind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Glue's types as Snowflake's. Whole numbers keep the width that Iceberg's mapping gives them;
 * {@code varchar(n)} and {@code char(n)} are VARCHAR, since whether a cast cuts or rejects a longer
 * value is not documented and a rejected value is a lost row; timestamps name their kind, since
 * TIMESTAMP alone is ruled by an account parameter.
 */
final class Types implements DataType.Visitor<SnowflakeType> {
  private final Policy.Nested nested;

  private Types(Policy.Nested nested) {
    this.nested = nested;
  }

  static SnowflakeType of(DataType type, Policy.Nested nested) {
    return type.accept(new Types(nested));
  }

  /** Whether text cannot hold it in one field in a way that Snowflake can read. */
  static boolean isNested(DataType type) {
    return type.accept(
        new Shape() {
          @Override
          public Boolean nested(List<DataType> parts) {
            return true;
          }
        });
  }

  /** Whether it is, or holds, bytes. */
  static boolean hasBinary(DataType type) {
    return type.accept(
        new Shape() {
          @Override
          public Boolean primitive(Kind kind) {
            return kind == Kind.BINARY;
          }

          @Override
          public Boolean nested(List<DataType> parts) {
            return parts.stream().anyMatch(Types::hasBinary);
          }
        });
  }

  @Override
  public SnowflakeType primitive(Kind kind) {
    switch (kind) {
      case BOOLEAN:
        return SnowflakeType.BOOLEAN;
      case TINYINT:
        return SnowflakeType.number(3, 0);
      case SMALLINT:
        return SnowflakeType.number(5, 0);
      case INT:
        return SnowflakeType.number(10, 0);
      case BIGINT:
        return SnowflakeType.number(19, 0);
      case FLOAT:
      case DOUBLE:
        return SnowflakeType.FLOAT;
      case STRING:
      case INTERVAL:
        return SnowflakeType.VARCHAR;
      case BINARY:
        return SnowflakeType.BINARY;
      case DATE:
        return SnowflakeType.DATE;
      case TIMESTAMP:
        return SnowflakeType.TIMESTAMP_NTZ;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return SnowflakeType.TIMESTAMP_LTZ;
      case TIMESTAMP_WITH_TIME_ZONE:
        return SnowflakeType.TIMESTAMP_TZ;
      case VOID:
        return SnowflakeType.VARIANT;
    }
    throw new IllegalStateException(kind.toString());
  }

  @Override
  public SnowflakeType decimal(int precision, int scale) {
    return SnowflakeType.number(precision, scale);
  }

  @Override
  public SnowflakeType characters(boolean fixedLength, int length) {
    return SnowflakeType.VARCHAR;
  }

  @Override
  public SnowflakeType array(DataType element) {
    return nested == Policy.Nested.TYPED ? SnowflakeType.ARRAY : SnowflakeType.VARIANT;
  }

  @Override
  public SnowflakeType map(DataType key, DataType value) {
    return nested == Policy.Nested.TYPED ? SnowflakeType.OBJECT : SnowflakeType.VARIANT;
  }

  @Override
  public SnowflakeType struct(List<DataType.Field> fields) {
    return nested == Policy.Nested.TYPED ? SnowflakeType.OBJECT : SnowflakeType.VARIANT;
  }

  @Override
  public SnowflakeType unknown(String text) {
    return SnowflakeType.VARIANT;
  }

  /** A question about a type's outermost shape. */
  private abstract static class Shape implements DataType.Visitor<Boolean> {
    abstract Boolean nested(List<DataType> parts);

    @Override
    public Boolean primitive(Kind kind) {
      return false;
    }

    @Override
    public Boolean decimal(int precision, int scale) {
      return false;
    }

    @Override
    public Boolean characters(boolean fixedLength, int length) {
      return false;
    }

    @Override
    public Boolean array(DataType element) {
      return nested(List.of(element));
    }

    @Override
    public Boolean map(DataType key, DataType value) {
      return nested(List.of(key, value));
    }

    @Override
    public Boolean struct(List<DataType.Field> fields) {
      return nested(fields.stream().map(DataType.Field::type).collect(Collectors.toList()));
    }

    @Override
    public Boolean unknown(String text) {
      return nested(List.of());
    }
  }
}
