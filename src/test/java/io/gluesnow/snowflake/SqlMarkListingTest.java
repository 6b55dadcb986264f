package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.Mark;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.snowflake.api.SqlAnswer;
import io.gluesnow.snowflake.api.SqlApi;
import io.gluesnow.snowflake.api.SqlRequest;
import io.gluesnow.standin.snowflake.ManualTime;
import io.gluesnow.standin.snowflake.Session;
import io.gluesnow.standin.snowflake.StrictSnowflake;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SqlMarkListingTest {
  private static final String SHOW = "SHOW EXTERNAL TABLES";
  private static final int CAP = 10_000;

  private final StrictSnowflake snowflake =
      StrictSnowflake.builder().time(ManualTime.startingAt(1_750_000_000_000L)).build();
  private final Asked asked =
      new Asked(new StrictSqlApi(snowflake, Session.of("SYNC_USER", "SYNC_ROLE")));

  // What a walk finds, in the order in which it does.
  private final List<MarkPage.Found> found = new ArrayList<>();
  private final List<String> unseen = new ArrayList<>();

  @BeforeEach
  void account() {
    snowflake.executeAsAdmin(
        "CREATE DATABASE LAKE; CREATE SCHEMA LAKE.SALES; CREATE SCHEMA LAKE.\"odd \"\"one\"\"\";"
            + "CREATE DATABASE MARSH; CREATE SCHEMA MARSH.BIRDS; CREATE DATABASE SEA;"
            + "CREATE STORAGE INTEGRATION S3_INT TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3'"
            + " ENABLED = TRUE STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::123456789012:role/r'"
            + " STORAGE_ALLOWED_LOCATIONS = ('s3://lake-bucket/');"
            + "CREATE STAGE LAKE.SALES.FILES URL = 's3://lake-bucket/'"
            + " STORAGE_INTEGRATION = S3_INT;"
            + "CREATE ROLE SYNC_ROLE; CREATE USER SYNC_USER; GRANT ROLE SYNC_ROLE TO USER SYNC_USER;"
            + "GRANT USAGE ON STAGE LAKE.SALES.FILES TO ROLE SYNC_ROLE;");
    for (String schema : List.of("LAKE.SALES", "LAKE.\"odd \"\"one\"\"\"", "MARSH.BIRDS")) {
      snowflake.executeAsAdmin(
          "GRANT USAGE ON DATABASE "
              + schema.split("\\.")[0]
              + " TO ROLE SYNC_ROLE; GRANT USAGE ON SCHEMA "
              + schema
              + " TO ROLE SYNC_ROLE; GRANT CREATE EXTERNAL TABLE ON SCHEMA "
              + schema
              + " TO ROLE SYNC_ROLE");
    }
  }

  @AfterEach
  void close() {
    snowflake.close();
  }

  @Test
  void findsOurMarksAndNobodyElses() {
    make(ObjectName.of("LAKE", "SALES", "ORDERS"), mark("prod", "orders"));
    make(ObjectName.of("LAKE", "odd \"one\"", "it's"), "about it\n" + mark("prod", "odd"));
    make(ObjectName.of("LAKE", "SALES", "THEIRS"), mark("test", "orders"));
    make(ObjectName.of("MARSH", "BIRDS", "PLAIN"), "nobody's");
    make(ObjectName.of("MARSH", "BIRDS", "QUOTED"), mark("prod", "quoted") + "\nedited");

    walk();

    assertThat(found)
        .containsExactly(
            MarkPage.Found.of(table("orders"), ObjectName.of("LAKE", "SALES", "ORDERS")),
            MarkPage.Found.of(table("odd"), ObjectName.of("LAKE", "odd \"one\"", "it's")));
    assertThat(asked.sql).containsExactly("SHOW EXTERNAL TABLES IN ACCOUNT LIMIT 10000");
  }

  @Test
  @Tag("trap:snowflake-30")
  void noMarkIsLostWhereAnAnswerIsFull() {
    // Exactly as many as an answer holds, one more, and a schema of more than two answers.
    many("LAKE", "SALES", 2 * CAP + 1);
    many("MARSH", "BIRDS", CAP);
    make(ObjectName.of("LAKE", "odd \"one\"", "T"), mark("prod", "alone"));

    walk();

    assertThat(found).hasSize(3 * CAP + 2).doesNotHaveDuplicates();
    assertThat(found)
        .contains(MarkPage.Found.of(table("alone"), ObjectName.of("LAKE", "odd \"one\"", "T")));
    assertThat(asked.sql)
        .containsExactly(
            SHOW + " IN ACCOUNT LIMIT 10000",
            "SHOW TERSE DATABASES LIMIT 10000",
            SHOW + " IN DATABASE \"LAKE\" LIMIT 10000",
            "SHOW TERSE SCHEMAS IN DATABASE \"LAKE\" LIMIT 10000",
            SHOW + " IN SCHEMA \"LAKE\".\"SALES\" LIMIT 10000",
            SHOW + " IN SCHEMA \"LAKE\".\"SALES\" LIMIT 10000 FROM 'T109999'",
            SHOW + " IN SCHEMA \"LAKE\".\"SALES\" LIMIT 10000 FROM 'T119999'",
            SHOW + " IN SCHEMA \"LAKE\".\"odd \"\"one\"\"\" LIMIT 10000",
            SHOW + " IN DATABASE \"MARSH\" LIMIT 10000",
            "SHOW TERSE SCHEMAS IN DATABASE \"MARSH\" LIMIT 10000",
            SHOW + " IN SCHEMA \"MARSH\".\"BIRDS\" LIMIT 10000",
            SHOW + " IN SCHEMA \"MARSH\".\"BIRDS\" LIMIT 10000 FROM 'T109999'");
  }

  @Test
  void anotherClientGoesOnWhereAWalkWasLeft() {
    many("LAKE", "SALES", CAP + 5);
    make(ObjectName.of("MARSH", "BIRDS", "T"), mark("prod", "last"));
    walk();
    List<MarkPage.Found> whole = List.copyOf(found);
    assertThat(whole).hasSize(CAP + 6);

    MarkPosition at = MarkPosition.START;
    found.clear();
    while (at != null) {
      MarkListing another = listing();
      at = step(another, at);
    }
    assertThat(found).isEqualTo(whole);
  }

  @Test
  void whatGoesOutOfSightOnTheWayIsPassedOverAndToldOf() {
    many("LAKE", "SALES", CAP);
    make(ObjectName.of("MARSH", "BIRDS", "T"), mark("prod", "last"));
    MarkListing listing = listing();
    MarkPosition at = step(listing, step(listing, MarkPosition.START));
    assertThat(at).isEqualTo(MarkPosition.afterSchema("LAKE", ""));

    snowflake.executeAsAdmin("REVOKE USAGE ON DATABASE LAKE FROM ROLE SYNC_ROLE");
    while (at != null) {
      at = step(listing, at);
    }

    assertThat(unseen).singleElement().asString().contains("LAKE", "002003");
    assertThat(found).extracting(MarkPage.Found::table).containsExactly(table("last"));
  }

  @Test
  void aLoginThatIsRefusedEndsTheWalkAndAnOutageDoesNot() {
    FakeSqlApi api = new FakeSqlApi().answer(SHOW, FakeSqlApi.of(SqlAnswer.Kind.UNAUTHORIZED));
    MarkListing listing = SqlMarkListing.of(api, "prod", Clock.systemUTC());
    assertThat(listing.page(MarkPosition.START).join()).asString().startsWith("denied");

    api.answer(SHOW, FakeSqlApi.of(SqlAnswer.Kind.BUSY));
    assertThat(listing.page(MarkPosition.afterName("D", "S", "N")).join())
        .asString()
        .startsWith("failed");
    api.answer(SHOW, () -> null);
    assertThat(listing.page(MarkPosition.afterName("D", "S", "N")).join())
        .asString()
        .startsWith("failed: a fault of ours");
  }

  @Test
  void whatIsRefusedForTheWholeAccountIsAskedForInParts() {
    FakeSqlApi api =
        new FakeSqlApi()
            .answer(SHOW + " IN ACCOUNT", FakeSqlApi.failed("003001", "42501"))
            .answer("SHOW TERSE DATABASES", FakeSqlApi.rows("name", "D"))
            .answer(
                SHOW + " IN DATABASE",
                FakeSqlApi.rows(
                    "name,database_name,schema_name,comment",
                    "T,D,S," + Mark.unverified("prod", table("t"))));
    MarkListing listing = SqlMarkListing.of(api, "prod", Clock.systemUTC());
    for (MarkPosition at = MarkPosition.START; at != null; at = step(listing, at)) {}

    assertThat(found).containsExactly(MarkPage.Found.of(table("t"), ObjectName.of("D", "S", "T")));
  }

  @Test
  void quotedNamesThatLoseTheirCaseStopTheWalk() {
    snowflake.executeAsAdmin("ALTER USER SYNC_USER SET QUOTED_IDENTIFIERS_IGNORE_CASE = TRUE");

    assertThat(listing().page(MarkPosition.START).join())
        .asString()
        .startsWith("denied")
        .contains("QUOTED_IDENTIFIERS_IGNORE_CASE");
  }

  // ---- helpers ------------------------------------------------------------------------------

  private MarkListing listing() {
    return SqlMarkListing.of(asked, "prod", Clock.systemUTC());
  }

  private void walk() {
    MarkListing listing = listing();
    for (MarkPosition at = MarkPosition.START; at != null; at = step(listing, at)) {}
  }

  /** Keeps what the step finds, and gives the next; null at the end. */
  private MarkPosition step(MarkListing listing, MarkPosition at) {
    return listing
        .page(at)
        .join()
        .accept(
            new MarkPage.Visitor<MarkPosition>() {
              @Override
              public MarkPosition marks(
                  List<MarkPage.Found> marks, String passedOver, Optional<MarkPosition> next) {
                found.addAll(marks);
                if (!passedOver.isEmpty()) {
                  unseen.add(passedOver);
                }
                return next.orElse(null);
              }

              @Override
              public MarkPosition failed(String reason) {
                throw new AssertionError(reason);
              }

              @Override
              public MarkPosition denied(String reason) {
                throw new AssertionError(reason);
              }
            });
  }

  private void many(String database, String schema, int count) {
    for (int i = 0; i < count; i++) {
      String name = "T" + (100_000 + i);
      make(ObjectName.of(database, schema, name), mark("prod", database + schema + name));
    }
  }

  private void make(ObjectName name, String comment) {
    snowflake.execute(
        Session.of("SYNC_USER", "SYNC_ROLE"),
        "CREATE EXTERNAL TABLE "
            + SqlIdentifier.qualified(name)
            + " LOCATION = @LAKE.SALES.FILES REFRESH_ON_CREATE = FALSE AUTO_REFRESH = FALSE"
            + " FILE_FORMAT = (TYPE = PARQUET) COMMENT = "
            + SqlLiteral.of(comment));
  }

  private static String mark(String instance, String table) {
    return Mark.unverified(instance, table(table)).toString();
  }

  private static TableId table(String name) {
    return TableId.of("111122223333", "eu-west-1", "d", name);
  }

  /** Remembers what was asked, but for the session's parameter. */
  private static final class Asked implements SqlApi {
    private final List<String> sql = new ArrayList<>();
    private final SqlApi api;

    Asked(SqlApi api) {
      this.api = api;
    }

    @Override
    public CompletableFuture<SqlAnswer> submit(SqlRequest request) {
      if (!request.statement().startsWith("SHOW PARAMETERS")) {
        sql.add(request.statement());
      }
      return api.submit(request);
    }

    @Override
    public CompletableFuture<SqlAnswer> poll(String handle) {
      return api.poll(handle);
    }
  }
}
