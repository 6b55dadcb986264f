package io.gluesnow.standin.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What DESC and GET_DDL print:
 * https://docs.snowflake.com/en/release-notes/bcr-bundles/2024_08/bcr-1779,
 * https://docs.snowflake.com/en/release-notes/bcr-bundles/un-bundled/bcr-2118 and
 * https://github.com/snowflakedb/terraform-provider-snowflake/issues/2310.
 */
class CompiledFormTest {
  private final StrictSnowflake snowflake = World.atNoon();

  @AfterEach
  void stop() {
    snowflake.close();
  }

  private static String compiled(String expression, Dialect dialect) {
    return CompiledForm.of(
        new ExpressionParser(new TokenReader(Lexer.tokens(expression))).expression(), dialect);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '~',
      value = {
        "value:c1::TEXT^CAST(GET(VALUE, 'c1') AS VARCHAR(16777216))",
        "value:c1::VARCHAR(20)^CAST(GET(VALUE, 'c1') AS VARCHAR(20))",
        "VALUE:\"Exact Name\"::STRING^CAST(GET(VALUE, 'Exact Name') AS VARCHAR(16777216))",
        "value:id::INT^TO_NUMBER(GET(VALUE, 'id'))",
        "value:id::NUMBER(10,0)^TO_NUMBER(GET(VALUE, 'id'), 10, 0)",
        "$1:x::NUMBER(2,2)^TO_NUMBER(GET($1, 'x'), 2, 2)",
        "value:mpg::DOUBLE^CAST(GET(VALUE, 'mpg') AS FLOAT)",
        "value:d::DATE^TO_DATE(GET(VALUE, 'd'))",
        "value:b::BOOLEAN^TO_BOOLEAN(GET(VALUE, 'b'))",
        "value:t::TIMESTAMP_NTZ^TO_TIMESTAMP_NTZ(GET(VALUE, 't'))",
        "value:t::TIMESTAMP_NTZ(6)^CAST(GET(VALUE, 't') AS TIMESTAMP_NTZ(6))",
        "value:b::BINARY^CAST(GET(VALUE, 'b') AS BINARY(8388608))",
        "value:a::ARRAY^CAST(GET(VALUE, 'a') AS ARRAY)",
        "value:v::VARIANT^GET(VALUE, 'v')",
        "value:\"a\".\"b\"::INT^TO_NUMBER(GET(GET(VALUE, 'a'), 'b'))",
        "value:a[0]::INT^TO_NUMBER(GET(GET(VALUE, 'a'), 0))",
        "GET_IGNORE_CASE($1, 'name')::INT^TO_NUMBER(GET_IGNORE_CASE($1, 'name'))",
        "value:\"it's\"::INT^TO_NUMBER(GET(VALUE, 'it\\'s'))",
        "split_part(metadata$filename, '/', 2)^SPLIT_PART(METADATA$FILENAME, '/', 2)",
        "nullif(metadata$filename, 'x')::date^TO_DATE(NULLIF(METADATA$FILENAME, 'x'))",
        "iff(metadata$filename='x',null,metadata$filename)^IFF(METADATA$FILENAME = 'x', NULL, METADATA$FILENAME)",
        "case when a = b and c is null then 1 else 2 end^CASE WHEN (A = B) AND (C IS NULL) THEN 1 ELSE 2 END",
        "metadata$filename || '/' || 'x'^CONCAT(CONCAT(METADATA$FILENAME, '/'), 'x')",
        "not a in ('x', 'y')^NOT (A IN ('x', 'y'))"
      })
  void theOlderFormStatesEveryLength(String sent, String shown) {
    assertThat(compiled(sent, Dialect.older())).isEqualTo(shown);
  }

  @Test
  void theNewerFormLeavesTheDefaultLengthOut() {
    assertThat(compiled("value:c1::TEXT", Dialect.newer()))
        .isEqualTo("CAST(GET(VALUE, 'c1') AS VARCHAR)");
    assertThat(compiled("value:c1::VARCHAR(20)", Dialect.newer()))
        .isEqualTo("CAST(GET(VALUE, 'c1') AS VARCHAR(20))");
  }

  @Test
  void theLongDefaultIsPrintedInsteadOfTheShortOne() {
    assertThat(compiled("value:c1::TEXT", Dialect.older().withLongVarchar()))
        .isEqualTo("CAST(GET(VALUE, 'c1') AS VARCHAR(134217728))");
    assertThat(compiled("value:c1::TEXT", Dialect.newer().withLongVarchar()))
        .isEqualTo("CAST(GET(VALUE, 'c1') AS VARCHAR)");
  }

  @Test
  void aLongPathCanBePrintedAsOneCall() {
    assertThat(compiled("value:a.\"b c\"[1]::INT", Dialect.newer().withGetPath()))
        .isEqualTo("TO_NUMBER(GET_PATH(VALUE, 'a.\"b c\"[1]'))");
  }

  @Test
  void aSwitchedDialectChangesWhatIsPrintedAndNotWhatIsThere() {
    snowflake.execute(World.SYNC, World.create("T", "\"A\" VARCHAR AS (VALUE:\"a\"::VARCHAR)"));
    CatalogSnapshot before = snowflake.catalogSnapshot();

    Map<String, String> newer =
        snowflake.execute(World.SYNC, "DESC EXTERNAL TABLE T").records().get(1);
    snowflake.dialect(Dialect.older().withLongVarchar());
    Map<String, String> older =
        snowflake.execute(World.SYNC, "DESC EXTERNAL TABLE T").records().get(1);

    assertThat(newer)
        .containsEntry("type", "VARCHAR(16777216)")
        .containsEntry("expression", "CAST(GET(VALUE, 'a') AS VARCHAR)");
    assertThat(older)
        .containsEntry("type", "VARCHAR(134217728)")
        .containsEntry("expression", "CAST(GET(VALUE, 'a') AS VARCHAR(134217728))");
    assertThat(snowflake.catalogSnapshot()).isEqualTo(before);
  }

