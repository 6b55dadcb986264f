package io.gluesnow.standin.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What resource links say, and what Glue makes of a link whose target it can see. */
final class Links {
  /** What a link shows of its target; all else stays the link's own. */
  private static final List<String> MERGED =
      List.of(
          "StorageDescriptor",
          "PartitionKeys",
          "TableType",
          "Parameters",
          "Description",
          "ViewOriginalText",
          "ViewExpandedText",
          "IsRegisteredWithLakeFormation");

  private Links() {}

  /** Where a link to a table leads. */
  static Optional<Target> ofTable(ObjectNode table) {
    JsonNode target = table.path("TargetTable");
    return target.isObject() ? Optional.of(new Target(table, target)) : Optional.empty();
  }

  /** Where a link to a database leads; its table is empty. */
  static Optional<Target> ofDatabase(ObjectNode database) {
    JsonNode target = database.path("TargetDatabase");
    return target.isObject() ? Optional.of(new Target(database, target)) : Optional.empty();
  }

  static ObjectNode merged(ObjectNode link, ObjectNode target) {
    ObjectNode merged = link.deepCopy();
    for (String member : MERGED) {
      if (target.has(member)) {
        merged.set(member, target.get(member));
      }
    }
    return merged;
  }

  /** A place in some catalog. */
  static final class Target {
    final String catalog;
    final String region;
    final String database;
    final String table;

    private Target(ObjectNode link, JsonNode target) {
      this.catalog = folded(target.path("CatalogId").asText(link.path("CatalogId").asText()));
      this.region = folded(target.path("Region").asText());
      this.database = folded(target.path("DatabaseName").asText());
      this.table = folded(target.path("Name").asText());
    }

    private static String folded(String name) {
      return name.toLowerCase(Locale.ROOT);
    }
  }
}
