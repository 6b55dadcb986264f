package io.gluesnow.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.converge.Depth;
import io.gluesnow.converge.LookAnswer;
import io.gluesnow.converge.StatementAnswer;
import io.gluesnow.plan.Applied;
import io.gluesnow.plan.Expression;
import io.gluesnow.plan.FileFormat;
import io.gluesnow.plan.FileFormat.Value;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.SnowflakeType;
import io.gluesnow.plan.StageLocation;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.plan.TargetColumn;
import io.gluesnow.standin.snowflake.Dialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was sent is what is read back, in each form in which Snowflake prints it. */
class ReadBackTest {

  static Stream<Dialect> dialects() {
    return Stream.of(Dialect.older(), Dialect.newer())
        .flatMap(dialect -> Stream.of(dialect, dialect.withLongVarchar()))
        .flatMap(dialect -> Stream.of(dialect, dialect.withGetPath()));
  }

  static Stream<Map.Entry<String, Target.ExternalTable>> formats() {
    Map<String, Target.ExternalTable> all = new LinkedHashMap<>();
    all.put("parquet", Samples.orders());
    all.put("csv", Samples.readings());
    Value on = Value.flag(true);
    all.put("plain csv", formatted(FileFormat.Type.CSV, Map.of()));
    all.put(
        "csv with everything",
        formatted(
            FileFormat.Type.CSV,
            Map.of(
                "COMPRESSION", Value.word("GZIP"),
                "RECORD_DELIMITER", Value.text("\r\n"),
                "FIELD_DELIMITER", Value.text("\t"),
                "SKIP_BLANK_LINES", on,
                "ESCAPE_UNENCLOSED_FIELD", Value.text("^"),
                "TRIM_SPACE", on,
                "FIELD_OPTIONALLY_ENCLOSED_BY", Value.text("'"),
                "NULL_IF", Value.texts(List.of("", "NULL", "\\N")),
                "EMPTY_FIELD_AS_NULL", Value.flag(false),
                "ENCODING", Value.text("ISO-8859-1"))));
    all.put(
        "csv with stated defaults",
        formatted(
            FileFormat.Type.CSV,
            Map.of(
                "FIELD_DELIMITER", Value.text(","),
                "NULL_IF", Value.texts(List.of("\\N")),
                "SKIP_HEADER", Value.number(0),
                "ESCAPE_UNENCLOSED_FIELD", Value.text("\\"))));
    all.put("nothing is null", formatted(FileFormat.Type.CSV, nullIf()));
    all.put("empty is null", formatted(FileFormat.Type.CSV, nullIf("")));
    all.put(
        "json",
        formatted(FileFormat.Type.JSON, Map.of("STRIP_OUTER_ARRAY", on, "ALLOW_DUPLICATE", on)));
    all.put("avro", formatted(FileFormat.Type.AVRO, Map.of("REPLACE_INVALID_CHARACTERS", on)));
    all.put("orc", formatted(FileFormat.Type.ORC, Map.of("TRIM_SPACE", on)));
    all.put(
        "parquet snappy",
        formatted(FileFormat.Type.PARQUET, Map.of("COMPRESSION", Value.word("SNAPPY"))));
    return all.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatComesBack(Map.Entry<String, Target.ExternalTable> sample) {
    Target.ExternalTable target = sample.getValue();
    for (Dialect dialect : dialects().toArray(Dialect[]::new)) {
      try (Lake lake = new Lake(dialect)) {
        lake.create(target);

        Applied applied = lake.described(target.name());

        assertSame(applied, target);
        assertThat(applied.mark()).contains(Samples.mark(target));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void everyTypeAndShapeOfExpressionComesBack(Dialect dialect) {
    try (Lake lake = new Lake(dialect)) {
      Target.ExternalTable target = everyExpression();
      lake.create(target);

      Applied applied = lake.described(target.name());

      assertSame(applied, target);
      assertThat(applied.structure().get().columns())
          .noneMatch(column -> column.expression().hasUnknown());
    }
  }

  @Test
  @Tag("trap:snowflake-29")
  void theRowItselfIsNoColumn() {
    try (Lake lake = new Lake(Dialect.newer())) {
      lake.create(Samples.orders());

      assertThat(lake.described(Samples.ORDERS).structure().get().columns())
          .extracting(TargetColumn::name)
          .containsExactly("ID", "NAME", "PLACED_AT", "DT");
    }
  }

  @Test
  void aLocationPrintedAsUrlComesBackThroughItsStage() {
    try (Lake lake = new Lake(Dialect.newer())) {
      lake.snowflake().locationAsUrl(true);
      lake.create(Samples.orders());
      lake.create(Samples.readings());

      assertThat(lake.described(Samples.ORDERS).structure().get().location())
          .isEqualTo(StageLocation.of(Samples.STAGE, "sales/orders/"));
      assertThat(lake.described(Samples.readings().name()).structure().get().location())
          .isEqualTo(StageLocation.of(Samples.STAGE, ""));
    }
  }

  @Test
  void whatIsAlteredComesBack() {
    try (Lake lake = new Lake(Dialect.newer())) {
      Target.ExternalTable before = Samples.orders();
      lake.create(before);
      TargetColumn added =
          Samples.column("a \"b\" 'c' \\", SnowflakeType.FLOAT, Expression.value("a \"b\" 'c' \\"));

      done(lake, Statement.AddColumns.of(before.name(), List.of(added)));
      done(lake, Statement.DropColumns.of(before.name(), List.of("NAME", "ID")));
      done(lake, Statement.SetAutoRefresh.of(before.name(), true));
      done(
          lake,
          Statement.SetComment.of(before.name(), "It's; --\n\"new\" \\", Samples.mark(before)));
      done(lake, Statement.Refresh.all(before.name()));
      done(lake, Statement.Refresh.below(before.name(), "dt=2024-01-01/"));

      Target.ExternalTable after = lake.described(before.name()).structure().get();
      assertThat(after.columns())
          .extracting(TargetColumn::name)
          .containsExactly("PLACED_AT", "DT", added.name());
      assertThat(after.columns()).contains(added);
      assertThat(after.autoRefresh()).isTrue();
      assertThat(after.comment()).isEqualTo("It's; --\n\"new\" \\");

      done(lake, Statement.Drop.of(before.name()));
      assertThat(lake.look(before.name(), Depth.DESC).found()).isEmpty();
    }
  }

  @Test
  @Tag("trap:snowflake-25")
  void whatGuardsATableIsReadAndRestated() {
    try (Lake lake = new Lake(Dialect.newer())) {
      guard(lake);
      lake.snowflake()
          .executeAsAdmin(
              "GRANT USAGE ON DATABASE GOVERNANCE TO ROLE SYNC_ROLE;"
                  + "GRANT USAGE ON SCHEMA GOVERNANCE.POLICIES TO ROLE SYNC_ROLE;"
                  + "GRANT APPLY ON ROW ACCESS POLICY GOVERNANCE.POLICIES.REGION TO ROLE SYNC_ROLE;"
                  + "GRANT APPLY ON TAG GOVERNANCE.POLICIES.\"pii tag\" TO ROLE SYNC_ROLE;");

      Protections before = protections(lake);

      assertThat(before.hindrances()).isEmpty();
      assertThat(before.rowAccessPolicies())
          .containsExactly(
              Protections.RowAccessPolicy.of(
                  ObjectName.of("GOVERNANCE", "POLICIES", "REGION"), List.of("VALUE")));
      assertThat(before.tags())
          .containsExactly(
              Protections.Tag.of(
                  ObjectName.of("GOVERNANCE", "POLICIES", "pii tag"), "it's \\ secret"));
      Target.ExternalTable target = Samples.orders();
      done(lake, Statement.Replace.of(target, Samples.mark(target), before));
      assertThat(protections(lake)).isEqualTo(before);
    }
  }

  @Test
  @Tag("trap:snowflake-25")
  void aGuardThatOurRoleMayNotSeeIsAHindrance() {
    try (Lake lake = new Lake(Dialect.newer())) {
      guard(lake);

      Protections seen = protections(lake);

      assertThat(seen.hindrances())
          .containsExactly(
              "a row access policy that our role may not see", "a tag that our role may not see");
    }
  }

  @Test
  void aPlantedExpressionIsUnknownAndNothingElse() {
    try (Lake lake = new Lake(Dialect.newer())) {
      lake.create(Samples.orders());
      lake.snowflake().plantExpression("LAKE", "PUBLIC", "ORDERS", "ID", "$$compiled(42)$$");

      Target.ExternalTable found = lake.described(Samples.ORDERS).structure().get();

      assertThat(found.columns().get(0).expression())
          .isEqualTo(Expression.unknown("$$compiled(42)$$"));
      assertThat(found.columns().subList(1, 4)).isEqualTo(Samples.orders().columns().subList(1, 4));
      assertThat(found.partitionBy()).containsExactly("DT");
    }
  }

  @Test
  void aPartitionColumnIsKnownThoughItsExpressionIsNot() {
    try (Lake lake = new Lake(Dialect.newer())) {
      lake.create(Samples.orders());
      lake.snowflake()
          .plantExpression("LAKE", "PUBLIC", "ORDERS", "DT", "FUTURE(metadata$filename => 1)");

      assertThat(lake.described(Samples.ORDERS).structure().get().partitionBy())
          .containsExactly("DT");
    }
  }

  private static void guard(Lake lake) {
    lake.create(Samples.orders());
    lake.snowflake()
        .executeAsAdmin(
            "CREATE ROW ACCESS POLICY GOVERNANCE.POLICIES.REGION AS (V VARIANT) RETURNS BOOLEAN"
                + " -> TRUE;"
                + "CREATE TAG GOVERNANCE.POLICIES.\"pii tag\";"
                + "ALTER TABLE LAKE.PUBLIC.ORDERS ADD ROW ACCESS POLICY"
                + " GOVERNANCE.POLICIES.REGION ON (VALUE);"
                + "ALTER TABLE LAKE.PUBLIC.ORDERS SET TAG GOVERNANCE.POLICIES.\"pii tag\" ="
                + " 'it''s \\\\ secret';");
  }

  private static Protections protections(Lake lake) {
    LookAnswer answer = lake.look(Samples.ORDERS, Depth.DDL);
    assertThat(answer.kind()).as(answer.toString()).isEqualTo(LookAnswer.Kind.SHOWN);
    return answer.found().orElseThrow().protections().orElseThrow();
  }

  private static void done(Lake lake, Statement statement) {
    StatementAnswer answer = lake.send(statement);
    assertThat(answer.kind()).as(statement + ": " + answer).isEqualTo(StatementAnswer.Kind.DONE);
  }

  private static void assertSame(Applied applied, Target.ExternalTable target) {
    Target.ExternalTable found = applied.structure().orElseThrow();
    assertThat(found.columns()).isEqualTo(target.columns());
    assertThat(found.partitionBy()).isEqualTo(target.partitionBy());
    assertThat(found.location()).isEqualTo(target.location());
    assertThat(found.format()).isEqualTo(target.format().withoutDefaults());
    assertThat(found.autoRefresh()).isEqualTo(target.autoRefresh());
    assertThat(found.comment()).isEqualTo(target.comment());
    assertThat(applied.owner()).isEqualTo("SYNC_ROLE");
    assertThat(applied.createdOn()).isNotEmpty();
  }

  private static Map<String, Value> nullIf(String... texts) {
    return Map.of("NULL_IF", Value.texts(List.of(texts)));
  }

  private static Target.ExternalTable formatted(FileFormat.Type type, Map<String, Value> options) {
    return Target.ExternalTable.of(
        ObjectName.of("LAKE", "PUBLIC", "a \"formatted\" table"),
        List.of(Samples.column("A", SnowflakeType.VARCHAR, Expression.value("c1"))),
        List.of(),
        StageLocation.of(Samples.STAGE, "x=1/y-2/z_3.d/"),
        FileFormat.of(type, options),
        false,
        "");
  }

  private static Target.ExternalTable everyExpression() {
    List<TargetColumn> columns = new ArrayList<>();
    for (String type :
        Arrays.asList(
            "BOOLEAN",
            "NUMBER(38,0)",
            "NUMBER(10,0)",
            "NUMBER(2,2)",
            "FLOAT",
            "VARCHAR",
            "VARCHAR(20)",
            "BINARY",
            "DATE",
            "TIME",
            "TIMESTAMP_NTZ",
            "TIMESTAMP_LTZ",
            "TIMESTAMP_TZ",
            "TIMESTAMP_NTZ(6)",
            "VARIANT",
            "ARRAY",
            "OBJECT")) {
      SnowflakeType parsed = SnowflakeType.parse(type);
      columns.add(Samples.column("V " + type, parsed, Expression.value("it's", "\\ \"b\"")));
      columns.add(
          Samples.column(
              "I " + type,
              parsed,
              Expression.call("GET_IGNORE_CASE", Expression.value(), Expression.text("x"))));
    }
    SnowflakeType text = SnowflakeType.VARCHAR;
    columns.add(
        Samples.column(
            "PARSED",
            SnowflakeType.VARIANT,
            Expression.call("TRY_PARSE_JSON", Expression.value("c1").castTo(text))));
    columns.add(
        Samples.column(
            "DATED",
            SnowflakeType.DATE,
            Expression.call(
                "TRY_TO_DATE", Expression.value("c2").castTo(text), Expression.text("YYYY"))));
    List<String> partitions = new ArrayList<>();
    for (String type : Arrays.asList("VARCHAR", "NUMBER(10,0)", "DATE", "BOOLEAN")) {
      columns.add(Samples.column("P " + type, SnowflakeType.parse(type), Samples.hive("p")));
      partitions.add("P " + type);
    }
    Expression part =
        Expression.call(
            "SPLIT_PART", Expression.fileName(), Expression.text("/"), Expression.number(3));
    columns.add(Samples.column("PLAIN", text, part));
    columns.add(
        Samples.column(
            "CHOSEN",
            text,
            Expression.call(
                "IFF",
                Expression.call("STARTSWITH", part, Expression.text("p=")),
                Expression.nothing(),
                part)));
    columns.add(
        Samples.column("JOINED", text, Expression.binary("||", Expression.text("/"), part)));
    partitions.addAll(Arrays.asList("PLAIN", "CHOSEN", "JOINED"));
    return Target.ExternalTable.of(
        ObjectName.of("LAKE", "PUBLIC", "EVERYTHING"),
        columns,
        partitions,
        StageLocation.of(Samples.STAGE, "all/"),
        FileFormat.of(FileFormat.Type.PARQUET, Map.of()),
        false,
        "");
  }
}
