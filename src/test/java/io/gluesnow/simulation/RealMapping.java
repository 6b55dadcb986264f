package io.gluesnow.simulation;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.HiveTypeParser;
import io.gluesnow.catalog.StorageFormat;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.plan.NamingRule;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.Policy;
import io.gluesnow.plan.PolicyPlanner;
import io.gluesnow.plan.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The real planner, over tables of several formats, types and partitions. */
final class RealMapping extends Mapping {
  private static final String HIVE = "org.apache.hadoop.hive.";
  private static final ObjectName STAGE = ObjectName.of("DB", "S", "STAGE");
  private static final String URL = "s3://lake/";

  @Override
  Planner planner(Settings settings) {
    boolean first = settings.version.equals("v1");
    return PolicyPlanner.of(
        Policy.builder(INSTANCE)
            .apply(settings.apply)
            .namingRules(
                List.of(
                    NamingRule.of("(d\\d)", "([^~]+)(~.*)?", "DB", "${database}", "${table:1}")))
            .stage(STAGE.toString(), URL)
            .deletion(settings.drops ? Policy.Deletion.DROP : Policy.Deletion.OFF)
            .grace(Duration.ofMillis(Times.GRACE))
            .retype(first ? Policy.Retype.REPLACE : Policy.Retype.IN_PLACE)
            .autoRefresh(!first)
            .adopt(settings.adopts)
            .build()
            .withStages(Map.of(STAGE, Optional.of(URL))));
  }

  @Override
  ObjectName name(TableId table) {
    String name = table.table();
    int cut = name.indexOf('~');
    return ObjectName.of(
        "DB",
        table.database().toUpperCase(Locale.ROOT),
        (cut < 0 ? name : name.substring(0, cut)).toUpperCase(Locale.ROOT));
  }

  @Override
  TableDefinition definition(TableId table, TableVersion version, Shape shape) {
    List<Column> columns = new ArrayList<>();
    for (String column : shape.columns) {
      String[] parts = column.split(":");
      columns.add(Column.of(parts[0], HiveTypeParser.parse(type(parts[1]))));
    }
    TableDefinition.Builder builder =
        TableDefinition.builder(table, version)
            .columns(columns)
            .location(URL + shape.place + "/")
            .description(shape.isDescribed() ? "as of " + shape.columns.size() : "")
            .format(format(shape))
            .governed(shape.governed);
    if (shape.isPartitioned()) {
      builder.partitionKeys(List.of(Column.of("dt", HiveTypeParser.parse("date"))));
    }
    return shape.delta
        ? builder.parameters(Map.of("spark.sql.sources.provider", "delta")).build()
        : builder.build();
  }

  private static String type(String shapeType) {
    switch (shapeType) {
      case "float":
        return "double";
      case "text":
        return "string";
      default:
        return shapeType;
    }
  }

  private static StorageFormat format(Shape shape) {
    return shape.isOrc()
        ? StorageFormat.of(
            HIVE + "ql.io.orc.OrcInputFormat", "", HIVE + "ql.io.orc.OrcSerde", Map.of())
        : StorageFormat.of(
            HIVE + "ql.io.parquet.MapredParquetInputFormat",
            "",
            HIVE + "ql.io.parquet.serde.ParquetHiveSerDe",
            Map.of());
  }

  /** Defaults are not told from what was stated, and a comment is no part of it. */
  @Override
  Target.ExternalTable kept(Target.ExternalTable target) {
    Target.ExternalTable kept = super.kept(target);
    return Target.ExternalTable.of(
        kept.name(),
        kept.columns(),
        kept.partitionBy(),
        kept.location(),
        kept.format().withoutDefaults(),
        kept.autoRefresh(),
        "");
  }
}
