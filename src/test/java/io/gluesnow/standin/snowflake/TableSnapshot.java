package io.gluesnow.standin.snowflake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** One external table in a {@link CatalogSnapshot}. */
public final class TableSnapshot {
  private final String name;
  private final List<String> columns;
  private final List<String> columnNames;
  private final Map<String, String> properties;
  private final Set<String> files;
  private final long createdOn;
  private final String comment;

  private TableSnapshot(
      String name,
      List<String> columns,
      List<String> columnNames,
      Map<String, String> properties,
      Set<String> files,
      long createdOn,
      String comment) {
    this.name = name;
    this.columns = List.copyOf(columns);
    this.columnNames = List.copyOf(columnNames);
    this.properties = properties;
    this.files = Set.copyOf(files);
    this.createdOn = createdOn;
    this.comment = comment;
  }

  static TableSnapshot of(ExternalTable table, Readers readers) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("partition by", table.partitionBy().toString());
    properties.put("location", "@" + table.stage() + "/" + table.path());
    properties.put("format", table.format().toString());
    properties.put("auto refresh", String.valueOf(table.autoRefresh()));
    table.pattern().ifPresent(pattern -> properties.put("pattern", pattern));
    if (table.userSpecified()) {
      properties.put("partitions", table.partitions().toString());
    }
    properties.put("comment", table.comment());
    properties.put("grants", table.grants().toString());
    properties.put("readers", readers.toString());
    table.policy().ifPresent(policy -> properties.put("row access policy", policy.shown()));
    if (!table.tags().isEmpty()) {
      properties.put("tags", table.tags().toString());
    }
    return new TableSnapshot(
        table.name().shown(),
        table.columns().stream().map(Column::toString).collect(Collectors.toList()),
        table.columns().stream().map(Column::name).collect(Collectors.toList()),
        properties,
        table.files(),
        table.createdOn(),
        table.comment());
  }

  public String name() {
    return name;
  }

  /** Each column with type and expression, in one canonical form. */
  public List<String> columns() {
    return columns;
  }

  public List<String> columnNames() {
    return columnNames;
  }

  public String comment() {
    return comment;
  }

  /** The registered files, by URL. */
  public Set<String> files() {
    return files;
  }

  /** Milliseconds; not part of equality. */
  public long createdOn() {
    return createdOn;
  }

  /** Location, format, grants and the like, by plain name. */
  public Map<String, String> properties() {
    return properties;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof TableSnapshot)) {
      return false;
    }
    TableSnapshot that = (TableSnapshot) other;
    return name.equals(that.name)
        && columns.equals(that.columns)
        && properties.equals(that.properties)
        && files.equals(that.files);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, columns, properties, files);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(name).append('\n');
    columns.forEach(column -> out.append("    ").append(column).append('\n'));
    properties.forEach(
        (key, value) -> {
          if (!value.isEmpty() && !value.equals("[]")) {
            out.append("  ")
                .append(key)
                .append(": ")
                .append(value.replace("\n", "\n    "))
                .append('\n');
          }
        });
    return out.append("  files: ").append(files.size()).append('\n').toString();
  }
}
