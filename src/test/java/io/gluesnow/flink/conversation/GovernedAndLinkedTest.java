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
import io.gluesnow.flink.OutcomeCounts;
import io.gluesnow.flink.OutcomeRecord;
import io.gluesnow.flink.ScopeNews;
import io.gluesnow.flink.Sweep;
import io.gluesnow.flink.TableNews;
import io.gluesnow.plan.NamingRule;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Policy;
import io.gluesnow.testing.FakeClouds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables of Lake Formation, of links and of several accounts on their way to Snowflake. */
class GovernedAndLinkedTest {
  private static final Instant EPOCH = Instant.parse("2026-11-03T09:00:00Z");
  private static final Instant START = EPOCH.plusSeconds(3_600);
  private static final TableId ORDERS =
      TableId.of("111122223333", "eu-west-1", "lake__public", "orders");
  private static final TableId THEIRS =
      TableId.of("444455556666", "eu-west-1", "lake__public", "orders");

  private FakeClouds clouds = new FakeClouds(Policy.builder("test"));

  private static TableDefinition table(
      TableId id, int version, UnaryOperator<TableDefinition.Builder> more) {
    TableDefinition.Builder table =
        TableDefinition.builder(id, TableVersion.of(EPOCH, version, EPOCH.plusSeconds(version)))
            .location("s3://lake/orders/")
            .columns(
                List.of(Column.of("id", DataType.Primitive.of(DataType.Primitive.Kind.STRING))))
            .format(
                StorageFormat.of(
                    "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                    "",
                    "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
                    Map.of()));
    return more.apply(table).build();
  }

  private static TableDefinition governed(int version) {
    return table(ORDERS, version, t -> t.governed(true));
  }

  private HarnessJob start() throws Exception {
    HarnessJob job = HarnessJob.start(clouds, new HarnessJob.Told(), null, START);
    job.checkpoint();
    return job;
  }

  private static List<String> outcomes(HarnessJob job) {
    return job.outcomes().stream()
        .map(outcome -> OutcomeCounts.name(outcome.kind()) + " " + outcome.reason())
        .collect(java.util.stream.Collectors.toList());
  }

  // ---- Lake Formation

  @Test
  void aGovernedTableIsMadeAndSaidSoOnceAndAgainOnlyWhenThatChanges() throws Exception {
    clouds.put(governed(1));
    try (HarnessJob job = start()) {
      for (int i = 0; i < 5; i++) {
        job.hear("e" + i, ORDERS);
        job.settle();
      }
      job.hear(ScopeNews.sweep(Sweep.of(Sweep.Cause.POLICY_CHANGED, Scope.ALL, job.now())));
      job.settle();

      assertThat(clouds.journal().get(0)).startsWith("create");
      assertThat(job.letters())
          .singleElement()
          .satisfies(
              letter ->
                  assertThat(letter)
                      .contains("\"outcome\":\"warned\"", "Lake Formation governs it"));

      clouds.put(table(ORDERS, 2, t -> t));
      job.hear("e6", ORDERS);
      job.settle();
      clouds.put(governed(3));
      job.hear("e7", ORDERS);
      job.settle();
      assertThat(job.letters()).hasSize(2);
    }
  }

  @Test
  void aTableThatBecomesGovernedWithoutAnythingElseChangingIsSaidSo() throws Exception {
    clouds.put(table(ORDERS, 1, t -> t));
    try (HarnessJob job = start()) {
      job.hear("e1", ORDERS);
      job.settle();
      assertThat(job.letters()).isEmpty();

      clouds.put(governed(1));
      job.hear("e2", ORDERS);
      job.settle();
      assertThat(job.letters()).hasSize(1);
      assertThat(clouds.journal()).hasSize(2);
    }
  }

  @Test
  void underRefuseAGovernedTableIsNotMadeAndOneThatBecomesGovernedStays() throws Exception {
    clouds = new FakeClouds(Policy.builder("test").lakeFormation(Policy.LakeFormation.REFUSE));
    clouds.put(governed(1));
    try (HarnessJob job = start()) {
      job.hear("e1", ORDERS);
      job.settle();
      assertThat(clouds.journal()).isEmpty();
      assertThat(outcomes(job)).containsExactly("outcome-refused governed");
      assertThat(job.letters()).singleElement().asString().contains("row and column filters");

      clouds.put(table(ORDERS, 2, t -> t));
      job.hear("e2", ORDERS);
      job.settle();
      clouds.put(governed(3));
      job.hear("e3", ORDERS);
      job.settle();
      assertThat(clouds.applied(ObjectName.of("LAKE", "PUBLIC", "ORDERS"))).isPresent();
      assertThat(outcomes(job)).last().isEqualTo("outcome-refused governed");
    }
  }

