package io.gluesnow.standin;

import static io.gluesnow.standin.glue.Caller.ATHENA;
import static io.gluesnow.standin.glue.Caller.CRAWLER;
import static io.gluesnow.standin.glue.Caller.PERSON;
import static io.gluesnow.standin.glue.Caller.SPARK;

import io.gluesnow.standin.glue.GlueWorld;
import io.gluesnow.standin.glue.TableInput;
import io.gluesnow.standin.snowflake.Fault;
import io.gluesnow.standin.snowflake.Faults;
import io.gluesnow.standin.snowflake.JournalEntry;
import io.gluesnow.standin.snowflake.TableSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the local run plays: the life of a few tables, with everything that goes wrong around them.
 * Each chapter changes the Glue catalog (or breaks something) and says what Snowflake must hold
 * then.
 */
final class LocalStory {
  /** How long the job may take to do what a chapter expects. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String PUBLIC = "dev_db__public";
  private static final String STAGING = "dev_db__staging";
  private static final int BURST_TABLES = 12;
  private static final int BURST_RUNS = 10;
  private static final long OUTAGE_MILLIS = 4_000;

  private final LocalWorld world;
  private final GlueWorld glue;
  private TableInput customers;
  private TableInput orders;
  private long customersCreated;
  private int writesBefore;

  LocalStory(LocalWorld world) {
    this.world = world;
    this.glue = world.glue();
  }

  List<Chapter> chapters() {
    return List.of(
        created(),
        evolved(),
        burst(),
        disorder(),
        hostile(),
        unreadableFaithfully(),
        deleted(),
        databaseDeleted(),
        poison(),
        outage(),
        lost());
  }

  private Chapter created() {
    return Chapter.of(
            "A table is created",
            "Somebody creates `customers` with Athena: Parquet files below"
                + " s3://sample-customers-bucket123/customers/, partitioned by region. CloudTrail"
                + " logs the call, EventBridge puts it on Kinesis, and the job makes the external"
                + " table and registers the files.",
            () -> {
              file("customers/region=eu/a.parquet");
              file("customers/region=eu/b.parquet");
              file("customers/region=us/c.parquet");
              glue.createDatabase(PERSON, PUBLIC);
              customers =
                  TableInput.parquet("Customers", LocalWorld.BUCKET + "customers/")
                      .column("id", "bigint")
                      .column("name", "string")
                      .column("balance", "decimal(12,2)")
                      .column("tags", "map<string,array<string>>")
                      .partitionedBy("region", "string")
                      .description("Everyone who ever bought something");
              glue.createTable(ATHENA, PUBLIC, customers);
            })
        .expect(columns("CUSTOMERS", "ID", "NAME", "BALANCE", "TAGS", "REGION"))
        .expect(
            Expectation.equal(
                "all 3 files of CUSTOMERS are registered",
                3,
                () -> table("CUSTOMERS").map(found -> found.files().size()).orElse(0)));
  }

  private Chapter evolved() {
    return Chapter.of(
            "It evolves",
            "A column comes, another goes, and the description changes. The table is altered, never"
                + " rebuilt: grants, policies and file registrations stay.",
            () -> {
              customersCreated = table("CUSTOMERS").map(TableSnapshot::createdOn).orElse(-1L);
              glue.updateTable(SPARK, PUBLIC, customers.column("since", "date"));
              pause(1_500);
              glue.updateTable(
                  SPARK,
                  PUBLIC,
                  customers.withoutColumn("tags").description("Everyone, as Spark sees them"));
            })
        .expect(columns("CUSTOMERS", "ID", "NAME", "BALANCE", "SINCE", "REGION"))
        .expect(
            Expectation.that(
                "CUSTOMERS is still the same object",
                () ->
                    table("CUSTOMERS").map(TableSnapshot::createdOn).orElse(0L)
                        == customersCreated))
        .expect(
            Expectation.that(
                "its comment is the new description",
                () ->
                    table("CUSTOMERS")
                        .map(found -> found.comment().contains("as Spark sees them"))
                        .orElse(false)));
  }

  private Chapter burst() {
    return Chapter.of(
            "A crawler bursts",
            "A crawler creates "
                + BURST_TABLES
                + " tables and then updates each of them "
                + BURST_RUNS
                + " times with nothing but new counters: "
                + BURST_TABLES * (BURST_RUNS + 1)
                + " events. Many events of a table come to one doubt, and counters are no"
                + " difference: each table costs one CREATE and one REFRESH.",
            () -> {
              writesBefore = world.snowflake().journal().writes().size();
              for (int run = 0; run <= BURST_RUNS; run++) {
                for (int i = 0; i < BURST_TABLES; i++) {
                  crawl(i, run, 0);
                }
              }
            })
        .expect(
            Expectation.that(
                "all " + BURST_TABLES + " tables are there",
                () ->
                    IntStream.range(0, BURST_TABLES)
                        .allMatch(i -> table(String.format("CRAWLED_%02d", i)).isPresent())))
        .expect(
            Expectation.equal(
                "each with one CREATE and one REFRESH",
                2 * BURST_TABLES,
                () -> world.snowflake().journal().writes().size() - writesBefore));
  }

  /**
   * A crawler's call about its i-th table: the first creates it.
   *
   * @param more a number for a column more, 0 for none
   */
  private void crawl(int i, int run, int more) {
    String name = String.format("crawled_%02d", i);
    TableInput table =
        (i % 2 == 0
                ? TableInput.json(name, LocalWorld.BUCKET + name + "/")
                : TableInput.csv(name, LocalWorld.BUCKET + name + "/"))
            .column("id", "bigint")
            .column("reading", "double")
            .parameter("UPDATED_BY_CRAWLER", "harbor-crawler")
            .parameter("recordCount", String.valueOf(1_000 * run))
            .parameter("objectCount", String.valueOf(run));
    if (more > 0) {
      table.column("found_in_run_" + more, "string");
    }
    if (run == 0) {
      glue.createTable(CRAWLER, PUBLIC, table);
    } else {
      glue.updateTable(CRAWLER, PUBLIC, table);
    }
  }

