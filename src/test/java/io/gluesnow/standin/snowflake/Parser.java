package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    List<List<Token>> statements = split(Lexer.tokens(sql));
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
      return create();
    }
    if (in.accept("ALTER")) {
      if (in.accept("EXTERNAL")) {
        in.expect("TABLE");
        return alterExternal();
      }
      in.expect("TABLE");
      return alterTable();
    }
    if (in.accept("COMMENT")) {
      return comment();
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
      return show();
    }
    if (in.accept("DESC") || in.accept("DESCRIBE")) {
      return describe();
    }
    if (in.accept("SELECT")) {
      return select();
    }
    throw in.peek().unexpected();
  }

  // ----------------------------------------------------------------------------------------------
  // CREATE

  private Statement create() {
    CreateClauses clauses = new CreateClauses();
    clauses.orReplace = in.accept("OR", "REPLACE");
    in.expect("EXTERNAL", "TABLE");
    clauses.ifNotExists = in.accept("IF", "NOT", "EXISTS");
    if (clauses.orReplace && clauses.ifNotExists) {
      throw SqlFailure.refused("options OR REPLACE and IF NOT EXISTS are incompatible.");
    }
    clauses.name = in.name(3);
    if (in.acceptSign("(")) {
      do {
        clauses.columns.add(columnDefinition());
      } while (in.acceptSign(","));
      in.expectSign(")");
    }
    if (in.accept("PARTITION", "BY")) {
      clauses.partitionBy = names();
    }
    location(clauses);
    refreshes(clauses);
    format(clauses);
    tail(clauses);
    return new Statement.CreateExternalTable(clauses);
  }

  private void location(CreateClauses clauses) {
    in.accept("WITH");
    in.expect("LOCATION");
    in.expectSign("=");
    clauses.location = in.stage();
  }

  private void refreshes(CreateClauses clauses) {
    if (in.accept("PARTITION_TYPE")) {
      in.expectSign("=");
      in.expect("USER_SPECIFIED");
      clauses.userSpecified = true;
      clauses.refreshOnCreate = false;
      clauses.autoRefresh = false;
      return;
    }
    if (in.accept("REFRESH_ON_CREATE")) {
      in.expectSign("=");
      clauses.refreshOnCreate = in.truth();
      clauses.refreshOnCreateStated = true;
    }
    if (in.accept("AUTO_REFRESH")) {
      in.expectSign("=");
      clauses.autoRefresh = in.truth();
      clauses.autoRefreshStated = true;
    }
    if (in.accept("PATTERN")) {
      in.expectSign("=");
      clauses.pattern = in.string();
    }
  }

  private void format(CreateClauses clauses) {
    if (!in.accept("FILE_FORMAT")) {
      throw in.atEnd() ? SqlFailure.missingProperty("FILE_FORMAT") : in.peek().unexpected();
    }
    in.expectSign("=");
    clauses.format = FormatOptions.parse(in);
    if (in.accept("TABLE_FORMAT")) {
      in.expectSign("=");
      in.expect("DELTA");
      delta(clauses);
    }
  }

  private void delta(CreateClauses clauses) {
    clauses.delta = true;
    if (clauses.userSpecified || clauses.pattern != null) {
      throw SqlFailure.refused(
          "PATTERN and PARTITION_TYPE are not supported with TABLE_FORMAT = DELTA.");
    }
    if (!clauses.format.type().equals(java.util.Optional.of("PARQUET"))) {
      throw SqlFailure.refused("TABLE_FORMAT = DELTA needs files of type PARQUET.");
    }
    if (clauses.refreshOnCreate || clauses.autoRefresh) {
      throw SqlFailure.refused(
          "TABLE_FORMAT = DELTA needs REFRESH_ON_CREATE = FALSE and AUTO_REFRESH = FALSE.");
    }
  }

  private void tail(CreateClauses clauses) {
    clauses.copyGrants = in.accept("COPY", "GRANTS");
    if (in.accept("COMMENT")) {
      in.expectSign("=");
      clauses.comment = in.string();
    }
    if (in.accept("WITH", "ROW", "ACCESS", "POLICY") || in.accept("ROW", "ACCESS", "POLICY")) {
      clauses.policy = policyOnValue();
    }
    if (in.accept("WITH", "TAG") || in.accept("TAG")) {
      in.expectSign("(");
      clauses.tags = tags();
      in.expectSign(")");
    }
  }

  private Name policyOnValue() {
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

  private Map<Name, String> tags() {
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

  private Statement.ColumnDefinition columnDefinition() {
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

  private List<String> names() {
    in.expectSign("(");
    List<String> names = new ArrayList<>();
    do {
      names.add(in.identifier());
    } while (in.acceptSign(","));
    in.expectSign(")");
    return names;
  }

  // -----------------------------------------------------------------------------------------------
  // ALTER

  private Statement alterExternal() {
    boolean ifExists = in.accept("IF", "EXISTS");
    Name name = in.name(3);
    if (in.accept("REFRESH")) {
      String path = in.atEnd() ? null : in.string();
      return external(name, ifExists, Statement.AlterExternalTable.Action.REFRESH, path, false);
    }
    if (in.accept("SET", "AUTO_REFRESH")) {
      in.expectSign("=");
      boolean on = in.truth();
      return external(name, ifExists, Statement.AlterExternalTable.Action.AUTO_REFRESH, null, on);
    }
    if (in.accept("ADD", "FILES")) {
      return files(name, ifExists, Statement.AlterExternalTable.Action.ADD_FILES);
    }
    if (in.accept("REMOVE", "FILES")) {
      return files(name, ifExists, Statement.AlterExternalTable.Action.REMOVE_FILES);
    }
    // The grammar of the partition forms has IF EXISTS after the name.
    boolean tolerant = in.accept("IF", "EXISTS") || ifExists;
    if (in.accept("DROP", "PARTITION", "LOCATION")) {
      return external(
          name, tolerant, Statement.AlterExternalTable.Action.DROP_PARTITION, in.string(), false);
    }
    in.expect("ADD");
    List<Statement.Partition> partitions = new ArrayList<>();
    do {
      in.expect("PARTITION");
      partitions.add(partition());
    } while (in.acceptSign(","));
    return new Statement.AlterExternalTable(
        name,
        tolerant,
        Statement.AlterExternalTable.Action.ADD_PARTITIONS,
        null,
        false,
        partitions,
        List.of());
  }

  private static Statement external(
      Name name,
      boolean ifExists,
      Statement.AlterExternalTable.Action action,
      String path,
      boolean on) {
    return new Statement.AlterExternalTable(name, ifExists, action, path, on, List.of(), List.of());
  }

  private Statement files(Name name, boolean ifExists, Statement.AlterExternalTable.Action action) {
    in.expectSign("(");
    List<String> files = new ArrayList<>();
    do {
      files.add(in.string());
    } while (in.acceptSign(","));
    in.expectSign(")");
    return new Statement.AlterExternalTable(name, ifExists, action, null, false, List.of(), files);
  }

  private Statement.Partition partition() {
    Map<String, String> values = new LinkedHashMap<>();
    in.expectSign("(");
    do {
      String column = in.identifier();
      in.expectSign("=");
      if (values.put(column, in.string()) != null) {
        throw SqlFailure.refused("duplicate partition column '" + column + "'");
      }
    } while (in.acceptSign(","));
    in.expectSign(")");
    in.expect("LOCATION");
    return new Statement.Partition(values, in.string());
  }

  private Statement alterTable() {
    boolean ifExists = in.accept("IF", "EXISTS");
    Name name = in.name(3);
    if (in.accept("RENAME", "COLUMN")) {
      String from = in.identifier();
      in.expect("TO");
      return Statement.AlterTable.rename(name, ifExists, from, in.identifier());
    }
    if (in.accept("SET", "TAG")) {
      return Statement.AlterTable.tags(name, ifExists, tags(), true);
    }
    if (in.accept("UNSET", "TAG")) {
      Map<Name, String> tags = new LinkedHashMap<>();
      do {
        tags.put(in.name(3), "");
      } while (in.acceptSign(","));
      return Statement.AlterTable.tags(name, ifExists, tags, false);
    }
    if (in.accept("ADD", "ROW", "ACCESS", "POLICY")) {
      Name policy = policyOnValue();
      return Statement.AlterTable.policy(
          name, ifExists, Statement.AlterTable.Action.ADD_POLICY, policy);
    }
    if (in.accept("DROP", "ALL", "ROW", "ACCESS", "POLICIES")) {
      return Statement.AlterTable.policy(
          name, ifExists, Statement.AlterTable.Action.DROP_ALL_POLICIES, null);
    }
    if (in.accept("DROP", "ROW", "ACCESS", "POLICY")) {
      Name policy = in.name(3);
      return Statement.AlterTable.policy(
          name, ifExists, Statement.AlterTable.Action.DROP_POLICY, policy);
    }
    if (in.accept("ADD", "COLUMN")) {
      boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
      List<Statement.ColumnDefinition> columns = new ArrayList<>();
      do {
        columns.add(columnDefinition());
      } while (in.acceptSign(","));
      return Statement.AlterTable.add(name, ifExists, columns, ifNotExists);
    }
    in.expect("DROP", "COLUMN");
    boolean columnIfExists = in.accept("IF", "EXISTS");
    List<String> columns = new ArrayList<>();
    do {
      columns.add(in.identifier());
    } while (in.acceptSign(","));
    return Statement.AlterTable.drop(name, ifExists, columns, columnIfExists);
  }

  private Statement comment() {
    boolean ifExists = in.accept("IF", "EXISTS");
    in.expect("ON", "TABLE");
    Name name = in.name(3);
    in.expect("IS");
    return new Statement.Comment(name, ifExists, in.string());
  }

  // ------------------------------------------------------------------------------------------------ looks

  private Statement show() {
    boolean terse = in.accept("TERSE");
    Statement.Show.What what = what();
    if (what == Statement.Show.What.GRANTS_ON_TABLE) {
      return new Statement.Show(what, false, null, Kind.TABLE, in.name(3), null, null, null);
    }
    String like = in.accept("LIKE") ? in.string() : null;
    Kind scope = null;
    Name name = null;
    if (in.accept("IN") || what == Statement.Show.What.PARAMETERS && in.accept("FOR")) {
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
      limit = in.integer();
      from = in.accept("FROM") ? in.string() : null;
    }
    return new Statement.Show(what, terse, like, scope, name, startsWith, limit, from);
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
    in.accept("SCHEMA");
    return Kind.SCHEMA;
  }

  private Statement describe() {
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

  private Statement select() {
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
