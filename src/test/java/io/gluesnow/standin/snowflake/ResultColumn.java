package io.gluesnow.standin.snowflake;

import java.util.Objects;

/** One column of a result, with the type that {@code resultSetMetaData.rowType} states. */
public final class ResultColumn {
  private final String name;
  private final String type;

  private ResultColumn(String name, String type) {
    this.name = Objects.requireNonNull(name);
    this.type = type;
  }

  static ResultColumn text(String name) {
    return new ResultColumn(name, "text");
  }

  static ResultColumn truth(String name) {
    return new ResultColumn(name, "boolean");
  }

  static ResultColumn number(String name) {
    return new ResultColumn(name, "fixed");
  }

  /** A moment; its value is printed as seconds with nine decimals. */
  static ResultColumn moment(String name) {
    return new ResultColumn(name, "timestamp_ltz");
  }

  public String name() {
    return name;
  }

  /** Lower case, as the SQL API prints it. */
  public String type() {
    return type;
  }

  @Override
  public String toString() {
    return name + " " + type;
  }
}
