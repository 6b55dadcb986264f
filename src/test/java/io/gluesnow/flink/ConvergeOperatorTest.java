package io.gluesnow.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.DataType;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.StorageFormat;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.glue.GlueAnswer;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Policy;
import io.gluesnow.testing.FakeClouds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
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
  private final Told told = new Told();

  @Test
  void anEventBecomesATableAndItsFilesAreRegistered() throws Exception {
    clouds.put(orders(1, "id"));
    try (Job job = start(null)) {
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
    try (Job job = start(null)) {
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
    try (Job job = start(null)) {
      job.checkpoint();
      job.checkpointing = false;
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
    try (Job job = start(null)) {
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
    try (Job job = start(saved, crashedAt.plusSeconds(2))) {
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
    try (Job job = start(null)) {
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
    try (Job job = start(saved, stopped)) {
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
    try (Job job = start(null)) {
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
  void aDeletedDatabaseMakesEachKnownTableDoubtfulAndGoneOnesAreDroppedAfterGrace()
      throws Exception {
    clouds.put(orders(1, "id"));
    try (Job job = start(null)) {
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
    try (Job job = start(null)) {
      job.checkpoint();
      job.hear(ScopeNews.pause(Pause.begin(Scope.of(ORDERS.databaseId()), job.now())));
      job.hear("e1", ORDERS);
      job.settle(Duration.ofSeconds(60));
      assertThat(clouds.journal()).isEmpty();
      saved = job.checkpoint();
      assertThat(told.last.of("events-open")).isEqualTo(1);
    }
    try (Job job = start(saved, EPOCH.plusSeconds(600))) {
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
    try (Job job = start(null)) {
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
    try (Job job = start(null)) {
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
    try (Job job = start(null)) {
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
    try (Job job = start(null)) {
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

  private static SyncConfig config() {
    Map<String, String> settings = new HashMap<>();
    settings.put("policy.instance", "test");
    settings.put("policy.apply", "on");
    settings.put("snowflake.secret-id", "none");
    settings.put("snowflake.lease", "60 s");
    settings.put("snowflake.statement-timeout", "5 s");
    settings.put("snowflake.files-timeout", "10 s");
    settings.put("snowflake.visible", "1 s");
    settings.put("converge.parked-interval", "30 s");
    settings.put("dead-letters.queue-url", "none");
    settings.put("aws.region", "eu-west-1");
    return SyncConfig.of(settings);
  }

  private Job start(OperatorSubtaskState state) throws Exception {
    return start(state, EPOCH.plusSeconds(60));
  }

  private Job start(OperatorSubtaskState state, Instant at) throws Exception {
    OPENED.set(clouds);
    Job job = new Job(told);
    job.getStreamConfig().setCheckpointingEnabled(true);
    job.getExecutionConfig().disableGenericTypes();
    job.setProcessingTime(at.toEpochMilli());
    job.setup(new VersionedTypeSerializer<>(new OutcomeRecordSerializer()));
    if (state != null) {
      job.initializeState(state);
    }
    job.open();
    return job;
  }

  // The factory is serialized on its way into the harness, the clouds are not.
  private static final ThreadLocal<FakeClouds> OPENED = new ThreadLocal<>();

  /** Keeps what the operator told at its last checkpoint. */
  private static final class Told implements AccountsAudience {
    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<Told> HERE = new ThreadLocal<>();
    private transient Counts last = Counts.of(Map.of());

    Told() {
      HERE.set(this);
    }

    long ended() {
      return last.byName().entrySet().stream()
          .filter(e -> e.getKey().startsWith("outcome-"))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    @Override
    public void told(long checkpoint, String operator, int subtask, Counts counts) {
      HERE.get().last = counts;
    }
  }

  /** One attempt of the operator, driven step by step. */
  private static final class Job extends AbstractStreamOperatorTestHarness<OutcomeRecord> {
    private static long checkpoints;
    private boolean checkpointing;

    Job(Told told) throws Exception {
      super(
          new ConvergeOperatorFactory(
              config(), share -> OPENED.get().open(share), told, Duration.ofSeconds(5)),
          1,
          1,
          0);
      KeySelector<TableNews, String> table = news -> news.table().toString();
      config.setStatePartitioner(0, table);
      config.setStateKeySerializer(StringSerializer.INSTANCE);
      config.serializeAllConfigs();
    }

    @SuppressWarnings("unchecked")
    private TwoInputStreamOperator<TableNews, ScopeNews, OutcomeRecord> twoInputs() {
      return (TwoInputStreamOperator<TableNews, ScopeNews, OutcomeRecord>) operator;
    }

    void hear(ScopeNews news) throws Exception {
      twoInputs().processElement2(new StreamRecord<>(news));
      mails();
    }

    Instant now() {
      return Instant.ofEpochMilli(getProcessingTime());
    }

    void hear(String event, TableId table) throws Exception {
      Doubt doubt =
          Doubt.of(
              CatalogEvent.ofTable(
                  event, now().minusMillis(500), CatalogEvent.Kind.TABLE_UPDATED, table, "crawler"),
              now());
      StreamRecord<TableNews> element = new StreamRecord<>(TableNews.events(doubt));
      twoInputs().setKeyContextElement1(element);
      twoInputs().processElement1(element);
      mails();
    }

    /** A checkpoint that completes. */
    OperatorSubtaskState checkpoint() throws Exception {
      mails();
      long id = ++checkpoints;
      OperatorSubtaskState state = snapshot(id, getProcessingTime());
      notifyOfCompletedCheckpoint(id);
      mails();
      checkpointing = true;
      return state;
    }

    void mails() throws Exception {
      while (getTaskMailbox().hasMail()) {
        getTaskMailbox().take(0).run();
      }
    }

    boolean oneCall() throws Exception {
      boolean happened = OPENED.get().next();
      mails();
      return happened;
    }

    boolean pass(Duration time) throws Exception {
      setProcessingTime(getProcessingTime() + time.toMillis());
      mails();
      return true;
    }

    void settle() throws Exception {
      settle(Duration.ofSeconds(30));
    }

    /** Lets all calls happen while so much time passes; checkpoints go on. */
    void settle(Duration time) throws Exception {
      for (long left = time.toMillis(); left > 0; left -= 250) {
        if (checkpointing && left % 5000 == 0) {
          checkpoint();
        }
        while (oneCall()) {
          // until nothing is on its way
        }
        pass(Duration.ofMillis(250));
      }
    }

    List<OutcomeRecord> outcomes() {
      return extractOutputValues();
    }

    List<String> letters() {
      List<String> letters = new ArrayList<>();
      if (getSideOutput(ConvergeOperator.DEAD_LETTERS) != null) {
        getSideOutput(ConvergeOperator.DEAD_LETTERS).forEach(r -> letters.add(r.getValue()));
      }
      return letters;
    }
  }
}
