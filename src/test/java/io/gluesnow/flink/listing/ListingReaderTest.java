package io.gluesnow.flink.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.Selection;
import io.gluesnow.catalog.Snapshot;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.flink.ListingScope;
import io.gluesnow.glue.ListAnswer;
import io.gluesnow.glue.ListedDatabase;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.snowflake.MarkPage;
import io.gluesnow.standin.SettableClock;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ListingReaderTest {
  private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);

  private final SettableClock clock = SettableClock.at(NOON);
  private final ListedCatalog catalog = new ListedCatalog();
  private final Timers timers = new Timers();
  private final Map<String, Gauge<?>> gauges = new HashMap<>();
  private final Emitted emitted = new Emitted();
  private Duration interval;
  private List<String> catalogs = List.of();
  private List<String> regions = List.of(ListedCatalog.REGION);
  private Selection selection = Selection.everything();
  private int splitRequests;

  // ---- a whole round ------------------------------------------------------------------------

  @Test
  void aRoundIsAllTablesThenAllMarksThenItsEnd() {
    catalog.database("a", 3).database("b", 0).database("c", 205);
    catalog.mark("a", "t000001").mark("gone", "orphan");

    readAll(reader(ListingSplit.NEW));

    assertThat(emitted.tables()).hasSize(208).doesNotHaveDuplicates();
    assertThat(emitted.items.subList(208, 211))
        .containsExactly(
            ListingItem.mark(table("a", "t000001"), ObjectName.of("DB", "S", "t000001")),
            ListingItem.mark(table("gone", "orphan"), ObjectName.of("DB", "S", "orphan")),
            ListingItem.roundEnded(NOON, scope(List.of(ListedCatalog.ACCOUNT), List.of())));
    assertThat(emitted.items).hasSize(211);
  }

  @Test
  void whatIsNotSelectedIsNeitherAskedForNorFound() {
    selection = Selection.of("a|b", "b/t00000[12]");
    catalog.database("a", 2).database("b", 4).database("c", 5);

    readAll(reader(ListingSplit.NEW));

    assertThat(emitted.tables())
        .containsExactly(
            table("a", "t000000"),
            table("a", "t000001"),
            table("b", "t000000"),
            table("b", "t000003"));
    assertThat(catalog.asked()).noneMatch(question -> question.startsWith("tables c"));
  }

  @Test
  void linksAreToldBeforeWhatIsSeenThroughThem() {
    TableId link = table("a", "l");
    DatabaseId far = DatabaseId.of("999988887777", "us-east-1", "far");
    catalog.database("far", 1);
    catalog.answer(
        "databases",
        () ->
            ListAnswer.page(
                List.of(ListedDatabase.link(ListedCatalog.database("a"), far)), Optional.empty()));
    Snapshot listed =
        Snapshot.present(
            NOON,
            TableDefinition.builder(link, TableVersion.of(NOON, 0, NOON))
                .linkTarget(far.table("t"))
                .build());
    catalog.answer("tables far", () -> ListAnswer.page(List.of(listed), Optional.empty()));

    readAll(reader(ListingSplit.NEW));

    assertThat(emitted.items)
        .startsWith(
            ListingItem.link(ListedCatalog.database("a"), LinkTarget.of(far), NOON),
            ListingItem.link(link, LinkTarget.of(far.table("t")), NOON),
            ListingItem.table(listed));
  }

  @Test
  void eachCatalogIsListedInEachRegionAndEachRegionHasAnEndOfItsOwn() {
    catalogs = List.of("444455556666", "444455556666:s3tablescatalog/b");
    regions = List.of("eu-west-1", "us-east-1");
    catalog.database("a", 1);

    readAll(reader(ListingSplit.NEW));

    assertThat(emitted.tables())
        .containsExactly(
            TableId.of("444455556666", "eu-west-1", "a", "t000000"),
            TableId.of("444455556666:s3tablescatalog/b", "eu-west-1", "a", "t000000"),
            TableId.of("444455556666", "us-east-1", "a", "t000000"),
            TableId.of("444455556666:s3tablescatalog/b", "us-east-1", "a", "t000000"));
    assertThat(emitted.items)
        .endsWith(
            ListingItem.roundEnded(NOON, ListingScope.of("eu-west-1", catalogs, List.of())),
            ListingItem.roundEnded(NOON, ListingScope.of("us-east-1", catalogs, List.of())));
  }

  @Test
  void aCatalogThatHasLostItsLastDatabaseIsStillSpokenFor() {
    interval = DAY;
    catalog.database("a", 1);
    ListingReader reader = reader(ListingSplit.NEW);
    readAll(reader);
    catalog.answer("databases", () -> ListAnswer.page(List.of(), Optional.empty()));
    timers.pass(DAY);
    emitted.items.clear();
    readAll(reader);

    assertThat(emitted.items)
        .containsExactly(
            ListingItem.roundEnded(
                NOON.plus(DAY), scope(List.of(ListedCatalog.ACCOUNT), List.of())));
  }

  // ---- when ---------------------------------------------------------------------------------

  @Test
  void roundsBeginAnIntervalApart() {
    interval = DAY;
    catalog.database("a", 1);
    ListingReader reader = reader(ListingSplit.NEW);

    readAll(reader);
    assertThat(emitted.rounds()).isEqualTo(1);
    timers.pass(DAY.minusSeconds(1));
    readAll(reader);
    assertThat(emitted.rounds()).isEqualTo(1);
    timers.pass(Duration.ofSeconds(1));
    readAll(reader);

    assertThat(emitted.rounds()).isEqualTo(2);
    assertThat(gauge("listing-rounds-done")).isEqualTo(2L);
  }

  @Test
  void aRestartWithinTheIntervalBeginsNoRound() throws IOException {
    interval = DAY;
    catalog.database("a", 1);
    ListingReader reader = reader(ListingSplit.NEW);
    readAll(reader);
    ListingSplit kept = stored(reader.snapshotState(1).get(0));
    timers.pass(Duration.ofHours(23));
    timers.forget();
    catalog.asked().clear();

    ListingReader again = reader(kept);
    readAll(again);
    assertThat(catalog.asked()).isEmpty();
    timers.pass(Duration.ofHours(1));
    readAll(again);
    assertThat(emitted.rounds()).isEqualTo(2);

    timers.forget();
    clock.advance(Duration.ofHours(25));
    readAll(reader(stored(again.snapshotState(1).get(0))));
    assertThat(emitted.rounds()).as("late already: at once").isEqualTo(3);
  }

  @Test
  void aSingleRoundIsNeverMadeAgainButAListingThatRepeatsGoesOnFromIt() throws IOException {
    catalog.database("a", 1);
    ListingReader once = reader(ListingSplit.NEW);
    readAll(once);
    timers.pass(Duration.ofDays(30));
    readAll(once);
    assertThat(once.isAvailable()).isNotDone();
    ListingSplit kept = stored(once.snapshotState(1).get(0));
    readAll(reader(kept));
    assertThat(emitted.rounds()).isEqualTo(1);

    interval = DAY;
    readAll(reader(kept));
    assertThat(emitted.rounds()).isEqualTo(2);
  }

  // ---- restarts -----------------------------------------------------------------------------

  @Test
  void aRoundGoesOnWhereItWasAfterARestart() throws IOException {
    catalog.pagesOf(10).database("a", 25).database("b", 25).database("c", 5);
    catalog.mark("a", "t000001").mark("b", "t000001");
    List<ListingItem> whole = uninterrupted();

    for (int stopAt = 0; stopAt <= whole.size(); stopAt++) {
      emitted.items.clear();
      catalog.asked().clear();
      ListingReader reader = reader(ListingSplit.NEW);
      read(reader, stopAt);
      List<ListingSplit> kept = reader.snapshotState(1);
      List<ListingItem> before = List.copyOf(emitted.items);
      reader.close();
      emitted.items.clear();
      catalog.asked().clear();
      readAll(reader(stored(kept.get(0))));

      // Nothing is missing, and no more than the page at work comes twice.
      List<ListingItem> all = new ArrayList<>(before);
      all.addAll(emitted.items);
      assertThat(all).as("stopped after %s", stopAt).containsAll(whole).endsWith(whole.get(57));
      assertThat(all.size() - whole.size()).as("stopped after %s", stopAt).isBetween(0, 9);
      if (stopAt > 30 && stopAt < 50) {
        assertThat(catalog.asked()).noneMatch(question -> question.startsWith("tables a"));
      }
    }
  }

  @Test
  void aTokenThatHasDiedMeanwhileSendsBackToTheBeginningOfItsDatabaseOnly() throws IOException {
    catalog.pagesOf(10).database("a", 25).database("b", 25);
    ListingReader reader = reader(ListingSplit.NEW);
    read(reader, 35);
    ListingSplit kept = stored(reader.snapshotState(1).get(0));
    emitted.items.clear();
    catalog.asked().clear();
    boolean[] refused = new boolean[1];
    catalog.answer(
        "tables b 10",
        () -> {
          boolean first = !refused[0];
          refused[0] = true;
          return first ? ListAnswer.expired("it is old") : null;
        });

    readAll(reader(kept));

    assertThat(catalog.asked())
        .startsWith("tables b 10", "tables b ", "tables b 10", "tables b 20");
    assertThat(emitted.tables()).hasSize(25).allMatch(id -> id.database().equals("b"));
  }

  // ---- what goes wrong ----------------------------------------------------------------------

  @Test
  @Tag("trap:aws-3")
  void aDatabaseThatMayNotBeListedIsPassedOverAndSaysNothingOfItsTables() {
    catalog.database("a", 1).database("closed", 7).database("z", 1);
    catalog.answer("tables closed", () -> ListAnswer.denied("not authorized"));

    readAll(reader(ListingSplit.NEW));

    assertThat(emitted.tables()).containsExactly(table("a", "t000000"), table("z", "t000000"));
    assertThat(emitted.items)
        .endsWith(
            ListingItem.roundEnded(
                NOON,
                scope(List.of(ListedCatalog.ACCOUNT), List.of(ListedCatalog.database("closed")))));
    assertThat(gauge("listing-denied")).isEqualTo(1L);
    assertThat(gauge("listing-databases-done")).isEqualTo(3L);
  }

  @Test
  @Tag("trap:aws-3")
  void aCatalogThatMayNotBeListedSaysNothingAtAll() {
    catalogs = List.of("444455556666", "777788889999");
    catalog.database("a", 1);
    catalog.answer("databases 444455556666", () -> ListAnswer.denied("not authorized"));

    readAll(reader(ListingSplit.NEW));

    assertThat(emitted.items)
        .endsWith(ListingItem.roundEnded(NOON, scope(List.of("777788889999"), List.of())));
  }

  @Test
  void aDatabaseThatHasGoneSinceIsListedToItsEnd() {
    catalog.database("a", 1).database("gone", 1);
    catalog.answer("tables gone", () -> ListAnswer.missing("no such database"));

    readAll(reader(ListingSplit.NEW));

    assertThat(emitted.items)
        .endsWith(ListingItem.roundEnded(NOON, scope(List.of(ListedCatalog.ACCOUNT), List.of())));
    assertThat(gauge("listing-denied")).isEqualTo(0L);
  }

  @Test
  void aListWhoseTokensNeverLiveIsGivenUp() {
    catalog.pagesOf(10).database("a", 25).database("b", 5);
    catalog.answer("tables a 10", () -> ListAnswer.expired("it is old"));

    readAll(reader(ListingSplit.NEW));

    assertThat(catalog.asked().stream().filter(q -> q.equals("tables a ")).count()).isEqualTo(6);
    assertThat(emitted.items)
        .endsWith(
            ListingItem.roundEnded(
                NOON, scope(List.of(ListedCatalog.ACCOUNT), List.of(ListedCatalog.database("a")))));
    assertThat(emitted.tables()).contains(table("b", "t000004"));
  }

  @Test
  void databasesWhoseTokenDiesAreGatheredAnew() {
    catalog.pagesOf(1).database("a", 1).database("b", 1).database("c", 1);
    boolean[] refused = new boolean[1];
    catalog.answer(
        "databases /eu-west-1 2",
        () -> {
          boolean first = !refused[0];
          refused[0] = true;
          return first ? ListAnswer.expired("it is old") : null;
        });
    // The own id is known by then, so the second try is about that.
    catalog.answer("databases 111122223333/eu-west-1 2", () -> null);

    readAll(reader(ListingSplit.NEW));

    assertThat(emitted.tables()).hasSize(3).doesNotHaveDuplicates();
    assertThat(gauge("listing-databases-found")).isEqualTo(3L);
  }

  @Test
  @Tag("trap:aws-20")
  void throttlingIsWaitedOutLongerEachTime() {
    catalog.database("a", 1);
    int[] left = {3};
    catalog.answer("tables a", () -> left[0]-- > 0 ? ListAnswer.throttled("Rate exceeded") : null);
    ListingReader reader = reader(ListingSplit.NEW);

    readAll(reader);
    List<Duration> pauses = new ArrayList<>();
    while (left[0] >= 0) {
      pauses.add(timers.next());
      timers.pass(timers.next());
      readAll(reader);
    }

    assertThat(pauses).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(pauses.get(i))
          .isBetween(Duration.ofMillis(500L << i), Duration.ofMillis(1000L << i));
    }
    assertThat(emitted.tables()).containsExactly(table("a", "t000000"));
  }

  @Test
  void anOutageOfSnowflakeHoldsTheEndOfTheRoundAndARefusalDoesNot() {
    catalog.database("a", 1).mark("a", "t000000");
    catalog.answerMarks(() -> MarkPage.failed("Snowflake did not answer"));
    ListingReader reader = reader(ListingSplit.NEW);
    readAll(reader);
    assertThat(emitted.rounds()).isZero();

    catalog.answerMarks(() -> MarkPage.denied("Snowflake refuses our login"));
    timers.pass(Duration.ofMinutes(2));
    readAll(reader);

    assertThat(emitted.rounds()).isEqualTo(1);
    assertThat(gauge("listing-denied")).isEqualTo(1L);
  }

  @Test
  void clientsThatCannotBeOpenedAreTriedAgain() {
    catalog.database("a", 1);
    catalog.refuse(new IllegalStateException("no secret there"));
    ListingReader reader = reader(ListingSplit.NEW);
    readAll(reader);
    assertThat(emitted.items).isEmpty();

    catalog.refuse(null);
    timers.pass(Duration.ofSeconds(1));
    readAll(reader);
    assertThat(emitted.rounds()).isEqualTo(1);

    reader.close();
    assertThat(catalog.opened()).isEqualTo(1);
    assertThat(catalog.closed()).isEqualTo(1);
  }

  @Test
  void clientsThatOpenAfterTheEndAreClosed() {
    ListingReader reader = reader(ListingSplit.NEW);
    poll(reader);
    reader.close();
    timers.pass(Duration.ofSeconds(1));

    assertThat(catalog.opened()).isEqualTo(1);
    assertThat(catalog.closed()).isEqualTo(1);
  }

  // ---- splits -------------------------------------------------------------------------------

  @Test
  void aReaderAsksForASplitOnlyWhereItHasNone() {
    reader(ListingSplit.NEW);
    assertThat(splitRequests).isZero();

    ListingReader without = reader(null);
    assertThat(splitRequests).isEqualTo(1);
    assertThat(poll(without)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(without.isAvailable()).isNotDone();
    without.addSplits(List.of(ListingSplit.NEW));
    assertThat(without.isAvailable()).isDone();
  }

  // ---- size ---------------------------------------------------------------------------------

  @Test
  void aHundredThousandTablesAreListedInTheMemoryOfAPage() throws IOException {
    for (int i = 0; i < 500; i++) {
      catalog.database(String.format("d%03d", i), 150);
    }
    catalog.database("large", 25_000);
    ListingReader reader = reader(ListingSplit.NEW);
    List<WeakReference<ListingItem>> seen = new ArrayList<>();
    emitted.keep = false;
    int largest = 0;

    while (seen.size() <= 100_000) {
      poll(reader);
      timers.pass(Duration.ZERO);
      if (emitted.last == null) {
        continue;
      }
      seen.add(new WeakReference<>(emitted.last));
      emitted.last = null;
      if (seen.size() % 20_000 == 0) {
        System.gc();
        long alive = seen.stream().filter(item -> item.get() != null).count();
        assertThat(alive).as("of %s items", seen.size()).isLessThanOrEqualTo(300);
        largest =
            Math.max(
                largest,
                new ListingSplitSerializer().serialize(reader.snapshotState(1).get(0)).length);
      }
    }

    readAll(reader);
    assertThat(emitted.last).as("nothing after the end of the round").isNull();
    assertThat(gauge("listing-tables-done")).isEqualTo(100_000L);
    assertThat(largest).as("bytes of state: names of databases").isLessThan(40_000);
  }

  // ---- helpers ------------------------------------------------------------------------------

  private ListingReader reader(ListingSplit split) {
    ListingReader reader =
        new ListingReader(
            new Context(),
            ListingSettings.of(
                regions,
                catalogs,
                selection,
                interval,
                Duration.ofSeconds(1),
                Duration.ofMinutes(2)),
            ListingAccess.of(catalog, clock, timers),
            clock);
    if (split != null) {
      reader.addSplits(List.of(split));
    }
    reader.start();
    return reader;
  }

  private InputStatus poll(ListingReader reader) {
    return reader.pollNext(emitted);
  }

  /** Until nothing more comes before time passes. */
  private void readAll(ListingReader reader) {
    for (int i = 0; ; i++) {
      assertThat(i).as("it does not end").isLessThan(1_000_000);
      InputStatus status = poll(reader);
      assertThat(status).isNotEqualTo(InputStatus.END_OF_INPUT);
      if (status == InputStatus.NOTHING_AVAILABLE && !reader.isAvailable().isDone()) {
        timers.pass(Duration.ZERO);
        if (!reader.isAvailable().isDone()) {
          return;
        }
      }
    }
  }

  /** Until so many items have come. */
  private void read(ListingReader reader, int items) {
    while (emitted.items.size() < items) {
      poll(reader);
      timers.pass(Duration.ZERO);
    }
  }

  private List<ListingItem> uninterrupted() {
    readAll(reader(ListingSplit.NEW));
    List<ListingItem> whole = List.copyOf(emitted.items);
    assertThat(whole).hasSize(58);
    return whole;
  }

  private static ListingSplit stored(ListingSplit split) throws IOException {
    ListingSplitSerializer format = new ListingSplitSerializer();
    return format.deserialize(format.getVersion(), format.serialize(split));
  }

  private static TableId table(String database, String table) {
    return ListedCatalog.database(database).table(table);
  }

  private static ListingScope scope(List<String> catalogs, List<DatabaseId> unlisted) {
    return ListingScope.of(ListedCatalog.REGION, catalogs, unlisted);
  }

  private Object gauge(String name) {
    return gauges.get("kinesisanalytics.gluesnow." + name).getValue();
  }

  /** What was handed on. */
  private static final class Emitted implements ReaderOutput<ListingItem> {
    private final List<ListingItem> items = new ArrayList<>();
    private boolean keep = true;
    private ListingItem last;

    List<TableId> tables() {
      return items.stream()
          .map(ListingReaderTest::tableOf)
          .flatMap(Optional::stream)
          .collect(Collectors.toList());
    }

    long rounds() {
      return items.stream().filter(item -> item.toString().startsWith("RoundEnded")).count();
    }

    @Override
    public void collect(ListingItem item) {
      last = item;
      if (keep) {
        items.add(item);
      }
    }

    @Override
    public void collect(ListingItem item, long timestamp) {
      collect(item);
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<ListingItem> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {}
  }

  private static Optional<TableId> tableOf(ListingItem item) {
    return item.accept(
        new ListingItem.Visitor<Optional<TableId>, RuntimeException>() {
          @Override
          public Optional<TableId> table(Snapshot snapshot) {
            return Optional.of(snapshot.table());
          }

          @Override
          public Optional<TableId> link(
              DatabaseId database, Optional<TableId> table, LinkTarget target, Instant askedAt) {
            return Optional.empty();
          }

          @Override
          public Optional<TableId> mark(TableId table, ObjectName name) {
            return Optional.empty();
          }

          @Override
          public Optional<TableId> roundEnded(Instant startedAt, ListingScope scope) {
            return Optional.empty();
          }
        });
  }

  /** Time that moves only when told to, with the clock. */
  private final class Timers implements ListingAccess.Timer {
    private final PriorityQueue<Task> tasks = new PriorityQueue<>((a, b) -> a.at.compareTo(b.at));

    @Override
    public void after(Duration time, Runnable action) {
      tasks.add(new Task(clock.instant().plus(time), action));
    }

    Duration next() {
      return Duration.between(clock.instant(), tasks.element().at);
    }

    void pass(Duration by) {
      Instant end = clock.instant().plus(by);
      while (!tasks.isEmpty() && !tasks.peek().at.isAfter(end)) {
        Task task = tasks.remove();
        clock.advance(Duration.between(clock.instant(), task.at));
        task.action.run();
      }
      clock.advance(Duration.between(clock.instant(), end));
    }

    /** Those of an attempt that is gone. */
    void forget() {
      tasks.clear();
    }
  }

  private static final class Task {
    private final Instant at;
    private final Runnable action;

    Task(Instant at, Runnable action) {
      this.at = at;
      this.action = action;
    }
  }

  private final class Context implements SourceReaderContext {
    @Override
    public SourceReaderMetricGroup metricGroup() {
      return InternalSourceReaderMetricGroup.mock(new Group(""));
    }

    @Override
    public Configuration getConfiguration() {
      return new Configuration();
    }

    @Override
    public String getLocalHostName() {
      return "localhost";
    }

    @Override
    public int getIndexOfSubtask() {
      return 0;
    }

    @Override
    public void sendSplitRequest() {
      splitRequests++;
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent event) {
      throw new AssertionError("nothing is told to the coordinator");
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      throw new UnsupportedOperationException();
    }
  }

  /** Keeps the gauges by their whole names. */
  private final class Group extends UnregisteredMetricsGroup {
    private final String prefix;

    Group(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Group(prefix + name + ".");
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(prefix + name, gauge);
      return gauge;
    }

    @Override
    public String[] getScopeComponents() {
      return Arrays.stream(prefix.split("\\.")).toArray(String[]::new);
    }
  }
}
