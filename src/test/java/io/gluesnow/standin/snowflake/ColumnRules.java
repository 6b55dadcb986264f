package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which columns an external table may have: names, expressions and types that agree. */
final class ColumnRules {
  /** The column that every external table has. */
  static final String VALUE = "VALUE";

  private static final int LONGEST_MANUAL_PARTITION_NAME = 32;

  private final Account account;

  ColumnRules(Account account) {
    this.account = account;
  }

  List<Column> columns(
      List<Statement.ColumnDefinition> definitions, Statement.CreateExternalTable create) {
    Set<String> partitions = new HashSet<>(create.partitionBy);
    if (partitions.size() < create.partitionBy.size()) {
      throw SqlFailure.compilation("002025", "42S21", "duplicate column name in PARTITION BY");
    }
    Set<String> seen = new HashSet<>();
    List<Column> columns = new ArrayList<>();
    for (Statement.ColumnDefinition definition : definitions) {
      if (definition.name.equals(VALUE) || !seen.add(definition.name)) {
        throw SqlFailure.compilation(
            "002025", "42S21", "duplicate column name '" + definition.name + "'");
      }
      columns.add(column(definition, partitions.contains(definition.name), create.userSpecified));
    }
    for (String partition : create.partitionBy) {
      if (!seen.contains(partition)) {
        throw SqlFailure.invalidIdentifier(Identifiers.shown(partition));
      }
    }
    if (create.userSpecified && create.partitionBy.isEmpty()) {
      throw SqlFailure.missingProperty("PARTITION BY");
    }
    return columns;
  }

  Column column(Statement.ColumnDefinition definition, boolean partition, boolean manual) {
    Dialect dialect = account.dialect();
    SqlType found;
    if (partition && manual) {
      if (definition.name.length() > LONGEST_MANUAL_PARTITION_NAME) {
        throw SqlFailure.refused(
            "Partition column name '"
                + definition.name
                + "' exceeds the maximum of 32 characters.");
      }
      found = ExpressionTyper.ofManualPartition(definition.name, definition.expression);
    } else if (partition) {
      found = ExpressionTyper.ofPartition(definition.name, definition.expression);
    } else {
      found = ExpressionTyper.ofColumn(definition.expression);
    }
    boolean agrees =
        definition.type.sameAs(found, dialect)
            || definition.type.is(SqlType.Base.VARCHAR)
                && found.is(SqlType.Base.VARCHAR)
                && !(definition.expression instanceof Expression.Cast);
    if (!agrees) {
      throw SqlFailure.compilation(
          "001482",
          "42601",
          "Declared column type, "
              + definition.type.shown(dialect)
              + ", for column "
              + Identifiers.shown(definition.name)
              + " is incompatible with the type of its expression, "
              + found.shown(dialect)
              + ".");
    }
    return Column.of(definition);
  }
}
