package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.List;

/** CREATE EXTERNAL TABLE, clause by clause in the documented order: create-external-table. */
final class CreateParser {
  private final TokenReader in;

  CreateParser(TokenReader in) {
    this.in = in;
  }

  Statement create() {
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
        clauses.columns.add(new ClauseParser(in).columnDefinition());
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
      clauses.policy = new ClauseParser(in).policyOnValue();
    }
    if (in.accept("WITH", "TAG") || in.accept("TAG")) {
      in.expectSign("(");
      clauses.tags = new ClauseParser(in).tags();
      in.expectSign(")");
    }
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
}
