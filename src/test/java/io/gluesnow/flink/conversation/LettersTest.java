package io.gluesnow.flink.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.converge.Notice;
import io.gluesnow.converge.OpenDoubt;
import io.gluesnow.converge.Outcome;
import io.gluesnow.flink.OutcomeRecord;
import io.gluesnow.plan.Expression;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.SnowflakeType;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.TargetColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LettersTest {
  private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");
  private static final TableId TABLE = TableId.of("1", "eu-west-1", "shop__raw", "orders");
  private static final ObjectName NAME = ObjectName.of("SHOP", "RAW", "ORDERS");

  /** What the connector to the queue takes; one byte more would fail the job again and again. */
  private static final int CONNECTORS_LIMIT = 256_000;

  @Test
  void aLetterNamesTableReasonEventsPrincipalSqlAndCode() throws IOException {
    JsonNode letter = letter(notice("no such function", List.of(Statement.Drop.of(NAME))));
    assertThat(letter.path("outcome").asText()).isEqualTo("rejected");
    assertThat(letter.path("table").asText()).isEqualTo(TABLE.toString());
    assertThat(letter.path("code").asText()).isEqualTo("001003");
    assertThat(letter.path("reason").asText()).isEqualTo("no such function");
    assertThat(letter.path("events").asLong()).isEqualTo(1);
    assertThat(letter.path("lastEvent").asText()).isEqualTo("e-1");
    assertThat(letter.path("principal").asText()).isEqualTo("arn:someone");
    assertThat(letter.path("sql").get(0).asText())
        .isEqualTo("DROP EXTERNAL TABLE \"SHOP\".\"RAW\".\"ORDERS\"");
  }

  @Test
  void aLetterAboutAVeryWideTableStillFitsTheQueue() throws IOException {
    List<TargetColumn> columns = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      columns.add(
          TargetColumn.of(
              "SPALTE_Ü\"\\" + i, SnowflakeType.VARCHAR, Expression.value("ü\n\"" + i)));
    }
    Notice wide =
        notice("ö\u0001".repeat(100_000), List.of(Statement.AddColumns.of(NAME, columns)));

    String text = Letters.letter(wide);

    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(CONNECTORS_LIMIT);
    assertThat(text.chars().allMatch(c -> c >= ' ' && c <= '~')).as("ASCII only").isTrue();
    assertThat(new ObjectMapper().readTree(text).path("sql").get(0).asText())
        .contains("ALTER TABLE")
        .contains("(cut, ");
  }

  @Test
  void aRepeatedLetterHasTheSameKeyAndAnotherNoticeAnother() throws IOException {
    String one = letter(notice("a", List.of())).path("key").asText();
    assertThat(letter(notice("a", List.of())).path("key").asText()).isEqualTo(one);
    Notice parked =
        Notice.of(Notice.Kind.PARKED, TABLE, "003001", "a", List.of(), null, null, NOON);
    assertThat(letter(parked).path("key").asText()).isNotEqualTo(one);
  }

  @Test
  void aStatementWithoutASafeTextIsNamedInTheLetterInstead() throws IOException {
    Statement unsafe = Statement.Drop.of(ObjectName.of("SHOP", "RAW", ""));
    assertThat(letter(notice("no", List.of(unsafe))).path("sql").get(0).asText())
        .startsWith("(Drop has no safe text: ");
  }

  @Test
  void anOutcomeKeepsItsEventsAndItsSql() {
    OutcomeRecord record =
        Letters.record(
            Outcome.of(
                TABLE,
                OutcomeKind.APPLIED,
                "",
                "",
                doubt(),
                List.of(Statement.Refresh.all(NAME)),
                TableVersion.of(NOON, 1, NOON),
                NOON.plusSeconds(3)));
    assertThat(record.events()).isEqualTo(1);
    assertThat(record.firstEvent()).isEqualTo("e-1");
    assertThat(record.eventTime()).isEqualTo(NOON);
    assertThat(record.statements())
        .containsExactly("ALTER EXTERNAL TABLE \"SHOP\".\"RAW\".\"ORDERS\" REFRESH");
  }

  private static OpenDoubt doubt() {
    return OpenDoubt.ofEvents(
        Doubt.of(
            CatalogEvent.ofTable(
                "e-1", NOON, CatalogEvent.Kind.TABLE_UPDATED, TABLE, "arn:someone"),
            NOON));
  }

  private static Notice notice(String sentence, List<Statement> statements) {
    return Notice.of(
        Notice.Kind.REJECTED,
        TABLE,
        "001003",
        sentence,
        statements,
        doubt(),
        TableVersion.of(NOON, 4, NOON),
        NOON);
  }

  private static JsonNode letter(Notice notice) throws IOException {
    return new ObjectMapper().readTree(Letters.letter(notice));
  }
}
