package io.gluesnow.standin.snowflake;

import java.util.Objects;
import java.util.Optional;

/** A virtual column of an external table. */
final class Column {
  private final String name;
  private final SqlType type;
  private final Expression expression;
  private final boolean notNull;
  private final String comment;
  private final String planted;

  private Column(
      String name,
      SqlType type,
      Expression expression,
      boolean notNull,
      String comment,
      String planted) {
    this.name = Objects.requireNonNull(name);
    this.type = Objects.requireNonNull(type);
    this.expression = Objects.requireNonNull(expression);
    this.notNull = notNull;
    this.comment = comment;
    this.planted = planted;
  }

  static Column of(Statement.ColumnDefinition definition) {
    return new Column(
        definition.name,
        definition.type,
        definition.expression,
        definition.notNull,
        definition.comment,
        null);
  }

  String name() {
    return name;
  }

  SqlType type() {
    return type;
  }

  boolean notNull() {
    return notNull;
  }

  Optional<String> comment() {
    return Optional.ofNullable(comment);
  }

  /** What DESC and GET_DDL print for it. */
  String compiled(Dialect dialect) {
    return planted != null ? planted : CompiledForm.of(expression, dialect);
  }

  Column renamed(String newName) {
    return new Column(newName, type, expression, notNull, comment, planted);
  }

  /** The same column, for which the server prints a text that no parser knows. */
  Column withPlanted(String text) {
    return new Column(name, type, expression, notNull, comment, text);
  }

  private String identity() {
    return CompiledForm.of(expression, Dialect.older());
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Column)) {
      return false;
    }
    Column that = (Column) other;
    return name.equals(that.name)
        && type.sameAs(that.type, Dialect.older())
        && notNull == that.notNull
        && Objects.equals(comment, that.comment)
        && identity().equals(that.identity());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, notNull, comment, identity());
  }

  @Override
  public String toString() {
    return Identifiers.quoted(name)
        + " "
        + type.shown(Dialect.older())
        + " AS ("
        + identity()
        + ")"
        + (notNull ? " NOT NULL" : "")
        + (comment == null ? "" : " COMMENT " + CompiledForm.literal(comment));
  }
}
