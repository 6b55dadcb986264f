package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads what an administrator runs: the set-up of databases, stages, users, roles and grants.
 *
 * <p>Pages: create-role, create-user, grant-role, grant-privilege, create-database, create-schema,
 * create-stage, create-row-access-policy, create-tag, create-warehouse, create-storage-integration,
 * create-file-format, create-stream below https://docs.snowflake.com/en/sql-reference/sql/.
 */
final class AdminParser {
  /**
   * Privileges of one or several words that the GRANT page names for the objects that this server
   * has.
   */
  private static final Set<String> PRIVILEGES =
      new HashSet<>(
          Arrays.asList(
              "ALL",
              "ALL PRIVILEGES",
              "APPLY",
              "APPLY ROW ACCESS POLICY",
              "APPLY TAG",
              "CREATE EXTERNAL TABLE",
              "CREATE FILE FORMAT",
              "CREATE STAGE",
              "CREATE STREAM",
              "CREATE VIEW",
              "CREATE TAG",
              "CREATE ROW ACCESS POLICY",
              "CREATE SCHEMA",
              "CREATE ICEBERG TABLE",
              "MODIFY",
              "MONITOR",
              "OPERATE",
              "OWNERSHIP",
              "REFERENCES",
              "SELECT",
              "USAGE"));

  private final TokenReader in;

  AdminParser(TokenReader in) {
    this.in = in;
  }

  /** The statement, or null when it is none of administration. */
  Statement statement() {
    if (in.accept("USE")) {
      return use();
    }
    if (in.nextIs("GRANT") || in.nextIs("REVOKE")) {
      return grant();
    }
    if (in.nextIs("CREATE") && !in.nextIs("CREATE", "EXTERNAL") && !replacesExternalTable()) {
      in.take();
      return create();
    }
    if (in.nextIs("DROP") && !in.nextIs("DROP", "EXTERNAL")) {
      in.take();
      Kind kind = in.accept("VIEW") || in.accept("TABLE") ? Kind.RELATION : kind();
      boolean ifExists = in.accept("IF", "EXISTS");
      return new Statement.DropSecurable(kind, in.name(Math.max(1, kind.depth())), ifExists);
    }
    boolean table = in.nextIs("ALTER", "TABLE") || in.nextIs("ALTER", "EXTERNAL");
    if (in.nextIs("ALTER") && !table) {
      in.take();
      return alter();
    }
    return null;
  }

  private boolean replacesExternalTable() {
    return in.nextIs("CREATE", "OR", "REPLACE", "EXTERNAL");
  }

  private Statement use() {
    Kind kind;
    if (in.accept("ROLE")) {
      kind = Kind.ROLE;
    } else if (in.accept("WAREHOUSE")) {
      kind = Kind.WAREHOUSE;
    } else if (in.accept("SCHEMA")) {
      kind = Kind.SCHEMA;
    } else {
      in.accept("DATABASE");
      kind = Kind.DATABASE;
    }
    return new Statement.Use(kind, in.name(2));
  }

  // --------------------------------------------------------------------------------------- CREATE,
  // ALTER

  private Statement create() {
    boolean orReplace = in.accept("OR", "REPLACE");
    boolean orAlter = in.accept("OR", "ALTER");
    if (!in.accept("TRANSIENT")) {
      in.accept("SECURE");
    }
    if (in.nextIs("TABLE") || in.nextIs("VIEW")) {
      return relation(orReplace);
    }
    boolean integration = in.accept("STORAGE", "INTEGRATION");
    Kind kind = integration ? Kind.INTEGRATION : kind();
    if (orAlter && kind != Kind.STAGE && kind != Kind.SCHEMA && kind != Kind.FILE_FORMAT) {
      throw SqlFailure.unsupported("CREATE OR ALTER " + kind);
    }
    boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
    if (orReplace && ifNotExists) {
      throw SqlFailure.refused("options OR REPLACE and IF NOT EXISTS are incompatible.");
    }
    Name name = in.name(Math.max(1, kind.depth()));
    Map<String, String> properties = new LinkedHashMap<>();
    if (orAlter) {
      properties.put("OR ALTER", "TRUE");
    }
    if (kind == Kind.ROW_ACCESS_POLICY) {
      policyBody(properties);
    } else if (kind == Kind.STREAM) {
      stream(properties);
    } else if (kind == Kind.TAG && in.accept("ALLOWED_VALUES")) {
      do {
        properties.merge("ALLOWED_VALUES", in.string(), (left, right) -> left + "," + right);
      } while (in.acceptSign(","));
    }
    properties(properties);
    return new Statement.CreateSecurable(kind, name, orReplace, ifNotExists, properties);
  }

