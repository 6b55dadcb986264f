package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * https://docs.snowflake.com/en/sql-reference/identifiers-syntax and
 * https://docs.snowflake.com/en/sql-reference/data-types-text.
 */
class LexerTest {
  private static List<String> values(String sql) {
    return Lexer.tokens(sql).stream()
        .filter(token -> token.type() != Token.Type.END)
        .map(Token::value)
        .collect(Collectors.toList());
  }

  @Test
  void unquotedWordsFoldToUpperCaseAndQuotedOnesKeepTheirs() {
    assertThat(values("abC _x9$ \"abC\" \"a\"\"b\"")).containsExactly("ABC", "_X9$", "abC", "a\"b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'it''s'|it's",
        "'it\\'s'|it's",
        "'\\\\N'|\\N",
        "'\\N'|N",
        "'\\x41\\u0042\\103'|ABC",
        "'a--b'|a--b",
        "'a/*b*/'|a/*b*/",
        "$$it's \\N$$|it's \\N"
      })
  void literalsResolveTheirEscapes(String sql, String value) {
    assertThat(values(sql)).containsExactly(value);
  }

  @Test
  void namedEscapesStandForControlCharacters() {
    assertThat(values("'\\b\\f\\n\\r\\t\\0'")).containsExactly("\b\f\n\r\t\0");
  }

  @Test
  void commentsAreSkipped() {
    assertThat(values("a -- b\n/* c\n */ d // e\n f")).containsExactly("A", "D", "F");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"", "\"open", "'open", "'open\\", "$$open", "/* open", "a # b", "1a", "'\\x4'", "ä"
      })
  void brokenTextIsASyntaxError(String sql) {
    assertThatThrownBy(() -> Lexer.tokens(sql))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.code()).isEqualTo("001003"));
  }

  @Test
  void anIdentifierHasAtMost255Characters() {
    assertThat(values("\"" + "x".repeat(255) + "\"")).hasSize(1);
    assertThatThrownBy(() -> Lexer.tokens("\"" + "x".repeat(256) + "\""))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.code()).isEqualTo("000904"));
  }

  @Test
  void aStagePathIsAPlainWord() {
    StagePath stage = Lexer.tokens("@\"D b\".sc.st/a-b/c_d=1.x/").get(0).stage();

    assertThat(stage.stage().parts()).containsExactly("D b", "SC", "ST");
    assertThat(stage.path()).isEqualTo("a-b/c_d=1.x/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@st/a--b/",
        "@st//a",
        "@st/a'b",
        "@st/a\"b\"",
        "@st/a%20b",
        "@st/a$b",
        "@st/ä",
        "@st/a\\b",
        "@~/a",
        "@%t",
        "@",
        "@st/a:b",
        "@st/a(b"
      })
  void oddCharactersInAStagePathAreRefused(String sql) {
    assertThatThrownBy(() -> Lexer.tokens(sql))
        .isInstanceOfSatisfying(
            SqlFailure.class, failure -> assertThat(failure.code()).isEqualTo("001003"));
  }

  @Test
  void aSyntaxErrorSaysLineAndPosition() {
    assertThatThrownBy(() -> Parser.parse("SHOW\n  EXTERNAL VIEWS"))
        .hasMessage(
            "SQL compilation error:\nsyntax error line 2 at position 2 unexpected 'EXTERNAL'.");
  }
}
