package io.gluesnow.plan;

import static io.gluesnow.plan.Refusal.Reason.COLUMNS;
import static io.gluesnow.plan.Refusal.Reason.FORMAT;
import static io.gluesnow.plan.Refusal.Reason.NO_FILES;
import static io.gluesnow.plan.Refusal.Reason.NO_STAGE;
import static io.gluesnow.plan.Refusal.Reason.PARTITIONS;
import static io.gluesnow.plan.Refusal.Reason.PATH;
import static io.gluesnow.plan.Refusal.Reason.TABLE_FORMAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.TableId;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not made in Snowflake, and that the reason is said in plain words. */
class RefusalTest {
  @Test
  @Tag("trap:aws-11")
  void anIcebergTableIsNeverReadAsPlainFiles() {
    refuses(TABLE_FORMAT, "Iceberg", parquet().with("table_type", "iceberg"));
    refuses(TABLE_FORMAT, "Iceberg", parquet().with("TABLE_TYPE", "ICEBERG"));
    refuses(TABLE_FORMAT, "Iceberg", parquet().with("metadata_location", "s3://b/m.json"));
    refuses(
        TABLE_FORMAT,
        "Iceberg",
        Glue.parquet().column("id", "int", Map.of("iceberg.field.current", "false")));
    refuses(
        TABLE_FORMAT,
        "Iceberg",
        Glue.of("", "org.apache.iceberg.mr.hive.HiveIcebergSerDe").column("id", "int"));
  }

  @Test
  @Tag("trap:snowflake-43")
  void deltaHudiAndTheLikeAreNeverReadAsPlainFiles() {
    refuses(TABLE_FORMAT, "Delta", parquet().with("spark.sql.sources.provider", "DELTA"));
    refuses(TABLE_FORMAT, "Delta", parquet().with("table_type", "delta"));
    refuses(TABLE_FORMAT, "Delta", parquet().with("classification", "delta"));
    refuses(TABLE_FORMAT, "Delta", parquet().with("delta.lastUpdateVersion", "7"));
    refuses(TABLE_FORMAT, "Delta", Glue.of("io.delta.hive.HiveInputFormat", "").column("a", "int"));
    refuses(TABLE_FORMAT, "Hudi", parquet().with("spark.sql.sources.provider", "hudi"));
    refuses(TABLE_FORMAT, "Hudi", parquet().column("_hoodie_commit_time", "string"));
    refuses(TABLE_FORMAT, "governed", parquet().with("table_type", "GOVERNED"));
    refuses(
        TABLE_FORMAT, "transactional", Glue.orc().column("a", "int").with("transactional", "true"));
    refuses(
        TABLE_FORMAT,
        "Spark's source cassandra",
        parquet().with("spark.sql.sources.provider", "cassandra"));
  }

  @Test
  @Tag("trap:aws-21")
  void whatHasNoFilesOfItsOwnHasNoTable() {
    TableId other = TableId.of("999988887777", "us-east-1", "theirs", "orders");
    refuses(
        NO_FILES,
        "resource link to " + other,
        Glue.of("", "").at("").but(t -> t.linkTarget(other)));
    refuses(NO_FILES, "federated", parquet().but(t -> t.federated(true)));
    refuses(NO_FILES, "view", parquet().but(t -> t.tableType("VIRTUAL_VIEW")));
    refuses(NO_FILES, "view", parquet().but(t -> t.tableType("MATERIALIZED_VIEW")));
    refuses(NO_FILES, "view", parquet().with("presto_view", "true"));
    refuses(NO_FILES, "storage handler", parquet().with("storage_handler", "org.x.DynamoDb"));
    refuses(NO_FILES, "type kinesis", parquet().with("typeOfData", "kinesis"));
    refuses(NO_FILES, "no location", parquet().at(" "));
    refuses(NO_STAGE, "no address in S3", parquet().at("gs://bucket/orders"));
  }