  /** CREATE TABLE or VIEW: only that it is there matters, so what it holds is not read. */
  private Statement relation(boolean orReplace) {
    String type = in.take().value().toUpperCase(Locale.ROOT);
    boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
    Name name = in.name(3);
    while (!in.atEnd()) {
      in.take();
    }
    return new Statement.CreateSecurable(
        Kind.RELATION, name, orReplace, ifNotExists, Map.of("TYPE", type));
  }

  private Statement alter() {
    Kind kind = kind();
    in.accept("IF", "EXISTS");
    Name name = kind == Kind.ACCOUNT ? Name.of("ACCOUNT") : in.name(Math.max(1, kind.depth()));
    Map<String, String> set = new LinkedHashMap<>();
    List<String> unset = new ArrayList<>();
    if (in.accept("UNSET")) {
      do {
        unset.add(in.identifier());
      } while (in.acceptSign(","));
    } else if (kind == Kind.ROW_ACCESS_POLICY && in.accept("SET", "BODY")) {
      in.expectSign("-");
      in.expectSign(">");
      set.put("BODY", rest());
    } else {
      in.expect("SET");
      properties(set);
    }
    return new Statement.AlterSecurable(kind, name, set, unset);
  }

  private Kind kind() {
    if (in.accept("DATABASE")) {
      return Kind.DATABASE;
    }
    if (in.accept("SCHEMA")) {
      return Kind.SCHEMA;
    }
    if (in.accept("STAGE")) {
      return Kind.STAGE;
    }
    if (in.accept("FILE", "FORMAT")) {
      return Kind.FILE_FORMAT;
    }
    if (in.accept("ROW", "ACCESS", "POLICY")) {
      return Kind.ROW_ACCESS_POLICY;
    }
    if (in.accept("TAG")) {
      return Kind.TAG;
    }
    if (in.accept("WAREHOUSE")) {
      return Kind.WAREHOUSE;
    }
    if (in.accept("STORAGE", "INTEGRATION") || in.accept("INTEGRATION")) {
      return Kind.INTEGRATION;
    }
    if (in.accept("STREAM")) {
      return Kind.STREAM;
    }
    if (in.accept("ROLE")) {
      return Kind.ROLE;
    }
    if (in.accept("USER")) {
      return Kind.USER;
    }
    if (in.accept("ACCOUNT")) {
      return Kind.ACCOUNT;
    }
    if (in.accept("EXTERNAL", "TABLE") || in.accept("TABLE")) {
      return Kind.TABLE;
    }
    if (in.accept("VIEW")) {
      return Kind.RELATION;
    }
    throw in.peek().unexpected();
  }

  /**
   * NAME = value pairs; a value is a literal, a word, a number or a parenthesised group, which is
   * kept as text.
   */
  private void properties(Map<String, String> properties) {
    while (!in.atEnd()) {
      in.acceptSign(",");
      in.accept("WITH");
      Token key = in.take();
      if (key.type() != Token.Type.WORD) {
        throw key.unexpected();
      }
      in.expectSign("=");
      properties.put(key.value().toUpperCase(Locale.ROOT), value());
    }
  }

  private String value() {
    if (in.acceptSign("(")) {
      StringBuilder group = new StringBuilder();
      int depth = 1;
      while (true) {
        Token token = in.take();
        if (token.type() == Token.Type.END) {
          throw token.unexpected();
        }
        depth += token.sign("(") ? 1 : token.sign(")") ? -1 : 0;
        if (depth == 0) {
          return group.toString().trim();
        }
        group.append(token.sign(",") || token.sign("=") ? token.raw() : " " + token.raw());
      }
    }
    Token token = in.take();
    boolean plain =
        token.type() == Token.Type.STRING
            || token.type() == Token.Type.NUMBER
            || token.identifier();
    if (!plain) {
      throw token.unexpected();
    }
    StringBuilder value = new StringBuilder(token.value());
    while (token.identifier() && in.acceptSign(".")) {
      value.append('.').append(in.identifier());
    }
    return value.toString();
  }

