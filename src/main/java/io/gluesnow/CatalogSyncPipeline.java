package io.gluesnow;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import io.gluesnow.flink.AccountsAudience;
import io.gluesnow.flink.DeadLetterSink;
import io.gluesnow.flink.DecodeFunction;
import io.gluesnow.flink.HoldSource;
import io.gluesnow.flink.LinkChange;
import io.gluesnow.flink.LiveSource;
import io.gluesnow.flink.OrderFunction;
import io.gluesnow.flink.OutcomeLog;
import io.gluesnow.flink.OutcomeRecord;
import io.gluesnow.flink.RawRecord;
import io.gluesnow.flink.ScopeNews;
import io.gluesnow.flink.SequenceFunction;
import io.gluesnow.flink.SpreadFunction;
import io.gluesnow.flink.StoredTypes;
import io.gluesnow.flink.Sweep;
import io.gluesnow.flink.TableNews;
import io.gluesnow.flink.archive.ArchiveSource;
import io.gluesnow.flink.conversation.Clients;
import io.gluesnow.flink.conversation.ConvergeOperator;
import io.gluesnow.flink.conversation.ConvergeOperatorFactory;
import io.gluesnow.flink.links.DatabaseLinksFunction;
import io.gluesnow.flink.links.LinkedFunction;
import io.gluesnow.flink.links.LinkedTablesFunction;
import io.gluesnow.flink.links.LinksFunction;
import io.gluesnow.flink.links.UnselectedLinksFunction;
import io.gluesnow.flink.listing.ListingSource;
import io.gluesnow.flink.listing.UnfoldFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job, top to bottom; every uid and name is here.
 *
 * <pre>
 *  live, archive, hold ─► decode ─┬─ tables ────► sequence ─► links ─┬─► converge ─┬─► outcomes
 *                            │    ├─ databases ─► spread ──► links ──┤ ▲           │
 *                            │    └─ orders ─────────────────────────┘ │           │
 *                            └─ unreadable ────────────────────────────┼───────────┴─► dead letters
 *  listing ─► unfold ─┬─ tables, marks, rounds ────────────────────────┘
 *                     └─ where links lead ─► links
 * </pre>
 *
 * <p>A uid never changes: state is found by it.
 */
public final class CatalogSyncPipeline {
  /** Can never change for a job that has state. */
  public static final int MAX_PARALLELISM = 720;

  private static final Duration LIST_PATIENCE = Duration.ofMinutes(30);
  private static final int LISTS_AT_A_TIME = 10;

  private final SyncConfig config;
  private final Clients clients;
  private final AccountsAudience audience;
  private final List<GivenSource> given;
  private final Sink<OutcomeRecord> outcomes;

  private CatalogSyncPipeline(
      SyncConfig config,
      Clients clients,
      AccountsAudience audience,
      List<GivenSource> given,
      Sink<OutcomeRecord> outcomes) {
    this.config = Objects.requireNonNull(config, "config");
    this.clients = Objects.requireNonNull(clients, "clients");
    this.audience = Objects.requireNonNull(audience, "audience");
    this.given = List.copyOf(given);
    this.outcomes = Objects.requireNonNull(outcomes, "outcomes");
  }

  /** The pipeline that these settings ask for. */
  public static CatalogSyncPipeline of(SyncConfig config) {
    return new CatalogSyncPipeline(
        config, Clients.of(config), AccountsAudience.log(), List.of(), OutcomeLog.sink());
  }

  /** With one more source of records, bounded or not. */
  public CatalogSyncPipeline withSource(String uid, Source<RawRecord, ?, ?> source) {
    List<GivenSource> more = new ArrayList<>(given);
    more.add(new GivenSource(uid, source));
    return new CatalogSyncPipeline(config, clients, audience, more, outcomes);
  }

  /** With others than the real Glue and Snowflake. */
  public CatalogSyncPipeline withClients(Clients others) {
    return new CatalogSyncPipeline(config, others, audience, given, outcomes);
  }

  /** With someone who is told the accounts of each checkpoint. */
  public CatalogSyncPipeline withAudience(AccountsAudience others) {
    return new CatalogSyncPipeline(config, clients, others, given, outcomes);
  }

  /** With another place for outcomes than the log. */
  public CatalogSyncPipeline withOutcomes(Sink<OutcomeRecord> sink) {
    return new CatalogSyncPipeline(config, clients, audience, given, sink);
  }

