package io.gluesnow.flink.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.converge.Notice;
import io.gluesnow.converge.OpenDoubt;
import io.gluesnow.converge.Outcome;
import io.gluesnow.flink.OutcomeRecord;
import io.gluesnow.plan.Statement;
import io.gluesnow.snowflake.SqlRenderer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the controller tells people, as records and as the JSON of dead letters. */
final class Letters {
  /** The queue takes 256,000 bytes; every character here is at most one byte of ASCII. */
  static final int LONGEST_SQL = 150_000;

  private static final int LONGEST_SENTENCE = 10_000;

  // SQS refuses some characters even where JSON allows them.
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Letters() {}

  static OutcomeRecord record(Outcome outcome) {
    Optional<CatalogEvent> last = outcome.doubt().newest();
    return OutcomeRecord.of(
        outcome.kind(),
        outcome.table().toString(),
        outcome.reason(),
        outcome.sentence(),
        outcome.events(),
        outcome.doubt().events().map(Doubt::first).map(CatalogEvent::eventId).orElse(""),
        last.map(CatalogEvent::eventId).orElse(""),
        last.map(CatalogEvent::principal).orElse(""),
        last.map(CatalogEvent::time).orElse(outcome.doneAt()),
        outcome.doneAt(),
        sql(outcome.statements()));
  }

  /**
   * The dead letter of a table that needs a person: why, which events, by whom, with which SQL.
   * {@code key} is equal on repeats.
   */
  static String letter(Notice notice) {
    ObjectNode letter = JSON.createObjectNode();
    letter.put("outcome", notice.kind().label());
    letter.put("key", notice.key());
    letter.put("table", notice.table().toString());
    letter.put("reason", cut(notice.sentence(), LONGEST_SENTENCE));
    letter.put("code", notice.code());
    letter.put("at", notice.at().toString());
    notice.glueVersion().ifPresent(v -> letter.put("glueVersion", v.toString()));
    notice.doubt().flatMap(OpenDoubt::events).ifPresent(doubt -> events(letter, doubt));
    statements(letter.putArray("sql"), notice.statements());
    try {
      return JSON.writeValueAsString(letter);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }

  private static void events(ObjectNode letter, Doubt doubt) {
    letter.put("events", doubt.events());
    letter.put("firstEvent", doubt.first().eventId());
    letter.put("lastEvent", doubt.last().eventId());
    letter.put("lastEventTime", doubt.last().time().toString());
    letter.put("principal", cut(doubt.last().principal(), LONGEST_SENTENCE));
  }

  private static void statements(ArrayNode array, List<Statement> statements) {
    int left = LONGEST_SQL;
    for (String sql : sql(statements)) {
      String kept = cut(sql, left);
      array.add(kept);
      left = Math.max(0, left - escapedLength(kept));
    }
  }

  private static List<String> sql(List<Statement> statements) {
    return statements.stream().map(Letters::sql).collect(Collectors.toList());
  }

  /** A statement that has no safe text is rejected unsent; the letter then says why. */
  private static String sql(Statement statement) {
    try {
      return SqlRenderer.sqlOf(statement);
    } catch (IllegalArgumentException e) {
      return "("
          + statement.getClass().getSimpleName()
          + " has no safe text: "
          + e.getMessage()
          + ")";
    }
  }

  /** Cut so that its escaped form has at most about {@code longest} characters. */
  private static String cut(String text, int longest) {
    if (escapedLength(text) <= longest) {
      return text;
    }
    int end = 0;
    int length = 0;
    while (end < text.length() && length < longest) {
      length += escapedLength(text.charAt(end));
      end++;
    }
    return text.substring(0, end) + " … (cut, " + text.length() + " characters)";
  }

  private static int escapedLength(String text) {
    return text.chars().map(c -> escapedLength((char) c)).sum();
  }

  private static int escapedLength(char c) {
    return c < ' ' || c > '~' ? 6 : c == '"' || c == '\\' ? 2 : 1;
  }
}
