package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.converge.Depth;
import io.gluesnow.converge.LookAnswer;
import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Expression;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.SnowflakeType;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.TargetColumn;
import io.gluesnow.snowflake.api.SqlAnswer;
import io.gluesnow.snowflake.api.SqlRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SqlSnowflakeCatalogTest {
  private static final String TABLES =
      "created_on,name,database_name,schema_name,owner,comment,stage,location,invalid,invalid_reason";
  private static final String ORDERS =
      "17.5,ORDERS,LAKE,PUBLIC,SYNC_ROLE,hello,LAKE.PUBLIC.S,@LAKE.PUBLIC.S/a/,false,NULL";
  private static final SqlAnswer FOUND = FakeSqlApi.rows(TABLES, ORDERS);
  private static final SqlAnswer NOTHING = FakeSqlApi.rows(TABLES);

  private final HandClock clock = new HandClock();
  private final FakeSqlApi api =
      new FakeSqlApi()
          .answer("SHOW EXTERNAL TABLES", FOUND)
          .answer("DESC", FakeSqlApi.rows("name,type,expression", "VALUE,VARIANT,NULL"))
          .answer("CREATE", FakeSqlApi.of(SqlAnswer.Kind.DONE))
          .answer("ALTER", FakeSqlApi.of(SqlAnswer.Kind.DONE));
  private final SnowflakeCatalog catalog =
      SqlSnowflakeCatalog.of(api, Duration.ofSeconds(60), Duration.ofMinutes(30), clock);

  private final Statement create =
      Statement.Create.of(Samples.orders(), Samples.mark(Samples.orders()));

  @Test
  void aLookAsDeepAsShowAsksOneQuestion() {
    LookAnswer answer = look(Depth.SHOW);

    Applied applied = answer.found().orElseThrow();
    assertThat(applied.owner()).isEqualTo("SYNC_ROLE");
    assertThat(applied.createdOn()).isEqualTo("17.5");
    assertThat(applied.comment()).isEqualTo("hello");
    assertThat(applied.structure()).isEmpty();
    assertThat(answer.askedAt()).isEqualTo(clock.instant());
    assertThat(api.sent("DESC")).isEmpty();
  }

  @Test
  void showSaysWhetherFilesWereEverRegistered() {
    assertThat(look(Depth.SHOW).found().map(Applied::files)).contains(Applied.Files.NOT_SHOWN);

    String columns = TABLES + ",last_refreshed_on";
    api.answer("SHOW EXTERNAL TABLES", FakeSqlApi.rows(columns, ORDERS + ",NULL"));
    assertThat(look(Depth.SHOW).found().map(Applied::files))
        .contains(Applied.Files.NEVER_REGISTERED);

    api.answer("SHOW EXTERNAL TABLES", FakeSqlApi.rows(columns, ORDERS + ",18.5"));
    assertThat(look(Depth.SHOW).found().map(Applied::files)).contains(Applied.Files.REGISTERED);
  }

  @Test
  void whatIsNotListedIsNotDescribed() {
    api.answer("SHOW EXTERNAL TABLES", NOTHING);

    assertThat(look(Depth.DDL)).isEqualTo(LookAnswer.nothing(clock.instant()));
    assertThat(api.sent("DESC")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"002003, 02000", "002043, 02000", "003001, 42501"})
  @Tag("trap:snowflake-10")
  void aSchemaThatCannotBeSeenIsDeniedAndNeverAbsent(String code, String sqlState) {
    api.answer("SHOW EXTERNAL TABLES", FakeSqlApi.failed(code, sqlState));

    LookAnswer answer = look(Depth.SHOW);

    assertThat(answer.kind()).isEqualTo(LookAnswer.Kind.DENIED);
    if (!code.equals("003001")) {
      assertThat(answer.sentence())
          .contains(
              "GRANT USAGE ON DATABASE \"LAKE\"", "GRANT USAGE ON SCHEMA \"LAKE\".\"PUBLIC\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY, FAILED",
    "UNKNOWN_END, FAILED",
    "NOT_SENT, FAILED",
    "NO_LEASE, FAILED",
    "UNAUTHORIZED, DENIED",
    "FORBIDDEN, DENIED",
    "MISUSED, DENIED"
  })
  void aLookWithoutAnAnswerShowsNothing(SqlAnswer.Kind kind, LookAnswer.Kind meaning) {
    api.answer("SHOW EXTERNAL TABLES", FakeSqlApi.of(kind));
    assertThat(look(Depth.SHOW).kind()).isEqualTo(meaning);

    api.answer("SHOW EXTERNAL TABLES", FOUND).answer("DESC", FakeSqlApi.of(kind));
    assertThat(look(Depth.DESC).kind()).isEqualTo(meaning);
  }

  @Test
  @Tag("trap:snowflake-10")
  void aTableThatGoesBetweenShowAndDescIsNeitherThereNorAbsent() {
    api.answer("DESC", FakeSqlApi.failed("002003", "42S02"));

    LookAnswer answer = look(Depth.DESC);

    assertThat(answer.kind()).isEqualTo(LookAnswer.Kind.FAILED);
    assertThat(answer.sentence()).contains("was listed and could not be described", "002003");
  }

  @Test
  @Tag("trap:snowflake-26")
  void aTableWhoseStageWasReplacedWaitsForAPerson() {
    api.answer(
        "SHOW EXTERNAL TABLES",
        FakeSqlApi.rows(TABLES, ORDERS.replace("false,NULL", "true,Stage gone")));

    LookAnswer answer = look(Depth.DESC);

    assertThat(answer.kind()).isEqualTo(LookAnswer.Kind.DENIED);
    assertThat(answer.sentence()).contains("Stage gone");
    assertThat(look(Depth.SHOW).kind()).isEqualTo(LookAnswer.Kind.SHOWN);
  }

  @Test
  void aTableOfAKindThatWeNeverMakeCannotBeCompared() {
    api.answer(
        "DESC EXTERNAL TABLE \"LAKE\".\"PUBLIC\".\"ORDERS\" TYPE = STAGE",
        FakeSqlApi.rows("parent_property,property,property_value", "STAGE_FILE_FORMAT,TYPE,XML"));

    LookAnswer answer = look(Depth.DESC);

    assertThat(answer.kind()).isEqualTo(LookAnswer.Kind.DENIED);
    assertThat(answer.sentence()).contains("XML");
  }

  @Test
  @Tag("trap:snowflake-33")
  void nothingPassesWhileQuotedNamesLoseTheirCase() {
    api.answer(
        "SHOW PARAMETERS", FakeSqlApi.rows("key,value", "QUOTED_IDENTIFIERS_IGNORE_CASE,true"));

    LookAnswer look = look(Depth.SHOW);
    StatementAnswer sent = send(create);

    assertThat(look.kind()).isEqualTo(LookAnswer.Kind.DENIED);
    assertThat(look.sentence()).contains("QUOTED_IDENTIFIERS_IGNORE_CASE = FALSE");
    assertThat(sent.kind()).isEqualTo(StatementAnswer.Kind.DENIED);
    assertThat(api.requests()).hasSize(1);

    api.answer(
        "SHOW PARAMETERS", FakeSqlApi.rows("key,value", "QUOTED_IDENTIFIERS_IGNORE_CASE,false"));
    clock.passes(Duration.ofSeconds(59));
    assertThat(look(Depth.SHOW).kind()).isEqualTo(LookAnswer.Kind.DENIED);
    clock.passes(Duration.ofSeconds(1));
    assertThat(look(Depth.SHOW).kind()).isEqualTo(LookAnswer.Kind.SHOWN);
  }

  @Test
  @Tag("trap:snowflake-33")
  void theRuleForQuotedNamesIsReadOnceForAll() {
    api.hold();
    List<CompletableFuture<LookAnswer>> looks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      looks.add(catalog.look(Samples.ORDERS, Depth.SHOW, Instant.EPOCH));
    }
    assertThat(api.requests()).hasSize(1);
    api.release();

    assertThat(looks).allMatch(look -> look.join().kind() == LookAnswer.Kind.SHOWN);
    assertThat(api.sent("SHOW PARAMETERS")).hasSize(1);
  }

  @Test
  void whileTheRuleForQuotedNamesCannotBeReadEverythingWaits() {
    api.answer("SHOW PARAMETERS", FakeSqlApi.of(SqlAnswer.Kind.BUSY));
    assertThat(look(Depth.SHOW).kind()).isEqualTo(LookAnswer.Kind.FAILED);
    assertThat(send(create).kind()).isEqualTo(StatementAnswer.Kind.NOT_BEGUN);
    assertThat(api.sent("CREATE")).isEmpty();

    api.answer("SHOW PARAMETERS", FakeSqlApi.rows("key,value"));
    assertThat(look(Depth.SHOW).kind()).isEqualTo(LookAnswer.Kind.SHOWN);
    assertThat(send(create).kind()).isEqualTo(StatementAnswer.Kind.DONE);
  }

  @Test
  void aStatementGoesUnderItsIdTagAndTimeout() {
    UUID id = UUID.randomUUID();
    catalog.send(create, id, "event-7").join();
    catalog.send(Statement.Refresh.all(Samples.ORDERS), UUID.randomUUID(), "").join();

    SqlRequest ddl = api.requests().get(1);
    SqlRequest files = api.requests().get(2);
    assertThat(ddl.kind()).isEqualTo(SqlRequest.Kind.DDL);
    assertThat(ddl.requestId()).isEqualTo(id);
    assertThat(ddl.queryTag()).isEqualTo("event-7");
    assertThat(ddl.timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(files.kind()).isEqualTo(SqlRequest.Kind.FILES);
    assertThat(files.timeout()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void whatHasNoSafeTextIsRejectedAndNotSent() {
    Statement unknown =
        Statement.AddColumns.of(
            Samples.ORDERS,
            List.of(Samples.column("A", SnowflakeType.DATE, Expression.unknown("?"))));

    assertThat(send(unknown).kind()).isEqualTo(StatementAnswer.Kind.REJECTED);
    assertThat(api.requests()).isEmpty();
  }

  @Test
  @Tag("trap:snowflake-4")
  void aStatementThatSnowflakeWouldCutInItsRecordsIsNotSent() {
    List<TargetColumn> columns = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      String key = "k" + i + "x".repeat(200);
      columns.add(Samples.column("C" + i, SnowflakeType.DATE, Expression.value(key)));
    }

    StatementAnswer answer = send(Statement.AddColumns.of(Samples.ORDERS, columns));

    assertThat(answer.kind()).isEqualTo(StatementAnswer.Kind.REJECTED);
    assertThat(answer.message()).contains("bytes");
    assertThat(api.requests()).isEmpty();
  }

  @Test
  void onlyAfterACreateMetSomethingIsItAskedWhatHoldsTheName() {
    api.answer("SHOW EXTERNAL TABLES", NOTHING)
        .answer(
            "SHOW OBJECTS",
            FakeSqlApi.rows(
                "name,kind,owner,created_on,comment,is_external",
                "orders,TABLE,X,1,x,N",
                "ORDERS,VIEW,ANALYST,16.0,mine,N"));
    look(Depth.DESC);
    assertThat(api.sent("SHOW OBJECTS")).isEmpty();

    api.answer("CREATE", FakeSqlApi.failed("002002", "42710"));
    assertThat(send(create).kind()).isEqualTo(StatementAnswer.Kind.OVERTAKEN);
    Applied other = look(Depth.DESC).found().orElseThrow();

    assertThat(other.isExternalTable()).isFalse();
    assertThat(other.kind()).isEqualTo("VIEW");
    assertThat(other.owner()).isEqualTo("ANALYST");
    assertThat(api.sent("SHOW OBJECTS"))
        .containsExactly(
            "SHOW OBJECTS LIKE 'ORDERS' IN SCHEMA \"LAKE\".\"PUBLIC\" STARTS WITH 'ORDERS'");
  }

  @Test
  @Tag("trap:snowflake-7")
  void whatACreateMetMayBeSeenLateOrBeGoneAndIsHiddenIfItIsMetAgain() {
    api.answer("SHOW EXTERNAL TABLES", NOTHING)
        .answer("SHOW OBJECTS", FakeSqlApi.rows("name,kind"))
        .answer("CREATE", FakeSqlApi.failed("002002", "42710"));
    send(create);

    assertThat(look(Depth.DESC).kind()).isEqualTo(LookAnswer.Kind.FAILED);
    send(create);
    clock.passes(Duration.ofSeconds(10));
    assertThat(look(Depth.DESC)).as("gone?").isEqualTo(LookAnswer.nothing(clock.instant()));
    send(create);
    LookAnswer later = look(Depth.DESC);
    assertThat(later.kind()).isEqualTo(LookAnswer.Kind.DENIED);
    assertThat(later.sentence()).contains("our role may not see");
    assertThat(look(Depth.DESC)).isEqualTo(LookAnswer.nothing(clock.instant()));
  }

  @Test
  void anExternalTableThatComesToLightIsLookedAtAgain() {
    api.answer("SHOW EXTERNAL TABLES", NOTHING)
        .answer("SHOW OBJECTS", FakeSqlApi.rows("name,kind,is_external", "ORDERS,TABLE,Y"))
        .answer("CREATE", FakeSqlApi.failed("002002", "42710"));
    send(create);

    assertThat(look(Depth.DESC).kind()).isEqualTo(LookAnswer.Kind.FAILED);
    api.answer("SHOW EXTERNAL TABLES", FOUND);
    assertThat(look(Depth.SHOW).found().orElseThrow().isExternalTable()).isTrue();
  }

  @Test
  void aHandleIsPolled() {
    api.answer("poll h1", SqlAnswer.of(SqlAnswer.Kind.RUNNING).handle("h1").build());
    assertThat(catalog.poll("h1").join()).isEqualTo(StatementAnswer.running("h1"));
    api.answer("poll h1", FakeSqlApi.of(SqlAnswer.Kind.DONE));
    assertThat(catalog.poll("h1").join()).isEqualTo(StatementAnswer.done());
    api.answer("poll h1", FakeSqlApi.failed("001057", "0A000"));
    assertThat(catalog.poll("h1").join().kind()).isEqualTo(StatementAnswer.Kind.REJECTED);
  }

  @Test
  void stagesHaveTheirRealUrlOrCannotBeSeen() {
    ObjectName seen = ObjectName.of("L", "P", "a_stage");
    ObjectName unseen = ObjectName.of("L", "P", "GONE");
    ObjectName hidden = ObjectName.of("H", "P", "S");
    ObjectName away = ObjectName.of("A", "P", "S");
    api.answer(
            "SHOW STAGES",
            FakeSqlApi.rows(
                "name,url", "aXstage,s3://wrong/", "A_STAGE,s3://wrong/", "a_stage,s3://b/p"))
        .answer("SHOW STAGES LIKE 'S' IN SCHEMA \"H\"", FakeSqlApi.failed("002003", "02000"))
        .answer("SHOW STAGES LIKE 'S' IN SCHEMA \"A\"", FakeSqlApi.of(SqlAnswer.Kind.BUSY));

    Map<ObjectName, StageAnswer> answers =
        catalog.stages(Arrays.asList(seen, unseen, hidden, away, seen)).join();

    assertThat(answers).hasSize(4);
    assertThat(answers.get(seen)).isEqualTo(StageAnswer.seen("s3://b/p"));
    assertThat(answers.get(unseen).kind()).isEqualTo(StageAnswer.Kind.UNSEEN);
    assertThat(answers.get(unseen).sentence()).contains("L.P.GONE");
    assertThat(answers.get(hidden).kind()).isEqualTo(StageAnswer.Kind.UNSEEN);
    assertThat(answers.get(away).kind()).isEqualTo(StageAnswer.Kind.FAILED);
    assertThat(api.sent("SHOW STAGES")).hasSize(4);
  }

  @Test
  void afterTheEndNothingIsAsked() {
    catalog.close();

    assertThat(look(Depth.SHOW).kind()).isEqualTo(LookAnswer.Kind.FAILED);
    assertThat(send(create).kind()).isEqualTo(StatementAnswer.Kind.NOT_BEGUN);
    assertThat(catalog.poll("h").join()).isEqualTo(StatementAnswer.running("h"));
    assertThat(catalog.stages(List.of(Samples.STAGE)).join().get(Samples.STAGE).kind())
        .isEqualTo(StageAnswer.Kind.FAILED);
    assertThat(api.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Depth.class)
  void aFaultOfOursIsAnAnswerToo(Depth depth) {
    api.answer(
        "SHOW EXTERNAL TABLES",
        () -> {
          throw new IllegalStateException("secret");
        });

    LookAnswer answer = look(depth);

    assertThat(answer.kind()).isEqualTo(LookAnswer.Kind.FAILED);
    assertThat(answer.sentence()).contains("IllegalStateException").doesNotContain("secret");
  }

  @Test
  void aNameThatSnowflakeCannotHaveIsDenied() {
    ObjectName name = ObjectName.of("LAKE", "PUBLIC", "x".repeat(256));

    assertThat(catalog.look(name, Depth.SHOW, Instant.EPOCH).join().kind())
        .isEqualTo(LookAnswer.Kind.DENIED);
    assertThat(send(Statement.Drop.of(name)).kind()).isEqualTo(StatementAnswer.Kind.REJECTED);
  }

  private LookAnswer look(Depth depth) {
    return catalog.look(Samples.ORDERS, depth, Instant.EPOCH).join();
  }

  private StatementAnswer send(Statement statement) {
    return catalog.send(statement, UUID.randomUUID(), "").join();
  }
}
