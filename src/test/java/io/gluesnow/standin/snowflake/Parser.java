package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the statements that a synchroniser may send, clause by clause in the documented order, and
 * refuses every other text as a syntax error.
 *
 * <p>Pages: create-external-table, alter-external-table, alter-table, comment, drop-external-table,
 * show-external-tables, desc-external-table, show-stages, desc-stage, show-parameters,
 * show-row-access-policies and get_ddl below https://docs.snowflake.com/en/sql-reference/.
 */
final class Parser {
  private final TokenReader in;

  private Parser(TokenReader in) {
    this.in = in;
  }

  /** One statement; a second one after a semicolon fails as a wrong statement count. */
  static Statement parse(String sql) {
    return parse(sql, false);
  }

  /** One statement in a session in which quoted identifiers lose their case, or not. */
  static Statement parse(String sql, boolean foldsQuoted) {
    List<List<Token>> statements = split(Lexer.tokens(sql, foldsQuoted));
    if (statements.isEmpty()) {
      throw SqlFailure.emptyStatement();
    }
    if (statements.size() > 1) {
      throw SqlFailure.statementCount(statements.size(), 1);
    }
    return new Parser(new TokenReader(statements.get(0))).whole(false);
  }

  /** A script as a person runs it: any number of statements, those of administration among them. */
  static List<Statement> script(String sql) {
    List<Statement> statements = new ArrayList<>();
    for (List<Token> tokens : split(Lexer.tokens(sql))) {
      statements.add(new Parser(new TokenReader(tokens)).whole(true));
    }
    return statements;
  }

  private static List<List<Token>> split(List<Token> tokens) {
    List<List<Token>> statements = new ArrayList<>();
    Token end = tokens.get(tokens.size() - 1);
    List<Token> current = new ArrayList<>();
    for (Token token : tokens) {
      boolean closes = token.sign(";") || token.type() == Token.Type.END;
      if (!closes) {
        current.add(token);
      } else if (!current.isEmpty()) {
        current.add(end);
        statements.add(current);
        current = new ArrayList<>();
      }
    }
    return statements;
  }

  private Statement whole(boolean admin) {
    Statement statement = admin ? new AdminParser(in).statement() : null;
    if (statement == null) {
      statement = statement();
    }
    if (!in.atEnd()) {
      throw in.peek().unexpected();
    }
    return statement;
  }

  private Statement statement() {
    if (in.accept("CREATE")) {
      return new CreateParser(in).create();
    }
    if (in.accept("ALTER")) {
      if (in.accept("EXTERNAL")) {
        in.expect("TABLE");
        return new AlterParser(in).alterExternal();
      }
      in.expect("TABLE");
      return new AlterParser(in).alterTable();
    }
    if (in.accept("COMMENT")) {
      return new AlterParser(in).comment();
    }
    if (in.accept("DROP")) {
      in.expect("EXTERNAL", "TABLE");
      boolean ifExists = in.accept("IF", "EXISTS");
      Name name = in.name(3);
      if (!in.accept("CASCADE")) {
        in.accept("RESTRICT");
      }
      return new Statement.DropTable(name, ifExists);
    }
    if (in.accept("SHOW")) {
      return new LookParser(in).show();
    }
    if (in.accept("DESC") || in.accept("DESCRIBE")) {
      return new LookParser(in).describe();
    }
    if (in.accept("SELECT")) {
      return new LookParser(in).select();
    }
    throw in.peek().unexpected();
  }
}
