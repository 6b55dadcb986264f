package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gluesnow.snowflake.api.Answers.Call;
import io.gluesnow.snowflake.api.Answers.Fate;
import io.gluesnow.snowflake.api.SqlAnswer.Kind;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersTest {
  private static final boolean HANDLE = true;
  private static final boolean BARE = false;

  /** What comes back to a POST of a change: status, code, with a handle or without. */
  static Stream<Arguments> changes() {
    return Stream.of(
        arguments(200, "090001", HANDLE, Kind.DONE),
        arguments(200, "90001", HANDLE, Kind.DONE),
        arguments(200, "333334", HANDLE, Kind.RUNNING),
        arguments(200, "391908", HANDLE, Kind.UNKNOWN_END),
        arguments(200, "", BARE, Kind.UNKNOWN_END),
        arguments(200, "123456", HANDLE, Kind.UNKNOWN_END),
        arguments(202, "333334", HANDLE, Kind.RUNNING),
        arguments(202, "333334", BARE, Kind.UNKNOWN_END),
        arguments(204, "", BARE, Kind.UNKNOWN_END),
        arguments(301, "", BARE, Kind.MISUSED),
        arguments(302, "", BARE, Kind.MISUSED),
        arguments(303, "", BARE, Kind.UNKNOWN_END),
        arguments(307, "", BARE, Kind.MISUSED),
        arguments(308, "", BARE, Kind.MISUSED),
        arguments(400, "390142", BARE, Kind.MISUSED),
        arguments(400, "000630", BARE, Kind.UNKNOWN_END),
        arguments(401, "390144", BARE, Kind.UNAUTHORIZED),
        arguments(401, "", BARE, Kind.UNAUTHORIZED),
        arguments(400, "390303", BARE, Kind.UNAUTHORIZED),
        arguments(403, "390318", BARE, Kind.UNAUTHORIZED),
        arguments(403, "", BARE, Kind.FORBIDDEN),
        arguments(403, "390201", BARE, Kind.MISUSED),
        arguments(404, "", BARE, Kind.MISUSED),
        arguments(405, "", BARE, Kind.MISUSED),
        arguments(407, "", BARE, Kind.MISUSED),
        arguments(408, "000630", HANDLE, Kind.UNKNOWN_END),
        arguments(408, "", BARE, Kind.UNKNOWN_END),
        arguments(409, "", BARE, Kind.UNKNOWN_END),
        arguments(411, "", BARE, Kind.MISUSED),
        arguments(413, "", BARE, Kind.MISUSED),
        arguments(415, "", BARE, Kind.MISUSED),
        arguments(422, "002003", HANDLE, Kind.FAILED),
        arguments(422, "1003", HANDLE, Kind.FAILED),
        arguments(422, "000604", HANDLE, Kind.UNKNOWN_END),
        arguments(422, "604", HANDLE, Kind.UNKNOWN_END),
        arguments(422, "000630", HANDLE, Kind.UNKNOWN_END),
        arguments(422, "000709", HANDLE, Kind.UNKNOWN_END),
        arguments(422, "390505", HANDLE, Kind.UNKNOWN_END),
        arguments(422, "390189", BARE, Kind.MISUSED),
        arguments(422, "", BARE, Kind.UNKNOWN_END),
        arguments(425, "", BARE, Kind.UNKNOWN_END),
        arguments(429, "390505", BARE, Kind.BUSY),
        arguments(429, "", BARE, Kind.BUSY),
        arguments(429, "333334", HANDLE, Kind.RUNNING),
        arguments(431, "", BARE, Kind.MISUSED),
        arguments(499, "", BARE, Kind.UNKNOWN_END),
        arguments(500, "", BARE, Kind.UNKNOWN_END),
        arguments(500, "002003", HANDLE, Kind.UNKNOWN_END),
        arguments(502, "", BARE, Kind.UNKNOWN_END),
        arguments(503, "", BARE, Kind.UNKNOWN_END),
        arguments(504, "", BARE, Kind.UNKNOWN_END),
        arguments(522, "", BARE, Kind.UNKNOWN_END));
  }

  /** Where a read is answered otherwise than a change. */
  static Stream<Arguments> reads() {
    return Stream.of(
        arguments(200, "391908", HANDLE, Kind.FAILED), arguments(522, "", BARE, Kind.MISUSED));
  }

  static Stream<Arguments> polls() {
    return Stream.of(
        arguments(200, "090001", HANDLE, Kind.DONE),
        arguments(200, "333334", HANDLE, Kind.RUNNING),
        arguments(200, "391908", HANDLE, Kind.UNKNOWN_END),
        arguments(200, "", BARE, Kind.RUNNING),
        arguments(202, "333334", HANDLE, Kind.RUNNING),
        arguments(202, "", BARE, Kind.RUNNING),
        arguments(301, "", BARE, Kind.UNKNOWN_END),
        arguments(400, "", BARE, Kind.UNKNOWN_END),
        arguments(401, "390144", BARE, Kind.UNAUTHORIZED),
        arguments(403, "", BARE, Kind.FORBIDDEN),
        arguments(404, "", BARE, Kind.UNKNOWN_END),
        arguments(408, "000630", HANDLE, Kind.UNKNOWN_END),
        arguments(422, "002003", HANDLE, Kind.FAILED),
        arguments(422, "000604", HANDLE, Kind.UNKNOWN_END),
        arguments(422, "000709", BARE, Kind.UNKNOWN_END),
        arguments(422, "390505", BARE, Kind.RUNNING),
        arguments(429, "333334", HANDLE, Kind.RUNNING),
        arguments(429, "390505", BARE, Kind.RUNNING),
        arguments(500, "", BARE, Kind.RUNNING),
        arguments(503, "", BARE, Kind.RUNNING),
        arguments(522, "", BARE, Kind.RUNNING));
  }

  static Stream<Arguments> partitions() {
    return Stream.of(
        arguments(200, "", BARE, Kind.DONE),
        arguments(200, "090001", HANDLE, Kind.DONE),
        arguments(202, "333334", HANDLE, Kind.UNKNOWN_END),
        arguments(401, "390144", BARE, Kind.UNAUTHORIZED),
        arguments(403, "", BARE, Kind.FORBIDDEN),
        arguments(404, "", BARE, Kind.MISUSED),
        arguments(422, "000709", BARE, Kind.UNKNOWN_END),
        arguments(429, "390505", BARE, Kind.BUSY),
        arguments(500, "", BARE, Kind.UNKNOWN_END));
  }

  static Stream<Arguments> withoutAnAnswer() {
    return Stream.of(
        arguments(Call.CHANGE, Fate.CUT, Kind.UNKNOWN_END),
        arguments(Call.CHANGE, Fate.UNREACHABLE, Kind.BUSY),
        arguments(Call.CHANGE, Fate.UNTRUSTED, Kind.MISUSED),
        arguments(Call.CHANGE, Fate.DROPPED, Kind.NOT_SENT),
        arguments(Call.CHANGE, Fate.NO_LEASE, Kind.NO_LEASE),
        arguments(Call.READ, Fate.CUT, Kind.UNKNOWN_END),
        arguments(Call.READ, Fate.UNREACHABLE, Kind.BUSY),
        arguments(Call.READ, Fate.DROPPED, Kind.NOT_SENT),
        arguments(Call.PARTITION, Fate.CUT, Kind.UNKNOWN_END),
        arguments(Call.POLL, Fate.CUT, Kind.RUNNING),
        arguments(Call.POLL, Fate.UNREACHABLE, Kind.RUNNING),
        arguments(Call.POLL, Fate.UNTRUSTED, Kind.RUNNING),
        arguments(Call.POLL, Fate.DROPPED, Kind.RUNNING));
  }

  @ParameterizedTest(name = "a change: {0} {1} handle={2} means {3}")
  @MethodSource("changes")
  @Tag("trap:snowflake-1")
  @Tag("trap:snowflake-3")
  void aChangeMeans(int status, String code, boolean handle, Kind expected) {
    assertThat(answered(Call.CHANGE, status, code, handle)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "a read: {0} {1} handle={2} means the same as for a change")
  @MethodSource("changes")
  void aReadMeansTheSame(int status, String code, boolean handle, Kind expected) {
    boolean differs =
        reads().anyMatch(row -> row.get()[0].equals(status) && row.get()[1].equals(code));
    if (!differs) {
      assertThat(answered(Call.READ, status, code, handle)).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "a read: {0} {1} handle={2} means {3}")
  @MethodSource("reads")
  void aReadMeans(int status, String code, boolean handle, Kind expected) {
    assertThat(answered(Call.READ, status, code, handle)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "a poll: {0} {1} handle={2} means {3}")
  @MethodSource("polls")
  @Tag("trap:snowflake-2")
  void aPollMeans(int status, String code, boolean handle, Kind expected) {
    assertThat(answered(Call.POLL, status, code, handle)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "a partition: {0} {1} handle={2} means {3}")
  @MethodSource("partitions")
  void aPartitionMeans(int status, String code, boolean handle, Kind expected) {
    assertThat(answered(Call.PARTITION, status, code, handle)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1} means {2}")
  @MethodSource("withoutAnAnswer")
  void withoutAnAnswerItMeans(Call call, Fate fate, Kind expected) {
    assertThat(Answers.kindOf(call, fate, 0, "", false, false)).isEqualTo(expected);
  }

  @Test
  void everyRowOfTheTableDecidesSomethingHere() {
    BitSet deciding = new BitSet();
    examples(Call.CHANGE, changes(), deciding);
    examples(Call.READ, reads(), deciding);
    examples(Call.POLL, polls(), deciding);
    examples(Call.PARTITION, partitions(), deciding);
    withoutAnAnswer()
        .forEach(
            row ->
                deciding.set(
                    Answers.rowOf((Call) row.get()[0], (Fate) row.get()[1], 0, "", false, false)));

    assertThat(IntStream.range(0, Answers.size()).filter(row -> !deciding.get(row))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"CHANGE", "READ"})
  void everyFiveHundredIsAnUnknownEndOrNeverBegan(Call call) {
    for (int status = 500; status < 600; status++) {
      Kind kind = answered(call, status, "", false);
      assertThat(kind == Kind.UNKNOWN_END || call == Call.READ && status == 522)
          .as("%s %s", call, status)
          .isTrue();
    }
  }

  @Test
  void anAnswerThatCannotBeReadNeverCountsAsNotBegunUnlessItsStatusSaysSo() {
    for (int status : List.of(200, 202, 204, 300, 303, 408, 409, 422, 425, 499, 500, 503, 599)) {
      Kind kind = Answers.kindOf(Call.CHANGE, Fate.ANSWERED, status, "", false, false);
      assertThat(kind).as("status %s", status).isEqualTo(Kind.UNKNOWN_END);
    }
  }

  @Test
  void aPartitionWithoutAReadableBodyIsNotDone() {
    assertThat(Answers.kindOf(Call.PARTITION, Fate.ANSWERED, 200, "", false, false))
        .isEqualTo(Kind.UNKNOWN_END);
  }

  @ParameterizedTest(name = "{0} of state {1} calls for {2}")
  @CsvSource({
    "000002, 0A000, REJECTED",
    "000606, 57P03, NO_WAREHOUSE",
    "000900, '', REJECTED",
    "000904, 42000, REJECTED",
    "001003, 42000, REJECTED",
    "001008, 22023, REJECTED",
    "001057, 0A000, TOO_MANY_FILES",
    "001422, 22023, REJECTED",
    "001430, 42601, LOOK",
    "001482, '', REJECTED",
    "001998, 42710, LOOK",
    "002002, 42710, LOOK",
    "2002, 42710, LOOK",
    "002004, '', REJECTED",
    "002025, 42S21, REJECTED",
    "002029, 42601, REJECTED",
    "002037, '', REJECTED",
    "002043, 02000, LOOK",
    "003001, 42501, NOT_PERMITTED",
    "003013, '', NOT_PERMITTED",
    "003041, '', NOT_PERMITTED",
    "040052, 22000, REJECTED",
    "090105, 22000, REJECTED",
    "090106, 22000, REJECTED",
    "091968, 0A000, REJECTED",
    "100037, 22018, REJECTED",
    "100132, P0000, REJECTED",
    "391908, '', REJECTED",
    "393926, '', SLOW_RETRY",
    "393962, '', SLOW_RETRY",
    "000625, 57014, PASSING",
    "999999, '', PASSING",
    "999999, 42999, REJECTED",
    "999999, 0A000, REJECTED",
    "999999, 22999, REJECTED",
    "'', 4, PASSING"
  })
  void aFailureCallsFor(String code, String sqlState, SqlFailure expected) {
    assertThat(Answers.failureOf(code, sqlState)).isEqualTo(expected);
  }

  @Test
  @Tag("trap:snowflake-10")
  void absentOrNotAllowedIsNeitherDoneNorHopeless() {
    SqlAnswer answer = SqlAnswer.of(Kind.FAILED).code("002003").sqlState("42S02").build();

    assertThat(answer.failure()).contains(SqlFailure.LOOK);
    assertThat(SqlAnswer.of(Kind.DONE).build().failure()).isEmpty();
  }

  @Test
  void aCodeIsSixDigitsHoweverItIsWritten() {
    assertThat(Answers.normalized("2003")).isEqualTo("002003");
    assertThat(Answers.normalized(" 002003 ")).isEqualTo("002003");
    assertThat(Answers.normalized("390144")).isEqualTo("390144");
    assertThat(Answers.normalized("oops")).isEqualTo("oops");
    assertThat(Answers.normalized(null)).isEmpty();
  }

  private static Kind answered(Call call, int status, String code, boolean handle) {
    return Answers.kindOf(call, Fate.ANSWERED, status, code, handle, true);
  }

  private static void examples(Call call, Stream<Arguments> rows, BitSet deciding) {
    rows.forEach(
        row -> {
          Object[] example = row.get();
          deciding.set(
              Answers.rowOf(
                  call,
                  Fate.ANSWERED,
                  (int) example[0],
                  Answers.normalized((String) example[1]),
                  (boolean) example[2],
                  true));
        });
  }
}
