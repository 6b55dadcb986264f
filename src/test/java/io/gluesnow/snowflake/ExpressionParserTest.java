package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.plan.Expression;
import io.gluesnow.plan.SnowflakeType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {

  /**
   * Published forms: the first two are of
   * https://docs.snowflake.com/en/release-notes/bcr-bundles/2024_08/bcr-1779, the third is what was
   * sent there.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAST(GET(VALUE, 'c1') AS VARCHAR(16777216))",
        "CAST(GET(VALUE, 'c1') AS VARCHAR)",
        "value:c1::TEXT",
        "VALUE:\"c1\"::VARCHAR",
        "CAST(GET(VALUE, 'c1') AS VARCHAR(134217728))",
        "CAST(GET($1, 'c1') AS VARCHAR)",
        "TO_CHAR(GET(VALUE, 'c1'))",
        "TO_VARCHAR(VALUE['c1'])",
        "( ( value:c1 ) )::string"
      })
  void everyFormOfATextIsOneTree(String text) {
    assertThat(ExpressionParser.parse(text))
        .isEqualTo(Expression.value("c1").castTo(SnowflakeType.VARCHAR));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET(GET(VALUE, 'a'), 'b c')",
        "GET_PATH(VALUE, 'a.\"b c\"')",
        "GET_PATH(VALUE, '[\"a\"][\"b c\"]')",
        "value:a.\"b c\"",
        "$1:\"a\".\"b c\"",
        "VALUE['a']['b c']",
        "value:a['b c']",
        "GET(value:a, 'b c')"
      })
  void everyFormOfANestedValueIsOneTree(String text) {
    assertThat(ExpressionParser.parse(text)).isEqualTo(Expression.value("a", "b c"));
  }

  /**
   * The first two lines are GET_DDL output in public repositories, the third is
   * https://github.com/snowflakedb/terraform-provider-snowflake/issues/2310.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TO_NUMBER(GET(VALUE, 'x'))                | NUMBER(38,0)",
        "CAST(GET(VALUE, 'x') AS FLOAT)            | FLOAT",
        "TO_NUMBER(GET($1, 'x'), 2, 2)             | NUMBER(2,2)",
        "TO_NUMBER(GET(VALUE, 'x'), 10)            | NUMBER(10,0)",
        "TO_DECIMAL(GET(VALUE, 'x'), 10, 0)        | NUMBER(10,0)",
        "CAST(GET(VALUE, 'x') AS NUMBER(10,0))     | NUMBER(10,0)",
        "CAST(GET(VALUE, 'x') AS INTEGER)          | NUMBER(38,0)",
        "TO_DATE(GET(VALUE, 'x'))                  | DATE",
        "TO_BOOLEAN(GET(VALUE, 'x'))               | BOOLEAN",
        "TO_DOUBLE(GET(VALUE, 'x'))                | FLOAT",
        "CAST(GET(VALUE, 'x') AS DOUBLE PRECISION) | FLOAT",
        "TO_TIMESTAMP_NTZ(GET(VALUE, 'x'))         | TIMESTAMP_NTZ",
        "CAST(GET(VALUE, 'x') AS TIMESTAMP_NTZ(9)) | TIMESTAMP_NTZ",
        "TO_TIMESTAMP_LTZ(GET(VALUE, 'x'))         | TIMESTAMP_LTZ",
        "TO_TIMESTAMP_TZ(GET(VALUE, 'x'))          | TIMESTAMP_TZ",
        "TO_VARIANT(GET(VALUE, 'x'))               | VARIANT",
        "TO_ARRAY(GET(VALUE, 'x'))                 | ARRAY",
        "CAST(GET($1, 'x') AS ARRAY)               | ARRAY",
        "TO_OBJECT(GET(VALUE, 'x'))                | OBJECT",
        "TO_BINARY(GET(VALUE, 'x'))                | BINARY",
        "CAST(GET(VALUE, 'x') AS BINARY(8388608))  | BINARY",
        "CAST(GET(VALUE, 'x') AS VARCHAR(12))      | VARCHAR(12)"
      })
  void aConversionIsACast(String text, String type) {
    assertThat(ExpressionParser.parse(text))
        .isEqualTo(Expression.value("x").castTo(SnowflakeType.parse(type)));
  }

  /** https://github.com/xnuinside/simple-ddl-parser/issues/218. */
  @Test
  void aPartOfTheFileNameIsRead() {
    assertThat(ExpressionParser.parse("SPLIT_PART(SPLIT_PART(METADATA$FILENAME, '/', 1), '=', 2)"))
        .isEqualTo(
            Expression.call(
                "SPLIT_PART",
                Expression.call(
                    "SPLIT_PART",
                    Expression.fileName(),
                    Expression.text("/"),
                    Expression.number(1)),
                Expression.text("="),
                Expression.number(2)));
  }

  @Test
  void choicesHaveOneForm() {
    Expression a = Expression.value("a");
    Expression nullIf = Expression.call("NULLIF", a, Expression.text("x"));

    assertThat(ExpressionParser.parse("NULLIF(GET(VALUE, 'a'), 'x')")).isEqualTo(nullIf);
    assertThat(ExpressionParser.parse("IFF(GET(VALUE, 'a') = 'x', NULL, GET(VALUE, 'a'))"))
        .isEqualTo(nullIf);
    assertThat(ExpressionParser.parse("CASE WHEN value:a = 'x' THEN NULL ELSE value:a END"))
        .isEqualTo(nullIf);
    assertThat(ExpressionParser.parse("CASE value:a WHEN 'x' THEN NULL ELSE value:a END"))
        .isEqualTo(nullIf);
    assertThat(ExpressionParser.parse("CASE WHEN STARTSWITH('a', 'b') THEN 1 END"))
        .isEqualTo(
            Expression.call(
                "IFF",
                Expression.call("STARTSWITH", Expression.text("a"), Expression.text("b")),
                Expression.number(1),
                Expression.nothing()));
  }

  @Test
  void textsAreJoinedInOneForm() {
    Expression joined =
        Expression.binary(
            "||",
            Expression.binary("||", Expression.text("a"), Expression.text("b")),
            Expression.text("c"));

    assertThat(ExpressionParser.parse("'a' || 'b' || 'c'")).isEqualTo(joined);
    assertThat(ExpressionParser.parse("CONCAT(CONCAT('a', 'b'), 'c')")).isEqualTo(joined);
    assertThat(ExpressionParser.parse("CONCAT('a', 'b', 'c')")).isEqualTo(joined);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'it''s'      | it's",
        "'it\\'s'     | it's",
        "'\\''''       | ''",
        "'\\\\N'      | \\N",
        "'\\\\''x'    | \\'x",
        "'\\q'        | q",
        "'\\x41\\u0042\\103' | ABC",
        "'a\\\\'      | a\\"
      })
  void literalsMayBeEscapedInEitherManner(String text, String meant) {
    assertThat(ExpressionParser.parse(text)).isEqualTo(Expression.text(meant));
  }

  @Test
  void casesCountInKeysOnly() {
    assertThat(ExpressionParser.parse("get_ignore_case($1, 'Name')"))
        .isEqualTo(Expression.call("GET_IGNORE_CASE", Expression.value(), Expression.text("Name")));
    assertThat(ExpressionParser.parse("value:Name")).isEqualTo(Expression.value("Name"));
    assertThat(ExpressionParser.parse("value:Name")).isNotEqualTo(Expression.value("name"));
    assertThat(ExpressionParser.parse("metadata$filename")).isEqualTo(Expression.fileName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(",
        ")",
        "'",
        "\"",
        "OTHER_COLUMN",
        "\"value\"",
        "$2",
        "1.5",
        "99999999999999999999",
        "MY_UDF(VALUE)",
        "GET(VALUE, 0)",
        "value[0]",
        "GET(VALUE, GET(VALUE, 'a'))",
        "GET(PARSE_JSON(METADATA$EXTERNAL_TABLE_PARTITION), 'Y')",
        "CAST(VALUE AS GEOGRAPHY)",
        "TO_NUMBER(VALUE:a, 1e3)",
        "VALUE:a::VARCHAR(99999999999)",
        "CASE END",
        "CASE WHEN 1 = 1 THEN",
        "VALUE; DROP TABLE X",
        "1 2",
        "-- nothing",
        "METADATA$FILE_ROW_NUMBER",
        "TRY_CAST(VALUE:a AS DATE)",
        "\u0000"
      })
  void anythingElseIsUnknown(String text) {
    assertThat(ExpressionParser.parse(text)).isEqualTo(Expression.unknown(text));
    assertThat(ExpressionParser.parse(text, SnowflakeType.DATE))
        .isEqualTo(Expression.unknown(text));
  }

  @Test
  void depthHasABound() {
    String deep = "(".repeat(100_000) + "1" + ")".repeat(100_000);
    String casts = "1" + "::VARCHAR".repeat(50);

    assertThat(ExpressionParser.parse(deep).hasUnknown()).isTrue();
    assertThat(ExpressionParser.parse("(".repeat(150) + "1" + ")".repeat(150)))
        .isEqualTo(Expression.number(1));
    assertThat(ExpressionParser.parse(casts).hasUnknown()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TO_NUMBER()", "TO_NUMBER(1, 2, 3, 4)", "GET()", "CONCAT()", "IFF()"})
  void aCallWithAnotherNumberOfArgumentsDoesNotMakeItThrow(String text) {
    assertThat(ExpressionParser.parse(text)).isNotNull();
  }

  @Property(tries = 2000)
  void noTextMakesItThrow(@ForAll("nearlySql") String text) {
    assertThat(ExpressionParser.parse(text)).isNotNull();
  }

  @Provide
  Arbitrary<String> nearlySql() {
    Arbitrary<String> pieces =
        Arbitraries.of(
                "GET",
                "(",
                ")",
                "VALUE",
                ",",
                "'a'",
                "\"b\"",
                "::",
                "VARCHAR",
                "(12)",
                ":",
                ".",
                "[",
                "]",
                "CASE",
                "WHEN",
                "THEN",
                "ELSE",
                "END",
                "CAST",
                "AS",
                "NUMBER(10,2)",
                "||",
                "=",
                "NULL",
                "1",
                "-",
                "'",
                "\\",
                "TO_NUMBER",
                "GET_PATH",
                "'a.\"'",
                "$1",
                "METADATA$FILENAME",
                "SPLIT_PART",
                " ",
                "é",
                "@x",
                "#UNKNOWN")
            .list()
            .ofMaxSize(14)
            .map(list -> String.join("", list));
    return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(60));
  }

  @Property(tries = 1000)
  void whatIsWrittenIsReadAsTheSameTree(@ForAll("expressions") Expression expression) {
    String sql = ExpressionRenderer.sqlOf(expression);

    assertThat(ExpressionParser.parse(sql)).as(sql).isEqualTo(expression);
  }

  @Provide
  Arbitrary<Expression> expressions() {
    return tree(3);
  }

  private static Arbitrary<Expression> tree(int depth) {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.of("a", "A b", "it's", "\"q\"", "\\N", "/dt=", "\n", "__HIVE__", "é"),
            Arbitraries.strings().withCharRange('\0', '\u00ff').ofMinLength(1).ofMaxLength(6));
    Arbitrary<Expression> leaf =
        Arbitraries.oneOf(
            texts.map(Expression::value),
            texts.list().ofMaxSize(3).map(Expression::value),
            texts.map(Expression::text),
            Arbitraries.longs().between(-99, 99).map(Expression::number),
            Arbitraries.just(Expression.fileName()),
            Arbitraries.just(Expression.nothing()));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Expression> inner = tree(depth - 1);
    Arbitrary<SnowflakeType> types =
        Arbitraries.of(
                "BOOLEAN",
                "NUMBER(10,2)",
                "NUMBER(38,0)",
                "FLOAT",
                "VARCHAR",
                "VARCHAR(20)",
                "BINARY",
                "DATE",
                "TIME",
                "TIMESTAMP_NTZ",
                "TIMESTAMP_LTZ(6)",
                "TIMESTAMP_TZ",
                "VARIANT",
                "ARRAY",
                "OBJECT")
            .map(SnowflakeType::parse);
    return Arbitraries.oneOf(
        leaf,
        Combinators.combine(inner, types).as(Expression::castTo),
        Combinators.combine(inner, inner).as((a, b) -> Expression.call("NULLIF", a, b)),
        Combinators.combine(inner, inner)
            .as((a, b) -> Expression.call("SPLIT_PART", a, b, Expression.number(2))),
        Combinators.combine(inner, inner, inner)
            .as((a, b, c) -> Expression.call("IFF", Expression.call("STARTSWITH", a, b), b, c)),
        Combinators.combine(Arbitraries.of("=", "||", "<>", "AND", "+"), inner, inner)
            .as(Expression::binary));
  }

  @Test
  void aColumnsTypeStandsInForTheCastThatIsLeftOut() {
    assertThat(ExpressionParser.parse("GET(VALUE, 'v')", SnowflakeType.VARIANT))
        .isEqualTo(Expression.value("v").castTo(SnowflakeType.VARIANT));
    assertThat(ExpressionParser.parse("METADATA$FILENAME", SnowflakeType.varchar(255)))
        .isEqualTo(Expression.fileName().castTo(SnowflakeType.varchar(255)));
    assertThat(
            ExpressionParser.parse(
                "TO_TIMESTAMP_NTZ(GET(VALUE, 't'))", SnowflakeType.parse("TIMESTAMP_NTZ(6)")))
        .isEqualTo(Expression.value("t").castTo(SnowflakeType.parse("TIMESTAMP_NTZ(6)")));
    assertThat(ExpressionParser.parse("TO_DATE(GET(VALUE, 'd'))", SnowflakeType.DATE))
        .isEqualTo(Expression.value("d").castTo(SnowflakeType.DATE));
  }
}
