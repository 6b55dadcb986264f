package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever text arrives, the server answers with a statement's result or with a code, and never
 * breaks.
 */
class ParserPropertyTest {
  private static final String[] STATEMENTS = {
    World.createOrders(),
    World.createOrders().replace("CREATE EXT", "CREATE OR REPLACE EXT")
        + " COPY GRANTS COMMENT = 'a' WITH ROW ACCESS POLICY P ON (VALUE) WITH TAG (T = 'v')",
    "ALTER TABLE ORDERS ADD COLUMN A INT AS (VALUE:\"a\".\"b\"::INT), B VARCHAR AS ('x')",
    "ALTER TABLE ORDERS DROP COLUMN ID",
    "ALTER EXTERNAL TABLE ORDERS REFRESH 'a/'",
    "COMMENT ON TABLE ORDERS IS $$a$$",
    "DROP EXTERNAL TABLE IF EXISTS ORDERS",
    "SHOW EXTERNAL TABLES LIKE 'O%' IN SCHEMA LAKE.PUBLIC STARTS WITH 'O' LIMIT 5 FROM 'A'",
    "DESC EXTERNAL TABLE ORDERS TYPE = STAGE",
    "SELECT GET_DDL('TABLE', 'ORDERS', TRUE)"
  };

  /** A good statement with a piece cut out and another put in. */
  @Provide
  Arbitrary<String> damaged() {
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(6),
            Arbitraries.of(
                "'",
                "\"",
                "\\",
                ";",
                "--",
                "/*",
                "*/",
                "$$",
                "(",
                ")",
                "@",
                "::",
                ":",
                "NOT",
                "99999999999",
                "\u0000",
                ","));
    return Combinators.combine(
            Arbitraries.of(STATEMENTS),
            Arbitraries.integers().between(0, 400),
            Arbitraries.integers().between(0, 12),
            pieces)
        .as(
            (statement, at, length, piece) -> {
              int from = Math.min(at, statement.length());
              int to = Math.min(from + length, statement.length());
              return statement.substring(0, from) + piece + statement.substring(to);
            });
  }

  @Property(tries = 3_000)
  void damagedTextIsRunOrRefusedWithACodeAndARefusalChangesNothing(@ForAll("damaged") String sql) {
    try (StrictSnowflake snowflake = World.atNoon()) {
      snowflake.execute(World.SYNC, World.createOrders());
      CatalogSnapshot before = snowflake.catalogSnapshot();
      try {
        snowflake.execute(World.SYNC, sql);
      } catch (SqlFailure failure) {
        assertThat(failure.code()).matches("[0-9]{6}");
        assertThat(snowflake.catalogSnapshot()).isEqualTo(before);
      }
    }
  }

  /**
   * A literal written as the documentation says reads back as what it was, and ends where it ends.
   */
  @Property(tries = 2_000)
  void aLiteralWithDoubledQuotesAndBackslashesReadsBack(@ForAll String text) {
    String literal = "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";

    assertThat(Lexer.tokens(literal)).hasSize(2);
    assertThat(Lexer.tokens(literal).get(0).value()).isEqualTo(text);
  }
}
