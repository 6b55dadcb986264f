package io.gluesnow.simulation;

import io.gluesnow.catalog.Column;
import io.gluesnow.catalog.DataType;
import io.gluesnow.catalog.TableDefinition;
import io.gluesnow.catalog.TableId;
import io.gluesnow.catalog.TableVersion;
import io.gluesnow.plan.ObjectName;
import io.gluesnow.plan.Planner;
import java.util.ArrayList;
import java.util.List;

/** Columns, a place and a comment, and nothing else. */
final class QuickMapping extends Mapping {
  @Override
  Planner planner(Settings settings) {
    return new FakePlanner(settings);
  }

  @Override
  ObjectName name(TableId table) {
    return FakePlanner.name(table);
  }

  @Override
  TableDefinition definition(TableId table, TableVersion version, Shape shape) {
    List<Column> columns = new ArrayList<>();
    for (String column : shape.columns) {
      String[] parts = column.split(":");
      columns.add(Column.of(parts[0], DataType.Unknown.of(parts[1])));
    }
    return TableDefinition.builder(table, version)
        .columns(columns)
        .location("s3://lake/" + shape.place + "/")
        .tableType(shape.delta ? "DELTA" : "EXTERNAL_TABLE")
        .governed(shape.governed)
        .build();
  }
}
