package io.gluesnow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our expressions over real files, judged by what DuckDB itself reads from the same files, or by
 * rows written down here where no engine knows the layout.
 */
class RowsByDuckDbTest {
  private static final String HIVE = "hive_partitioning = true";

  @TempDir private Path machine;

  private DuckDb duck;
  private Path bucket;

  @BeforeEach
  void open() throws SQLException {
    duck = new DuckDb();
    bucket = machine.resolve("lake");
  }

  @AfterEach
  void close() throws SQLException {
    duck.close();
  }

  @Test
  @Tag("trap:snowflake-17")
  @Tag("trap:snowflake-18")
  void hivePartitionsHaveTheValuesThatDuckDbReads() throws Exception {
    Path folder = folder("raw/deep/orders");
    Files.createDirectories(folder.getParent());
    duck.run(
        "COPY (SELECT id, coalesce(region, '__HIVE_DEFAULT_PARTITION__') AS region, coalesce(n,"
            + " '__HIVE_DEFAULT_PARTITION__') AS n, coalesce(d, '__HIVE_DEFAULT_PARTITION__') AS d"
            + " FROM (VALUES (1, 'eu', '7', '2024-02-29'), (2, NULL, '8', '1999-12-31'), (3,"
            + " 'a/b: c', NULL, NULL), (4, '50%', '-9', '2024-01-01'), (5, 'a=b', '007',"
            + " '2024-02-29'), (6, 'it''s', '0', NULL)) v(id, region, n, d)) TO "
            + quoted(folder)
            + " (FORMAT parquet, PARTITION_BY (region, n, d))");
    parquetFile("raw/deep/orders/region=Ünïcode/n=7/d=2024-02-29/a.parquet", 7);
    Glue glue =
        Glue.parquet()
            .at("s3://lake/raw/deep/orders/")
            .column("id", "int")
            .key("region", "string")
            .key("n", "int")
            .key("d", "date");

    // DuckDB decodes the values and leaves Hive's word for NULL as it is.
    String none = ", '__HIVE_DEFAULT_PARTITION__')";
    List<List<String>> truth =
        duck.rows(
            "SELECT id, nullif(region"
                + none
                + ", CAST(nullif(n"
                + none
                + " AS INT), CAST(nullif(d"
                + none
                + " AS DATE) FROM read_parquet("
                + quoted(folder.resolve("**/*.parquet"))
                + ", "
                + HIVE
                + ", hive_types_autocast = false) ORDER BY id");

    assertThat(truth).hasSize(7).contains(Arrays.asList("2", null, "8", "1999-12-31"));
    assertThat(truth).contains(Arrays.asList("3", "a/b: c", null, null));
    for (Policy policy :
        List.of(
            Policies.standard(),
            Policies.confirmed(
                Policy.builder("t")
                    .stage("d.s.deep", "s3a://lake/raw//deep")
                    .letterCase(Policy.Case.KEEP)),
            Policies.confirmed(Policies.builder().layout(Policy.Layout.HIVE)))) {
      assertThat(rowsOf(policy, glue, parquet(folder), "id")).isEqualTo(truth);
    }
  }

  @Test
  void plainFoldersAreValuesAndFilesAboveThemHaveNone() throws Exception {
    parquetFile("raw/orders/2024/eu west/a.parquet", 1);
    parquetFile("raw/orders/2023/100%/b.parquet", 2);
    parquetFile("raw/orders/stray.parquet", 3);
    parquetFile("raw/orders/2022/stray.parquet", 4);
    parquetFile("raw/orders/2021/other=x/c.parquet", 5);
    Glue glue =
        Glue.parquet()
            .at("s3://lake/raw/orders")
            .column("id", "int")
            .key("partition_0", "string")
            .key("partition_1", "string");

    assertThat(rowsOf(Policies.standard(), glue, parquet(folder("raw/orders")), "\"ID\""))
        .containsExactly(
            Arrays.asList("1", "2024", "eu west"),
            Arrays.asList("2", "2023", "100%"),
            Arrays.asList("3", null, null),
            Arrays.asList("4", null, null),
            Arrays.asList("5", "2021", null));
  }

  @Test
  void foldersOfSparkMayHaveCapitalsAndTheirValuesKeepThem() throws Exception {
    parquetFile("orders/Region=EU/a.parquet", 1);
    Glue glue = Glue.parquet().at("s3n://lake/orders").column("id", "int").key("region", "string");

    assertThat(rowsOf(Policies.standard(), glue, parquet(folder("orders")), "1"))
        .containsExactly(List.of("1", "EU"));
  }

  @Test
  void foldersInAnotherOrderThanTheKeysAreNullAndNeverSwapped() throws Exception {
    parquetFile("orders/month=5/year=2024/a.parquet", 1);
    Glue glue =
        Glue.parquet()
            .at("s3://lake/orders/")
            .column("id", "int")
            .key("year", "string")
            .key("month", "int");

    assertThat(rowsOf(Policies.standard(), glue, parquet(folder("orders")), "1"))
        .containsExactly(Arrays.asList("1", null, null));
  }

  @Test
  void aProjectionsTemplateSaysWhereEachValueIs() throws Exception {
    parquetFile("orders/v2/2024/02/29/hh=13/a.parquet", 1);
    Glue glue =
        Glue.parquet()
            .at("s3://lake/orders/")
            .column("id", "int")
            .key("hour", "int")
            .key("day", "date")
            .with("projection.enabled", "true")
            .with("projection.day.type", "date")
            .with("projection.day.format", "yyyy/MM/dd")
            .with("storage.location.template", "s3://lake/orders/v2/${day}/hh=${hour}");

    assertThat(rowsOf(Policies.standard(), glue, parquet(folder("orders/v2")), "1"))
        .containsExactly(List.of("1", "13", "2024-02-29"));
  }

