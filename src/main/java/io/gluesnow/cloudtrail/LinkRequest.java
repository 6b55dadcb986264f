package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.LinkTarget;
import java.util.Optional;

/** Reads where a request makes its table or database lead, if it makes it a resource link. */
final class LinkRequest {
  private LinkRequest() {}

  /**
   * Empty where the request makes no link, and where it cannot be told whither: Glue is asked for
   * the table anyway.
   *
   * @param home the database of the link, whose catalog and region are meant where the target names
   *     none
   */
  static Optional<LinkTarget> target(JsonNode request, DatabaseId home) {
    try {
      JsonNode table = request.path("tableInput").path("targetTable");
      if (table.isObject()) {
        return Optional.of(
            LinkTarget.of(database(table, home).table(Fields.name("table", need(table, "name")))));
      }
      JsonNode database = request.path("databaseInput").path("targetDatabase");
      return database.isObject()
          ? Optional.of(LinkTarget.of(database(database, home)))
          : Optional.empty();
    } catch (Illegible e) {
      return Optional.empty();
    }
  }

  private static DatabaseId database(JsonNode target, DatabaseId home) throws Illegible {
    Optional<String> account = Optional.of(home.catalog().split(":", 2)[0]);
    String catalog =
        Fields.text(target, "catalogId")
            .map(given -> Fields.catalog(given, account))
            .orElse(home.catalog());
    return DatabaseId.of(
        Fields.name("catalog", catalog),
        Fields.name("region", Fields.text(target, "region").orElse(home.region())),
        Fields.name("database", need(target, "databaseName")));
  }

  private static String need(JsonNode target, String field) throws Illegible {
    return Fields.text(target, field).orElseThrow(() -> new Illegible("it has no " + field));
  }
}
