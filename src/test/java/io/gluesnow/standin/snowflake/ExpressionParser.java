package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads column expressions by recursive descent: OR, AND, NOT, comparison, {@code ||}, sums,
 * products, cast, path.
 */
final class ExpressionParser {
  private final TokenReader in;
  private final TypeParser types;

  ExpressionParser(TokenReader in) {
    this.in = in;
    this.types = new TypeParser(in);
  }

  Expression expression() {
    Expression left = conjunction();
    while (in.accept("OR")) {
      left = new Expression.Binary("OR", left, conjunction());
    }
    return left;
  }

  private Expression conjunction() {
    Expression left = negation();
    while (in.accept("AND")) {
      left = new Expression.Binary("AND", left, negation());
    }
    return left;
  }

  private Expression negation() {
    return in.accept("NOT") ? new Expression.Unary("NOT", negation()) : comparison();
  }

  private Expression comparison() {
    Expression left = sum();
    while (true) {
      if (in.accept("IS", "NOT", "NULL")) {
        left = new Expression.NullTest(left, true);
      } else if (in.accept("IS", "NULL")) {
        left = new Expression.NullTest(left, false);
      } else if (in.accept("NOT", "IN")) {
        left = new Expression.Membership(left, members(), true);
      } else if (in.accept("IN")) {
        left = new Expression.Membership(left, members(), false);
      } else {
        String operator = comparisonSign();
        if (operator == null) {
          return left;
        }
        left = new Expression.Binary(operator, left, sum());
      }
    }
  }

  private String comparisonSign() {
    for (String sign : new String[] {"=", "<>", "!=", ">=", "<=", "<", ">"}) {
      if (in.acceptSign(sign)) {
        return sign;
      }
    }
    return null;
  }

  private List<Expression> members() {
    in.expectSign("(");
    return list();
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      if (in.acceptSign("||")) {
        left = new Expression.Binary("||", left, product());
      } else if (in.acceptSign("+")) {
        left = new Expression.Binary("+", left, product());
      } else if (in.acceptSign("-")) {
        left = new Expression.Binary("-", left, product());
      } else {
        return left;
      }
    }
  }

  private Expression product() {
    Expression left = sign();
    while (true) {
      if (in.acceptSign("*")) {
        left = new Expression.Binary("*", left, sign());
      } else if (in.acceptSign("/")) {
        left = new Expression.Binary("/", left, sign());
      } else {
        return left;
      }
    }
  }

  private Expression sign() {
    return in.acceptSign("-") ? new Expression.Unary("-", sign()) : postfix();
  }

  private Expression postfix() {
    Expression operand = primary();
    while (true) {
      if (in.acceptSign("::")) {
        operand = new Expression.Cast(operand, types.type(), false);
      } else if (in.acceptSign(":")) {
        operand = path(operand, key());
      } else if (in.peek().sign("[")) {
        operand = path(operand, index());
      } else {
        return operand;
      }
    }
  }

  private Expression path(Expression base, Object first) {
    List<Object> keys = new ArrayList<>();
    keys.add(first);
    while (true) {
      if (in.acceptSign(".")) {
        keys.add(key());
      } else if (in.peek().sign("[")) {
        keys.add(index());
      } else {
        return new Expression.Path(base, keys);
      }
    }
  }

  /** A key is taken as written: an unquoted one keeps its case, for JSON keys have one. */
  private String key() {
    Token token = in.take();
    if (!token.identifier()) {
      throw token.unexpected();
    }
    return token.type() == Token.Type.QUOTED ? token.value() : token.raw();
  }

  private Object index() {
    in.expectSign("[");
    Object index =
        in.peek().type() == Token.Type.STRING ? (Object) in.string() : (Object) in.integer();
    in.expectSign("]");
    return index;
  }

  private Expression primary() {
    Token token = in.peek();
    switch (token.type()) {
      case STRING:
        return new Expression.Text(in.string());
      case NUMBER:
        in.take();
        return new Expression.Number(token.value());
      case POSITIONAL:
        in.take();
        return new Expression.Column(token.value());
      case QUOTED:
        return new Expression.Column(in.identifier());
      case WORD:
        return word(token);
      default:
        if (in.acceptSign("(")) {
          Expression inner = expression();
          in.expectSign(")");
          return inner;
        }
        throw token.unexpected();
    }
  }

  private Expression word(Token token) {
    String word = token.value().toUpperCase(Locale.ROOT);
    boolean called = in.peek(1).sign("(");
    switch (word) {
      case "NULL":
        in.take();
        return new Expression.Nothing();
      case "TRUE":
      case "FALSE":
        in.take();
        return new Expression.Truth(word.equals("TRUE"));
      case "CASE":
        in.take();
        return choice();
      case "CAST":
      case "TRY_CAST":
        in.take();
        return cast(word.equals("TRY_CAST"));
      default:
        if (called) {
          in.take();
          in.take();
          return new Expression.Call(word, in.acceptSign(")") ? List.of() : list());
        }
        return new Expression.Column(in.identifier());
    }
  }

  private Expression cast(boolean trying) {
    in.expectSign("(");
    Expression operand = expression();
    in.expect("AS");
    SqlType type = types.type();
    in.expectSign(")");
    return new Expression.Cast(operand, type, trying);
  }

  private Expression choice() {
    Expression operand = in.nextIs("WHEN") ? null : expression();
    List<Expression> conditions = new ArrayList<>();
    List<Expression> results = new ArrayList<>();
    while (in.accept("WHEN")) {
      conditions.add(expression());
      in.expect("THEN");
      results.add(expression());
    }
    if (conditions.isEmpty()) {
      throw in.peek().unexpected();
    }
    Expression otherwise = in.accept("ELSE") ? expression() : null;
    in.expect("END");
    return new Expression.Choice(operand, conditions, results, otherwise);
  }

  /** What follows an opening parenthesis, up to and with the closing one. */
  private List<Expression> list() {
    List<Expression> items = new ArrayList<>();
    do {
      items.add(expression());
    } while (in.acceptSign(","));
    in.expectSign(")");
    return items;
  }
}
