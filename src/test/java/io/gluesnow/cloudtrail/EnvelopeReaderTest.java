package io.gluesnow.cloudtrail;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.OutcomeKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {
  @ParameterizedTest
  @ValueSource(strings = {"envelopes/eventbridge", "envelopes/eventbridge-replayed"})
  @Tag("trap:aws-13")
  void anEventBridgeEventIsTheRecordInIt(String envelope) {
    assertThat(decode(envelope))
        .isEqualTo(decode("records/create-by-athena-mixed-case"))
        .satisfies(d -> assertThat(d.events()).hasSize(1));
  }

  @Test
  @Tag("trap:aws-13")
  void aTrailObjectIsItsRecords() {
    Decoded decoded = decode("envelopes/trail-object");

    assertThat(tables(decoded)).containsExactly("juice_2026", "tmp_a", "tmp_c");
    assertThat(decoded.ended(OutcomeKind.FAILED_CALL)).isEqualTo(2);
    assertThat(decoded.ended(OutcomeKind.IRRELEVANT)).isEqualTo(1);
    assertThat(decoded.ended(OutcomeKind.DEAD_LETTERED)).isEqualTo(1);
    assertThat(decoded.items()).isEqualTo(7);
  }

  @Test
  void aDeadLetterOfATrailObjectIsTheOneRecordAndCanBeSentInAgain() throws Exception {
    Unreadable unreadable = decode("envelopes/trail-object").unreadable().get(0);

    JsonNode kept = new ObjectMapper().readTree(unreadable.bytes());
    assertThat(kept).isEqualTo(TrailFixtures.tree("records/update-omitted-without-resources"));
  }

  @Test
  @Tag("trap:aws-13")
  void cloudWatchLogsBringsManyRecordsAsTextInGzip() {
    Decoded decoded =
        new CloudTrailDecoder().decode(TrailFixtures.gzip(TrailFixtures.bytes("envelopes/logs")));

    assertThat(tables(decoded)).containsExactly("crate_weights", "juice_2026");
    assertThat(decoded.ended(OutcomeKind.IRRELEVANT)).isEqualTo(1);
    assertThat(decoded.items()).isEqualTo(3);
  }

  @Test
  void oneDamagedMessageLeavesTheOthersAlone() {
    ObjectNode logs = TrailFixtures.tree("envelopes/logs");
    ((ObjectNode) logs.path("logEvents").path(1)).put("message", "{\"eventVersion\":");
    Decoded decoded = new CloudTrailDecoder().decode(TrailFixtures.bytes(logs));

    assertThat(tables(decoded)).containsExactly("crate_weights");
    assertThat(decoded.unreadable().get(0).bytes()).asString(UTF_8).isEqualTo("{\"eventVersion\":");
    assertThat(decoded.items()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"envelopes/logs-control", "envelopes/digest", "envelopes/eventbridge-foreign"})
  @Tag("trap:aws-13")
  void whatHoldsNoRecordIsIrrelevantAndCounted(String envelope) {
    Decoded decoded = decode(envelope);

    assertThat(decoded.ended(OutcomeKind.IRRELEVANT)).isEqualTo(1);
    assertThat(decoded.items()).isEqualTo(1);
  }

  @Test
  @Tag("trap:aws-13")
  void lookupEventsHoldsRecordsAsStrings() {
    assertThat(tables(decode("envelopes/lookup-events")))
        .containsExactly("juice_2026", "crate_weights");
  }

  @ParameterizedTest
  @CsvSource({
    "state-change-table, TABLE_UPDATED juice",
    "state-change-tables-deleted, TABLE_DELETED tmp_a TABLE_DELETED tmp_b",
    "state-change-database-deleted, DATABASE_DELETED",
    "state-change-database-created, DATABASE_CREATED",
    "state-change-partitions, PARTITIONS_CHANGED juice",
  })
  @Tag("trap:aws-13")
  void gluesOwnEventsSayWhichTablesToLookAt(String envelope, String expected) {
    List<String> found = new ArrayList<>();
    for (CatalogEvent event : decode("envelopes/" + envelope).events()) {
      found.add((event.kind() + " " + event.table().map(t -> t.table()).orElse("")).trim());
      assertThat(event.database().toString()).isEqualTo("210987654321/eu-central-1/press_house");
    }
    assertThat(String.join(" ", found)).isEqualTo(expected);
    assertThat(decode("envelopes/" + envelope).items()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void gluesOwnEventJoinsAPartitionsValuesAndOnlyTheTableCanTakeThemApart() {
    assertThat(decode("envelopes/state-change-partitions").events().get(0).paths())
        .containsExactly("joined=north,2026-01");
  }

  @Test
  @Tag("trap:aws-13")
  void oneOfTheEventsThatLookupEventsFindsIsARecordToo() {
    assertThat(tables(decode("envelopes/lookup-event-single"))).containsExactly("juice_2026");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  @Tag("trap:aws-13")
  void gzipAroundAnyOfThemMakesNoDifference(String fixture) {
    byte[] plain = TrailFixtures.bytes(fixture);

    assertThat(decode(TrailFixtures.gzip(plain))).isEqualTo(decode(plain));
  }

  static List<String> fixtures() {
    return TrailFixtures.names();
  }

  @ParameterizedTest
  @ValueSource(strings = {"envelopes/control-pause-table", "envelopes/control-resync-all"})
  void anOrderToThisJobIsNoRecord(String envelope) {
    Decoded decoded = decode(envelope);

    assertThat(decoded.controls()).hasSize(1);
    assertThat(decoded.items()).isEqualTo(1);
  }

  @Test
  void recordsInAnArrayOrOneAfterTheOtherAreAllRead() {
    String one = new String(TrailFixtures.bytes("records/delete-from-console"), UTF_8);
    String other = new String(TrailFixtures.bytes("records/create-by-crawler"), UTF_8);

    assertThat(tables(decode(("[" + one + "," + other + "]").getBytes(UTF_8))))
        .containsExactly("juice_2026", "crate_weights");
    assertThat(tables(decode((one + "\n" + other).getBytes(UTF_8))))
        .containsExactly("juice_2026", "crate_weights");
  }

  @Test
  void whatFollowsAReadableRecordIsKeptByItself() {
    byte[] one = TrailFixtures.bytes("records/delete-from-console");
    Decoded decoded = decode((new String(one, UTF_8).trim() + "rubbish").getBytes(UTF_8));

    assertThat(tables(decoded)).containsExactly("juice_2026");
    assertThat(decoded.unreadable().get(0).bytes()).asString(UTF_8).isEqualTo("rubbish");
  }

  @Test
  void aTruncatedTrailObjectKeepsWhatCameBeforeTheCut() {
    String whole = new String(TrailFixtures.bytes("envelopes/trail-object"), UTF_8);
    int cut = whole.indexOf("athena.amazonaws.com");
    Decoded decoded = decode(whole.substring(0, cut).getBytes(UTF_8));

    assertThat(tables(decoded)).containsExactly("juice_2026");
    assertThat(decoded.ended(OutcomeKind.FAILED_CALL)).isEqualTo(1);
    assertThat(decoded.unreadable()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|it is empty",
        "'   '|it is empty but for white space",
        "hello|it is no JSON",
        "{|it is no JSON",
        "null|neither an object nor an array of objects",
        "\"text\"|neither an object nor an array of objects",
        "12|neither an object nor an array of objects",
        "[1]|stands in an array of records and is no object",
        "{}|neither a CloudTrail record nor anything that records come in",
        "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":7}|without messages that can be read",
        "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{}]}|as text and does not",
        "{\"CloudTrailEvent\":\"  \"}|the text is empty",
        "{\"detail-type\":\"AWS API Call via CloudTrail\"}|the record has no eventSource",
        "{\"detail-type\":\"Glue Data Catalog Table State Change\"}|it has no typeOfChange",
        "{\"eventSource\":\"glue.amazonaws.com\"}|the record has no eventName",
      })
  void whatIsNoneOfTheseSaysWhy(String text, String reason) {
    Decoded decoded = decode(text.getBytes(UTF_8));

    assertThat(decoded.items()).isEqualTo(1);
    assertThat(decoded.unreadable().get(0).reason()).contains(reason);
    assertThat(text).contains(new String(decoded.unreadable().get(0).bytes(), UTF_8));
  }

  @Test
  void textThatIsNoUtf8IsKeptAsItCame() {
    byte[] bytes = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'};

    assertThat(decode(bytes).unreadable().get(0).bytes()).isEqualTo(bytes);
  }

  @Test
  void otherUnicodeEncodingsThatJsonAllowsAreRead() {
    String one = new String(TrailFixtures.bytes("records/delete-from-console"), UTF_8);

    assertThat(tables(decode(one.getBytes(UTF_16)))).containsExactly("juice_2026");
  }

  @Test
  void brokenGzipIsKeptAsItCame() {
    byte[] gzip = TrailFixtures.gzip(TrailFixtures.bytes("envelopes/logs"));
    byte[] cut = java.util.Arrays.copyOf(gzip, gzip.length / 2);

    assertThat(decode(cut).unreadable())
        .containsExactly(Unreadable.of("it begins like gzip and cannot be inflated", cut));
    assertThat(decode(TrailFixtures.gzip(gzip)).unreadable().get(0).reason())
        .isEqualTo("it is gzip inside gzip");
    assertThat(decode(TrailFixtures.gzip(new byte[0])).unreadable().get(0).reason())
        .isEqualTo("it is gzip of nothing");
  }

  @Test
  void aGzipBombIsNotInflated() {
    byte[] bomb = TrailFixtures.gzip(new byte[5_000_000]);
    List<String> reasons = new ArrayList<>();
    new EnvelopeReader(1_000_000)
        .read(
            bomb,
            new EnvelopeReader.Found() {
              @Override
              public void cloudTrail(JsonNode trailRecord, Piece piece) {}

              @Override
              public void stateChange(JsonNode envelope, Piece piece) {}

              @Override
              public void control(JsonNode envelope, Piece piece) {}

              @Override
              public void irrelevant() {}

              @Override
              public void unreadable(String reason, Piece piece) {
                reasons.add(reason);
              }
            });

    assertThat(reasons).containsExactly("it is gzip that inflates to more than 1000000 bytes");
  }

  @Test
  void nestingWithoutEndIsUnreadableAndNoStackOverflow() {
    Decoded decoded = decode(("[".repeat(200_000)).getBytes(UTF_8));
    Decoded records = decode(("{\"Records\":[".repeat(50_000)).getBytes(UTF_8));

    assertThat(decoded.unreadable()).hasSize(1);
    assertThat(records.unreadable()).hasSize(1);
    assertThat(records.unreadable().get(0).reason()).doesNotContain(CloudTrailDecoder.OUR_FAULT);
  }

  private static Decoded decode(String fixture) {
    return decode(TrailFixtures.bytes(fixture));
  }

  private static Decoded decode(byte[] bytes) {
    return new CloudTrailDecoder().decode(bytes);
  }

  private static List<String> tables(Decoded decoded) {
    List<String> names = new ArrayList<>();
    decoded.events().forEach(e -> names.add(e.table().orElseThrow().table()));
    return names;
  }
}
