package io.gluesnow.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One folder of the corpus.
 *
 * <p>{@code case.json} says what it shows ({@code says}), which rows of {@code golden/tables} it is
 * for ({@code rows}) and what of the policy is set otherwise ({@code policy}). {@code record.json}
 * is the CloudTrail record, {@code glue.json} Glue's answer to GetTable (none for a table that is
 * gone), {@code target.json} that about the target of a link to another account. What is there
 * before: {@code before.json}, an earlier answer of Glue, made as the job makes it; then {@code
 * before.sql}, by hand. {@code expected.sql} has the statements, with empty lines between them, or
 * {@code expected.refusal} the reason for having none.
 */
final class GoldenCase {
  static final Path ROOT = Path.of("src", "test", "resources", "golden");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final JsonNode settings;

  private GoldenCase(Path folder) {
    this.folder = folder;
    this.settings = parsed(text("case.json").orElseThrow(() -> new AssertionError(folder)));
  }

  static List<GoldenCase> all() {
    try (Stream<Path> folders = Files.list(ROOT.resolve("cases"))) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .map(GoldenCase::new)
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  String says() {
    return settings.path("says").asText();
  }

  /** Rows of the tables, as {@code table/row}. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    settings.path("rows").forEach(row -> rows.add(row.asText()));
    return rows;
  }

  JsonNode policy() {
    return settings.path("policy");
  }

  byte[] record() {
    return text("record.json").orElseThrow().getBytes(StandardCharsets.UTF_8);
  }

  Optional<String> glue() {
    return text("glue.json");
  }

  Optional<String> target() {
    return text("target.json");
  }

  Optional<String> before() {
    return text("before.json");
  }

  Optional<String> byHand() {
    return text("before.sql");
  }

  /** What must come of it: statements or a refusal. */
  String expected() {
    return text("expected.sql")
        .or(() -> text("expected.refusal").map(refusal -> GoldenRun.REFUSED + refusal))
        .orElse("nothing is expected yet");
  }

  List<String> expectedStatements() {
    return text("expected.sql").map(GoldenCase::statements).orElse(List.of());
  }

  // Line comments stand before a statement only: in one, each line break is escaped.
  private static List<String> statements(String text) {
    return Stream.of(text.replaceAll("(?m)^-- .*\n", "").split("\n\n"))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .collect(Collectors.toList());
  }

  /** Writes down what came of it, for a person to review. */
  void rewrite(String outcome) {
    boolean refused = outcome.startsWith(GoldenRun.REFUSED);
    try {
      Files.deleteIfExists(folder.resolve("expected.sql"));
      Files.deleteIfExists(folder.resolve("expected.refusal"));
      Files.writeString(
          folder.resolve(refused ? "expected.refusal" : "expected.sql"),
          refused ? outcome.substring(GoldenRun.REFUSED.length()) : outcome);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> text(String file) {
    Path path = folder.resolve(file);
    try {
      return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name() + ": " + says();
  }
}
