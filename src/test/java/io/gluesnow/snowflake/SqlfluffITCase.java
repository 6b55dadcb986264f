package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.StorageFormat;
import io.gluesnow.judge.Judges;
import io.gluesnow.judge.Verdict;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Policy;
import io.gluesnow.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** An independent parser of Snowflake's SQL accepts everything that we send, as one statement. */
class SqlfluffITCase {

  @Test
  void everyStatementParses() {
    List<String> statements = new ArrayList<>();
    for (Statement statement : Samples.statements().values()) {
      statements.add(SqlRenderer.sqlOf(statement));
    }
    // Every format under the defaults, and the first format under every policy: long expressions
    // take the judge a second each.
    Arguments[] tables = PlannedReadBackTest.tables().toArray(Arguments[]::new);
    for (Arguments table : tables) {
      if (!table.get()[0].equals("parquet") && table.get()[2] != tables[0].get()[2]) {
        continue;
      }
      statements.add(
          SqlRenderer.sqlOf(
              PlannedReadBackTest.create(
                  (String) table.get()[0],
                  (StorageFormat) table.get()[1],
                  (Policy) table.get()[2])));
    }
    assertAccepted(statements);
  }

  @Test
  void everyLookParses() {
    List<String> statements = new ArrayList<>();
    for (ObjectName name :
        List.of(Samples.ORDERS, ObjectName.of("a \"b\"", "it's; --", "x\\y_%"))) {
      statements.add(LookSql.showDatabase(name.database()));
      statements.add(LookSql.showAfter(name.database(), name.schema(), ""));
      statements.add(LookSql.showAfter(name.database(), name.schema(), name.name()));
      statements.add(LookSql.showBeginning(name, ""));
      statements.add(LookSql.showBeginning(name, name.name()));
      statements.add(LookSql.showSchemas(name.database(), name.schema()));
      statements.add(LookSql.showDatabases(name.database()));
      statements.add(LookSql.showOne(name));
      statements.add(LookSql.showObjects(name));
      statements.add(LookSql.showStages(name));
      statements.add(LookSql.columns(name));
      statements.add(LookSql.stageOf(name));
      statements.add(LookSql.ddl(name));
    }
    statements.add(LookSql.showAccount());
    statements.add(LookSql.showDatabases(""));
    statements.add(LookSql.quotingParameter());
    assertAccepted(statements);
  }

  private static void assertAccepted(List<String> statements) {
    for (Verdict verdict : Judges.sqlfluff(statements)) {
      assertThat(verdict.violations()).as(verdict.sql()).isEmpty();
      assertThat(verdict.statements()).as(verdict.sql()).isEqualTo(1);
    }
  }
}
