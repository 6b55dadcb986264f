package io.gluesnow.cloudtrail;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.CatalogEvent.Kind;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.PartitionPath;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Glue's own EventBridge events ("Glue Data Catalog Table State Change", "… Database State
 * Change"): they need no trail, say neither who nor what, and are as good a reason to look a table
 * up as any. Their shape is on <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-glue.html">EventBridge's
 * page</a>.
 */
final class StateChangeParser {
  private static final Map<String, Kind> CHANGES =
      Map.ofEntries(
          entry("CreateTable", Kind.TABLE_CREATED),
          entry("UpdateTable", Kind.TABLE_UPDATED),
          entry("DeleteTable", Kind.TABLE_DELETED),
          entry("BatchDeleteTable", Kind.TABLE_DELETED),
          entry("CreatePartition", Kind.PARTITIONS_CHANGED),
          entry("BatchCreatePartition", Kind.PARTITIONS_CHANGED),
          entry("DeletePartition", Kind.PARTITIONS_CHANGED),
          entry("BatchDeletePartition", Kind.PARTITIONS_CHANGED),
          entry("CreateDatabase", Kind.DATABASE_CREATED),
          entry("DeleteDatabase", Kind.DATABASE_DELETED),
          // Not documented; a look more does no harm.
          entry("UpdatePartition", Kind.PARTITIONS_CHANGED),
          entry("BatchUpdatePartition", Kind.PARTITIONS_CHANGED),
          entry("UpdateDatabase", Kind.DATABASE_UPDATED));

  private static final Set<Kind> OF_DATABASES =
      EnumSet.of(Kind.DATABASE_CREATED, Kind.DATABASE_UPDATED, Kind.DATABASE_DELETED);

  static boolean isStateChange(String detailType) {
    return detailType.startsWith("Glue Data Catalog ") && detailType.endsWith(" State Change");
  }

  /** Adds at least one item: what the event came to. */
  void parse(JsonNode envelope, Piece piece, Decoded.Builder out) {
    JsonNode detail = envelope.path("detail");
    Optional<Kind> kind = Fields.text(detail, "typeOfChange").map(CHANGES::get);
    if (Fields.text(detail, "typeOfChange").isPresent() && kind.isEmpty()) {
      out.irrelevant();
      return;
    }
    try {
      Kind change = kind.orElseThrow(() -> new Illegible("it has no typeOfChange"));
      String id = need(envelope, "id");
      Instant time = Fields.time(envelope, "time");
      DatabaseId database =
          DatabaseId.of(
              Fields.name("catalog", need(envelope, "account")),
              Fields.name("region", need(envelope, "region")),
              Fields.name("database", need(detail, "databaseName")));
      if (OF_DATABASES.contains(change)) {
        out.event(CatalogEvent.ofDatabase(id, time, change, database, ""));
        return;
      }
      for (String table : tables(detail)) {
        CatalogEvent event = CatalogEvent.ofTable(id, time, change, database.table(table), "");
        out.event(change == Kind.PARTITIONS_CHANGED ? event.withPaths(partitions(detail)) : event);
      }
    } catch (Illegible e) {
      out.unreadable("an event of Glue about a changed catalog: " + e.getMessage(), piece);
    }
  }

  /** A partition's values come joined by commas, whatever they hold themselves. */
  private static Set<String> partitions(JsonNode detail) {
    Set<String> paths = new TreeSet<>();
    for (JsonNode joined : detail.path("changedPartitions")) {
      Optional<String> values = Fields.text(joined);
      paths.add(values.map(PartitionPath::joined).orElse(PartitionPath.EVERYTHING).toString());
    }
    return paths.isEmpty() ? Set.of(PartitionPath.EVERYTHING.toString()) : paths;
  }

  private static String need(JsonNode node, String field) throws Illegible {
    return Fields.text(node, field).orElseThrow(() -> new Illegible("it has no " + field));
  }

  private static Set<String> tables(JsonNode detail) throws Illegible {
    Set<String> names = new LinkedHashSet<>();
    Optional<String> one = Fields.text(detail, "tableName");
    if (one.isPresent()) {
      names.add(Fields.name("table", one.get()));
    }
    for (JsonNode changed : detail.path("changedTables")) {
      Optional<String> name = Fields.text(changed);
      if (name.isPresent()) {
        names.add(Fields.name("table", name.get()));
      }
    }
    if (names.isEmpty()) {
      throw new Illegible("it names no table");
    }
    return names;
  }
}