  /** Draws the job graph; the caller executes it. */
  public void addTo(StreamExecutionEnvironment env) {
    env.setMaxParallelism(MAX_PARALLELISM);
    env.getConfig().disableGenericTypes();

    SingleOutputStreamOperator<CatalogEvent> events = decode(records(env));
    DataStream<CatalogEvent> databases = events.getSideOutput(DecodeFunction.DATABASES);
    Optional<SingleOutputStreamOperator<TableNews>> listing = listing(env);
    BroadcastStream<LinkChange> links = links(events, databases, listing);

    SingleOutputStreamOperator<Sweep> sweeps = databases(spread(databases), links);
    SingleOutputStreamOperator<ScopeNews> orders =
        orders(events.getSideOutput(DecodeFunction.CONTROLS));
    DataStream<TableNews> ofOne =
        tables(sequence(events), links)
            .union(
                unselected(events.getSideOutput(DecodeFunction.UNSELECTED), links),
                sweeps.getSideOutput(DatabaseLinksFunction.TABLES),
                orders.getSideOutput(OrderFunction.ONE_TABLE));
    DataStream<ScopeNews> ofMany = sweeps(sweeps).union(orders);
    if (listing.isPresent()) {
      ofOne = ofOne.union(listing.get(), linked(databases));
      ofMany = ofMany.union(listing.get().getSideOutput(UnfoldFunction.ROUNDS));
    }
    SingleOutputStreamOperator<OutcomeRecord> ended = converge(ofOne, ofMany);
    outcomes(ended);
    deadLetters(
        events.getSideOutput(DecodeFunction.DEAD_LETTERS),
        ended.getSideOutput(ConvergeOperator.DEAD_LETTERS));
  }

  private DataStream<RawRecord> records(StreamExecutionEnvironment env) {
    // Without the live source nothing would keep the input open, and no input ends while work is
    // left.
    DataStream<RawRecord> records =
        config.streamName().isPresent()
            ? LiveSource.addTo(env, config)
                .uid("cloudtrail-live")
                .name("Live: CloudTrail events on Kinesis")
            : env.fromSource(
                    new HoldSource(),
                    WatermarkStrategy.noWatermarks(),
                    "Hold: keeps the job's input open",
                    StoredTypes.RAW_RECORD)
                .uid("hold")
                .setParallelism(1);
    if (config.archiveLocation().isPresent()) {
      // A source that has ended in a savepoint stays ended after it. So another part of an archive
      // is another source, or it would silently be passed over.
      String part = config.archiveLocation().get() + ", " + config.archiveScope();
      records =
          records.union(
              env.fromSource(
                      ArchiveSource.of(config),
                      WatermarkStrategy.noWatermarks(),
                      "Archive: CloudTrail objects of a trail",
                      StoredTypes.RAW_RECORD)
                  .uid("cloudtrail-archive-" + Integer.toHexString(part.hashCode())));
    }
    for (GivenSource source : given) {
      records =
          records.union(
              env.fromSource(
                      source.source,
                      WatermarkStrategy.noWatermarks(),
                      "Given: " + source.uid,
                      StoredTypes.RAW_RECORD)
                  .uid(source.uid));
    }
    return records;
  }

  private SingleOutputStreamOperator<CatalogEvent> decode(DataStream<RawRecord> records) {
    return records
        .process(new DecodeFunction(config, audience), StoredTypes.CATALOG_EVENT)
        .uid("decode")
        .name("Decode: records into catalog events");
  }

  private DataStream<Doubt> sequence(DataStream<CatalogEvent> events) {
    Duration settle = config.get(SyncOptions.SETTLE);
    return events
        .keyBy(event -> event.table().orElseThrow().toString(), Types.STRING)
        .process(new SequenceFunction(settle, audience), StoredTypes.DOUBT)
        .uid("sequence")
        .name("Sequence: many events of a table, one doubt");
  }

  private Optional<SingleOutputStreamOperator<TableNews>> listing(StreamExecutionEnvironment env) {
    if (config.get(SyncOptions.LISTING_MODE) == SyncOptions.Listing.OFF) {
      return Optional.empty();
    }
    return Optional.of(
        env.fromSource(
                ListingSource.of(config),
                WatermarkStrategy.noWatermarks(),
                "Listing: all databases and tables of Glue",
                StoredTypes.LISTING_ITEM)
            .uid("catalog-listing")
            .setParallelism(1)
            .process(new UnfoldFunction(), StoredTypes.TABLE_NEWS)
            .uid("unfold")
            .name("Unfold: what a page says of each table")
            .setParallelism(1));
  }

