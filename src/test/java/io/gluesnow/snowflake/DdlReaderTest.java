package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Protections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("trap:snowflake-25")
class DdlReaderTest {
  private static final String TABLE =
      "create or replace external table DB.S.T(\n\tID NUMBER(38,0) AS (TO_NUMBER(GET(VALUE,"
          + " 'id'))),\n\tTAG VARCHAR AS (CAST(GET(VALUE, 'with tag') AS VARCHAR)) COMMENT 'a"
          + " policy; with (tag'\n)\npartition by (ID)\nlocation=@DB.S.\"my stage\"/a/\n"
          + "auto_refresh=false\npattern='.*(x|y)'\nfile_format=(TYPE=PARQUET NULL_IF=('a)'))\n"
          + "comment='it\\'s; with row access policy X on (VALUE)'\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ddl-2024_08-before.sql",
        "ddl-2024_08-after.sql",
        "ddl-named-format.sql",
        "ddl-partitioned.sql"
      })
  void publishedTablesAreGuardedByNothing(String file) {
    assertThat(DdlReader.read(Recorded.sql(file))).isEqualTo(Protections.NONE);
  }

  @Test
  void wordsInTextsAndNamesGuardNothing() {
    assertThat(DdlReader.read(TABLE + ";")).isEqualTo(Protections.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with row access policy GOV.P.\"by region\" on (VALUE)\nwith tag (GOV.T.A='x', GOV.T.\"b c\"='it\\'s')",
        "WITH TAG (GOV.T.A='x', GOV.T.\"b c\" = 'it''s') ROW ACCESS POLICY GOV.P.\"by region\" ON (VALUE)",
        "TAG (GOV.T.A='x') WITH TAG (GOV.T.\"b c\"='it''s') WITH ROW ACCESS POLICY GOV.P.\"by region\" ON (VALUE)"
      })
  void policiesAndTagsAreReadInEitherOrder(String clauses) {
    Protections read = DdlReader.read(TABLE + clauses + "\n;");

    assertThat(read.hindrances()).isEmpty();
    assertThat(read.rowAccessPolicies())
        .containsExactly(
            Protections.RowAccessPolicy.of(
                ObjectName.of("GOV", "P", "by region"), List.of("VALUE")));
    assertThat(read.tags())
        .containsExactly(
            Protections.Tag.of(ObjectName.of("GOV", "T", "A"), "x"),
            Protections.Tag.of(ObjectName.of("GOV", "T", "b c"), "it's"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with row access policy #UNKNOWN_POLICY on (VALUE)",
        "with tag (#UNKNOWN_TAG='#UNKNOWN_VALUE')",
        "with tag (GOV.T.A='#UNKNOWN_VALUE')",
        "with row access policy P on (VALUE)",
        "with row access policy GOV.P.X",
        "with contact (steward = GOV.C.ANN)",
        "with aggregation policy GOV.P.AGG",
        "with masking policy GOV.P.M",
        "data_metric_schedule = '5 MINUTE'",
        "something new",
        "; alter table DB.S.T add data metric function GOV.F.G on (ID)",
        "with tag (GOV.T.A=",
        "comment='never closed"
      })
  void whatCannotBeRestatedIsAHindrance(String clause) {
    Protections read = DdlReader.read(TABLE + clause + "\n;");

    assertThat(read.hindrances()).hasSize(1);
    assertThat(read.hindrances().get(0)).isNotBlank();
  }

  @Test
  void aColumnWithAPolicyIsAHindrance() {
    Protections read =
        DdlReader.read(
            "create or replace external table T(A VARIANT AS (GET(VALUE, 'a')) WITH MASKING POLICY"
                + " G.P.M WITH TAG (G.T.X='y'), \"with\" DATE AS (TO_DATE('x')))\nlocation=@S/\n;");

    assertThat(read.hindrances()).containsExactly("the column A has a policy or tag of its own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "create view V as select 1", "create table T(A INT)", "'", "()"})
  void whatIsNoExternalTableIsAHindrance(String ddl) {
    assertThat(DdlReader.read(ddl).hindrances()).hasSize(1);
  }

  @Property(tries = 500)
  void noTextMakesItThrowOrPassesUnseen(@ForAll String text) {
    assertThat(DdlReader.read(text).hindrances()).isNotEmpty();
  }
}
