package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.plan.ObjectName;
import io.gluesnow.snowflake.api.SqlAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("trap:snowflake-44")
class SchemaPagesTest {
  private static final String HEADER = "created_on,name,database_name,schema_name,comment";
  private static final String SHOW = "SHOW EXTERNAL TABLES";
  private static final String PAGE = "SHOW EXTERNAL TABLES IN SCHEMA \"D\".\"S\" LIMIT 10000";

  private final HandClock clock = new HandClock();
  private final FakeSqlApi api =
      new FakeSqlApi().answer(SHOW, FakeSqlApi.rows(HEADER, row("A"), row("B"), row("C")));
  private final SchemaPages pages = new SchemaPages(api, clock);

  @Test
  void oneWhoLooksAloneAsksForOneName() {
    assertThat(found("A")).isTrue();
    clock.passes(Duration.ofSeconds(2));
    assertThat(found("X")).isFalse();

    assertThat(api.sent(SHOW))
        .containsExactly(
            "SHOW EXTERNAL TABLES LIKE 'A' IN SCHEMA \"D\".\"S\" STARTS WITH 'A'",
            "SHOW EXTERNAL TABLES LIKE 'X' IN SCHEMA \"D\".\"S\" STARTS WITH 'X'");
  }

  @Test
  void manyWhoLookAtOnceShareAPageThatIsUnderWay() {
    api.hold();
    List<CompletableFuture<Shown>> looks = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      looks.add(pages.find(name(i % 2 == 0 ? "A" : "X"), Instant.EPOCH));
    }
    api.release();

