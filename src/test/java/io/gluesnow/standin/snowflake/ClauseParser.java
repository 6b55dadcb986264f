package io.gluesnow.standin.snowflake;

import java.util.LinkedHashMap;
import java.util.Map;

/** Clauses that several statements share: column definitions, policies and tags. */
final class ClauseParser {
  private final TokenReader in;

  ClauseParser(TokenReader in) {
    this.in = in;
  }

  Statement.ColumnDefinition columnDefinition() {
    String name = in.identifier();
    SqlType type = new TypeParser(in).type();
    in.expect("AS");
    Expression expression = new ExpressionParser(in).expression();
    boolean notNull = in.accept("NOT", "NULL");
    String comment = null;
    if (in.accept("COMMENT")) {
      comment = in.string();
    }
    return new Statement.ColumnDefinition(name, type, expression, notNull, comment);
  }

  Name policyOnValue() {
    Name policy = in.name(3);
    in.expect("ON");
    in.expectSign("(");
    Token column = in.peek();
    if (!in.identifier().equals("VALUE")) {
      throw column.unexpected();
    }
    in.expectSign(")");
    return policy;
  }

  Map<Name, String> tags() {
    Map<Name, String> tags = new LinkedHashMap<>();
    do {
      Name tag = in.name(3);
      in.expectSign("=");
      String value = in.string();
      if (value.length() > 256) {
        throw SqlFailure.invalidValue(value, "TAG");
      }
      tags.put(tag, value);
    } while (in.acceptSign(","));
    return tags;
  }
}
