package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.CatalogEvent.Kind;
import io.gluesnow.catalog.DatabaseId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Glue's own EventBridge events ("Glue Data Catalog Table State Change", "… Database State
 * Change"): they need no trail, say neither who nor what, and are as good a reason to look a table
 * up as any. Their shape is on <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-glue.html">EventBridge's
 * page</a>.
 */
final class StateChangeParser {
  private static final Map<String, Kind> CHANGES =
      Map.of(
          "CreateTable", Kind.TABLE_CREATED,
          "UpdateTable", Kind.TABLE_UPDATED,
          "DeleteTable", Kind.TABLE_DELETED,
          "BatchDeleteTable", Kind.TABLE_DELETED,
          "DeleteDatabase", Kind.DATABASE_DELETED);

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
      if (change == Kind.DATABASE_DELETED) {
        out.event(CatalogEvent.ofDatabase(id, time, change, database, ""));
        return;
      }
      for (String table : tables(detail)) {
        out.event(CatalogEvent.ofTable(id, time, change, database.table(table), ""));
      }
    } catch (Illegible e) {
      out.unreadable("an event of Glue about a changed catalog: " + e.getMessage(), piece);
    }
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