  @Test
  void crawledAndManagedTablesAreNotMistakenForThose() {
    maps(parquet().with("typeOfData", "file"));
    maps(parquet().but(t -> t.tableType("")));
    maps(parquet().but(t -> t.tableType("MANAGED_TABLE")));
    maps(parquet().with("spark.sql.sources.provider", "PARQUET"));
    maps(parquet().with("table_type", "EXTERNAL"));
    maps(parquet().with("transactional", "false"));
    maps(Glue.of("", "").column("a", "int").with("classification", "GLUEPARQUET"));
    maps(Glue.of("", "parquet.hive.serde.ParquetHiveSerDe").column("a", "int"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b", "it's", "a\"b", "a;b", "a--b", "é", "a%3Ab", "a:b", "a\\b", "a/../b", "a/./b",
        "a\nb", "{a}"
      })
  void aPathThatAStagePathCannotCarrySaysWhatToDo(String folder) {
    refuses(
        PATH, "create a stage whose URL is s3://lake/", parquet().at("s3://lake/" + folder + "/x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a-b", "dt=2024-01-01", "A_b.c", "...", "a.b/c=d"})
  void aPlainPathIsTaken(String folder) {
    maps(parquet().at("s3://lake/" + folder));
  }

  @Test
  void columnsMustBeNameableAndUnlikeEachOther() {
    refuses(COLUMNS, "no columns", Glue.parquet());
    refuses(COLUMNS, "only an Avro schema", Glue.avro().serde("avro.schema.literal", "{}"));
    refuses(
        COLUMNS,
        "two columns are named ID",
        Glue.parquet().column("id", "int").column("ID", "int"));
    refuses(COLUMNS, "two columns are named k", parquet().key("k", "int").key("k", "int"));
    refuses(COLUMNS, "is empty", Glue.parquet().column("", "int"));
    refuses(COLUMNS, "255 characters", Glue.parquet().column("x".repeat(256), "int"));
    refuses(COLUMNS, "control characters", Glue.parquet().column("a\u0000", "int"));
  }

  @Test
  void onlyWhatSnowflakeReadsAsTheSerDeDoesIsRead() {
    refuses(
        FORMAT, "no file format for the SerDe", Glue.of("", "com.example.Mine").column("a", "int"));
    refuses(
        FORMAT,
        "no file format for the SerDe",
        Glue.of("", "com.example.JsonSerDe").column("a", "int"));
    refuses(FORMAT, "by position", parquet().serde("parquet.column.index.access", "TRUE"));
    refuses(
        FORMAT,
        "last column takes the rest",
        text().serde("serialization.last.column.takes.rest", "true"));
    refuses(FORMAT, "packed with lzo", text().with("compressionType", "LZO"));
    maps(text().with("compressionType", "gzip"));
    maps(text().serde("timestamp.formats", "yyyy"));
    refuses(
        FORMAT,
        "forms of their own",
        text().column("t", "timestamp").serde("timestamp.formats", "yyyy"));
  }

  @Test
  @Tag("trap:aws-21")
  void aProjectionIsFollowedOrRefusedAndNeverGuessed() {
    refuses(PARTITIONS, "no S3 address", projected("hdfs://x/${k}/"));
    refuses(PARTITIONS, "no S3 address", projected("s3://lake/x/"));
    refuses(PARTITIONS, "the folder x${k}", projected("s3://lake/x${k}/"));
    refuses(PARTITIONS, "the folder ${k}-y", projected("s3://lake/${k}-y/"));
    refuses(PARTITIONS, "no partition key", projected("s3://lake/${k}/${other}/"));
    refuses(PARTITIONS, "twice", projected("s3://lake/${k}/${k}/"));
    refuses(
        PARTITIONS,
        "more than years, months and days",
        parquet()
            .key("k", "date")
            .with("projection.enabled", "true")
            .with("projection.k.type", "date")
            .with("projection.k.format", "yyyy/MM/dd/HH")
            .with("storage.location.template", "s3://lake/${k}"));
    maps(projected("s3://lake/x/${k}"));
    maps(parquet().key("k", "int").with("storage.location.template", "ignored: no projection"));
  }

  private static Glue projected(String template) {
    return parquet()
        .key("k", "int")
        .with("projection.enabled", "true")
        .with("projection.k.type", "integer")
        .with("storage.location.template", template);
  }

  private static Glue parquet() {
    return Glue.parquet().column("id", "int");
  }

  private static Glue text() {
    return Glue.delimited().column("a", "string").serde("field.delim", ",");
  }

  private static void refuses(Refusal.Reason reason, String words, Glue glue) {
    Target target = TargetMapper.of(Policies.standard()).map(glue.definition());
    assertThat(target).as(target.toString()).isInstanceOf(Target.None.class);
    Refusal refusal = ((Target.None) target).refusal();
    assertThat(refusal.reason()).as(refusal.toString()).isEqualTo(reason);
    assertThat(refusal.sentence()).contains(words);
  }

  private static void maps(Glue glue) {
    Target target = TargetMapper.of(Policies.standard()).map(glue.definition());
    assertThat(target.externalTable()).as(target.toString()).isPresent();
  }
}
