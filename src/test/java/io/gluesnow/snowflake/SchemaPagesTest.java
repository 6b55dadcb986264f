package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.plan.ObjectName;
import io.gluesnow.snowflake.api.SqlAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
