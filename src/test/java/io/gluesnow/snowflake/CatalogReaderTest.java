package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gluesnow.plan.Expression;
import io.gluesnow.plan.FileFormat;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.SnowflakeType;
import io.gluesnow.plan.StageLocation;
import io.gluesnow.plan.Target;
import io.gluesnow.plan.TargetColumn;
import io.gluesnow.snowflake.api.SqlAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogReaderTest {
  private static final List<Row> COLUMNS = Recorded.rows("desc-columns.txt");
  private static final List<Row> PROPERTIES = Recorded.rows("desc-stage.txt");

  @Test
  void everyRecordingSaysWhereItComesFrom() throws IOException {
    try (Stream<Path> files = Files.list(Recorded.FOLDER)) {
      List<String> names =
          files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
      assertThat(names).hasSizeGreaterThan(5);
      for (String name : names) {
        assertThat(Recorded.lines(name).get(0)).as(name).contains("https://");
      }
    }
  }

  @Test
  void publishedColumnsAreReadInEveryPart() {
    List<TargetColumn> columns = read("@DB.S.STG/", "DB.S.STG", PROPERTIES).columns();

    SnowflakeType text = SnowflakeType.VARCHAR;
    SnowflakeType shortText = SnowflakeType.varchar(255);
    assertThat(columns)
        .startsWith(
            TargetColumn.of("DATA_STR", text, Expression.value("c1").castTo(text)),
            TargetColumn.of("NEWER", text, Expression.value("c1").castTo(text)),
            column("SCORE", "NUMBER(2,2)", Expression.value("recaptcha_assessment_score")),
            column("MPG", "FLOAT", Expression.value("mpg")),
            column("CYL", "NUMBER(38,0)", Expression.value("cyl")))
        .endsWith(TargetColumn.of("path", shortText, Expression.fileName().castTo(shortText)))
        .noneMatch(column -> column.expression().hasUnknown());
  }

  @Test
  void partitionColumnsAreThoseThatReadTheFilesName() {
    assertThat(read("@DB.S.STG/", "DB.S.STG", PROPERTIES).partitionBy())
        .containsExactly("type", "path");
  }

  @Test
  void aPublishedStageHasNothingButDefaults() {
    assertThat(read("@DB.S.STG/", "DB.S.STG", PROPERTIES).format())
        .isEqualTo(FileFormat.of(FileFormat.Type.CSV, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FIELD_DELIMITER | \\t | '\t'",
        "FIELD_DELIMITER | \\u0001 | '\u0001'",
        "FIELD_DELIMITER | \\x01 | '\u0001'",
        "FIELD_DELIMITER | \\001 | '\u0001'",
        "RECORD_DELIMITER | \\r\\n | '\r\n'",
        "ESCAPE_UNENCLOSED_FIELD | NONE | NONE",
        "FIELD_OPTIONALLY_ENCLOSED_BY | \" | \"",
        "SKIP_HEADER | 2 | 2",
        "COMPRESSION | gzip | GZIP",
        "TRIM_SPACE | TRUE | TRUE",
        "EMPTY_FIELD_AS_NULL | false | FALSE",
        "ENCODING | ISO88591 | ISO88591"
      })
  @Tag("trap:snowflake-31")
  void anOptionThatIsNoDefaultIsReadAsItIsMeant(String option, String printed, String meant) {
    assertThat(format(option, printed).get(option).items()).containsExactly(meant);
  }

  @Test
  void listsAreTakenApart() {
    assertThat(format("NULL_IF", "[\\\\N, NULL]").get("NULL_IF").items())
        .containsExactly("\\N", "NULL");
    assertThat(format("NULL_IF", "[NULL, ]").get("NULL_IF").items()).containsExactly("NULL", "");
    assertThat(format("NULL_IF", "[]").get("NULL_IF").items()).containsExactly("");
    assertThat(format("NULL_IF", "[\\\\N]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "@DB.S.STG/a/b/, DB.S.STG, DB, S, STG, a/b/",
        "@DB.S.STG/, DB.S.STG, DB, S, STG, ''",
        "@DB.S.STG, DB.S.STG, DB, S, STG, ''",
        "@DB.S.STG/a, DB.S.STG, DB, S, STG, a/",
        "@S2.STG/a/, S2.STG, LAKE, S2, STG, a/",
        "@STG/a/, STG, LAKE, PUBLIC, STG, a/",
        "'@DB.\"my.s\".\"a \"\"st/g\"/a/', -, DB, my.s, 'a \"st/g', a/",
        "s3://bucket/raw/a/b/, DB.S.STG, DB, S, STG, a/b/",
        "s3://bucket/raw, DB.S.STG, DB, S, STG, ''",
        "s3://bucket/raw/a, 'DB.S.\"stg\"', DB, S, stg, a/"
      })
  void aLocationIsAStageAndAPath(
      String printed, String stage, String database, String schema, String name, String path) {
    assertThat(read(printed, stage == null ? "" : stage, PROPERTIES).location())
        .isEqualTo(StageLocation.of(ObjectName.of(database, schema, name), path));
  }

  @ParameterizedTest
  @CsvSource({"s3://other/a/, DB.S.STG", "s3://bucket/rawer/, DB.S.STG", "@, ''", "@A.B.C.D/, ''"})
  void aLocationThatCannotBeReadIsSaidSo(String printed, String stage) {
    assertThatThrownBy(() -> read(printed, stage, PROPERTIES))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("its location");
  }

  @Test
  void aStageThatIsNotKnownHoldsNothing() {
    ShownTable table = shown("s3://bucket/raw/", "DB.S.STG");

    assertThatThrownBy(() -> CatalogReader.read(table, COLUMNS, PROPERTIES, stage -> ""))
        .isInstanceOf(Unreadable.class);
  }

  private static TargetColumn column(String name, String type, Expression source) {
    return Samples.column(name, SnowflakeType.parse(type), source);
  }

  private static Map<String, FileFormat.Value> format(String option, String printed) {
    List<Row> properties =
        Row.of(
            SqlAnswer.of(SqlAnswer.Kind.DONE)
                .result(
                    List.of("parent_property", "property", "property_value"),
                    List.of(
                        List.of("STAGE_FILE_FORMAT", "TYPE", "CSV"),
                        List.of("STAGE_FILE_FORMAT", option, printed),
                        List.of("STAGE_COPY_OPTIONS", "FIELD_DELIMITER", "never")))
                .build());
    return read("@A.B.C/", "", properties).format().options();
  }

  private static Target.ExternalTable read(String location, String stage, List<Row> properties) {
    return CatalogReader.read(
        shown(location, stage), COLUMNS, properties, name -> "s3://bucket/raw");
  }

  private static ShownTable shown(String location, String stage) {
    return ShownTable.of(
        Row.of(
                SqlAnswer.of(SqlAnswer.Kind.DONE)
                    .result(
                        List.of("name", "database_name", "schema_name", "location", "stage"),
                        List.of(List.of("T", "LAKE", "PUBLIC", location, stage)))
                    .build())
            .get(0));
  }
}
