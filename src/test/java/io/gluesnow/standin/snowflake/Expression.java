package io.gluesnow.standin.snowflake;

import java.util.List;
import java.util.Objects;

/**
 * A column's expression as a tree; what is printed later is compiled from it and never the text
 * that was sent.
 */
abstract class Expression {
  private Expression() {}

  abstract <R> R accept(Visitor<R> visitor);

  interface Visitor<R> {
    R text(Text text);

    R number(Number number);

    R nothing(Nothing nothing);

    R truth(Truth truth);

    R column(Column column);

    R path(Path path);

    R call(Call call);

    R cast(Cast cast);

    R choice(Choice choice);

    R binary(Binary binary);

    R unary(Unary unary);

    R nullTest(NullTest test);

    R membership(Membership membership);
  }

  /** A string literal. */
  static final class Text extends Expression {
    final String value;

    Text(String value) {
      this.value = Objects.requireNonNull(value);
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.text(this);
    }
  }

  /** A numeric literal, as written. */
  static final class Number extends Expression {
    final String digits;

    Number(String digits) {
      this.digits = Objects.requireNonNull(digits);
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.number(this);
    }
  }

  /** NULL. */
  static final class Nothing extends Expression {
    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.nothing(this);
    }
  }

  /** TRUE or FALSE. */
  static final class Truth extends Expression {
    final boolean value;

    Truth(boolean value) {
      this.value = value;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.truth(this);
    }
  }

  /** VALUE, {@code $1}, a METADATA$ pseudo-column or another column of the table. */
  static final class Column extends Expression {
    final String name;

    Column(String name) {
      this.name = Objects.requireNonNull(name);
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.column(this);
    }
  }

  /** {@code base:"a"."b"[0]}: every key a string, or an index as an Integer. */
  static final class Path extends Expression {
    final Expression base;
    final List<Object> keys;

    Path(Expression base, List<Object> keys) {
      this.base = base;
      this.keys = List.copyOf(keys);
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.path(this);
    }
  }

  static final class Call extends Expression {
    final String function;
    final List<Expression> arguments;

    Call(String function, List<Expression> arguments) {
      this.function = function;
      this.arguments = List.copyOf(arguments);
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  static final class Cast extends Expression {
    final Expression operand;
    final SqlType type;
    final boolean trying;

    Cast(Expression operand, SqlType type, boolean trying) {
      this.operand = operand;
      this.type = type;
      this.trying = trying;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.cast(this);
    }
  }

  /** CASE, with or without an operand. */
  static final class Choice extends Expression {
    final Expression operand;
    final List<Expression> conditions;
    final List<Expression> results;
    final Expression otherwise;

    Choice(
        Expression operand,
        List<Expression> conditions,
        List<Expression> results,
        Expression otherwise) {
      this.operand = operand;
      this.conditions = List.copyOf(conditions);
      this.results = List.copyOf(results);
      this.otherwise = otherwise;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.choice(this);
    }
  }

  static final class Binary extends Expression {
    final String operator;
    final Expression left;
    final Expression right;

    Binary(String operator, Expression left, Expression right) {
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.binary(this);
    }
  }

  /** NOT or a minus sign. */
  static final class Unary extends Expression {
    final String operator;
    final Expression operand;

    Unary(String operator, Expression operand) {
      this.operator = operator;
      this.operand = operand;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.unary(this);
    }
  }

  static final class NullTest extends Expression {
    final Expression operand;
    final boolean negated;

    NullTest(Expression operand, boolean negated) {
      this.operand = operand;
      this.negated = negated;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.nullTest(this);
    }
  }

  static final class Membership extends Expression {
    final Expression operand;
    final List<Expression> members;
    final boolean negated;

    Membership(Expression operand, List<Expression> members, boolean negated) {
      this.operand = operand;
      this.members = List.copyOf(members);
      this.negated = negated;
    }

    @Override
    <R> R accept(Visitor<R> visitor) {
      return visitor.membership(this);
    }
  }
}