    assertThat(api.sent(PAGE)).hasSize(1);
    assertThat(api.sent(SHOW)).hasSize(3);
    assertThat(looks).allMatch(CompletableFuture::isDone);
    assertThat(IntStream.range(0, 1_000))
        .allMatch(i -> looks.get(i).join().table().isPresent() == (i % 2 == 0));
  }

  @Test
  void aPageServesForASecondAndNoLonger() {
    page();
    clock.passes(Duration.ofSeconds(1));
    assertThat(found("A")).isTrue();
    assertThat(found("X")).isFalse();
    assertThat(api.sent(SHOW)).hasSize(3);

    clock.passes(Duration.ofMillis(1));
    found("A");
    assertThat(api.sent(SHOW)).hasSize(4);
  }

  @Test
  void aPageServesNobodyWhoseStatementEndedAfterItWasAskedFor() {
    page();
    Instant asked = clock.instant();

    pages.find(name("A"), asked);
    assertThat(api.sent(SHOW)).hasSize(4);
    pages.find(name("A"), asked.plusMillis(1));
    assertThat(api.sent(SHOW)).hasSize(5);
    pages.find(name("A"), asked.minusMillis(1));
    assertThat(api.sent(SHOW)).hasSize(5);
    assertThat(api.sent(PAGE)).hasSize(1);
  }

  @Test
  void schemasDoNotServeEachOther() {
    page();
    pages.find(ObjectName.of("D", "OTHER", "A"), Instant.EPOCH);
    pages.find(ObjectName.of("D.S", "x", "A"), Instant.EPOCH);

    assertThat(api.sent(SHOW)).hasSize(5);
  }

  @Test
  @Tag("trap:snowflake-30")
  void onlyTheExactNameCounts() {
    api.answer(SHOW, FakeSqlApi.rows(HEADER, row("a_b"), row("AXB"), row("A_b"), row("A_B2")));

    assertThat(found("A_B")).isFalse();
    assertThat(found("a_b")).isTrue();
    page();
    assertThat(found("A_B")).isFalse();
    assertThat(found("AXB")).isTrue();
  }

  @Test
  @Tag("trap:snowflake-30")
  void aPageThatIsCutSaysNothingAboutTheNamesThatItLacks() {
    String[] rows = IntStream.range(0, 10_000).mapToObj(i -> row("T" + i)).toArray(String[]::new);
    api.answer(SHOW, FakeSqlApi.rows(HEADER, rows));
    api.answer("SHOW EXTERNAL TABLES LIKE 'Z'", FakeSqlApi.rows(HEADER, row("Z")));
    page();

    assertThat(found("Z")).isTrue();
    int sent = api.sent(SHOW).size();
    assertThat(found("T9999")).isTrue();
    assertThat(api.sent(SHOW)).hasSize(sent);

    clock.passes(Duration.ofSeconds(2));
    page();
    assertThat(api.sent(PAGE)).as("asked for as a whole only once").hasSize(1);
  }

  @Test
  void wherePagesAreCutThoseWhoseNamesBeginAlikeShareOne() {
    answerFrom(names("RAW_CRM_", 9_000), names("RAW_ERP_", 9_000), names("WEB_", 5_000));
    look("RAW_CRM_4", 3);
    assertThat(api.sent(PAGE)).hasSize(1);

    clock.passes(Duration.ofSeconds(2));
    look("RAW_ERP_8", 20);
    look("RAW_CRM_8", 20);
    look("WEB_2", 20);

    String pages = "SHOW EXTERNAL TABLES IN SCHEMA \"D\".\"S\" STARTS WITH ";
    // All that the cut page had begins with RAW_: one letter more tells, or one fewer.
    assertThat(api.sent(pages))
        .containsExactly(
            pages + "'RAW_E' LIMIT 10000",
            pages + "'RAW_C' LIMIT 10000",
            pages + "'W' LIMIT 10000");
    assertThat(api.sent(PAGE)).as("never as a whole again").hasSize(1);
    assertThat(this.pages.find(name("RAW_ERP_0000"), Instant.EPOCH).join().table()).isEmpty();
  }

  @Test
  void aBeginningThatIsTooCommonIsMadeLonger() {
    answerFrom(
        names("EVENTS_A", 10_000), names("EVENTS_B", 12_000), names("EVENTS_B\ud83d\udc1f", 9));
    for (int i = 0; i < 4; i++) {
      look("EVENTS_B7777", 5);
      look("EVENTS_B\ud83d\udc1f3", 5);
      clock.passes(Duration.ofSeconds(2));
    }

    String beginning = "SHOW EXTERNAL TABLES IN SCHEMA \"D\".\"S\" STARTS WITH 'EVENTS_B";
    assertThat(api.sent(beginning))
        .startsWith(beginning + "' LIMIT 10000")
        .contains(beginning + "7' LIMIT 10000", beginning + "\ud83d\udc1f' LIMIT 10000")
        .doesNotContain(beginning + "\ud83d' LIMIT 10000");
  }

  @Test
  void aNameThatAllOthersBeginWithIsAskedForAlone() {
    List<String> all = new ArrayList<>(names("EVENTS", 20_000));
    all.add("EVENT");
    answerFrom(all);
    for (int i = 0; i < 3; i++) {
      look("EVENT", 4);
      look("EVENTS15555", 4);
      clock.passes(Duration.ofSeconds(2));
    }

    assertThat(api.sent("SHOW EXTERNAL TABLES LIKE 'EVENT' IN")).hasSizeGreaterThan(8);
  }

  /** Looks several times within a moment; the name is there. */
  private void look(String table, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(found(table)).as(table).isTrue();
    }
  }

  private static List<String> names(String beginning, int count) {
    return IntStream.range(0, count).mapToObj(i -> beginning + i).collect(Collectors.toList());
  }

  /** From now on, a schema of these tables. */
  @SafeVarargs
  private void answerFrom(List<String>... tables) {
    List<String> all =
        Arrays.stream(tables).flatMap(List::stream).sorted().collect(Collectors.toList());
    api.answerBy(
        SHOW,
        sql -> {
          Matcher beginning = Pattern.compile("STARTS WITH '([^']*)'").matcher(sql);
          String prefix = beginning.find() ? beginning.group(1) : "";
          Matcher like = Pattern.compile("LIKE '([^']*)'").matcher(sql);
          String only = like.find() ? like.group(1) : null;
          return FakeSqlApi.rows(
              HEADER,
              all.stream()
                  .filter(name -> name.startsWith(prefix) && (only == null || name.equals(only)))
                  .limit(10_000)
                  .map(SchemaPagesTest::row)
                  .toArray(String[]::new));
        });
  }

  @Test
  void aPageThatFailedServesOnlyThoseWhoWaitForIt() {
    api.answer(SHOW, FakeSqlApi.of(SqlAnswer.Kind.BUSY));
    page();
    api.answer(SHOW, FakeSqlApi.rows(HEADER, row("A")));

    assertThat(found("A")).isTrue();
  }

  @Test
  void anAnswerIsAsOldAsItsRequest() {
    api.hold();
    CompletableFuture<Shown> look = pages.find(name("A"), Instant.EPOCH);
    Instant asked = clock.instant();
    clock.passes(Duration.ofSeconds(9));
    api.release();

    assertThat(look.join().askedAt()).isEqualTo(asked);
  }

  /** Three looks within a second: the third asks for the page. */
  private void page() {
    for (int i = 0; i < 3; i++) {
      pages.find(name("A"), Instant.EPOCH);
    }
  }

  private boolean found(String table) {
    return pages.find(name(table), Instant.EPOCH).join().table().isPresent();
  }

  private static ObjectName name(String table) {
    return ObjectName.of("D", "S", table);
  }

  private static String row(String name) {
    return "1," + name + ",D,S,";
  }
}
