package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.Expression;
import io.gluesnow.plan.FileFormat;
import io.gluesnow.plan.Mark;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.SnowflakeType;
import io.gluesnow.plan.StageLocation;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.plan.TargetColumn;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text, wherever it stands, changes the shape of a statement. */
@Tag("trap:snowflake-9")
class HostileTextTest {
  private static final List<String> ATTACKS =
      List.of(
          "'",
          "''",
          "\\",
          "\\'",
          "\"",
          "\"\"",
          ";",
          "--",
          "//",
          "/*",
          "*/",
          "$$",
          "\n",
          "\r\n",
          "\t",
          "\0",
          "\u0001",
          "\u001a",
          "\u007f",
          "\u0085",
          "\u2028",
          "'; DROP TABLE X; --",
          "\" AS (1)) LOCATION = @X",
          "\\\\'",
          "%",
          "_",
          "é",
          "\uD83D\uDE00",
          "a",
          "NULL",
          ")",
          "(");

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> assembled =
        Arbitraries.of(ATTACKS)
            .list()
            .ofMinSize(1)
            .ofMaxSize(6)
            .map(parts -> String.join("", parts));
    Arbitrary<String> random =
        Arbitraries.strings()
            .all()
            .ofMinLength(1)
            .ofMaxLength(40)
            .map(text -> text.replaceAll("[\\uD800-\\uDFFF]", "?"));
    return Arbitraries.oneOf(assembled, random);
  }

  @Provide
  Arbitrary<String> hostileNames() {
    return hostile().map(name -> name.replace("\0", "0"));
  }

  @Property(tries = 500)
  void anIdentifierIsOnePieceThatMeansTheName(@ForAll("hostileNames") String name) {
    SqlShape shape = SqlShape.of(SqlIdentifier.quoted(name));

    assertThat(shape.shape()).isEqualTo("\"\"");
    assertThat(shape.identifiers()).containsExactly(name);
  }

  @Property(tries = 500)
  void aLiteralIsOnePieceThatMeansTheText(@ForAll("hostile") String text) {
    SqlShape shape = SqlShape.of(SqlLiteral.of(text));

    assertThat(shape.shape()).isEqualTo("''");
    assertThat(shape.literals()).containsExactly(text);
  }

  @Property(tries = 300)
  void aReplaceKeepsItsShape(@ForAll("hostileNames") String name, @ForAll("hostile") String text) {
    SqlShape harmless = SqlShape.of(replace("a", "a", List.of("a")));
    // Keys beyond a plain name stand in brackets: the shape of a key is the renderer's choice.
    SqlShape hostile = SqlShape.of(replace(name, text, List.of("a")));

    assertThat(hostile.shape()).isEqualTo(harmless.shape());
    assertThat(hostile.identifiers()).contains(name);
    assertThat(hostile.literals()).contains(text);
  }

  @Property(tries = 300)
  void aKeyInTheRowIsAlwaysOnePiece(@ForAll("hostile") String key) {
    SqlShape shape =
        SqlShape.of(
            ExpressionRenderer.sqlOf(Expression.value("a", key).castTo(SnowflakeType.DATE)));

    assertThat(shape.shape()).isIn("VALUE:\"\".\"\"::DATE", "VALUE['']['']::DATE");
    assertThat(shape.identifiers().isEmpty() ? shape.literals() : shape.identifiers())
        .containsExactly("a", key);
  }

  @Property(tries = 300)
  void looksKeepTheirShape(@ForAll("hostileNames") String name) {
    ObjectName hostile = ObjectName.of(name, name, name);
    ObjectName harmless = ObjectName.of("a", "a", "a");

    assertThat(SqlShape.of(LookSql.showOne(hostile)).shape())
        .isEqualTo(SqlShape.of(LookSql.showOne(harmless)).shape());
    assertThat(SqlShape.of(LookSql.showBeginning(hostile, hostile.name())).shape())
        .isEqualTo(SqlShape.of(LookSql.showBeginning(harmless, harmless.name())).shape());
    assertThat(
            SqlShape.of(LookSql.showAfter(hostile.database(), hostile.schema(), hostile.name()))
                .shape())
        .isEqualTo(
            SqlShape.of(LookSql.showAfter(harmless.database(), harmless.schema(), harmless.name()))
                .shape());
    assertThat(SqlShape.of(LookSql.columns(hostile)).shape())
        .isEqualTo(SqlShape.of(LookSql.columns(harmless)).shape());
    assertThat(SqlShape.of(LookSql.ddl(hostile)).shape())
        .isEqualTo(SqlShape.of(LookSql.ddl(harmless)).shape());
    assertThat(SqlShape.of(SqlShape.of(LookSql.ddl(hostile)).literals().get(1)).identifiers())
        .containsExactly(name, name, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b/", "a'/", "a;/", "a--/", "a//b/", "*/", "a\"/", "a\\/", "é/", "a%20b/", "a,b/"
      })
  void aPathOffTheWhitelistIsNeverWritten(String path) {
    StageLocation location = StageLocation.of(ObjectName.of("D", "S", "STG"), path);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SqlIdentifier.location(location))
        .withMessageContaining("put a stage at or below");
  }

  @Property(tries = 500)
  void whatPassesAsAPathCanEndNothing(@ForAll("hostile") String path) {
    if (SqlIdentifier.isSafePath(path)) {
      assertThat(SqlShape.of("/" + path).shape()).isEqualTo("/" + path);
      assertThat(path).matches("[A-Za-z0-9_.=/-]*");
    }
  }

  @Test
  void namesThatSnowflakeCannotHaveAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> SqlIdentifier.quoted(""));
    assertThatIllegalArgumentException().isThrownBy(() -> SqlIdentifier.quoted("a".repeat(256)));
    assertThatIllegalArgumentException().isThrownBy(() -> SqlIdentifier.quoted("\uD83D"));
    assertThat(SqlIdentifier.quoted("a".repeat(255))).hasSize(257);
  }

  @Test
  @Tag("trap:snowflake-31")
  void theNullTokenOfHiveKeepsItsBackslash() {
    assertThat(SqlLiteral.of("\\N")).isEqualTo("'\\\\N'");
    assertThat(SqlLiteral.of("\u0001")).isEqualTo("'\\u0001'");
    assertThat(SqlLiteral.of("\t")).isEqualTo("'\\t'");
  }

  private static String replace(String name, String text, List<String> keys) {
    ObjectName table = ObjectName.of(name, name, name);
    Target.ExternalTable target =
        Target.ExternalTable.of(
            table,
            List.of(
                TargetColumn.of(
                    name,
                    SnowflakeType.VARCHAR,
                    Expression.call("NULLIF", Expression.value(keys), Expression.text(text))
                        .castTo(SnowflakeType.VARCHAR))),
            List.of(name),
            StageLocation.of(ObjectName.of(name, name, name), "path/"),
            FileFormat.of(
                FileFormat.Type.CSV,
                Map.of(
                    "FIELD_DELIMITER", FileFormat.Value.text(text),
                    "NULL_IF", FileFormat.Value.texts(List.of(text, text)))),
            false,
            text);
    Protections guards =
        Protections.of(
            List.of(Protections.RowAccessPolicy.of(table, List.of("VALUE"))),
            List.of(Protections.Tag.of(table, text)),
            List.of());
    Mark mark = Mark.of("prod", TableId.of("1", "r", "d", text), target);
    return SqlRenderer.sqlOf(Statement.Replace.of(target, mark, guards));
  }
}