  private void policyBody(Map<String, String> properties) {
    in.expect("AS");
    in.expectSign("(");
    StringBuilder signature = new StringBuilder();
    while (!in.acceptSign(")")) {
      signature.append(in.take().raw()).append(' ');
    }
    in.expect("RETURNS", "BOOLEAN");
    in.expectSign("-");
    in.expectSign(">");
    properties.put("SIGNATURE", signature.toString().trim());
    properties.put("BODY", rest());
  }

  /** The words that are left, joined: a policy's body is kept, not run. */
  private String rest() {
    StringBuilder body = new StringBuilder();
    while (!in.atEnd() && !(in.nextIs("COMMENT") && in.peek(1).sign("="))) {
      body.append(body.length() == 0 ? "" : " ").append(in.take().raw());
    }
    if (body.length() == 0) {
      throw in.peek().unexpected();
    }
    return body.toString();
  }

  private void stream(Map<String, String> properties) {
    in.expect("ON", "EXTERNAL", "TABLE");
    properties.put("TABLE", in.name(3).shown());
    in.expect("INSERT_ONLY");
    in.expectSign("=");
    in.expect("TRUE");
  }

  // ----------------------------------------------------------------------------------------------
  // GRANT

  private Statement grant() {
    boolean revoke = in.accept("REVOKE");
    if (!revoke) {
      in.expect("GRANT");
    }
    if (in.accept("ROLE")) {
      return grantRole(revoke);
    }
    List<String> privileges = new ArrayList<>();
    do {
      privileges.add(privilege());
    } while (in.acceptSign(","));
    in.expect("ON");
    Statement.Grant.Reach reach =
        in.accept("FUTURE")
            ? Statement.Grant.Reach.FUTURE
            : in.accept("ALL") ? Statement.Grant.Reach.ALL : Statement.Grant.Reach.ONE;
    Kind kind = reach == Statement.Grant.Reach.ONE ? kind() : plural();
    if (reach != Statement.Grant.Reach.ONE) {
      in.expect("IN");
    }
    Kind target = reach == Statement.Grant.Reach.ONE ? kind : kind();
    Name on = target == Kind.ACCOUNT ? Name.of("ACCOUNT") : in.name(Math.max(1, target.depth()));
    in.expect(revoke ? "FROM" : "TO");
    in.accept("ROLE");
    String role = in.identifier();
    boolean copyCurrent = in.accept("COPY", "CURRENT", "GRANTS");
    if (!copyCurrent) {
      in.accept("REVOKE", "CURRENT", "GRANTS");
    }
    in.accept("WITH", "GRANT", "OPTION");
    return new Statement.Grant(privileges, kind, reach, on, role, revoke, copyCurrent);
  }

  private Statement grantRole(boolean revoke) {
    String role = in.identifier();
    in.expect(revoke ? "FROM" : "TO");
    boolean toUser = in.accept("USER");
    if (!toUser) {
      in.expect("ROLE");
    }
    return new Statement.GrantRole(role, toUser ? Kind.USER : Kind.ROLE, in.identifier(), revoke);
  }

  private String privilege() {
    Token first = in.peek();
    StringBuilder words = new StringBuilder();
    while (!in.nextIs("ON") && !in.peek().sign(",")) {
      Token word = in.take();
      if (word.type() != Token.Type.WORD) {
        throw word.unexpected();
      }
      words.append(words.length() == 0 ? "" : " ").append(word.value().toUpperCase(Locale.ROOT));
    }
    if (!PRIVILEGES.contains(words.toString())) {
      throw first.unexpected();
    }
    return words.toString();
  }

  private Kind plural() {
    if (in.accept("EXTERNAL", "TABLES") || in.accept("TABLES")) {
      return Kind.TABLE;
    }
    if (in.accept("STAGES")) {
      return Kind.STAGE;
    }
    if (in.accept("SCHEMAS")) {
      return Kind.SCHEMA;
    }
    if (in.accept("FILE", "FORMATS")) {
      return Kind.FILE_FORMAT;
    }
    throw in.peek().unexpected();
  }
}
