package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.TableDefinition;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TargetMapperTest {
  private final Policy policy = Policies.standard();

  @Test
  void aParquetTableBecomesAnExternalTableOverItsFolder() {
    Target.ExternalTable table =
        mapped(
            Glue.parquet()
                .column("id", "bigint")
                .column("note", "string")
                .describedAs("All orders"));

    assertThat(table.name()).isEqualTo(ObjectName.of("SHOP", "PUBLIC", "ORDERS"));
    assertThat(table.location())
        .isEqualTo(StageLocation.of(ObjectName.of("DEV", "PUBLIC", "LAKE"), "shop/orders/"));
    assertThat(table.format()).hasToString("PARQUET {BINARY_AS_TEXT=TRUE}");
    assertThat(table.partitionBy()).isEmpty();
    assertThat(table.autoRefresh()).isFalse();
    assertThat(table.comment()).isEqualTo("All orders");
    assertThat(columns(table))
        .isEqualTo(
            "ID NUMBER(19,0) as cast(GET_IGNORE_CASE(value, 'id') as NUMBER(19,0))\n"
                + "NOTE VARCHAR as cast(GET_IGNORE_CASE(value, 'note') as VARCHAR)");
  }

  @Test
  @Tag("trap:snowflake-20")
  void theWritersOwnSpellingIsUsedWhereSparkTellsIt() {
    Target.ExternalTable table =
        mapped(
            Glue.parquet()
                .column("orderid", "int")
                .column("other", "int")
                .with("spark.sql.sources.schema.numParts", "2")
                .with(
                    "spark.sql.sources.schema.part.0",
                    "{\"type\":\"struct\",\"fields\":[{\"name\":\"OrderId\",\"type\":\"inte")
                .with("spark.sql.sources.schema.part.1", "ger\",\"nullable\":true}]}"));

    assertThat(columns(table))
        .isEqualTo(
            "ORDERID NUMBER(10,0) as cast(value['OrderId'] as NUMBER(10,0))\n"
                + "OTHER NUMBER(10,0) as cast(GET_IGNORE_CASE(value, 'other') as NUMBER(10,0))");
  }

  @Test
  @Tag("trap:snowflake-19")
  void delimitedTextIsReadByPositionAndPartitionKeysDoNotCount() {
    Target.ExternalTable table =
        mapped(
            Glue.delimited()
                .serde("field.delim", ",")
                .column("a", "string")
                .column("dt", "string")
                .column("b", "int")
                .key("dt", "string"));

    assertThat(columns(table).split("\n"))
        .hasSize(3)
        .startsWith(
            "A VARCHAR as cast(value['c1'] as VARCHAR)",
            "B NUMBER(10,0) as cast(TRY_TO_NUMBER(cast(value['c3'] as VARCHAR), 10, 0) as"
                + " NUMBER(10,0))");
    assertThat(table.partitionBy()).containsExactly("DT");
  }

  @Test
  @Tag("trap:snowflake-29")
  void aColumnNamedValueIsRenamed() {
    Target.ExternalTable table =
        mapped(Glue.parquet().column("value", "int").column("value_", "int").column("x", "int"));

    assertThat(table.columns().stream().map(TargetColumn::name))
        .containsExactly("VALUE__", "VALUE_", "X");
  }

  private Target.ExternalTable mapped(Glue glue) {
    TableDefinition definition = glue.definition();
    Target target = TargetMapper.of(policy).map(definition);
    return target.externalTable().orElseThrow(() -> new AssertionError("refused: " + target));
  }

  private static String columns(Target.ExternalTable table) {
    return table.columns().stream().map(TargetColumn::toString).collect(Collectors.joining("\n"));
  }
}
