package io.gluesnow.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The FILE_FORMAT of an external table: its type and the options that we state. An option that is
 * not stated has Snowflake's default.
 */
public final class FileFormat {
  /** The types that an external table can have. */
  public enum Type {
    PARQUET,
    ORC,
    AVRO,
    JSON,
    CSV
  }

  private final Type type;
  private final SortedMap<String, Value> options;

  private FileFormat(Type type, Map<String, Value> options) {
    this.type = Objects.requireNonNull(type, "type");
    this.options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /**
   * @param options by upper-case Snowflake option name, for example {@code FIELD_DELIMITER}
   */
  public static FileFormat of(Type type, Map<String, Value> options) {
    return new FileFormat(type, options);
  }

  public Type type() {
    return type;
  }

  public SortedMap<String, Value> options() {
    return options;
  }

  /** The names of the options that an external table's format of this type can state. */
  public static Set<String> optionsOf(Type type) {
    return FormatDefaults.optionsOf(type);
  }

  /**
   * The same format with only those options that differ from Snowflake's defaults, each in one
   * canonical spelling: two formats mean the same if these are equal.
   */
  public FileFormat withoutDefaults() {
    Map<String, Value> stated = new TreeMap<>();
    options.forEach(
        (name, value) ->
            FormatDefaults.stated(type, name, value).ifPresent(kept -> stated.put(name, kept)));
    return new FileFormat(type, stated);
  }

  /** An option's value: a text literal, a keyword or number, or a list of text literals. */
  public static final class Value {
    private final boolean word;
    private final boolean list;
    private final List<String> items;

    private Value(boolean word, boolean list, List<String> items) {
      this.word = word;
      this.list = list;
      this.items = List.copyOf(items);
    }

    /** A text literal with the characters meant (a tab, not its escape). */
    public static Value text(String literal) {
      return new Value(false, false, List.of(literal));
    }

    /** A keyword such as TRUE, GZIP or NONE. */
    public static Value word(String keyword) {
      return new Value(true, false, List.of(keyword));
    }

    public static Value flag(boolean value) {
      return word(value ? "TRUE" : "FALSE");
    }

    public static Value number(long value) {
      return word(Long.toString(value));
    }

    public static Value texts(List<String> literals) {
      return new Value(false, true, literals);
    }

    public boolean isWord() {
      return word;
    }

    public boolean isList() {
      return list;
    }

    /** One item, or as many as the list has. */
    public List<String> items() {
      return items;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Value
          && word == ((Value) o).word
          && list == ((Value) o).list
          && items.equals(((Value) o).items);
    }

    @Override
    public int hashCode() {
      return Objects.hash(word, list, items);
    }

    @Override
    public String toString() {
      return list ? items.toString() : items.get(0);
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof FileFormat
        && type == ((FileFormat) o).type
        && options.equals(((FileFormat) o).options);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, options);
  }

  @Override
  public String toString() {
    return type + " " + options;
  }
}