  private Chapter disorder() {
    return Chapter.of(
            "Events repeat and come in disorder",
            "`orders` is created, changed twice, deleted, and created again with other columns."
                + " All five events reach the stream twice and newest first. An event is only a"
                + " hint: Glue says what the table is now.",
            () -> {
              world.holdEvents();
              orders =
                  TableInput.orc("orders", LocalWorld.BUCKET + "orders/").column("id", "bigint");
              glue.createTable(ATHENA, PUBLIC, orders);
              glue.updateTable(ATHENA, PUBLIC, orders.column("a", "int"));
              glue.updateTable(ATHENA, PUBLIC, orders.column("b", "int"));
              glue.deleteTable(ATHENA, PUBLIC, "orders");
              glue.createTable(
                  ATHENA,
                  PUBLIC,
                  TableInput.orc("orders", LocalWorld.BUCKET + "orders/")
                      .column("order_id", "string")
                      .column("total", "double"));
              world.releaseEventsInDisorder();
            })
        .expect(columns("ORDERS", "ORDER_ID", "TOTAL"));
  }

  private Chapter hostile() {
    return Chapter.of(
            "A hostile table",
            "A table whose column type, column name and description try to be SQL. Names are"
                + " always quoted, literals always escaped, and a type that is no type becomes"
                + " VARIANT.",
            () ->
                glue.createTable(
                    CRAWLER,
                    PUBLIC,
                    TableInput.parquet("guests", LocalWorld.BUCKET + "guests/")
                        .column("id", "bigint")
                        .column("note", "int); DROP TABLE \"DEV_DB\".\"PUBLIC\".\"CUSTOMERS\"; --")
                        .column("it's \"quoted\"", "string")
                        .description("'; DROP TABLE \"DEV_DB\".\"PUBLIC\".\"CUSTOMERS\"; --")))
        .expect(columns("GUESTS", "ID", "NOTE", "IT'S \"QUOTED\""))
        .expect(
            Expectation.that(
                "the column with the hostile type is a VARIANT",
                () ->
                    table("GUESTS")
                        .map(
                            found ->
                                found.columns().stream()
                                    .anyMatch(
                                        column ->
                                            column.contains("NOTE") && column.contains("VARIANT")))
                        .orElse(false)))
        .expect(Expectation.that("CUSTOMERS is still there", () -> table("CUSTOMERS").isPresent()));
  }

