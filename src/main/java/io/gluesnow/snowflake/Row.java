package io.gluesnow.snowflake;

import io.gluesnow.snowflake.api.SqlAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One row of a result, by the names of its columns, whatever their order and case. */
final class Row {
  private final Map<String, Integer> columns;
  private final List<String> cells;

  private Row(Map<String, Integer> columns, List<String> cells) {
    this.columns = columns;
    this.cells = cells;
  }

  static List<Row> of(SqlAnswer answer) {
    Map<String, Integer> columns = new HashMap<>();
    for (String name : answer.columns()) {
      columns.put(name.toLowerCase(Locale.ROOT), columns.size());
    }
    List<Row> rows = new ArrayList<>(answer.rows().size());
    for (List<String> cells : answer.rows()) {
      rows.add(new Row(columns, cells));
    }
    return rows;
  }

  /** The text of a cell; empty for NULL and for a column that the result does not have. */
  String text(String column) {
    Integer index = columns.get(column);
    String cell = index == null || index >= cells.size() ? null : cells.get(index);
    return cell == null ? "" : cell;
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  /** The first cell, whatever its column is called. */
  String first() {
    return cells.isEmpty() || cells.get(0) == null ? "" : cells.get(0);
  }

  boolean isTrue(String column) {
    return text(column).equalsIgnoreCase("true") || text(column).equalsIgnoreCase("Y");
  }

  @Override
  public String toString() {
    return cells.toString();
  }
}