  @Test
  @Tag("trap:snowflake-19")
  @Tag("trap:snowflake-21")
  void delimitedTextHasTheRowsOfTheEngineAndNullForWhatIsNoValue() throws Exception {
    file(
        "csv/a.csv",
        "id;name;day;at;ok;price\n"
            + "1;x;2024-02-29;2024-02-29 10:11:12;true;1.50\n"
            + "2;;;2024-02-29 10:11:12.5;FALSE;\n"
            + "three;\\N;20240229;2024;1;abc\n");
    Glue glue =
        Glue.delimited()
            .at("s3://lake/csv/")
            .serde("field.delim", ";")
            .with("skip.header.line.count", "1")
            .column("id", "int")
            .column("name", "string")
            .column("day", "date")
            .column("at", "timestamp")
            .column("ok", "boolean")
            .column("price", "decimal(8,2)");

    assertThat(rowsOf(Policies.standard(), glue, csv("csv", 6), "line"))
        .containsExactly(
            Arrays.asList("1", "x", "2024-02-29", "2024-02-29 10:11:12.0", "true", "1.50"),
            Arrays.asList("2", "", null, "2024-02-29 10:11:12.5", "false", null),
            Arrays.asList(null, null, null, null, null, null));
  }

  @Test
  void quotedTextCountsDaysAndMilliseconds() throws Exception {
    file(
        "csv/a.csv",
        "id,day,at\n1,19782,1709201472500\n2,2024-02-29,2024-02-29 10:11:12.5\n3,x,\n");
    Glue glue =
        Glue.quoted()
            .at("s3://lake/csv/")
            .with("skip.header.line.count", "1")
            .column("id", "bigint")
            .column("day", "date")
            .column("at", "timestamp");

    assertThat(rowsOf(Policies.standard(), glue, csv("csv", 3), "line"))
        .containsExactly(
            Arrays.asList("1", "2024-02-29", "2024-02-29 10:11:12.5"),
            Arrays.asList("2", "2024-02-29", "2024-02-29 10:11:12.5"),
            Arrays.asList("3", null, null));
  }

  @Test
  void jsonHasTheRowsThatDuckDbReads() throws Exception {
    file(
        "json/region=eu/a.json",
        "{\"id\": 1, \"name\": \"x\", \"day\": \"2024-02-29\", \"placed\": \"2024-02-29 10:11:12\"}\n"
            + "{\"id\": 2, \"name\": null, \"placed\": \"2024-02-29T10:11:12\"}\n");
    String source =
        "(SELECT *, "
            + key()
            + " FROM read_json("
            + quoted(folder("json").resolve("**/*.json"))
            + ", columns = {id: 'BIGINT', name: 'VARCHAR', day: 'VARCHAR', placed: 'VARCHAR'}, filename"
            + " = true, hive_partitioning = false))";
    Glue glue =
        Glue.openxJson()
            .at("s3://lake/json/")
            .column("id", "bigint")
            .column("name", "string")
            .column("day", "date")
            .column("placed", "timestamp")
            .key("region", "string");

    assertThat(rowsOf(Policies.standard(), glue, source, "1"))
        .isEqualTo(
            duck.rows(
                "SELECT id, name, day, placed, region FROM read_json("
                    + quoted(folder("json").resolve("**/*.json"))
                    + ", columns = {id: 'BIGINT', name: 'VARCHAR', day: 'DATE', placed: 'TIMESTAMP'}, "
                    + HIVE
                    + ") ORDER BY 1"))
        .hasSize(2);
  }

  // ---- files and questions --------------------------------------------------------------------

  private List<List<String>> rowsOf(Policy policy, Glue glue, String source, String order)
      throws SQLException {
    Target target = TargetMapper.of(policy).map(glue.definition());
    Target.ExternalTable table =
        target.externalTable().orElseThrow(() -> new AssertionError(target.toString()));
    return duck.rows(
        "SELECT " + DuckDb.columns(table) + " FROM " + source + " AS files ORDER BY " + order);
  }

  private String parquet(Path folder) {
    return "(SELECT *, "
        + key()
        + " FROM read_parquet("
        + quoted(folder.resolve("**/*.parquet"))
        + ", filename = true, hive_partitioning = false))";
  }

  /** Fields as text by position, in the order of the lines. */
  private String csv(String folder, int fields) {
    List<String> types = new ArrayList<>();
    for (int i = 1; i <= fields; i++) {
      types.add("'c" + i + "': 'VARCHAR'");
    }
    return "(SELECT row_number() OVER () AS line, *, "
        + key()
        + " FROM read_csv("
        + quoted(folder(folder).resolve("*.csv"))
        + ", header = true, auto_detect = false, delim = '"
        + (fields == 6 ? ";" : ",")
        + "', nullstr = '\\N', allow_quoted_nulls = false, columns = {"
        + String.join(", ", types)
        + "}, filename = true))";
  }

  private String key() {
    return "replace(filename, " + DuckDb.literal(bucket + "/") + ", '') AS object_key";
  }

  private Path folder(String path) {
    return bucket.resolve(path);
  }

  private void file(String path, String text) throws IOException {
    Files.createDirectories(folder(path).getParent());
    Files.writeString(folder(path), text);
  }

  private void parquetFile(String path, int id) throws Exception {
    Files.createDirectories(folder(path).getParent());
    duck.run("COPY (SELECT " + id + " AS id) TO " + quoted(folder(path)) + " (FORMAT parquet)");
  }

  private static String quoted(Path path) {
    return DuckDb.literal(path.toString());
  }
}
