package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.catalog.TableId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which table a call to S3 Tables is about, by the names that it has in Glue: a table bucket is the
 * catalog {@code account:s3tablescatalog/bucket}, a namespace a database.
 *
 * <p>No such record has been seen; the keys are those of the API. The ARN of a table holds an id
 * that Glue does not know, so that only the request can name it.
 */
final class S3TablesSubject {
  private static final String CATALOG = "s3tablescatalog/";

  private final JsonNode request;
  private final DatabaseId database;

  private S3TablesSubject(JsonNode request, DatabaseId database) {
    this.request = request;
    this.database = database;
  }

  /** Empty where the record names no bucket, or no namespace in it. */
  static Optional<S3TablesSubject> of(JsonNode trailRecord) throws Illegible {
    JsonNode request = trailRecord.path("requestParameters");
    Optional<String[]> bucket = bucketArn(trailRecord).map(arn -> arn.split(":", 6));
    Optional<String> namespace = namespace(request.path("namespace"));
    if (bucket.isEmpty() || namespace.isEmpty()) {
      return Optional.empty();
    }
    String name = bucket.get()[5].substring("bucket/".length()).split("/", 2)[0];
    return Optional.of(
        new S3TablesSubject(
            request,
            DatabaseId.of(
                Fields.name("catalog", bucket.get()[4] + ":" + CATALOG + name),
                Fields.name("region", bucket.get()[3]),
                Fields.name("database", namespace.get()))));
  }

  private static Optional<String> bucketArn(JsonNode trailRecord) {
    JsonNode request = trailRecord.path("requestParameters");
    Stream.Builder<JsonNode> places = Stream.builder();
    places.add(request.path("tableBucketARN")).add(request.path("tableBucketArn"));
    trailRecord.path("resources").forEach(resource -> places.add(resource.path("ARN")));
    return places
        .build()
        .flatMap(place -> Fields.text(place).stream())
        .filter(arn -> arn.matches("arn:[^:]*:s3tables:[^:]+:[^:]+:bucket/[^/]+.*"))
        .findFirst();
  }

  /** A list in the one call that makes a namespace; it has one level, as everywhere. */
  private static Optional<String> namespace(JsonNode namespace) {
    return Fields.text(namespace.isArray() && namespace.size() == 1 ? namespace.get(0) : namespace);
  }

  DatabaseId database() {
    return database;
  }

  /** Empty where the request names no table. */
  Optional<TableId> table() throws Illegible {
    return table(database, Fields.text(request, "name"));
  }

  /** Where the table is after a call that renames it. */
  Optional<TableId> newTable() throws Illegible {
    String namespace =
        Fields.name(
            "database", Fields.text(request, "newNamespaceName").orElse(database.database()));
    return table(
        DatabaseId.of(database.catalog(), database.region(), namespace),
        Fields.text(request, "newName").or(() -> Fields.text(request, "name")));
  }

  private static Optional<TableId> table(DatabaseId database, Optional<String> name)
      throws Illegible {
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(database.table(Fields.name("table", name.get())));
  }
}
