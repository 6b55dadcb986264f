package io.gluesnow.catalog;

import java.util.List;
import java.util.Objects;

/**
 * A Glue (Hive) column type. Equality and {@link #toString} are those of its canonical Hive text,
 * lower case outside of struct field names.
 */
public abstract class DataType {
  private final String text;

  private DataType(String text) {
    this.text = text;
  }

  /** One method a case; a new case breaks every visitor at compile time. */
  public interface Visitor<R> {
    R primitive(Primitive.Kind kind);

    R decimal(int precision, int scale);

    /** {@code varchar(n)} or {@code char(n)}. */
    R characters(boolean fixedLength, int length);

    R array(DataType element);

    R map(DataType key, DataType value);

    R struct(List<Field> fields);

    /** Text that is no Hive type we know, kept as it stands. */
    R unknown(String text);
  }

  public abstract <R> R accept(Visitor<R> visitor);

  /** A type without parameters. */
  public static final class Primitive extends DataType {
    /** The known names; synonyms are folded by the parser. */
    public enum Kind {
      BOOLEAN("boolean"),
      TINYINT("tinyint"),
      SMALLINT("smallint"),
      INT("int"),
      BIGINT("bigint"),
      FLOAT("float"),
      DOUBLE("double"),
      STRING("string"),
      BINARY("binary"),
      DATE("date"),
      TIMESTAMP("timestamp"),
      TIMESTAMP_WITH_LOCAL_TIME_ZONE("timestamp with local time zone"),
      TIMESTAMP_WITH_TIME_ZONE("timestamp with time zone"),
      INTERVAL("interval"),
      VOID("void");

      private final String text;

      Kind(String text) {
        this.text = text;
      }
    }

    private final Kind kind;

    private Primitive(Kind kind) {
      super(kind.text);
      this.kind = kind;
    }

    public static DataType of(Kind kind) {
      return new Primitive(kind);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.primitive(kind);
    }
  }

  /** {@code decimal(p,s)}. */
  public static final class Decimal extends DataType {
    private final int precision;
    private final int scale;

    private Decimal(int precision, int scale) {
      super("decimal(" + precision + "," + scale + ")");
      this.precision = precision;
      this.scale = scale;
    }

    public static DataType of(int precision, int scale) {
      return new Decimal(precision, scale);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.decimal(precision, scale);
    }
  }

  /** {@code varchar(n)} or {@code char(n)}. */
  public static final class Characters extends DataType {
    private final boolean fixedLength;
    private final int length;

    private Characters(boolean fixedLength, int length) {
      super((fixedLength ? "char(" : "varchar(") + length + ")");
      this.fixedLength = fixedLength;
      this.length = length;
    }

    public static DataType of(boolean fixedLength, int length) {
      return new Characters(fixedLength, length);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.characters(fixedLength, length);
    }
  }

  /** {@code array<element>}. */
  public static final class Array extends DataType {
    private final DataType element;

    private Array(DataType element) {
      super("array<" + element + ">");
      this.element = element;
    }

    public static DataType of(DataType element) {
      return new Array(element);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.array(element);
    }
  }

  /** {@code map<key,value>}. */
  public static final class MapOf extends DataType {
    private final DataType key;
    private final DataType value;

    private MapOf(DataType key, DataType value) {
      super("map<" + key + "," + value + ">");
      this.key = key;
      this.value = value;
    }

    public static DataType of(DataType key, DataType value) {
      return new MapOf(key, value);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.map(key, value);
    }
  }

  /** A named member of a struct; its text back-quotes a name that would not read back. */
  public static final class Field {
    private final String name;
    private final DataType type;

    private Field(String name, DataType type) {
      this.name = Objects.requireNonNull(name, "name");
      this.type = Objects.requireNonNull(type, "type");
    }

    public static Field of(String name, DataType type) {
      return new Field(name, type);
    }

    public String name() {
      return name;
    }

    public DataType type() {
      return type;
    }

    @Override
    public String toString() {
      return (isPlain(name) ? name : "`" + name.replace("`", "``") + "`") + ":" + type;
    }

    private static boolean isPlain(String name) {
      return !name.isEmpty()
          && name.equals(name.strip())
          && name.chars().noneMatch(c -> ":,<>`".indexOf(c) >= 0);
    }
  }

  /** {@code struct<name:type,…>}. */
  public static final class Struct extends DataType {
    private final List<Field> fields;

    private Struct(List<Field> fields) {
      super(joined(fields));
      this.fields = fields;
    }

    public static DataType of(List<Field> fields) {
      return new Struct(List.copyOf(fields));
    }

    private static String joined(List<Field> fields) {
      StringBuilder text = new StringBuilder("struct<");
      for (int i = 0; i < fields.size(); i++) {
        text.append(i == 0 ? "" : ",").append(fields.get(i));
      }
      return text.append('>').toString();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.struct(fields);
    }
  }

  /** Text that is no Hive type we know. */
  public static final class Unknown extends DataType {
    private final String text;

    private Unknown(String text) {
      super(text);
      this.text = text;
    }

    public static DataType of(String text) {
      return new Unknown(text);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unknown(text);
    }
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof DataType
        && getClass() == other.getClass()
        && text.equals(((DataType) other).text);
  }

  @Override
  public final int hashCode() {
    return text.hashCode();
  }

  @Override
  public final String toString() {
    return text;
  }
}
