package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** SELECT of GET_DDL and of the session's context. */
final class ContextQuery {
  private final Privileges privileges;
  private final Account account;

  ContextQuery(Privileges privileges, Account account) {
    this.privileges = privileges;
    this.account = account;
  }

  Result select(Statement.Select select, Run run) {
    List<ResultColumn> header = new ArrayList<>();
    List<String> row = new ArrayList<>();
    for (Statement.Item item : select.items) {
      header.add(ResultColumn.text(item.label));
      row.add(value(item, run));
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(row);
    return Result.of(header, rows);
  }

  private String value(Statement.Item item, Run run) {
    Session session = run.session();
    if (item.function.equals("GET_DDL")) {
      return ddl(item, run);
    }
    if (!item.arguments.isEmpty()) {
      throw SqlFailure.compilation("002140", "42601", "Unknown function " + item.function);
    }
    switch (item.function) {
      case "CURRENT_ACCOUNT":
        return account.locator();
      case "CURRENT_ACCOUNT_NAME":
        return account.name().substring(account.name().indexOf('-') + 1);
      case "CURRENT_ORGANIZATION_NAME":
        return account.name().substring(0, Math.max(0, account.name().indexOf('-')));
      case "CURRENT_USER":
        return session.user();
      case "CURRENT_ROLE":
        return session.role();
      case "CURRENT_DATABASE":
        return session.database().orElse(null);
      case "CURRENT_SCHEMA":
        return session.schema().orElse(null);
      case "CURRENT_WAREHOUSE":
        return session.warehouse().orElse(null);
      case "CURRENT_REGION":
        return "AWS_" + account.region().toUpperCase(Locale.ROOT).replace('-', '_');
      case "CURRENT_VERSION":
        return "9.0.0";
      default:
        throw SqlFailure.compilation("002140", "42601", "Unknown function " + item.function);
    }
  }

  /** https://docs.snowflake.com/en/sql-reference/functions/get_ddl. */
  private String ddl(Statement.Item item, Run run) {
    boolean shape = item.arguments.size() == 2 || item.arguments.size() == 3;
    if (!shape) {
      throw Functions.wrongTypes("GET_DDL", List.of());
    }
    String kind = item.arguments.get(0).toUpperCase(Locale.ROOT);
    if (!kind.equals("TABLE") && !kind.equals("EXTERNAL TABLE") && !kind.equals("EXTERNAL_TABLE")) {
      throw SqlFailure.invalidValue(kind, "GET_DDL");
    }
    TokenReader reader = new TokenReader(Lexer.tokens(item.arguments.get(1)));
    Name written = reader.name(3);
    if (!reader.atEnd()) {
      throw reader.peek().unexpected();
    }
    boolean qualified =
        item.arguments.size() == 3 && item.arguments.get(2).equalsIgnoreCase("TRUE");
    ExternalTable table = privileges.seenTable(run.session(), run.table(written), run.asOf());
    return new DdlPrinter(account.dialect())
        .print(
            table,
            qualified,
            policy -> privileges.mayName(run.session(), Kind.ROW_ACCESS_POLICY, policy),
            tag -> privileges.mayName(run.session(), Kind.TAG, tag));
  }
}
