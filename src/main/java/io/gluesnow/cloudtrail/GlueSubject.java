package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Scope;
import io.gluesnow.catalog.TableId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tables, databases or catalog a call to Glue is about. A name can stand in {@code
 * tableInput.name}, {@code name}, {@code tableName}, {@code tablesToDelete[]} or only in {@code
 * resources[].ARN}; {@code catalogId} is optional, and the account that the record was delivered to
 * stands in for it.
 */
final class GlueSubject {
  private final JsonNode trailRecord;
  private final JsonNode request;
  private final ResourceArns arns;

  private GlueSubject(JsonNode trailRecord) {
    this.trailRecord = trailRecord;
    this.request = trailRecord.path("requestParameters");
    this.arns = ResourceArns.of(trailRecord.path("resources"));
  }

  static GlueSubject of(JsonNode trailRecord) {
    return new GlueSubject(trailRecord);
  }

  /** At least one table. */
  Set<TableId> tables() throws Illegible {
    Set<TableId> tables = new LinkedHashSet<>();
    Optional<String> database = Fields.text(request, "databaseName");
    if (database.isPresent()) {
      DatabaseId id = id(database.get(), false);
      Collection<String> names = namesInRequest();
      addAll(id, names.isEmpty() ? arns.tablesOf(database.get()) : names, tables);
    } else {
      for (Map.Entry<String, Collection<String>> found : arns.tables().entrySet()) {
        addAll(id(found.getKey(), true), found.getValue(), tables);
      }
    }
    if (tables.isEmpty()) {
      throw nothingNamed(database.isPresent() ? "table" : "database and table");
    }
    return tables;
  }

  /**
   * At least one database. An update that carries two names is about both: it may have been a
   * rename.
   */
  Set<DatabaseId> databases() throws Illegible {
    Set<DatabaseId> databases = new LinkedHashSet<>();
    for (JsonNode name :
        List.of(request.path("name"), request.path("databaseInput").path("name"))) {
      if (Fields.text(name).isPresent()) {
        databases.add(id(Fields.text(name).get(), false));
      }
    }
    Optional<String> other = Fields.text(request, "databaseName");
    if (databases.isEmpty() && other.isPresent()) {
      databases.add(id(other.get(), false));
    }
    if (databases.isEmpty()) {
      List<String> named = arns.databases();
      if (named.size() != 1) {
        throw nothingNamed("database");
      }
      databases.add(id(named.get(0), true));
    }
    return databases;
  }

  /** The catalog that is made, altered or deleted, and what is nested in it. */
  Scope catalog() throws Illegible {
    String catalog =
        Fields.text(request, "catalogId")
            .or(() -> Fields.text(request, "name"))
            .or(arns::catalog)
            .orElseThrow(() -> nothingNamed("catalog"));
    return Scope.ofCatalog(
        Fields.name("catalog", Fields.catalog(catalog, account())),
        Fields.name("region", region()));
  }

  private static void addAll(DatabaseId database, Collection<String> names, Set<TableId> to)
      throws Illegible {
    for (String name : names) {
      to.add(database.table(Fields.name("table", name)));
    }
  }

  /**
   * Where an update carries two different names, both are meant: the call may have been a rename,
   * and a look at one table more does no harm.
   */
  private Collection<String> namesInRequest() throws Illegible {
    List<String> names = new ArrayList<>();
    Fields.text(request.path("tableInput"), "name").ifPresent(names::add);
    Fields.text(request, "name").ifPresent(names::add);
    if (names.isEmpty()) {
      Fields.text(request, "tableName").ifPresent(names::add);
    }
    for (JsonNode name : request.path("tablesToDelete")) {
      names.add(
          Fields.text(name)
              .orElseThrow(
                  () ->
                      new Illegible(
                          "tablesToDelete holds something that is no name: " + kind(name))));
    }
    return names;
  }

  private DatabaseId id(String database, boolean fromArn) throws Illegible {
    String catalog =
        Fields.text(request, "catalogId")
            .map(given -> Fields.catalog(given, account()))
            .or(() -> fromArn ? arns.catalog().or(this::delivered) : delivered().or(arns::catalog))
            .orElseThrow(
                () ->
                    new Illegible(
                        "the record names no catalog: it has neither a catalogId nor a"
                            + " recipientAccountId"));
    return DatabaseId.of(
        Fields.name("catalog", catalog),
        Fields.name("region", region()),
        Fields.name("database", database));
  }

  private Optional<String> delivered() {
    return Fields.text(trailRecord, "recipientAccountId");
  }

  private Optional<String> account() {
    return arns.account().or(this::delivered);
  }

  private String region() throws Illegible {
    return Fields.text(trailRecord, "awsRegion")
        .or(arns::region)
        .orElseThrow(() -> new Illegible("the record has no awsRegion"));
  }

  private Illegible nothingNamed(String what) {
    return Omission.isIn(request)
        ? Omission.leavesNothingThatNames(what, request)
        : new Illegible("neither the request nor a resource of the record names the " + what);
  }

  private static String kind(JsonNode node) {
    return node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
