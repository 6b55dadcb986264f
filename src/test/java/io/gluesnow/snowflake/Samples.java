package io.gluesnow.snowflake;

import io.gluesnow.catalog.TableId;
import io.gluesnow.plan.Expression;
import io.gluesnow.plan.FileFormat;
import io.gluesnow.plan.Mark;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Protections;
import io.gluesnow.plan.SnowflakeType;
import io.gluesnow.plan.StageLocation;
import io.gluesnow.plan.Statement;
import io.gluesnow.plan.Target;
import io.gluesnow.plan.TargetColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Targets and statements of every kind, as the tests of this room need them. */
final class Samples {
  static final ObjectName ORDERS = ObjectName.of("LAKE", "PUBLIC", "ORDERS");
  static final ObjectName STAGE = ObjectName.of("LAKE", "PUBLIC", "LAKE_STAGE");
  static final TableId TABLE = TableId.of("123456789012", "us-east-1", "sales", "orders");

  private Samples() {}

  /** A partitioned Parquet table. */
  static Target.ExternalTable orders() {
    return Target.ExternalTable.of(
        ORDERS,
        List.of(
            column("ID", SnowflakeType.number(19, 0), Expression.value("id")),
            column("NAME", SnowflakeType.VARCHAR, Expression.value("name")),
            column("PLACED_AT", SnowflakeType.TIMESTAMP_NTZ, Expression.value("placed_at")),
            column("DT", SnowflakeType.DATE, hive("dt"))),
        List.of("DT"),
        StageLocation.of(STAGE, "sales/orders/"),
        FileFormat.of(
            FileFormat.Type.PARQUET, Map.of("BINARY_AS_TEXT", FileFormat.Value.flag(false))),
        false,
        "Orders of our shops");
  }

  /** A CSV table with every kind of option. */
  static Target.ExternalTable readings() {
    Map<String, FileFormat.Value> options = new LinkedHashMap<>();
    options.put("FIELD_DELIMITER", FileFormat.Value.text("\u0001"));
    options.put("SKIP_HEADER", FileFormat.Value.number(1));
    options.put("NULL_IF", FileFormat.Value.texts(List.of("\\N", "it's")));
    options.put("FIELD_OPTIONALLY_ENCLOSED_BY", FileFormat.Value.text("\""));
    options.put("ESCAPE_UNENCLOSED_FIELD", FileFormat.Value.word("NONE"));
    return Target.ExternalTable.of(
        ObjectName.of("LAKE", "PUBLIC", "READINGS"),
        List.of(
            column("AT", SnowflakeType.VARCHAR, Expression.value("c1")),
            column("LEVEL", SnowflakeType.number(10, 2), Expression.value("c2"))),
        List.of(),
        StageLocation.of(STAGE, ""),
        FileFormat.of(FileFormat.Type.CSV, options),
        true,
        "");
  }

  static TargetColumn column(String name, SnowflakeType type, Expression source) {
    return TargetColumn.of(name, type, source.castTo(type));
  }

  /** The value of a Hive-style partition column in the path, NULL for Hive's default partition. */
  static Expression hive(String key) {
    Expression after =
        Expression.call(
            "SPLIT_PART",
            Expression.fileName(),
            Expression.text("/" + key + "="),
            Expression.number(2));
    return Expression.call(
        "NULLIF",
        Expression.call("SPLIT_PART", after, Expression.text("/"), Expression.number(1)),
        Expression.text("__HIVE_DEFAULT_PARTITION__"));
  }

  static Mark mark(Target.ExternalTable target) {
    return Mark.of("prod", TABLE, target);
  }

  /** One statement of each kind, by the name of its golden file. */
  static Map<String, Statement> statements() {
    Protections guards =
        Protections.of(
            List.of(
                Protections.RowAccessPolicy.of(
                    ObjectName.of("GOVERNANCE", "POLICIES", "by region"), List.of("VALUE"))),
            List.of(
                Protections.Tag.of(ObjectName.of("GOVERNANCE", "TAGS", "PII"), "it's secret"),
                Protections.Tag.of(ObjectName.of("GOVERNANCE", "TAGS", "OWNER"), "sales")),
            List.of());
    Map<String, Statement> all = new LinkedHashMap<>();
    all.put("create-parquet", Statement.Create.of(orders(), mark(orders())));
    all.put("create-csv", Statement.Create.of(readings(), mark(readings())));
    all.put("replace", Statement.Replace.of(orders(), mark(orders()), Protections.NONE));
    all.put("replace-guarded", Statement.Replace.of(orders(), mark(orders()), guards));
    all.put(
        "add-columns",
        Statement.AddColumns.of(
            ORDERS,
            List.of(
                column("a \"b\"", SnowflakeType.FLOAT, Expression.value("a \"b\"")),
                column("CITY", SnowflakeType.VARCHAR, Expression.value("address", "city")))));
    all.put("drop-columns", Statement.DropColumns.of(ORDERS, List.of("ID", "odd name")));
    all.put("comment", Statement.SetComment.of(ORDERS, "It's \"ours\";\n--\\", mark(orders())));
    all.put("auto-refresh-on", Statement.SetAutoRefresh.of(ORDERS, true));
    all.put("auto-refresh-off", Statement.SetAutoRefresh.of(ORDERS, false));
    all.put("refresh", Statement.Refresh.all(ORDERS));
    all.put("refresh-path", Statement.Refresh.below(ORDERS, "dt=2024-01-01/it's/"));
    all.put("drop", Statement.Drop.of(ORDERS));
    return all;
  }
}
