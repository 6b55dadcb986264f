package io.gluesnow.snowflake.api;

import static io.gluesnow.snowflake.api.Answers.Call.CHANGE;
import static io.gluesnow.snowflake.api.Answers.Call.PARTITION;
import static io.gluesnow.snowflake.api.Answers.Call.POLL;
import static io.gluesnow.snowflake.api.Answers.Call.READ;

import io.gluesnow.snowflake.api.SqlAnswer.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every end of an exchange with the SQL API means, as one table: the HTTP status, Snowflake's
 * code and the ways in which no answer comes, by what was asked. The first row that fits decides.
 *
 * <p>The partition follows one question: may the statement have begun, or begin yet? Where the
 * answer is not a certain no, a change counts as {@link Kind#UNKNOWN_END}, whatever the status
 * suggests: acting on a statement that still runs is the one mistake that a look cannot mend. So
 * every 5xx is an unknown end, 522 too (a proxy sends it when the other side does not answer), and
 * so is every 4xx that Snowflake does not document.
 *
 * <p>An answer to a poll is about the statement only where it says something about the statement;
 * everything else leaves it {@link Kind#RUNNING}, to be asked again.
 */
public final class Answers {

  /** What was asked. */
  enum Call {
    /** POST of a statement that changes something. */
    CHANGE,
    /** POST of a statement that only reads. */
    READ,
    /** GET of a handle. */
    POLL,
    /** GET of a further partition of a result. */
    PARTITION
  }

  /** How an exchange ended, apart from what was answered. */
  enum Fate {
    /** An HTTP answer came, and all of it. */
    ANSWERED,
    /** Bytes may have left and no whole answer came back: cut, or out of time. */
    CUT,
    /** No connection: nothing was sent. */
    UNREACHABLE,
    /** The server's certificate is not to be trusted: nothing was sent. */
    UNTRUSTED,
    /** Taken back before it went on the wire. */
    DROPPED,
    /** Held back before it went on the wire: no lease token. */
    NO_LEASE
  }

  private static final Set<String> DONE = Set.of("090001");
  private static final Set<String> DONE_OR_NONE = Set.of("", "090001");
  private static final Set<String> IN_PROGRESS = Set.of("333333", "333334");
  private static final Set<String> TOO_MANY = Set.of("390505");
  private static final Set<String> TOO_LARGE = Set.of("391908");
  private static final Set<String> NO_CODE = Set.of("");

  /** Cancelled, out of time, handle not found; and "too many requests" where it is no 429. */
  private static final Set<String> ENDED_UNSEEN = Set.of("000604", "000630", "000709", "390505");

  private static final Set<String> LOGIN =
      Set.of(
          "390100", "390110", "390111", "390112", "390113", "390114", "390115", "390144", "390195",
          "390303", "390318", "394300", "394301", "394302", "394303", "394304", "394305", "394306",
          "394307");

  /** Role, warehouse or database of the request does not exist or is spelled in another case. */
  private static final Set<String> SESSION_SETTINGS = Set.of("390189", "390201");

  private static final List<Row> ROWS =
      List.of(
          // No HTTP answer
          asking(CHANGE, READ, PARTITION).fate(Fate.CUT).means(Kind.UNKNOWN_END),
          asking(CHANGE, READ, PARTITION).fate(Fate.UNREACHABLE).means(Kind.BUSY),
          asking(CHANGE, READ, PARTITION).fate(Fate.UNTRUSTED).means(Kind.MISUSED),
          asking(CHANGE, READ, PARTITION).fate(Fate.DROPPED).means(Kind.NOT_SENT),
          asking(CHANGE).fate(Fate.NO_LEASE).means(Kind.NO_LEASE),
          asking(POLL).fate(Fate.CUT).means(Kind.RUNNING),
          asking(POLL).fate(Fate.UNREACHABLE).means(Kind.RUNNING),
          asking(POLL).fate(Fate.UNTRUSTED).means(Kind.RUNNING),
          asking(POLL).fate(Fate.DROPPED).means(Kind.RUNNING),

          // Codes that outweigh the status
          asking(POLL).status(200, 499).code(TOO_MANY).means(Kind.RUNNING),
          asking(CHANGE, READ, POLL)
              .status(200, 499)
              .code(ENDED_UNSEEN)
              .but(429)
              .means(Kind.UNKNOWN_END),
          asking(CHANGE, READ, POLL, PARTITION)
              .status(400, 499)
              .code(LOGIN)
              .means(Kind.UNAUTHORIZED),
          asking(CHANGE, READ).status(400, 499).code(SESSION_SETTINGS).means(Kind.MISUSED),

          // It has run
          asking(CHANGE, READ, POLL).status(200).code(DONE).means(Kind.DONE),
          asking(PARTITION).status(200).code(DONE_OR_NONE).body().means(Kind.DONE),
          asking(READ).status(200).code(TOO_LARGE).means(Kind.FAILED),
          asking(CHANGE, POLL).status(200).code(TOO_LARGE).means(Kind.UNKNOWN_END),

          // It was accepted
          asking(CHANGE, READ).status(200).code(IN_PROGRESS).handle().means(Kind.RUNNING),
          asking(CHANGE, READ).status(202).handle().means(Kind.RUNNING),
          asking(CHANGE, READ).status(429).handle().means(Kind.RUNNING),
          asking(POLL).status(200).code(IN_PROGRESS).means(Kind.RUNNING),
          asking(POLL).status(202).means(Kind.RUNNING),

          // It failed, or was stopped
          asking(CHANGE, READ, POLL).status(408).means(Kind.UNKNOWN_END),
          asking(CHANGE, READ, POLL).status(422).anyCode().means(Kind.FAILED),

          // Nobody let it in
          asking(CHANGE, READ, POLL, PARTITION).status(401).means(Kind.UNAUTHORIZED),
          asking(CHANGE, READ, POLL, PARTITION).status(403).means(Kind.FORBIDDEN),
          asking(CHANGE, READ, PARTITION).status(429).means(Kind.BUSY),
          asking(POLL).status(429).means(Kind.RUNNING),

          // Ours to mend
          asking(CHANGE, READ, PARTITION).status(301, 302).means(Kind.MISUSED),
          asking(CHANGE, READ, PARTITION).status(307, 308).means(Kind.MISUSED),
          asking(CHANGE, READ, PARTITION).status(400).means(Kind.MISUSED),
          asking(CHANGE, READ, PARTITION).status(404, 407).means(Kind.MISUSED),
          asking(CHANGE, READ, PARTITION).status(411).means(Kind.MISUSED),
          asking(CHANGE, READ, PARTITION).status(413, 415).means(Kind.MISUSED),
          asking(CHANGE, READ, PARTITION).status(431).means(Kind.MISUSED),
          asking(READ, PARTITION).status(522).means(Kind.MISUSED),

          // A poll that was not answered says nothing about the statement
          asking(POLL).status(500, 599).means(Kind.RUNNING),
          asking(POLL).status(200).code(NO_CODE).means(Kind.RUNNING),

          // Everything else
          asking(CHANGE, READ, POLL, PARTITION).means(Kind.UNKNOWN_END));

  private static final Map<String, SqlFailure> FAILURES = new HashMap<>();

  static {
    codes(SqlFailure.LOOK, "001430", "001998", "002002", "002003", "002043");
    codes(SqlFailure.NOT_PERMITTED, "003001", "003013", "003041");
    codes(SqlFailure.TOO_MANY_FILES, "001057");
    codes(SqlFailure.NO_WAREHOUSE, "000606");
    codes(SqlFailure.SLOW_RETRY, "393926", "393962");
    codes(SqlFailure.REJECTED, "000002", "000900", "000904", "001003", "001008", "001422");
    codes(SqlFailure.REJECTED, "001482", "002004", "002025", "002029", "002037", "040052");
    codes(SqlFailure.REJECTED, "090105", "090106", "091968", "100037", "100132", "391908");
  }

  /** Not supported, bad data, bad syntax or no such thing: the statement's own fault. */
  private static final Set<String> HOPELESS_STATES = Set.of("0A", "22", "42");

  private Answers() {}

  /** What the end of an exchange means. The code is taken in any spelling. */
  static Kind kindOf(
      Call call, Fate fate, int status, String code, boolean handle, boolean readable) {
    return ROWS.get(rowOf(call, fate, status, normalized(code), handle, readable)).kind;
  }

  /** Which row decides, counted from 0: for the test that every row is needed. */
  static int rowOf(
      Call call, Fate fate, int status, String code, boolean handle, boolean readable) {
    for (int i = 0; i < ROWS.size(); i++) {
      if (ROWS.get(i).fits(call, fate, status, code, handle, readable)) {
        return i;
      }
    }
    throw new AssertionError("the last row fits everything");
  }

  static int size() {
    return ROWS.size();
  }

  /**
   * What a failed statement calls for, by its code, else by the class of its SQL state.
   *
   * @param sqlState five characters, or anything else when Snowflake gave none
   */
  public static SqlFailure failureOf(String code, String sqlState) {
    SqlFailure known = FAILURES.get(normalized(code));
    if (known != null) {
      return known;
    }
    String states = sqlState == null || sqlState.length() < 2 ? "" : sqlState.substring(0, 2);
    return HOPELESS_STATES.contains(states) ? SqlFailure.REJECTED : SqlFailure.PASSING;
  }

  /** Six digits, as the API writes a code; the same code as a number is met in the field. */
  static String normalized(String code) {
    String text = code == null ? "" : code.trim();
    if (text.isEmpty() || text.length() >= 6 || !text.chars().allMatch(Character::isDigit)) {
      return text;
    }
    return "000000".substring(text.length()) + text;
  }

  private static void codes(SqlFailure failure, String... codes) {
    for (String code : codes) {
      FAILURES.put(code, failure);
    }
  }

  private static RowBuilder asking(Call first, Call... more) {
    return new RowBuilder(EnumSet.of(first, more));
  }

  /** One line of the table. */
  private static final class Row {
    private final RowBuilder when;
    private final Kind kind;

    Row(RowBuilder when, Kind kind) {
      this.when = when;
      this.kind = kind;
    }

    boolean fits(Call call, Fate fate, int status, String code, boolean handle, boolean readable) {
      return when.calls.contains(call)
          && (when.fate == null || when.fate == fate)
          && (when.lowest == 0 || fate == Fate.ANSWERED && when.hasStatus(status))
          && (when.codes == null || when.codes.contains(code))
          && (!when.needsCode || !code.isEmpty())
          && (!when.needsHandle || handle)
          && (!when.needsBody || readable);
    }
  }

  /** Says when a row fits; what is not said does not matter. */
  private static final class RowBuilder {
    private final Set<Call> calls;
    private final List<Integer> except = new ArrayList<>();
    private Fate fate;
    private int lowest;
    private int highest;
    private Set<String> codes;
    private boolean needsCode;
    private boolean needsHandle;
    private boolean needsBody;

    RowBuilder(Set<Call> calls) {
      this.calls = calls;
    }

    RowBuilder fate(Fate value) {
      this.fate = value;
      return this;
    }

    RowBuilder status(int only) {
      return status(only, only);
    }

    RowBuilder status(int from, int to) {
      this.lowest = from;
      this.highest = to;
      return this;
    }

    RowBuilder but(int status) {
      except.add(status);
      return this;
    }

    RowBuilder code(Set<String> oneOf) {
      this.codes = oneOf;
      return this;
    }

    RowBuilder anyCode() {
      this.needsCode = true;
      return this;
    }

    RowBuilder handle() {
      this.needsHandle = true;
      return this;
    }

    RowBuilder body() {
      this.needsBody = true;
      return this;
    }

    Row means(Kind kind) {
      return new Row(this, kind);
    }

    boolean hasStatus(int status) {
      return status >= lowest && status <= highest && !except.contains(status);
    }
  }
}