  @Test
  void getDdlHasTheLayoutOfTheSamples() {
    snowflake.executeAsAdmin(
        "CREATE ROW ACCESS POLICY LAKE.PUBLIC.P AS (V VARIANT) RETURNS BOOLEAN -> TRUE; CREATE TAG LAKE.PUBLIC.TEAM;"
            + " GRANT APPLY ON ROW ACCESS POLICY LAKE.PUBLIC.P TO ROLE SYNC_ROLE;"
            + " GRANT APPLY ON TAG LAKE.PUBLIC.TEAM TO ROLE SYNC_ROLE");
    snowflake.execute(
        World.SYNC,
        World.create("ORDERS", "\"id\" VARCHAR AS (VALUE:\"id\"::VARCHAR)")
            + " COMMENT = 'it''s' WITH ROW ACCESS POLICY P ON (VALUE) WITH TAG (TEAM = 'a')");

    assertThat(
            snowflake.execute(World.SYNC, "SELECT GET_DDL('TABLE', 'ORDERS')").rows().get(0).get(0))
        .isEqualTo(
            "create or replace external table ORDERS(\n"
                + "\t\"id\" VARCHAR(16777216) AS (CAST(GET(VALUE, 'id') AS VARCHAR)),\n"
                + "\tDT DATE AS (TO_DATE(SPLIT_PART(SPLIT_PART(METADATA$FILENAME, '/', 2), '=', 2))))\n"
                + "partition by (DT)\n"
                + "location=@LAKE_STAGE/orders/\n"
                + "auto_refresh=false\n"
                + "file_format=(TYPE=PARQUET BINARY_AS_TEXT=FALSE)\n"
                + "comment='it\\'s'\n"
                + "with row access policy LAKE.PUBLIC.P on (VALUE)\n"
                + "with tag (LAKE.PUBLIC.TEAM='a')\n"
                + ";");
    assertThat(
            snowflake
                .execute(
                    World.SYNC, "SELECT GET_DDL('TABLE', '\"LAKE\".\"PUBLIC\".\"ORDERS\"', TRUE)")
                .rows()
                .get(0)
                .get(0))
        .startsWith("create or replace external table LAKE.PUBLIC.ORDERS(")
        .contains("location=@LAKE.PUBLIC.LAKE_STAGE/orders/");
  }

  @Test
  void whatTheRoleMayNotSeeIsUnknownInGetDdl() {
    snowflake.execute(World.SYNC, World.createOrders());
    snowflake.executeAsAdmin(
        "CREATE ROW ACCESS POLICY LAKE.PUBLIC.P AS (V VARIANT) RETURNS BOOLEAN -> TRUE; CREATE TAG LAKE.PUBLIC.TEAM;"
            + " ALTER TABLE LAKE.PUBLIC.ORDERS ADD ROW ACCESS POLICY LAKE.PUBLIC.P ON (VALUE);"
            + " ALTER TABLE LAKE.PUBLIC.ORDERS SET TAG LAKE.PUBLIC.TEAM = 'a'");

    assertThat(
            snowflake.execute(World.SYNC, "SELECT GET_DDL('TABLE', 'ORDERS')").rows().get(0).get(0))
        .contains("with row access policy #UNKNOWN_POLICY on (VALUE)")
        .contains("with tag (#UNKNOWN_TAG='#UNKNOWN_VALUE')");
  }

  @Test
  void whatGetDdlPrintsCreatesTheSameTableAgain() {
    snowflake.execute(
        World.SYNC, World.create("ORDERS", "\"id\" VARCHAR AS (VALUE:\"id\"::VARCHAR)"));
    TableSnapshot before = snowflake.catalogSnapshot().tables().get("LAKE.PUBLIC.ORDERS");
    String ddl =
        snowflake.execute(World.SYNC, "SELECT GET_DDL('TABLE', 'ORDERS')").rows().get(0).get(0);

    snowflake.execute(World.SYNC, ddl);

    assertThat(snowflake.catalogSnapshot().tables().get("LAKE.PUBLIC.ORDERS").columns().get(0))
        .isEqualTo("\"id\" VARCHAR(16777216) AS (CAST(GET(VALUE, 'id') AS VARCHAR(16777216)))");
    assertThat(before.columns().get(0))
        .isEqualTo("\"id\" VARCHAR(16777216) AS (CAST(GET(VALUE, 'id') AS VARCHAR(16777216)))");
  }

  @Test
  void aPlantedExpressionIsPrintedUntilTheColumnIsMadeAnew() {
    snowflake.execute(World.SYNC, World.createOrders());
    snowflake.plantExpression("LAKE", "PUBLIC", "ORDERS", "ID", "NEWFORM{VALUE->id}");

    assertThat(snowflake.execute(World.SYNC, "DESC EXTERNAL TABLE ORDERS").records().get(1))
        .containsEntry("expression", "NEWFORM{VALUE->id}");

    snowflake.execute(
        World.SYNC, World.createOrders().replace("CREATE EXTERNAL", "CREATE OR REPLACE EXTERNAL"));
    assertThat(snowflake.execute(World.SYNC, "DESC EXTERNAL TABLE ORDERS").records().get(1))
        .containsEntry("expression", "TO_NUMBER(GET(VALUE, 'id'), 10, 0)");
  }
}