  private Chapter unreadableFaithfully() {
    return Chapter.of(
            "A table that Snowflake would read wrong",
            "`ledger` is a Delta table: read as plain Parquet it would show deleted rows. Right"
                + " rows or none: it is refused, with the reason in the dead letters.",
            () ->
                glue.createTable(
                    SPARK,
                    PUBLIC,
                    TableInput.parquet("ledger", LocalWorld.BUCKET + "ledger/")
                        .column("id", "bigint")
                        .parameter("spark.sql.sources.provider", "delta")
                        .parameter("table_type", "delta")))
        .expect(letter("a dead letter says why", "ledger"))
        .expect(
            Expectation.that("there is no LEDGER in Snowflake", () -> table("LEDGER").isEmpty()));
  }

  private Chapter deleted() {
    return Chapter.of(
            "A table is deleted, another only seems to be",
            "`crawled_00` is deleted: after the grace period (2 s here, 24 h by default) and a"
                + " second question to Glue its external table is dropped. `crawled_01` is deleted"
                + " too, but created again at once: nothing happens to it.",
            () -> {
              glue.deleteTable(PERSON, PUBLIC, "crawled_00");
              glue.deleteTable(PERSON, PUBLIC, "crawled_01");
              crawl(1, 0, 0);
            })
        .expect(
            Expectation.that(
                "CRAWLED_00 is dropped, CRAWLED_01 is there",
                () -> table("CRAWLED_00").isEmpty() && table("CRAWLED_01").isPresent()));
  }

  private Chapter databaseDeleted() {
    return Chapter.of(
            "A database is deleted",
            "`dev_db__staging` has two tables. Deleting the database is one event that names"
                + " neither of them; both external tables go.",
            () -> {
              glue.createDatabase(PERSON, STAGING);
              for (String name : List.of("draft_a", "draft_b")) {
                glue.createTable(
                    PERSON,
                    STAGING,
                    TableInput.avro(name, LocalWorld.BUCKET + name + "/").column("id", "bigint"));
              }
              waitFor(() -> staged().equals(Set.of("DRAFT_A", "DRAFT_B")));
              glue.deleteDatabase(PERSON, STAGING);
            })
        .expect(Expectation.equal("the schema STAGING is empty", Set.of(), this::staged));
  }

  private Chapter poison() {
    return Chapter.of(
            "A poison record",
            "Something that is no CloudTrail event reaches the stream, and a call that failed in"
                + " Glue is logged. The first goes to the dead-letter queue with its bytes, the"
                + " second is counted; the job goes on.",
            () -> {
              world.stream()
                  .put("poison", "{\"detail\": not json".getBytes(StandardCharsets.UTF_8));
              glue.createTable(ATHENA, PUBLIC, customers);
            })
        .expect(letter("its bytes are in the dead-letter queue", "bytes"));
  }

