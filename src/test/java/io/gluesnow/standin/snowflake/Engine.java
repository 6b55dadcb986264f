package io.gluesnow.standin.snowflake;

import java.util.List;

/** Runs statements one at a time against the catalog; each is atomic and commits at once. */
final class Engine {
  private final Catalog catalog = new Catalog();
  private final StageFiles files = new StageFiles();
  private final Account account;
  private final Administration administration;
  private final TableCreation creation;
  private final TableAlteration alteration;
  private final Looks looks;
  private final Privileges privileges;

  Engine(Account account) {
    this.account = account;
    this.administration = new Administration(catalog, account);
    this.privileges = new Privileges(catalog);
    TableFiles tableFiles = new TableFiles(catalog, files);
    ColumnRules columnRules = new ColumnRules(account);
    TagRules tagRules = new TagRules(catalog, privileges);
    this.creation = new TableCreation(catalog, privileges, tableFiles, columnRules, tagRules);
    this.alteration = new TableAlteration(catalog, privileges, tableFiles, columnRules, tagRules);
    this.looks = new Looks(catalog, privileges, account);
  }

  Catalog catalog() {
    return catalog;
  }

  StageFiles files() {
    return files;
  }

  Account account() {
    return account;
  }

  Looks looks() {
    return looks;
  }

  /** Whether QUOTED_IDENTIFIERS_IGNORE_CASE is on in the session. */
  synchronized boolean foldsQuoted(Session session) {
    return account.isOn("QUOTED_IDENTIFIERS_IGNORE_CASE", session, catalog);
  }

  Readers readers(ExternalTable table) {
    return Readers.of(table, catalog, privileges);
  }

  /** Runs one parsed statement. The caller holds the lock on this engine. */
  Result run(Statement statement, Run run) {
    return statement.accept(new Dispatch(run));
  }

  /** A script as a person runs it, with USE between its statements; gives the last result. */
  synchronized Result script(String sql, long now) {
    Session session = Session.admin();
    Result last = Result.status("Statement executed successfully.");
    List<Statement> statements = Parser.script(sql);
    for (Statement statement : statements) {
      if (statement instanceof Statement.Use) {
        session = administration.use((Statement.Use) statement, session);
      } else {
        last = run(statement, new Run(session, now, Long.MAX_VALUE));
      }
    }
    return last;
  }

  private final class Dispatch implements Statement.Visitor<Result> {
    private final Run run;

    Dispatch(Run run) {
      this.run = run;
    }

    @Override
    public Result createExternalTable(Statement.CreateExternalTable create) {
      return creation.create(create, run);
    }

    @Override
    public Result alterExternalTable(Statement.AlterExternalTable alter) {
      return alteration.alterExternal(alter, run);
    }

    @Override
    public Result alterTable(Statement.AlterTable alter) {
      return alteration.alter(alter, run);
    }

    @Override
    public Result comment(Statement.Comment comment) {
      return alteration.comment(comment, run);
    }

    @Override
    public Result dropTable(Statement.DropTable drop) {
      return alteration.drop(drop, run);
    }

    @Override
    public Result show(Statement.Show show) {
      return looks.show(show, run);
    }

    @Override
    public Result describe(Statement.Describe describe) {
      return looks.describe(describe, run);
    }

    @Override
    public Result select(Statement.Select select) {
      return looks.select(select, run);
    }

    @Override
    public Result createSecurable(Statement.CreateSecurable create) {
      return administration.create(create, run);
    }

    @Override
    public Result alterSecurable(Statement.AlterSecurable alter) {
      return administration.alter(alter, run);
    }

    @Override
    public Result dropSecurable(Statement.DropSecurable drop) {
      return administration.drop(drop, run);
    }

    @Override
    public Result grant(Statement.Grant grant) {
      return administration.grant(grant, run);
    }

    @Override
    public Result grantRole(Statement.GrantRole grant) {
      return administration.grantRole(grant);
    }

    @Override
    public Result use(Statement.Use use) {
      throw SqlFailure.unsupported("USE");
    }
  }
}
