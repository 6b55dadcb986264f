package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.Scope;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which tables and databases a call to Lake Formation is about: {@code resource} of a grant or of
 * each entry of a batch is a {@code table} (of a name, or all of its database), a {@code
 * tableWithColumns}, a {@code database} or a {@code dataCellsFilter}, or something else that names
 * neither. Where the request was omitted, the record's ARNs of tables serve as for a call to Glue.
 */
final class LakeFormationSubject {
  private final JsonNode trailRecord;
  private final JsonNode request;
  private final Set<Scope> scopes = new LinkedHashSet<>();
  private int failed;

  private LakeFormationSubject(JsonNode trailRecord) {
    this.trailRecord = trailRecord;
    this.request = trailRecord.path("requestParameters");
  }

  static LakeFormationSubject of(JsonNode trailRecord) throws Illegible {
    LakeFormationSubject subject = new LakeFormationSubject(trailRecord);
    subject.read();
    return subject;
  }

  /** Single tables and whole databases. */
  Set<Scope> scopes() {
    return scopes;
  }

  /** How many entries of a batch came to nothing. */
  int failed() {
    return failed;
  }

  private void read() throws Illegible {
    if (Omission.isIn(request)) {
      GlueSubject.of(trailRecord).tables().forEach(table -> scopes.add(Scope.of(table)));
      return;
    }
    resource(request.path("resource"));
    Set<String> failures = failures();
    for (JsonNode entry : request.path("entries")) {
      if (Fields.text(entry, "id").filter(failures::contains).isPresent()) {
        failed++;
      } else {
        resource(entry.path("resource"));
      }
    }
    filter(request.path("tableData"));
    filter(request);
  }

  /** A batch call succeeds as a whole and lists the entries that failed. */
  private Set<String> failures() {
    Set<String> ids = new HashSet<>();
    for (JsonNode failure : trailRecord.path("responseElements").path("failures")) {
      Fields.text(failure.path("requestEntry"), "id").ifPresent(ids::add);
    }
    return ids;
  }

  private void resource(JsonNode resource) throws Illegible {
    JsonNode table =
        resource.path("table").isObject()
            ? resource.path("table")
            : resource.path("tableWithColumns");
    add(table.path("catalogId"), table.path("databaseName"), table.path("name"));
    JsonNode database = resource.path("database");
    add(database.path("catalogId"), database.path("name"), MissingNode.getInstance());
    filter(resource.path("dataCellsFilter"));
  }

  private void filter(JsonNode filter) throws Illegible {
    add(filter.path("tableCatalogId"), filter.path("databaseName"), filter.path("tableName"));
  }

  private void add(JsonNode catalogId, JsonNode database, JsonNode table) throws Illegible {
    Optional<String> name = Fields.text(database);
    Optional<String> account = Fields.text(trailRecord, "recipientAccountId");
    Optional<String> catalog =
        Fields.text(catalogId)
            .or(() -> Fields.text(request, "catalogId"))
            .map(given -> Fields.catalog(given, account))
            .or(() -> account);
    Optional<String> region = Fields.text(trailRecord, "awsRegion");
    if (name.isEmpty() || catalog.isEmpty() || region.isEmpty()) {
      return;
    }
    DatabaseId id =
        DatabaseId.of(
            Fields.name("catalog", catalog.get()),
            Fields.name("region", region.get()),
            Fields.name("database", name.get()));
    Optional<String> tableName = Fields.text(table);
    scopes.add(
        tableName.isPresent()
            ? Scope.of(id.table(Fields.name("table", tableName.get())))
            : Scope.of(id));
  }
}
