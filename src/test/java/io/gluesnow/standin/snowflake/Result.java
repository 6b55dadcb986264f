package io.gluesnow.standin.snowflake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a statement answers: named columns and rows of strings, where null is SQL NULL. */
public final class Result {
  private final List<ResultColumn> columns;
  private final List<List<String>> rows;

  private Result(List<ResultColumn> columns, List<List<String>> rows) {
    this.columns = List.copyOf(columns);
    this.rows = Collections.unmodifiableList(rows);
  }

  static Result of(List<ResultColumn> columns, List<List<String>> rows) {
    return new Result(columns, rows);
  }

  /** The one row with one "status" column that every DDL statement answers. */
  static Result status(String message) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(message));
    return new Result(List.of(ResultColumn.text("status")), rows);
  }

  public List<ResultColumn> columns() {
    return columns;
  }

  public List<List<String>> rows() {
    return rows;
  }

  /** Each row by column name. */
  public List<Map<String, String>> records() {
    List<Map<String, String>> records = new ArrayList<>();
    for (List<String> row : rows) {
      Map<String, String> record = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        record.put(columns.get(i).name(), row.get(i));
      }
      records.add(record);
    }
    return records;
  }

  /** A moment as a result prints it: seconds with nine decimals. */
  static String moment(long millis) {
    return String.format(
        Locale.ROOT, "%d.%03d000000", Math.floorDiv(millis, 1000), Math.floorMod(millis, 1000));
  }

  static List<String> row(String... values) {
    return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values)));
  }

  @Override
  public String toString() {
    return rows.toString();
  }
}
