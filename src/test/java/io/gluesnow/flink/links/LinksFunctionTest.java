package io.gluesnow.flink.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.CatalogEvent.Kind;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.PartitionPath;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.TableId;
import io.gluesnow.flink.LinkChange;
import io.gluesnow.flink.Sweep;
import io.gluesnow.flink.SweepSerializer;
import io.gluesnow.flink.TableNews;
import io.gluesnow.flink.TableNewsSerializer;
import io.gluesnow.flink.ValueSerializer;
import io.gluesnow.flink.ValueTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LinksFunctionTest {
  private static final Instant MORNING = Instant.parse("2026-11-03T09:00:00Z");
  private static final Instant LATER = MORNING.plusSeconds(60);
  private static final DatabaseId OURS = DatabaseId.of("111122223333", "eu-west-1", "ours");
  private static final DatabaseId THEIRS = DatabaseId.of("444455556666", "us-east-1", "theirs");
  private static final DatabaseId SHARED = DatabaseId.of("111122223333", "eu-west-1", "shared");
  private static final TableId ORDERS = THEIRS.table("orders");
  private static final TableId LINK = OURS.table("link");
  private static final TableId OTHER = OURS.table("other");

  private static Doubt doubt(TableId table, Kind... kinds) {
    CatalogEvent first = event(table, kinds[0], LATER);
    CatalogEvent last = event(table, kinds[kinds.length - 1], LATER.plusSeconds(1));
    return Doubt.of(table, kinds.length, first, last, LATER.plusSeconds(5), List.of());
  }

  private static CatalogEvent event(TableId table, Kind kind, Instant time) {
    return CatalogEvent.ofTable(kind + " " + time, time, kind, table, "someone");
  }

  private static TableNews through(TableId link) {
    return TableNews.linkTargetChanged(link, LATER.plusSeconds(1), List.of());
  }

  private static Harness<Doubt, TableNews> links() throws Exception {
    return links(null, 1, 0);
  }

  private static Harness<Doubt, TableNews> links(
      OperatorSubtaskState state, int parallelism, int subtask) throws Exception {
    return Harness.of(
        new LinksFunction(table -> true), new TableNewsSerializer(), state, parallelism, subtask);
  }

  @Test
  void aDoubtGoesOnAloneWhereNoLinkIsKnown() throws Exception {
    try (Harness<Doubt, TableNews> harness = links()) {
      Doubt doubt = doubt(ORDERS, Kind.TABLE_UPDATED);
      assertThat(harness.hears(doubt)).containsExactly(TableNews.events(doubt));
    }
  }

  @Test
  @Tag("trap:aws-21")
  void aChangeOfATargetMakesEachTableAndDatabaseLinkDoubtful() throws Exception {
    try (Harness<Doubt, TableNews> harness = links()) {
      harness.told(LinkChange.leads(LINK, ORDERS, MORNING));
      harness.told(LinkChange.leads(OTHER, THEIRS.table("items"), MORNING));
      harness.told(LinkChange.leads(SHARED, THEIRS, MORNING));
      for (Kind kind : List.of(Kind.TABLE_CREATED, Kind.TABLE_UPDATED, Kind.TABLE_DELETED)) {
        Doubt doubt = doubt(ORDERS, kind);
        assertThat(harness.hears(doubt))
            .containsExactlyInAnyOrder(
                TableNews.events(doubt), through(LINK), through(SHARED.table("orders")));
      }
    }
  }

  @Test
  void newFilesOfATargetAreNewFilesOfEachLink() throws Exception {
    String file = PartitionPath.at("s3://lake/orders/dt=1/").toString();
    CatalogEvent event = event(ORDERS, Kind.PARTITIONS_CHANGED, LATER).withPaths(List.of(file));
    try (Harness<Doubt, TableNews> harness = links()) {
      harness.told(LinkChange.leads(LINK, ORDERS, MORNING));
      harness.told(LinkChange.leads(SHARED, THEIRS, MORNING));
      Doubt doubt = Doubt.of(event, LATER);
      assertThat(harness.hears(doubt))
          .containsExactlyInAnyOrder(
              TableNews.events(doubt),
              TableNews.linkTargetChanged(LINK, LATER, List.of(file)),
              TableNews.linkTargetChanged(SHARED.table("orders"), LATER, List.of(file)));
    }
    try (Harness<CatalogEvent, TableNews> harness =
        Harness.of(
            new UnselectedLinksFunction(table -> table.databaseId().equals(OURS)),
            new TableNewsSerializer(),
            null,
            1,
            0)) {
      harness.told(LinkChange.leads(LINK, ORDERS, MORNING));
      assertThat(harness.hears(event))
          .containsExactly(TableNews.linkTargetChanged(LINK, LATER, List.of(file)));
    }
  }

  @Test
  void aLinkMadeOrDeletedIsNoChangeOfItsTarget() throws Exception {
    try (Harness<Doubt, TableNews> harness = links()) {
      harness.told(LinkChange.leads(LINK, ORDERS, MORNING));
      harness.told(LinkChange.leads(OTHER, ORDERS, MORNING));
      for (Kind kind : List.of(Kind.TABLE_CREATED, Kind.TABLE_DELETED)) {
        Doubt doubt = doubt(LINK, kind);
        assertThat(harness.hears(doubt)).containsExactly(TableNews.events(doubt));
      }
    }
  }

  @Test
  void anUpdateOfALinkIsOneOfItsTargetAndOfAllThatShowsThat() throws Exception {
    try (Harness<Doubt, TableNews> harness = links()) {
      harness.told(LinkChange.leads(LINK, ORDERS, MORNING));
      harness.told(LinkChange.leads(OTHER, ORDERS, MORNING));
      for (Kind[] kinds :
          new Kind[][] {
            {Kind.TABLE_UPDATED},
            {Kind.PARTITIONS_CHANGED},
            {Kind.TABLE_CREATED, Kind.TABLE_UPDATED},
            {Kind.TABLE_UPDATED, Kind.TABLE_DELETED},
          }) {
        Doubt doubt = doubt(LINK, kinds);
        assertThat(harness.hears(doubt))
            .containsExactlyInAnyOrder(TableNews.events(doubt), through(ORDERS), through(OTHER));
      }
    }
  }

  @Test
  void whateverIsDoneInALinkedDatabaseIsDoneInItsTarget() throws Exception {
    try (Harness<Doubt, TableNews> harness = links()) {
      harness.told(LinkChange.leads(SHARED, THEIRS, MORNING));
      Doubt doubt = doubt(SHARED.table("orders"), Kind.TABLE_DELETED);
      assertThat(harness.hears(doubt))
          .containsExactlyInAnyOrder(TableNews.events(doubt), through(ORDERS));
    }
  }

  @Test
  void tablesThatAreNotSelectedAreLeftAlone() throws Exception {
    try (Harness<Doubt, TableNews> harness =
        Harness.of(
            new LinksFunction(table -> !table.databaseId().equals(SHARED)),
            new TableNewsSerializer(),
            null,
            1,
            0)) {
      harness.told(LinkChange.leads(LINK, ORDERS, MORNING));
      harness.told(LinkChange.leads(SHARED, THEIRS, MORNING));
      assertThat(harness.hears(doubt(ORDERS, Kind.TABLE_UPDATED)))
          .hasSize(2)
          .contains(through(LINK));
    }
  }

  @Test
  void anEventOfATableThatIsNotSelectedReachesTheLinksToItAndEndsThere() throws Exception {
    try (Harness<CatalogEvent, TableNews> harness =
        Harness.of(
            new UnselectedLinksFunction(table -> table.databaseId().equals(OURS)),
            new TableNewsSerializer(),
            null,
            1,
            0)) {
      harness.told(LinkChange.leads(LINK, ORDERS, MORNING));
      harness.told(LinkChange.leads(SHARED, THEIRS, MORNING));
      assertThat(harness.hears(event(ORDERS, Kind.TABLE_UPDATED, LATER)))
          .containsExactly(TableNews.linkTargetChanged(LINK, LATER, List.of()));
      assertThat(
              harness.hears(
                  CatalogEvent.ofDatabase("e", LATER, Kind.DATABASE_DELETED, THEIRS, "someone")))
          .isEmpty();
    }
  }

  @Test
  void theStateGrowsWithLinksAndNeverWithNews() throws Exception {
    try (Harness<Doubt, TableNews> harness = links()) {
      for (int i = 0; i < 1_000; i++) {
        harness.told(LinkChange.leads(LINK, THEIRS.table("t" + i), MORNING.plusSeconds(i)));
        harness.told(LinkChange.gone(OURS.table("t" + i), MORNING.plusSeconds(i)));
        harness.hears(doubt(THEIRS.table("t" + i), Kind.TABLE_UPDATED));
      }
      assertThat(harness.stored()).containsExactly(LINK.toString());
      harness.told(LinkChange.gone(OURS, LATER.plusSeconds(3_600)));
      assertThat(harness.stored()).isEmpty();
    }
  }

  @Test
  void knowsItsLinksAgainAfterARestart() throws Exception {
    OperatorSubtaskState saved;
    try (Harness<Doubt, TableNews> harness = links()) {
      harness.told(LinkChange.leads(LINK, ORDERS, MORNING));
      harness.told(LinkChange.leads(OTHER, ORDERS, MORNING));
      harness.told(LinkChange.leads(SHARED, THEIRS, MORNING));
      harness.told(LinkChange.gone(OTHER, LATER));
      saved = harness.snapshot(1, 1);
    }
    try (Harness<Doubt, TableNews> restored = links(saved, 1, 0)) {
      assertThat(restored.hears(doubt(ORDERS, Kind.TABLE_UPDATED)))
          .hasSize(3)
          .contains(through(LINK), through(SHARED.table("orders")));
      restored.told(LinkChange.leads(LINK, THEIRS.table("items"), MORNING.minusSeconds(1)));
      assertThat(restored.hears(doubt(ORDERS, Kind.TABLE_UPDATED)))
          .as("older news than what was restored")
          .contains(through(LINK));
    }
  }

  @Test
  void eachInstanceKnowsAllLinksWhenTheJobIsMadeWiderOrNarrower() throws Exception {
    OperatorSubtaskState two;
    try (Harness<Doubt, TableNews> a = links(null, 2, 0);
        Harness<Doubt, TableNews> b = links(null, 2, 1)) {
      for (Harness<Doubt, TableNews> each : List.of(a, b)) {
        each.told(LinkChange.leads(LINK, ORDERS, MORNING));
        each.told(LinkChange.leads(SHARED, THEIRS, MORNING));
      }
      two = AbstractStreamOperatorTestHarness.repackageState(a.snapshot(1, 1), b.snapshot(1, 1));
    }
    for (int parallelism : new int[] {1, 3, 5}) {
      for (int subtask = 0; subtask < parallelism; subtask++) {
        OperatorSubtaskState part =
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                two, 720, 2, parallelism, subtask);
        try (Harness<Doubt, TableNews> restored = links(part, parallelism, subtask)) {
          assertThat(restored.hears(doubt(ORDERS, Kind.TABLE_UPDATED)))
              .contains(through(LINK), through(SHARED.table("orders")));
        }
      }
    }
  }

  // ---- databases

  private static Harness<Sweep, Sweep> databases() throws Exception {
    return Harness.of(new DatabaseLinksFunction(table -> true), new SweepSerializer(), null, 1, 0);
  }

  private static Sweep sweep(Sweep.Cause cause, DatabaseId database) {
    return Sweep.of(cause, Scope.of(database), LATER);
  }

  @Test
  @Tag("trap:aws-8")
  void aDeletedDatabaseMakesTheTablesOfItsLinksDoubtfulAndTheLinksToItsTables() throws Exception {
    try (Harness<Sweep, Sweep> harness = databases()) {
      harness.told(LinkChange.leads(SHARED, THEIRS, MORNING));
      harness.told(LinkChange.leads(LINK, ORDERS, MORNING));
      harness.told(LinkChange.leads(OTHER, SHARED.table("items"), MORNING));
      harness.told(LinkChange.leads(OURS.table("unrelated"), OURS.table("t"), MORNING));
      Sweep deleted = sweep(Sweep.Cause.DATABASE_DELETED, THEIRS);

      assertThat(harness.hears(deleted))
          .containsExactly(deleted, sweep(Sweep.Cause.DATABASE_DELETED, SHARED));
      assertThat(harness.aside())
          .containsExactlyInAnyOrder(
              TableNews.linkTargetChanged(LINK, LATER, List.of()),
              TableNews.linkTargetChanged(OTHER, LATER, List.of()));
    }
  }

  @Test
  void whatIsAlteredAboutADatabaseConcernsItsLinksTooAndAnOrderDoesNot() throws Exception {
    try (Harness<Sweep, Sweep> harness = databases()) {
      harness.told(LinkChange.leads(SHARED, THEIRS, MORNING));
      assertThat(harness.hears(sweep(Sweep.Cause.DATABASE_CHANGED, THEIRS))).hasSize(2);
      assertThat(harness.hears(sweep(Sweep.Cause.DATABASE_CHANGED, SHARED))).hasSize(1);
      assertThat(harness.hears(sweep(Sweep.Cause.RESYNC, THEIRS))).hasSize(1);
      assertThat(harness.hears(Sweep.of(Sweep.Cause.RESYNC, Scope.of(ORDERS), LATER))).hasSize(1);
      assertThat(harness.hears(Sweep.of(Sweep.Cause.POLICY_CHANGED, Scope.ALL, LATER))).hasSize(1);
      assertThat(harness.aside()).isEmpty();
    }
  }

  private static final class Harness<I, O> extends BroadcastOperatorTestHarness<I, LinkChange, O> {
    private int seen;

    private Harness(LinkedFunction<I, O> function, int parallelism, int subtask) throws Exception {
      super(
          new CoBroadcastWithNonKeyedOperator<>(function, List.of(LinkedFunction.LINKS)),
          720,
          parallelism,
          subtask);
    }

    static <I, O> Harness<I, O> of(
        LinkedFunction<I, O> function,
        ValueSerializer<O> out,
        OperatorSubtaskState state,
        int parallelism,
        int subtask)
        throws Exception {
      Harness<I, O> harness = new Harness<>(function, parallelism, subtask);
      harness.getExecutionConfig().disableGenericTypes();
      harness.setup(ValueTypeInfo.of(out).createSerializer(new SerializerConfigImpl()));
      if (state != null) {
        harness.initializeState(state);
      }
      harness.open();
      return harness;
    }

    void told(LinkChange change) throws Exception {
      processBroadcastElement(change, 0);
    }

    /** What comes of it. */
    List<O> hears(I element) throws Exception {
      processElement(element, 0);
      List<O> all = extractOutputValues();
      List<O> made = all.subList(seen, all.size());
      seen = all.size();
      return made;
    }

    List<TableNews> aside() {
      return getSideOutput(DatabaseLinksFunction.TABLES) == null
          ? List.of()
          : getSideOutput(DatabaseLinksFunction.TABLES).stream()
              .map(record -> record.getValue())
              .collect(Collectors.toList());
    }

    Set<String> stored() throws Exception {
      Set<String> links = new java.util.TreeSet<>();
      getBroadcastState(LinkedFunction.LINKS)
          .iterator()
          .forEachRemaining(e -> links.add(e.getKey()));
      return links;
    }
  }
}
