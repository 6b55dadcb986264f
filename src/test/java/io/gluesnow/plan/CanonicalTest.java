package io.gluesnow.plan;

import static io.gluesnow.plan.Expression.binary;
import static io.gluesnow.plan.Expression.call;
import static io.gluesnow.plan.Expression.fileName;
import static io.gluesnow.plan.Expression.nothing;
import static io.gluesnow.plan.Expression.number;
import static io.gluesnow.plan.Expression.text;
import static io.gluesnow.plan.Expression.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalTest {
  private static final SnowflakeType WHOLE = SnowflakeType.number(38, 0);
  private static final Expression A = value("a");
  private static final Expression NAME = fileName();

  static Stream<Arguments> same() {
    return Stream.of(
        arguments(A.castTo(WHOLE), call("TO_NUMBER", A)),
        arguments(
            A.castTo(SnowflakeType.number(10, 2)), call("TO_DECIMAL", A, number(10), number(2))),
        arguments(A.castTo(WHOLE), A.castTo(WHOLE).castTo(WHOLE)),
        arguments(A, A.castTo(SnowflakeType.VARIANT)),
        arguments(A, call("GET", value(), text("a"))),
        arguments(value("a", "b"), call("GET", call("GET", value(), text("a")), text("b"))),
        arguments(A.castTo(SnowflakeType.DATE), call("TO_DATE", A)),
        arguments(A.castTo(SnowflakeType.VARCHAR), call("TO_CHAR", A)),
        arguments(A.castTo(SnowflakeType.FLOAT), call("TO_DOUBLE", A)),
        arguments(A.castTo(SnowflakeType.TIMESTAMP_NTZ), call("TO_TIMESTAMP_NTZ", A)),
        arguments(A.castTo(SnowflakeType.ARRAY), call("TO_ARRAY", A)),
        arguments(NAME, NAME.castTo(SnowflakeType.VARCHAR)),
        arguments(
            call("SPLIT_PART", NAME, text("/"), number(1)).castTo(SnowflakeType.VARCHAR),
            call("SPLIT_PART", NAME, text("/"), number(1))),
        arguments(
            call("NULLIF", call("LOWER", NAME), text("x")).castTo(SnowflakeType.VARCHAR),
            call("NULLIF", call("LOWER", NAME), text("x"))),
        arguments(
            call("IFF", binary("=", NAME, text("")), nothing(), NAME).castTo(SnowflakeType.VARCHAR),
            call("IFF", binary("=", NAME, text("")), nothing(), NAME)),
        arguments(
            call("TRY_TO_NUMBER", A, number(10), number(0)).castTo(SnowflakeType.number(10, 0)),
            call("TRY_TO_DECIMAL", A, number(10))),
        arguments(call("TRY_TO_NUMERIC", A), call("TRY_TO_NUMBER", A, number(38), number(0))),
        arguments(
            call("TO_DATE", NAME, text("YYYY-MM-DD")).castTo(SnowflakeType.DATE),
            call("TO_DATE", NAME, text("YYYY-MM-DD"))),
        arguments(
            binary("||", binary("||", NAME, text("a")), NAME),
            binary("||", NAME, call("CONCAT", text("a"), NAME))),
        arguments(call("NVL", A, NAME), call("COALESCE", A, NAME)),
        arguments(call("SUBSTRING", NAME, number(2)), call("SUBSTR", NAME, number(2))),
        arguments(binary("!=", NAME, text("")), binary("<>", NAME, text(""))));
  }

  @ParameterizedTest
  @MethodSource
  void same(Expression left, Expression right) {
    assertThat(Canonical.same(left, right))
        .as(Canonical.of(left) + " / " + Canonical.of(right))
        .isTrue();
  }

  static Stream<Arguments> different() {
    return Stream.of(
        arguments(A, value("A")),
        arguments(A.castTo(WHOLE), A.castTo(SnowflakeType.number(10, 0))),
        arguments(A.castTo(SnowflakeType.VARCHAR), A),
        arguments(call("TO_DATE", NAME, text("YYYY-MM-DD")), call("TO_DATE", NAME)),
        arguments(call("GET_IGNORE_CASE", value(), text("a")), A),
        arguments(call("TRY_TO_NUMBER", A, number(10)), A.castTo(SnowflakeType.number(10, 0))),
        arguments(call("TO_NUMBER", A, text("99")), call("TO_NUMBER", A)),
        arguments(text("1"), number(1)),
        arguments(
            call("IFF", binary("=", A, A), A.castTo(WHOLE), A).castTo(WHOLE),
            call("IFF", binary("=", A, A), A.castTo(WHOLE), A)),
        arguments(call("UPPER", NAME), call("LOWER", NAME)));
  }

  @ParameterizedTest
  @MethodSource
  void different(Expression left, Expression right) {
    assertThat(Canonical.same(left, right)).isFalse();
  }
}