  @ParameterizedTest
  @EnumSource(Policy.LakeFormation.class)
  void inShadowModeTheWarningIsPartOfThePlansReason(Policy.LakeFormation policy) throws Exception {
    clouds = new FakeClouds(Policy.builder("test").apply(false).lakeFormation(policy));
    clouds.put(governed(1));
    try (HarnessJob job = start()) {
      job.hear("e1", ORDERS);
      job.settle();
      OutcomeRecord outcome = job.outcomes().get(0);
      boolean refused = policy == Policy.LakeFormation.REFUSE;
      assertThat(outcome.kind()).isEqualTo(refused ? OutcomeKind.REFUSED : OutcomeKind.PLANNED);
      assertThat(outcome.sentence().contains("Lake Formation"))
          .isEqualTo(policy != Policy.LakeFormation.ALLOW);
    }
  }

  // ---- links

  @Test
  void aChangedTargetMakesALinkAsItIsNow() throws Exception {
    clouds.put(table(ORDERS, 1, t -> t.linkTo(THEIRS)));
    try (HarnessJob job = start()) {
      job.hear("e1", ORDERS);
      job.settle();
      TableDefinition wider =
          table(
              ORDERS,
              2,
              t ->
                  t.linkTo(THEIRS)
                      .columns(
                          List.of(
                              Column.of(
                                  "id", DataType.Primitive.of(DataType.Primitive.Kind.STRING)),
                              Column.of(
                                  "more", DataType.Primitive.of(DataType.Primitive.Kind.STRING)))));
      clouds.put(wider);
      job.hear(TableNews.linkTargetChanged(ORDERS, job.now(), List.of()));
      job.settle();
      assertThat(clouds.journal()).anySatisfy(sql -> assertThat(sql).contains("MORE"));
      assertThat(job.letters()).isEmpty();
    }
  }

  @Test
  void whatBefellATargetBeforeItsLinkWasLastLookedUpCostsNothing() throws Exception {
    int[] asked = {0};
    clouds.put(table(ORDERS, 1, t -> t.linkTo(THEIRS)));
    clouds.failGlue(
        table -> {
          asked[0]++;
          return java.util.Optional.empty();
        });
    try (HarnessJob job = start()) {
      job.hear("e1", ORDERS);
      job.settle();
      int before = asked[0];
      for (int i = 0; i < 50; i++) {
        job.hear(
            TableNews.linkTargetChanged(ORDERS, START.minus(Duration.ofDays(i + 1)), List.of()));
      }
      job.settle();
      assertThat(asked[0]).isEqualTo(before);

      job.hear(TableNews.linkTargetChanged(ORDERS, job.now().minusSeconds(2), List.of()));
      job.settle();
      assertThat(asked[0]).isGreaterThan(before);
    }
  }

  // ---- several accounts

  @Test
  void twoAccountsWithTheSameNamesGoToDifferentTargetsByRule() throws Exception {
    clouds =
        new FakeClouds(
            Policy.builder("test")
                .namingRules(
                    List.of(
                        NamingRule.of(".*", ".*", "lake", "a_${catalog}_${region}", "${table}"))));
    bothTables();
    try (HarnessJob job = start()) {
      job.hear("e1", ORDERS);
      job.hear("e2", THEIRS);
      job.settle();
      assertThat(clouds.catalog().keySet())
          .containsExactlyInAnyOrder(
              "LAKE.A_111122223333_EU-WEST-1.ORDERS", "LAKE.A_444455556666_EU-WEST-1.ORDERS");
    }
  }

  @Test
  void twoAccountsWithTheSameNamesDoNotShareATarget() throws Exception {
    bothTables();
    try (HarnessJob job = start()) {
      job.hear("e1", ORDERS);
      job.settle();
      job.hear("e2", THEIRS);
      job.settle();
      assertThat(outcomes(job)).last().isEqualTo("outcome-refused name-taken");
      assertThat(clouds.applied(ObjectName.of("LAKE", "PUBLIC", "ORDERS")))
          .hasValueSatisfying(
              applied -> assertThat(applied.mark().orElseThrow().isOf("test", ORDERS)).isTrue());
    }
  }

  private void bothTables() {
    clouds.put(table(ORDERS, 1, t -> t));
    clouds.put(table(THEIRS, 1, t -> t));
  }
}
