package io.gluesnow.plan;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Snowflake column type in canonical form: synonyms are one ({@code INT} is {@code NUMBER(38,0)},
 * {@code TEXT} is {@code VARCHAR}), and a VARCHAR or BINARY of either default length equals one
 * without a length, since the default has changed over time.
 */
public final class SnowflakeType {
  /** The families of types that an external table's columns can have. */
  public enum Family {
    BOOLEAN,
    NUMBER,
    FLOAT,
    VARCHAR,
    BINARY,
    DATE,
    TIME,
    TIMESTAMP_NTZ,
    TIMESTAMP_LTZ,
    TIMESTAMP_TZ,
    VARIANT,
    ARRAY,
    OBJECT,
    /** Anything else; compared by its text. */
    OTHER
  }

  private static final Pattern SHAPE =
      Pattern.compile("([A-Z_ ]+?)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?");

  public static final SnowflakeType BOOLEAN = plain(Family.BOOLEAN);
  public static final SnowflakeType FLOAT = plain(Family.FLOAT);
  public static final SnowflakeType VARCHAR = plain(Family.VARCHAR);
  public static final SnowflakeType BINARY = plain(Family.BINARY);
  public static final SnowflakeType DATE = plain(Family.DATE);
  public static final SnowflakeType TIMESTAMP_NTZ = plain(Family.TIMESTAMP_NTZ);
  public static final SnowflakeType TIMESTAMP_LTZ = plain(Family.TIMESTAMP_LTZ);
  public static final SnowflakeType TIMESTAMP_TZ = plain(Family.TIMESTAMP_TZ);
  public static final SnowflakeType VARIANT = plain(Family.VARIANT);
  public static final SnowflakeType ARRAY = plain(Family.ARRAY);
  public static final SnowflakeType OBJECT = plain(Family.OBJECT);

  private final Family family;
  private final String text;

  private SnowflakeType(Family family, String text) {
    this.family = family;
    this.text = text;
  }

  private static SnowflakeType plain(Family family) {
    return new SnowflakeType(family, family.name());
  }

  public static SnowflakeType number(int precision, int scale) {
    return new SnowflakeType(Family.NUMBER, "NUMBER(" + precision + "," + scale + ")");
  }

  public static SnowflakeType varchar(int length) {
    return length == 16_777_216 || length == 134_217_728
        ? VARCHAR
        : new SnowflakeType(Family.VARCHAR, "VARCHAR(" + length + ")");
  }

  /** Reads what SHOW and DESC print, or what we write; what is unknown stays as its own text. */
  public static SnowflakeType parse(String text) {
    String upper = text.trim().toUpperCase(Locale.ROOT);
    Matcher m = SHAPE.matcher(upper);
    if (!m.matches()) {
      return new SnowflakeType(Family.OTHER, upper);
    }
    int first = m.group(2) == null ? -1 : (int) Math.min(Long.parseLong(m.group(2)), 1L << 30);
    int second = m.group(3) == null ? -1 : Integer.parseInt(m.group(3));
    switch (m.group(1)) {
      case "BOOLEAN":
        return BOOLEAN;
      case "NUMBER":
      case "DECIMAL":
      case "NUMERIC":
        return number(first < 0 ? 38 : first, Math.max(second, 0));
      case "INT":
      case "INTEGER":
      case "BIGINT":
      case "SMALLINT":
      case "TINYINT":
      case "BYTEINT":
        return number(38, 0);
      case "FLOAT":
      case "FLOAT4":
      case "FLOAT8":
      case "DOUBLE":
      case "DOUBLE PRECISION":
      case "REAL":
        return FLOAT;
      case "VARCHAR":
      case "TEXT":
      case "STRING":
      case "NVARCHAR":
        return first < 0 ? VARCHAR : varchar(first);
      case "CHAR":
      case "CHARACTER":
        return varchar(Math.max(first, 1));
      case "BINARY":
      case "VARBINARY":
        return first < 0 || first == 8_388_608 || first == 67_108_864
            ? BINARY
            : new SnowflakeType(Family.BINARY, "BINARY(" + first + ")");
      case "DATE":
        return DATE;
      case "TIME":
        return timed(Family.TIME, first);
      case "DATETIME":
      case "TIMESTAMP_NTZ":
        return timed(Family.TIMESTAMP_NTZ, first);
      case "TIMESTAMP_LTZ":
        return timed(Family.TIMESTAMP_LTZ, first);
      case "TIMESTAMP_TZ":
        return timed(Family.TIMESTAMP_TZ, first);
      case "VARIANT":
        return VARIANT;
      case "ARRAY":
        return ARRAY;
      case "OBJECT":
        return OBJECT;
      default:
        return new SnowflakeType(Family.OTHER, upper);
    }
  }

  private static SnowflakeType timed(Family family, int precision) {
    return precision < 0 || precision == 9
        ? plain(family)
        : new SnowflakeType(family, family + "(" + precision + ")");
  }

  public Family family() {
    return family;
  }

  /** Digits of a NUMBER; 0 for any other type. */
  public int precision() {
    return family == Family.NUMBER ? Integer.parseInt(sizes()[0]) : 0;
  }

  /** Digits after the point of a NUMBER; 0 for any other type. */
  public int scale() {
    return family == Family.NUMBER ? Integer.parseInt(sizes()[1]) : 0;
  }

  private String[] sizes() {
    return text.substring(text.indexOf('(') + 1, text.indexOf(')')).split(",");
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SnowflakeType && text.equals(((SnowflakeType) o).text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }

  /** Canonical SQL text of the type: fixed words and numbers only, save for {@code OTHER}. */
  @Override
  public String toString() {
    return text;
  }
}
