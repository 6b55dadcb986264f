package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every Glue type in every format, as a table: its Snowflake type and where its value comes from.
 */
class TypeMappingTest {
  @Test
  void parquetAndOrcCarryTheirTypesAndAreCast() {
    for (Supplier<Glue> format : List.<Supplier<Glue>>of(Glue::parquet, Glue::orc)) {
      TypeMapping.of(format)
          .add("boolean", "BOOLEAN", "FIELD")
          .add("tinyint", "NUMBER(3,0)", "FIELD")
          .add("smallint", "NUMBER(5,0)", "FIELD")
          .add("int", "NUMBER(10,0)", "FIELD")
          .add("integer", "NUMBER(10,0)", "FIELD")
          .add("bigint", "NUMBER(19,0)", "FIELD")
          .add("long", "NUMBER(19,0)", "FIELD")
          .add("float", "FLOAT", "FIELD")
          .add("real", "FLOAT", "FIELD")
          .add("double", "FLOAT", "FIELD")
          .add("double precision", "FLOAT", "FIELD")
          .add("decimal", "NUMBER(10,0)", "FIELD")
          .add("decimal(38,38)", "NUMBER(38,38)", "FIELD")
          .add("numeric(7,2)", "NUMBER(7,2)", "FIELD")
          .add("string", "VARCHAR", "FIELD")
          .add("varchar(7)", "VARCHAR", "FIELD")
          .add("char(7)", "VARCHAR", "FIELD")
          .add("binary", "BINARY", "FIELD")
          .add("date", "DATE", "FIELD")
          .add("timestamp", "TIMESTAMP_NTZ", "FIELD")
          .add("timestamp with time zone", "TIMESTAMP_TZ", "FIELD")
          .add("timestamp with local time zone", "TIMESTAMP_LTZ", "FIELD")
          .add("interval", "VARCHAR", "FIELD")
          .add("array<int>", "VARIANT", "FIELD")
          .add("map<string,array<int>>", "VARIANT", "FIELD")
          .add("struct<a:int,b:struct<c:string>>", "VARIANT", "FIELD")
          .add("uniontype<int,string>", "VARIANT", "FIELD")
          .add("geometry(4326)", "VARIANT", "FIELD")
          .add("decimal(77,2)", "VARIANT", "FIELD")
          .add("void", "VARIANT", "null")
          .holds();
    }
  }

  @Test
  void jsonHasTextForWhatItHasNoTypesFor() {
    for (Supplier<Glue> format : List.<Supplier<Glue>>of(Glue::openxJson, Glue::hiveJson)) {
      TypeMapping.of(format)
          .add("boolean", "BOOLEAN", "FIELD")
          .add("bigint", "NUMBER(19,0)", "FIELD")
          .add("double", "FLOAT", "FIELD")
          .add("decimal(9,2)", "NUMBER(9,2)", "FIELD")
          .add("string", "VARCHAR", "FIELD")
          .add("date", "DATE", "TRY_TO_DATE(cast(FIELD as VARCHAR), 'YYYY-MM-DD')")
          .add("timestamp", "TIMESTAMP_NTZ", "TRY_TO_TIMESTAMP_NTZ(cast(FIELD as VARCHAR), 'AUTO')")
          .add(
              "timestamp with time zone",
              "TIMESTAMP_TZ",
              "TRY_TO_TIMESTAMP_TZ(cast(FIELD as VARCHAR), 'AUTO')")
          .add("array<int>", "VARIANT", "FIELD")
          .add("struct<a:int>", "VARIANT", "FIELD")
          .add("void", "VARIANT", "null")
          .holds();
    }
    TypeMapping.of(Glue::hiveJson)
        .add("binary", "BINARY", "TO_BINARY(cast(FIELD as VARCHAR), 'UTF-8')")
        .holds();
    TypeMapping.of(Glue::openxJson).refuse("binary", "not documented").holds();
  }

  @Test
  void avroIsReadRightlyWhetherOrNotItsLogicalTypesComeDecoded() {
    TypeMapping.of(Glue::avro)
        .add("int", "NUMBER(10,0)", "FIELD")
        .add("string", "VARCHAR", "FIELD")
        .add("binary", "BINARY", "FIELD")
        .add("array<int>", "VARIANT", "FIELD")
        .add(
            "date",
            "DATE",
            "IFNULL(cast(TO_TIMESTAMP_NTZ((TRY_TO_NUMBER(cast(FIELD as VARCHAR), 38, 0) * 86400), 0)"
                + " as DATE), TRY_TO_DATE(cast(FIELD as VARCHAR), 'YYYY-MM-DD'))")
        .add(
            "timestamp",
            "TIMESTAMP_NTZ",
            "NVL2(TRY_TO_NUMBER(cast(FIELD as VARCHAR), 38, 0),"
                + " TRY_TO_TIMESTAMP_NTZ(cast(FIELD as VARCHAR), 'AUTO'), cast(FIELD as"
                + " TIMESTAMP_NTZ))")
        .refuse("decimal(9,2)", "not documented")
        .holds();
  }