  private Chapter outage() {
    return Chapter.of(
            "Snowflake is out",
            "For "
                + OUTAGE_MILLIS / 1_000
                + " s every request to Snowflake is answered with 503. Meanwhile `customers` gets a"
                + " column and `returns` is created. Nothing is lost, and nothing is sent twice.",
            () -> {
              Faults.Rule rule = world.snowflake().faults().always(any -> true, Fault.status(503));
              glue.updateTable(SPARK, PUBLIC, customers.column("vip", "boolean"));
              glue.createTable(
                  SPARK,
                  PUBLIC,
                  TableInput.parquet("returns", LocalWorld.BUCKET + "returns/")
                      .column("id", "bigint"));
              pause(OUTAGE_MILLIS);
              rule.remove();
            })
        .expect(columns("CUSTOMERS", "ID", "NAME", "BALANCE", "SINCE", "VIP", "REGION"))
        .expect(columns("RETURNS", "ID"))
        .expect(
            Expectation.equal(
                "RETURNS was created once",
                1L,
                () ->
                    world.snowflake().journal().writes().stream()
                        .filter(sql -> sql.contains("CREATE") && sql.contains("\"RETURNS\""))
                        .count()));
  }

  private Chapter lost() {
    return Chapter.of(
            "Events are lost",
            "`customers` gets a column and `invoices` is created, but neither event is ever"
                + " delivered: EventBridge is best effort. The listing of the catalog (every 10 s"
                + " here, every 24 h by default) finds both.",
            () -> {
              world.holdEvents();
              glue.updateTable(SPARK, PUBLIC, customers.column("channel", "string"));
              glue.createTable(
                  SPARK,
                  PUBLIC,
                  TableInput.parquet("invoices", LocalWorld.BUCKET + "invoices/")
                      .column("id", "bigint"));
              world.loseEvents();
            })
        .expect(columns("CUSTOMERS", "ID", "NAME", "BALANCE", "SINCE", "VIP", "CHANNEL", "REGION"))
        .expect(columns("INVOICES", "ID"));
  }

  /** What goes on after the story: a crawler that sometimes finds a new column. */
  void crawlAgain(int round) {
    for (int i = 1; i < BURST_TABLES; i++) {
      crawl(i, BURST_RUNS + round, i == round % BURST_TABLES ? round : 0);
    }
  }

  /** The external tables that Snowflake must hold at the end, by name. */
  Set<String> tablesAtTheEnd() {
    Set<String> names =
        new TreeSet<>(Set.of("CUSTOMERS", "ORDERS", "GUESTS", "RETURNS", "INVOICES"));
    IntStream.range(1, BURST_TABLES).forEach(i -> names.add(String.format("CRAWLED_%02d", i)));
    return names.stream()
        .map(name -> "DEV_DB.PUBLIC." + name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The statements that changed the catalog, so far. */
  List<String> statements() {
    return world.snowflake().journal().entries().stream()
        .filter(JournalEntry::applied)
        .map(JournalEntry::sql)
        .collect(Collectors.toList());
  }

  private void file(String path) {
    world.snowflake().files().add(LocalWorld.BUCKET + path);
  }

  private Optional<TableSnapshot> table(String name) {
    return Optional.ofNullable(
        world.snowflake().catalogSnapshot().tables().get("DEV_DB.PUBLIC." + name));
  }

  private Set<String> staged() {
    return world.snowflake().catalogSnapshot().tables().keySet().stream()
        .filter(name -> name.startsWith("DEV_DB.STAGING."))
        .map(name -> name.substring("DEV_DB.STAGING.".length()))
        .collect(Collectors.toSet());
  }

  private Expectation columns(String table, String... names) {
    Set<String> expected = new TreeSet<>(List.of(names));
    return Expectation.equal(
        table + " has the columns " + String.join(", ", names),
        expected,
        () -> table(table).map(LocalStory::columnNames).orElse(Set.of()));
  }

  /** Every external table has a column VALUE besides its own. */
  private static Set<String> columnNames(TableSnapshot table) {
    return table.columnNames().stream()
        .filter(name -> !name.equals("VALUE"))
        .map(name -> name.toUpperCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Expectation letter(String sentence, String word) {
    return Expectation.that(
        sentence, () -> world.deadLetters().stream().anyMatch(letter -> letter.contains(word)));
  }

  private static void waitFor(BooleanSupplier holds) throws InterruptedException {
    Expectation.that("", holds).awaited(PATIENCE);
  }

  private static void pause(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }
}
