package io.gluesnow.flink.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.DataType;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.StorageFormat;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.flink.OutcomeCounts;
import io.gluesnow.flink.OutcomeRecord;
import io.gluesnow.flink.Pause;
import io.gluesnow.flink.ScopeNews;
import io.gluesnow.flink.Sweep;
import io.gluesnow.glue.GlueAnswer;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Policy;
import io.gluesnow.testing.FakeClouds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergeOperatorTest {
  private static final TableId ORDERS = TableId.of("1", "eu-west-1", "lake__public", "orders");
  private static final ObjectName ORDERS_NAME = ObjectName.of("LAKE", "PUBLIC", "ORDERS");
  private static final Instant EPOCH = Instant.parse("2026-11-03T09:00:00Z");

  private final FakeClouds clouds =
      new FakeClouds(
          Policy.builder("test").deletion(Policy.Deletion.DROP).grace(Duration.ofSeconds(5)));
  private final HarnessJob.Told told = new HarnessJob.Told();

  @Test
  void anEventBecomesATableAndItsFilesAreRegistered() throws Exception {
    clouds.put(orders(1, "id"));
    try (HarnessJob job = start(null)) {
      job.checkpoint();
      job.hear("e1", ORDERS);
      job.settle();

      assertThat(clouds.journal()).hasSize(2);
      assertThat(clouds.journal().get(0)).startsWith("create LAKE.PUBLIC.ORDERS");
      assertThat(clouds.journal().get(1)).isEqualTo("refresh LAKE.PUBLIC.ORDERS");
      assertThat(job.outcomes()).extracting(OutcomeRecord::kind).contains(OutcomeKind.APPLIED);
    }
  }

  @Test
  void withoutACompletedCheckpointNothingIsSentAndTheTableWaitsForTheLease() throws Exception {
    clouds.put(orders(1, "id"));
    try (HarnessJob job = start(null)) {
      job.hear("e1", ORDERS);
      job.settle(Duration.ofSeconds(20));
      assertThat(clouds.journal()).isEmpty();
      assertThat(told.last.of("events-open")).isZero();

      job.checkpoint();
      assertThat(told.last.of("events-open")).isEqualTo(1);
      job.settle();
      assertThat(clouds.journal()).isNotEmpty();
    }
  }

  @Test
  void afterTheLeaseNoStatementGoesOut() throws Exception {
    clouds.put(orders(1, "id"));
    try (HarnessJob job = start(null)) {
      job.checkpoint();
      job.stopCheckpoints();
      job.pass(Duration.ofSeconds(61));
      job.hear("e1", ORDERS);
      job.settle(Duration.ofSeconds(10));
      assertThat(clouds.journal()).isEmpty();
    }
  }

  @Test
  @Tag("trap:aws-22")
  void aCrashBetweenAnyTwoStepsLeavesTheSameCatalogAsNoCrash() throws Exception {
    Map<String, String> expected = run(Integer.MAX_VALUE, true);
    for (boolean callsOfTheDeadRun : new boolean[] {true, false}) {
      for (int step = 0; step < 30; step++) {
        ConvergeOperatorTest fresh = new ConvergeOperatorTest();
        assertThat(fresh.run(step, callsOfTheDeadRun))
            .as("crash after step %s, late calls %s", step, callsOfTheDeadRun)
            .isEqualTo(expected);
      }
    }
  }

  /** Create, evolve, and a crash after so many calls; what Snowflake has in the end. */
  private Map<String, String> run(int crashAfter, boolean lateCallsRun) throws Exception {
    clouds.put(orders(1, "id"));
    OperatorSubtaskState saved;
    Instant crashedAt;
    try (HarnessJob job = start(null)) {
      job.checkpoint();
      job.hear("e1", ORDERS);
      saved = job.checkpoint();
      for (int i = 0; i < crashAfter; i++) {
        if (i == 7) {
          clouds.put(orders(2, "id", "amount"));
          job.hear("e2", ORDERS);
        }
        if (i % 3 == 0) {
          saved = job.checkpoint();
        }
        if (!job.oneCall() && !job.pass(Duration.ofMillis(500))) {
          break;
        }
        if (i > 200) {
          break;
        }
      }
      crashedAt = job.now();
    }
    if (lateCallsRun) {
      clouds.next();
    }
    try (HarnessJob job = start(saved, crashedAt.plusSeconds(2))) {
      job.checkpoint();
      clouds.put(orders(2, "id", "amount"));
      // The source reads again what came after the checkpoint.
      job.hear("e2", ORDERS);
      job.settle(Duration.ofMinutes(5));
      job.checkpoint();
      assertThat(told.last.of("events-read"))
          .as("accounts %s", told.last)
          .isEqualTo(told.ended() + told.last.of("events-open"));
      assertThat(told.last.of("events-open")).as("accounts %s", told.last).isZero();
    }
    return clouds.catalog();
  }

  @Test
  void aTableThatGlueDeniesIsParkedReportedOnceAndSurvivesARestart() throws Exception {
    clouds.failGlue(table -> Optional.of(GlueAnswer.denied("grant glue:GetTable")));
    OperatorSubtaskState saved;
    Instant stopped;
    try (HarnessJob job = start(null)) {
      job.checkpoint();
      job.hear("e1", ORDERS);
      job.settle(Duration.ofMinutes(1));
      saved = job.checkpoint();
      stopped = job.now();
      assertThat(told.last.of("events-open")).isEqualTo(1);
      assertThat(job.letters()).hasSize(1);
      assertThat(job.letters().get(0)).contains("grant glue:GetTable").contains("e1");
      assertThat(clouds.journal()).isEmpty();
    }
    clouds.failGlue(table -> Optional.empty());
    clouds.put(orders(1, "id"));
    try (HarnessJob job = start(saved, stopped)) {
      job.checkpoint();
      job.settle(Duration.ofMinutes(10));
      assertThat(clouds.applied(ORDERS_NAME)).isPresent();
      job.checkpoint();
      assertThat(told.last.of("events-open")).isZero();
      assertThat(told.last.of("outcome-applied")).isEqualTo(1);
    }
  }

  @Test
  void aRefusedStatementGoesToTheDeadLettersWithItsSqlAndCode() throws Exception {
    clouds.put(orders(1, "id"));
    clouds.failStatements(
        s ->
            Optional.of(
                StatementAnswer.of(StatementAnswer.Kind.REJECTED, "001003", "syntax error")));
    try (HarnessJob job = start(null)) {
      job.checkpoint();
      job.hear("e1", ORDERS);
      job.settle(Duration.ofSeconds(30));
      assertThat(job.letters()).hasSize(1);
      assertThat(job.letters().get(0))
          .contains("\"code\":\"001003\"")
          .contains("CREATE EXTERNAL TABLE")
          .contains("\"principal\":\"crawler\"")
          .contains("e1");

      clouds.failStatements(s -> Optional.empty());
      clouds.put(orders(2, "id", "amount"));
      job.hear("e2", ORDERS);
      job.settle(Duration.ofSeconds(30));
      assertThat(clouds.applied(ORDERS_NAME)).as("healed by the next event").isPresent();
    }
  }

  @Test
  @Tag("trap:aws-8")
  void aDeletedDatabaseMakesEachKnownTableDoubtfulAndGoneOnesAreDroppedAfterGrace()
      throws Exception {
    clouds.put(orders(1, "id"));
    try (HarnessJob job = start(null)) {
      job.checkpoint();
      job.hear("e1", ORDERS);
      job.settle(Duration.ofSeconds(30));
      assertThat(clouds.applied(ORDERS_NAME)).isPresent();

      clouds.remove(ORDERS);
      job.hear(
          ScopeNews.sweep(
              Sweep.of(Sweep.Cause.DATABASE_DELETED, Scope.of(ORDERS.databaseId()), job.now())));
      job.settle(Duration.ofSeconds(60));

      assertThat(clouds.applied(ORDERS_NAME)).isEmpty();
      job.checkpoint();
      assertThat(told.last.of(OutcomeCounts.SWEPT)).isPositive();
    }
  }

  @Test
  void aPausedTableIsLeftAloneAndItsWorkWaitsAlsoOverARestartUntilItIsResumed() throws Exception {
    clouds.put(orders(1, "id"));
    OperatorSubtaskState saved;
    try (HarnessJob job = start(null)) {
      job.checkpoint();
      job.hear(ScopeNews.pause(Pause.begin(Scope.of(ORDERS.databaseId()), job.now())));
      job.hear("e1", ORDERS);
      job.settle(Duration.ofSeconds(60));
      assertThat(clouds.journal()).isEmpty();
      saved = job.checkpoint();
      assertThat(told.last.of("events-open")).isEqualTo(1);
    }
    try (HarnessJob job = start(saved, EPOCH.plusSeconds(600))) {
      job.checkpoint();
      job.settle(Duration.ofSeconds(60));
      assertThat(clouds.journal()).isEmpty();

      job.hear(ScopeNews.pause(Pause.end(Scope.of(ORDERS.databaseId()), job.now())));
      job.settle(Duration.ofSeconds(60));
      assertThat(clouds.applied(ORDERS_NAME)).isPresent();
      job.checkpoint();
      assertThat(told.last.of("events-open")).isZero();
      assertThat(told.last.of("outcome-applied")).isEqualTo(1);
    }
  }

  @Test
  void aResyncByOrderTriesAgainWhatWasRejected() throws Exception {
    clouds.put(orders(1, "id"));
    clouds.failStatements(
        s -> Optional.of(StatementAnswer.of(StatementAnswer.Kind.REJECTED, "001003", "no")));
    try (HarnessJob job = start(null)) {
      job.checkpoint();
      job.hear("e1", ORDERS);
      job.settle(Duration.ofSeconds(30));
      assertThat(clouds.applied(ORDERS_NAME)).isEmpty();

      clouds.failStatements(s -> Optional.empty());
      job.hear(ScopeNews.sweep(Sweep.of(Sweep.Cause.RESYNC, Scope.ALL, job.now())));
      job.settle(Duration.ofSeconds(30));
      assertThat(clouds.applied(ORDERS_NAME)).isPresent();
    }
  }

  @Test
  @Tag("trap:aws-4")
  void whatIsSentIsWhatGlueSaysWhenItCanBeSent() throws Exception {
    clouds.put(orders(1, "id"));
    try (HarnessJob job = start(null)) {
      job.hear("e1", ORDERS);
      job.settle(Duration.ofSeconds(20));
      clouds.put(orders(2, "id", "amount"));

      job.checkpoint();
      job.settle();

      assertThat(clouds.journal().get(0)).startsWith("create LAKE.PUBLIC.ORDERS");
      assertThat(clouds.journal()).noneMatch(entry -> entry.startsWith("add"));
      assertThat(clouds.catalog().get(ORDERS_NAME.toString())).contains("AMOUNT");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("trap:aws-9")
  void aRenameMakesTheNewTableAndKeepsTheOldOneForTheGrace(boolean createIsHeardFirst)
      throws Exception {
    TableId renamed = ORDERS.databaseId().table("purchases");
    ObjectName renamedName = ObjectName.of("LAKE", "PUBLIC", "PURCHASES");
    clouds.put(orders(1, "id"));
    try (HarnessJob job = start(null)) {
      job.checkpoint();
      job.hear("e1", ORDERS);
      job.settle();

      clouds.remove(ORDERS);
      clouds.put(definition(renamed, 2, "id"));
      job.hear("e2", createIsHeardFirst ? renamed : ORDERS);
      job.hear("e3", createIsHeardFirst ? ORDERS : renamed);
      job.settle(Duration.ofSeconds(4));
      assertThat(clouds.applied(renamedName)).isPresent();
      assertThat(clouds.applied(ORDERS_NAME)).as("within the grace").isPresent();

      job.settle(Duration.ofSeconds(60));
      assertThat(clouds.applied(renamedName)).isPresent();
      assertThat(clouds.applied(ORDERS_NAME)).as("after the grace").isEmpty();
    }
  }

  @Test
  void anOutageOfSnowflakeIsWaitedOutWithoutLosingAnything() throws Exception {
    clouds.put(orders(1, "id"));
    clouds.failLooks(true);
    try (HarnessJob job = start(null)) {
      job.checkpoint();
      for (int i = 0; i < 20; i++) {
        job.hear("e" + i, ORDERS);
      }
      job.settle(Duration.ofMinutes(2));
      assertThat(clouds.journal()).isEmpty();
      clouds.failLooks(false);
      job.settle(Duration.ofMinutes(5));
      assertThat(clouds.applied(ORDERS_NAME)).isPresent();
      job.checkpoint();
      assertThat(told.last.of("events-read")).isEqualTo(20);
      assertThat(told.last.of("events-open")).isZero();
    }
  }

  // ---- fixtures -----------------------------------------------------------------------------

  private static TableDefinition orders(int version, String... columns) {
    return definition(ORDERS, version, columns);
  }

  private static TableDefinition definition(TableId table, int version, String... columns) {
    List<Column> all = new ArrayList<>();
    for (String column : columns) {
      all.add(Column.of(column, DataType.Primitive.of(DataType.Primitive.Kind.STRING)));
    }
    return TableDefinition.builder(
            table, TableVersion.of(EPOCH, version, EPOCH.plusSeconds(version)))
        .location("s3://lake/orders/")
        .columns(all)
        .format(
            StorageFormat.of(
                "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                "",
                "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
                Map.of()))
        .build();
  }

  private HarnessJob start(OperatorSubtaskState state) throws Exception {
    return start(state, EPOCH.plusSeconds(60));
  }

  private HarnessJob start(OperatorSubtaskState state, Instant at) throws Exception {
    return HarnessJob.start(clouds, told, state, at);
  }
}
