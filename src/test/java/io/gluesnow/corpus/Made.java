package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.catalog.TableId;
import io.gluesnow.standin.glue.TableInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A table as it stands in a life: its definition, its partitions, and what it was made as. */
final class Made {
  private final TableId id;
  private final Style style;
  private final TableInput input;
  private final Set<String> partitions;

  private Made(TableId id, Style style, TableInput input, Set<String> partitions) {
    this.id = Objects.requireNonNull(id, "id");
    this.style = Objects.requireNonNull(style, "style");
    this.input = input.copy();
    this.partitions = Collections.unmodifiableSet(new TreeSet<>(partitions));
  }

  static Made of(TableId id, Style style, TableInput input) {
    return new Made(id, style, input, Set.of());
  }

  Made with(TableInput changed) {
    return new Made(id, style, changed, partitions);
  }

  Made withPartitions(Set<String> present) {
    return new Made(id, style, input, present);
  }

  TableId id() {
    return id;
  }

  Style style() {
    return style;
  }

  /** A copy. */
  TableInput input() {
    return input.copy();
  }

  /** Where it leads, if it is a link. */
  Optional<TableId> linkTarget() {
    JsonNode target = input.json().path("TargetTable");
    return target.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            TableId.of(
                target.path("CatalogId").asText(),
                id.region(),
                target.path("DatabaseName").asText(),
                target.path("Name").asText()));
  }

  String location() {
    return input.json().path("StorageDescriptor").path("Location").asText();
  }

  List<String> columns() {
    return names(input.json().path("StorageDescriptor").path("Columns"));
  }

  List<String> partitionKeys() {
    return names(input.json().path("PartitionKeys"));
  }

  /** Each as the folders of Hive, such as {@code region=eu/day=2026-01-02/}. */
  Set<String> partitions() {
    return partitions;
  }

  private static List<String> names(JsonNode columns) {
    List<String> names = new ArrayList<>();
    columns.forEach(column -> names.add(column.path("Name").asText()));
    return names;
  }

  @Override
  public String toString() {
    return style + " " + id + " " + columns() + " at " + location();
  }
}
