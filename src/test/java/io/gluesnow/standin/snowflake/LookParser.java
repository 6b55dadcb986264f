package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** SHOW, DESCRIBE and SELECT: show-external-tables, desc-external-table, get_ddl and their like. */
final class LookParser {
  private final TokenReader in;

  LookParser(TokenReader in) {
    this.in = in;
  }

  Statement show() {
    boolean terse = in.accept("TERSE");
    Statement.Show.What what = what();
    if (what == Statement.Show.What.GRANTS_ON_TABLE) {
      return new Statement.Show(what, false, null, Kind.TABLE, in.name(3), null, null, null);
    }
    if (!terse && (what == Statement.Show.What.DATABASES || what == Statement.Show.What.SCHEMAS)) {
      throw SqlFailure.unsupported("SHOW " + what + " without TERSE, here");
    }
    String like = in.accept("LIKE") ? in.string() : null;
    Kind scope = null;
    Name name = null;
    if (what != Statement.Show.What.DATABASES && in.accept("IN")
        || what == Statement.Show.What.PARAMETERS && in.accept("FOR")) {
      scope = scope(what);
      boolean named =
          scope != Kind.ACCOUNT
              && in.peek().identifier()
              && !in.nextIs("STARTS")
              && !in.nextIs("LIMIT");
      name = named ? in.name(Math.max(1, scope.depth())) : null;
    }
    boolean paged = what != Statement.Show.What.PARAMETERS && what != Statement.Show.What.STAGES;
    String startsWith = paged && in.accept("STARTS", "WITH") ? in.string() : null;
    Integer limit = null;
    String from = null;
    if (paged && in.accept("LIMIT")) {
      limit = limit();
      from = in.accept("FROM") ? in.string() : null;
    }
    return new Statement.Show(what, terse, like, scope, name, startsWith, limit, from);
  }

  /** "The value for LIMIT rows can't exceed 10000": show-databases, "Usage notes". */
  private int limit() {
    int rows = in.integer();
    if (rows > ShowScope.MOST_ROWS) {
      throw SqlFailure.invalidValue(String.valueOf(rows), "LIMIT");
    }
    return rows;
  }

  private Statement.Show.What what() {
    if (in.accept("EXTERNAL", "TABLES")) {
      return Statement.Show.What.EXTERNAL_TABLES;
    }
    if (in.accept("TABLES")) {
      return Statement.Show.What.TABLES;
    }
    if (in.accept("OBJECTS")) {
      return Statement.Show.What.OBJECTS;
    }
    if (in.accept("STAGES")) {
      return Statement.Show.What.STAGES;
    }
    if (in.accept("DATABASES")) {
      return Statement.Show.What.DATABASES;
    }
    if (in.accept("SCHEMAS")) {
      return Statement.Show.What.SCHEMAS;
    }
    if (in.accept("PARAMETERS")) {
      return Statement.Show.What.PARAMETERS;
    }
    if (in.accept("ROW", "ACCESS", "POLICIES")) {
      return Statement.Show.What.ROW_ACCESS_POLICIES;
    }
    if (in.accept("STREAMS")) {
      return Statement.Show.What.STREAMS;
    }
    if (in.accept("GRANTS", "ON", "EXTERNAL", "TABLE") || in.accept("GRANTS", "ON", "TABLE")) {
      return Statement.Show.What.GRANTS_ON_TABLE;
    }
    throw in.peek().unexpected();
  }

  private Kind scope(Statement.Show.What what) {
    if (in.accept("ACCOUNT")) {
      return Kind.ACCOUNT;
    }
    if (in.accept("DATABASE")) {
      return Kind.DATABASE;
    }
    if (what == Statement.Show.What.PARAMETERS) {
      if (in.accept("SESSION")) {
        return Kind.ACCOUNT;
      }
      if (in.accept("USER")) {
        return Kind.USER;
      }
    }
    if (what == Statement.Show.What.SCHEMAS) {
      return Kind.DATABASE;
    }
    in.accept("SCHEMA");
    return Kind.SCHEMA;
  }

  Statement describe() {
    if (in.accept("STAGE")) {
      return new Statement.Describe(Kind.STAGE, in.name(3), true);
    }
    if (!in.accept("EXTERNAL", "TABLE")) {
      in.expect("TABLE");
    }
    Name name = in.name(3);
    boolean stage = false;
    if (in.accept("TYPE")) {
      in.expectSign("=");
      stage = in.accept("STAGE");
      if (!stage) {
        in.expect("COLUMNS");
      }
    }
    return new Statement.Describe(Kind.TABLE, name, stage);
  }

  Statement select() {
    List<Statement.Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (in.acceptSign(","));
    return new Statement.Select(items);
  }

  private Statement.Item item() {
    Token word = in.take();
    if (word.type() != Token.Type.WORD) {
      throw word.unexpected();
    }
    String function = word.value().toUpperCase(Locale.ROOT);
    in.expectSign("(");
    List<String> arguments = new ArrayList<>();
    StringBuilder label = new StringBuilder(function).append('(');
    if (!in.acceptSign(")")) {
      do {
        Token argument = in.take();
        boolean truth = argument.word("TRUE") || argument.word("FALSE");
        if (argument.type() != Token.Type.STRING && !truth) {
          throw argument.unexpected();
        }
        label
            .append(arguments.isEmpty() ? "" : ", ")
            .append(argument.raw().toUpperCase(Locale.ROOT));
        arguments.add(argument.value());
      } while (in.acceptSign(","));
      in.expectSign(")");
    }
    label.append(')');
    String alias = label.toString();
    if (in.accept("AS")) {
      alias = in.identifier();
    }
    return new Statement.Item(function, arguments, alias);
  }
}
