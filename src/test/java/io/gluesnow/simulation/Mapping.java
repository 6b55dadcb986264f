package io.gluesnow.simulation;

import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.plan.Expression;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Planner;
import io.gluesnow.plan.Target;
import io.gluesnow.plan.TargetColumn;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the tables of a world are mapped: by a planner that is as quick as can be, or by the real
 * one. Either way some names of columns have a meaning to the fake Snowflake.
 */
abstract class Mapping {
  static final String INSTANCE = "sim";

  abstract Planner planner(Settings settings);

  /** Tables whose names differ only behind a tilde have one name. */
  abstract ObjectName name(TableId table);

  /** What Glue says of a table of this shape. */
  abstract TableDefinition definition(TableId table, TableVersion version, Shape shape);

  /** What Snowflake keeps of a target that it has made. */
  Target.ExternalTable kept(Target.ExternalTable target) {
    return isUsual(target.columns(), Shape.VANISHING)
        ? target
        : withColumns(target, keptColumns(target.columns()));
  }

  /** Without those that Snowflake says it has added, and never shows. */
  static List<TargetColumn> keptColumns(List<TargetColumn> columns) {
    return columns.stream().filter(c -> !is(c, Shape.VANISHING)).collect(Collectors.toList());
  }

  /** What Snowflake prints of what it has: one expression in a form that nobody can read. */
  Target.ExternalTable printed(Target.ExternalTable kept) {
    return isUsual(kept.columns(), Shape.ODD)
        ? kept
        : withColumns(
            kept, kept.columns().stream().map(Mapping::printed).collect(Collectors.toList()));
  }

  private static TargetColumn printed(TargetColumn column) {
    return is(column, Shape.ODD)
        ? TargetColumn.of(column.name(), column.type(), Expression.unknown("odd"))
        : column;
  }

  /** Whether it has that name, in whatever case. */
  static boolean is(TargetColumn column, String shapeColumn) {
    return column.name().equalsIgnoreCase(shapeColumn.substring(0, shapeColumn.indexOf(':')));
  }

  private static boolean isUsual(List<TargetColumn> columns, String shapeColumn) {
    for (TargetColumn column : columns) {
      if (is(column, shapeColumn)) {
        return false;
      }
    }
    return true;
  }

  static Target.ExternalTable withColumns(Target.ExternalTable t, List<TargetColumn> columns) {
    return Target.ExternalTable.of(
        t.name(), columns, t.partitionBy(), t.location(), t.format(), t.autoRefresh(), "");
  }
}