  private BroadcastStream<LinkChange> links(
      DataStream<CatalogEvent> tables,
      DataStream<CatalogEvent> databases,
      Optional<SingleOutputStreamOperator<TableNews>> listing) {
    DataStream<LinkChange> heard =
        tables
            .union(databases)
            .flatMap(LinkChange::collect, StoredTypes.LINK_CHANGE)
            .uid("link-changes")
            .name("Link changes: where resource links lead");
    return listing
        .map(found -> heard.union(found.getSideOutput(UnfoldFunction.LINKS)))
        .orElse(heard)
        .broadcast(LinkedFunction.LINKS);
  }

  private DataStream<TableNews> unselected(
      DataStream<CatalogEvent> events, BroadcastStream<LinkChange> links) {
    return events
        .connect(links)
        .process(new UnselectedLinksFunction(config.selection()::covers), StoredTypes.TABLE_NEWS)
        .uid("unselected-links")
        .name("Links to tables that are not selected themselves");
  }

  /** Of the tables behind a new link there is no event. */
  private DataStream<TableNews> linked(DataStream<CatalogEvent> databases) {
    return AsyncDataStream.unorderedWait(
            databases,
            LinkedTablesFunction.of(config),
            LIST_PATIENCE.toMillis(),
            TimeUnit.MILLISECONDS,
            LISTS_AT_A_TIME)
        .returns(StoredTypes.TABLE_NEWS)
        .uid("linked-tables")
        .name("Linked tables: what a new link to a database shows");
  }

  private SingleOutputStreamOperator<TableNews> tables(
      DataStream<Doubt> doubts, BroadcastStream<LinkChange> links) {
    return doubts
        .connect(links)
        .process(new LinksFunction(config.selection()::covers), StoredTypes.TABLE_NEWS)
        .uid("links")
        .name("Links: a doubt about a table is one about each link to it");
  }

  private DataStream<Sweep> spread(DataStream<CatalogEvent> databaseEvents) {
    Duration settle = config.get(SyncOptions.SETTLE);
    return databaseEvents
        .keyBy(event -> event.database().toString(), Types.STRING)
        .process(new SpreadFunction(settle, audience), StoredTypes.SWEEP)
        .uid("spread")
        .name("Spread: an event of a database, all its tables in doubt");
  }

  private SingleOutputStreamOperator<Sweep> databases(
      DataStream<Sweep> sweeps, BroadcastStream<LinkChange> links) {
    return sweeps
        .connect(links)
        .process(new DatabaseLinksFunction(config.selection()::covers), StoredTypes.SWEEP)
        .uid("database-links")
        .name("Database links: a doubt about a database is one about each link to it");
  }

  private DataStream<ScopeNews> sweeps(DataStream<Sweep> sweeps) {
    return sweeps
        .map(ScopeNews::sweep, StoredTypes.SCOPE_NEWS)
        .uid("sweeps")
        .name("Sweeps: many tables in doubt");
  }

  private SingleOutputStreamOperator<ScopeNews> orders(DataStream<ControlEvent> controls) {
    return controls
        .process(new OrderFunction(), StoredTypes.SCOPE_NEWS)
        .uid("orders")
        .name("Orders: pause, resume and resync, by people");
  }

  private SingleOutputStreamOperator<OutcomeRecord> converge(
      DataStream<TableNews> news, DataStream<ScopeNews> ofMany) {
    long millis = news.getExecutionEnvironment().getCheckpointInterval();
    Duration interval = Duration.ofMillis(Math.max(0, millis));
    return news.keyBy(about -> about.table().toString(), Types.STRING)
        .connect(ofMany.broadcast())
        .transform(
            "Converge: make Snowflake as Glue says",
            StoredTypes.OUTCOME,
            new ConvergeOperatorFactory(config, clients, audience, interval))
        .uid("converge");
  }

  private void outcomes(DataStream<OutcomeRecord> ended) {
    ended.sinkTo(outcomes).uid("outcomes").name("Outcomes: what became of each event");
  }

  private void deadLetters(DataStream<String> unreadable, DataStream<String> stuck) {
    unreadable
        .union(stuck)
        .sinkTo(DeadLetterSink.of(config))
        .uid("dead-letters")
        .name("Dead letters: what needs a person, to SQS");
  }

  private static final class GivenSource {
    private final String uid;
    private final Source<RawRecord, ?, ?> source;

    GivenSource(String uid, Source<RawRecord, ?, ?> source) {
      this.uid = Objects.requireNonNull(uid, "uid");
      this.source = Objects.requireNonNull(source, "source");
    }
  }
}