  @Test
  @Tag("trap:snowflake-21")
  void delimitedTextIsTriedSoThatNoRowIsLost() {
    TypeMapping.of(Glue::delimited)
        .add(
            "boolean",
            "BOOLEAN",
            "TRY_TO_BOOLEAN(IFF(((LOWER(TEXT) = 'true') OR (LOWER(TEXT) = 'false')), TEXT, null))")
        .add("tinyint", "NUMBER(3,0)", "TRY_TO_NUMBER(TEXT, 3, 0)")
        .add("bigint", "NUMBER(19,0)", "TRY_TO_NUMBER(TEXT, 19, 0)")
        .add("decimal(9,2)", "NUMBER(9,2)", "TRY_TO_NUMBER(TEXT, 9, 2)")
        .add("float", "FLOAT", "TRY_TO_DOUBLE(TEXT)")
        .add("string", "VARCHAR", "FIELD")
        .add("char(3)", "VARCHAR", "FIELD")
        .add("interval", "VARCHAR", "FIELD")
        .add("date", "DATE", "TRY_TO_DATE(TEXT, 'YYYY-MM-DD')")
        .add(
            "timestamp",
            "TIMESTAMP_NTZ",
            "IFNULL(TRY_TO_TIMESTAMP_NTZ(TEXT, 'YYYY-MM-DD HH24:MI:SS.FF'),"
                + " TRY_TO_TIMESTAMP_NTZ(TEXT, 'YYYY-MM-DD HH24:MI:SS'))")
        .add(
            "timestamp with local time zone", "TIMESTAMP_LTZ", "TRY_TO_TIMESTAMP_LTZ(TEXT, 'AUTO')")
        .add("binary", "BINARY", "IFNULL(TRY_TO_BINARY(TEXT, 'BASE64'), TO_BINARY(TEXT, 'UTF-8'))")
        .add("void", "VARIANT", "null")
        .refuse("array<string>", "take such a value apart")
        .refuse("struct<a:int>", "take such a value apart")
        .refuse("uniontype<int>", "take such a value apart")
        .refuse("geometry", "take such a value apart")
        .holds();
  }

  @Test
  void quotedTextCountsFromTheEpoch() {
    String days =
        "IFNULL(cast(TO_TIMESTAMP_NTZ((TRY_TO_NUMBER(TEXT, 38, 0) * 86400), 0) as DATE),"
            + " TRY_TO_DATE(TEXT, 'YYYY-MM-DD'))";
    String millis =
        "IFNULL(TO_TIMESTAMP_NTZ(TRY_TO_NUMBER(TEXT, 38, 0), 3),"
            + " IFNULL(TRY_TO_TIMESTAMP_NTZ(TEXT, 'YYYY-MM-DD HH24:MI:SS.FF'),"
            + " TRY_TO_TIMESTAMP_NTZ(TEXT, 'YYYY-MM-DD HH24:MI:SS')))";
    TypeMapping.of(Glue::quoted)
        .add("int", "NUMBER(10,0)", "TRY_TO_NUMBER(TEXT, 10, 0)")
        .add("string", "VARCHAR", "FIELD")
        .add("date", "DATE", days)
        .add("timestamp", "TIMESTAMP_NTZ", millis)
        .refuse("map<string,string>", "take such a value apart")
        .holds();
  }

  @Test
  void nestedColumnsHaveTypesOfTheirOwnWhereThePolicySaysSo() {
    Policy typed = Policies.confirmed(Policies.builder().nested(Policy.Nested.TYPED));

    TypeMapping.of(Glue::parquet)
        .under(typed)
        .add("array<int>", "ARRAY", "FIELD")
        .add("map<string,int>", "OBJECT", "FIELD")
        .add("struct<a:int>", "OBJECT", "FIELD")
        .add("uniontype<int>", "VARIANT", "FIELD")
        .holds();
  }

  @Test
  void bytesInTextFormOfParquetFollowTheColumns() {
    assertThat(format(Glue.parquet().column("a", "string")))
        .hasToString("PARQUET {BINARY_AS_TEXT=TRUE}");
    assertThat(format(Glue.parquet().column("a", "string").column("b", "binary")))
        .hasToString("PARQUET {BINARY_AS_TEXT=FALSE}");
    assertThat(format(Glue.parquet().column("a", "struct<b:array<map<string,binary>>>")))
        .hasToString("PARQUET {BINARY_AS_TEXT=FALSE}");
  }

  private static FileFormat format(Glue glue) {
    return TargetMapper.of(Policies.standard())
        .map(glue.definition())
        .externalTable()
        .orElseThrow()
        .format();
  }
}
