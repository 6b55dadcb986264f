package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.TableInput;
import io.gluesnow.standin.snowflake.CatalogSnapshot;
import io.gluesnow.standin.snowflake.Dialect;
import io.gluesnow.standin.snowflake.JournalEntry;
import io.gluesnow.standin.snowflake.TableSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One run makes tables of every kind; then new jobs, without any state, hear of all of them again
 * and have to find that nothing is left to do.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestartSendsNothingITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PLANTED = 100;
  private static final String UNHEARD_OF = "NEWFANGLED!{VALUE => 'c1'}~";

  private static final List<Dialect> FORMS =
      List.of(
          Dialect.older(),
          Dialect.newer(),
          Dialect.older().withLongVarchar(),
          Dialect.newer().withLongVarchar().withGetPath());

  @TempDir static Path folder;

  private static LocalWorld world;
  private static List<TableInput> tables;
  private static List<String> events;
  private static CatalogSnapshot made;

  @BeforeAll
  static void establish() throws Exception {
    world = LocalWorld.start(Clock.systemUTC());
    Recorded recorded = Recorded.from(world);
    tables = Tables.ofAllKinds();
    world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
    recorded.take();
    for (TableInput table : tables) {
      world.snowflake().files().add(LocalWorld.BUCKET + table.name() + "/part-0");
      world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, table);
    }
    events = recorded.take();
    try (TestJob job = job().start()) {
      Accounts.Balance end = job.awaitSettled(events.size());
      assertThat(job.outcomes().records())
          .as("refused")
          .noneMatch(o -> o.kind() == OutcomeKind.REFUSED);
      assertThat(end.outcome("applied")).as(end.toString()).isEqualTo(tables.size());
      job.stop();
    }
    made = world.snowflake().catalogSnapshot();
    assertThat(made.tables()).hasSameSizeAs(tables);
  }

  @AfterAll
  static void end() {
    world.close();
  }

  private static TestJob.Builder job() {
    return TestJob.against(world).in(folder).records(events);
  }

  /** Each form is once that in which all was made, and once that in which it is looked at. */
  @Order(1)
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aRestartWithoutStateOnlyLooksInEachCompiledForm(int form) throws Exception {
    world.snowflake().dialect(FORMS.get(form));
    establishAnew();
    world.snowflake().dialect(FORMS.get((form + 1) % FORMS.size()));

    int before = world.snowflake().journal().size();
    try (TestJob job = job().start()) {
      Accounts.Balance end = job.awaitSettled(events.size());
      assertThat(end.outcome("unchanged")).as(end.toString()).isEqualTo(tables.size());
      assertThat(end.count("tables-compared-by-mark")).isZero();
      job.stop();
    }
    onlyLooksSince(before);
  }

  private static void establishAnew() throws Exception {
    for (TableInput table : tables) {
      world
          .snowflake()
          .executeAsAdmin("DROP EXTERNAL TABLE " + full(table.name().toUpperCase(Locale.ROOT)));
    }
    try (TestJob job = job().start()) {
      Accounts.Balance end = job.awaitSettled(events.size());
      assertThat(end.outcome("applied")).as(end.toString()).isEqualTo(tables.size());
      job.stop();
    }
  }

  @Order(2)
  @Test
  void alsoTheLooksAtTheEndOfQuietFindNothingToDo() throws Exception {
    int before = world.snowflake().journal().size();
    try (TestJob job = job().set("snowflake.lease", "4 s").start()) {
      job.awaitSettled(events.size());
      job.await(
          "no table is to be looked at again",
          () -> job.gauges("tables-open-look-again").equals(Map.of("tables-open-look-again", 0L)));
      job.stop();
    }
    onlyLooksSince(before);
    assertThat(looksAtColumnsSince(before)).isGreaterThanOrEqualTo(2L * tables.size());
  }

  @Order(3)
  @Test
  void whatNoParserKnowsIsEqualByItsMark() throws Exception {
    for (String name : planted()) {
      world.snowflake().plantExpression("DEV_DB", "PUBLIC", name, "C1", UNHEARD_OF);
    }
    int before = world.snowflake().journal().size();
    try (TestJob job = job().start()) {
      Accounts.Balance end = job.awaitSettled(events.size());
      assertThat(end.outcome("unchanged")).as(end.toString()).isEqualTo(tables.size());
      assertThat(end.count("tables-compared-by-mark")).as(end.toString()).isEqualTo(PLANTED);
      job.stop();
    }
    onlyLooksSince(before);
  }

  @Order(4)
  @Test
  void whatNoMarkSettlesEitherIsReportedAndLeftAlone() throws Exception {
    for (String name : planted()) {
      TableSnapshot table = world.snowflake().catalogSnapshot().tables().get(full(name));
      String altered =
          table.comment().replaceAll("structure=[0-9a-f]{16}", "structure=0123456789abcdef");
      assertThat(altered).isNotEqualTo(table.comment());
      world
          .snowflake()
          .executeAsAdmin(
              "COMMENT ON TABLE " + full(name) + " IS '" + altered.replace("'", "''") + "'");
    }
    int before = world.snowflake().journal().size();
    long lettersBefore = cannotCompare();
    try (TestJob job = job().start()) {
      Accounts.Balance end = job.awaitSettled(events.size());
      assertThat(end.outcome("unchanged")).as(end.toString()).isEqualTo(tables.size());
      assertThat(end.count("tables-compared-by-mark")).isZero();
      // The last few letters wait some seconds for more, and would go into the savepoint.
      job.await("a letter for each", () -> cannotCompare() >= PLANTED);
      job.stop();
    }
    onlyLooksSince(before);
    assertThat(lettersBefore).isZero();
    assertThat(cannotCompare()).isEqualTo(PLANTED);
  }

  private static List<String> planted() {
    return tables.stream()
        .limit(PLANTED)
        .map(table -> table.name().toUpperCase(Locale.ROOT))
        .collect(Collectors.toList());
  }

  private static String full(String name) {
    return "DEV_DB.PUBLIC." + name;
  }

  private static long cannotCompare() throws IOException {
    long letters = 0;
    for (String text : world.deadLetters()) {
      JsonNode letter = JSON.readTree(text);
      letters += letter.path("outcome").asText().equals("cannot-compare") ? 1 : 0;
    }
    return letters;
  }

  private static void onlyLooksSince(int before) {
    assertThat(world.snowflake().journal().after(before))
        .isNotEmpty()
        .extracting(JournalEntry::sql)
        .allMatch(sql -> sql.startsWith("SHOW ") || sql.startsWith("DESC"));
  }

  private static long looksAtColumnsSince(int before) {
    return world.snowflake().journal().after(before).stream()
        .filter(entry -> entry.sql().startsWith("DESC"))
        .count();
  }
}
