package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.catalog.DatabaseId;
import io.gluesnow.standin.AwsStandIns;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.TableInput;
import java.util.Collection;
import java.util.Locale;
import java.util.Random;

/** Requests to Glue as callers write them: with or without the catalog, in any case. */
final class Calls {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random;

  Calls(Random random) {
    this.random = random;
  }

  GlueCall createDatabase(DatabaseId database) {
    ObjectNode request = inCatalog(database);
    request.putObject("DatabaseInput").put("Name", database.database());
    return GlueCall.of(Caller.PERSON, "CreateDatabase", request);
  }

  GlueCall updateDatabase(DatabaseId database, String description) {
    ObjectNode request = inCatalog(database).put("Name", database.database());
    request
        .putObject("DatabaseInput")
        .put("Name", database.database())
        .put("Description", description);
    return GlueCall.of(Caller.PERSON, "UpdateDatabase", request);
  }

  GlueCall deleteDatabase(DatabaseId database) {
    return GlueCall.of(
        Caller.PERSON, "DeleteDatabase", inCatalog(database).put("Name", database.database()));
  }

  GlueCall createTable(Caller caller, DatabaseId database, TableInput table) {
    return GlueCall.of(caller, "CreateTable", withInput(database, table));
  }

  GlueCall updateTable(Caller caller, DatabaseId database, TableInput table) {
    return GlueCall.of(caller, "UpdateTable", withInput(database, table));
  }

  /** An update that counts on a version which the table does not have. */
  GlueCall updateTooLate(DatabaseId database, TableInput table) {
    ObjectNode request = withInput(database, table).put("SkipArchive", true);
    return GlueCall.of(Caller.SPARK, "UpdateTable", request.put("VersionId", "90210"));
  }

  GlueCall deleteTable(Caller caller, DatabaseId database, String table) {
    return GlueCall.of(caller, "DeleteTable", in(database).put("Name", spelled(table)));
  }

  GlueCall batchDelete(DatabaseId database, Collection<String> tables) {
    ObjectNode request = in(database);
    ArrayNode names = request.putArray("TablesToDelete");
    tables.forEach(table -> names.add(spelled(table)));
    return GlueCall.of(Caller.PERSON, "BatchDeleteTable", request);
  }

  GlueCall createPartition(Made table, String folders) {
    ObjectNode request = ofTable(table);
    partition(request.putObject("PartitionInput"), table, folders);
    return GlueCall.of(Caller.SPARK, "CreatePartition", request);
  }

  GlueCall batchCreatePartition(Made table, Collection<String> folders) {
    ObjectNode request = ofTable(table);
    ArrayNode list = request.putArray("PartitionInputList");
    folders.forEach(folder -> partition(list.addObject(), table, folder));
    return GlueCall.of(Caller.CRAWLER, "BatchCreatePartition", request);
  }

  GlueCall updatePartition(Made table, String folders) {
    ObjectNode request = ofTable(table);
    values(request.putArray("PartitionValueList"), folders);
    partition(request.putObject("PartitionInput"), table, folders);
    return GlueCall.of(Caller.CRAWLER, "UpdatePartition", request);
  }

  GlueCall deletePartition(Made table, String folders) {
    ObjectNode request = ofTable(table);
    values(request.putArray("PartitionValues"), folders);
    return GlueCall.of(Caller.ATHENA, "DeletePartition", request);
  }

  GlueCall batchDeletePartition(Made table, Collection<String> folders) {
    ObjectNode request = ofTable(table);
    ArrayNode list = request.putArray("PartitionsToDelete");
    folders.forEach(folder -> values(list.addObject().putArray("Values"), folder));
    return GlueCall.of(Caller.ATHENA, "BatchDeletePartition", request);
  }

  /** The catalog may be left out where it is the caller's own. */
  private ObjectNode inCatalog(DatabaseId database) {
    ObjectNode request = JSON.createObjectNode();
    boolean own = database.catalog().equals(AwsStandIns.ACCOUNT);
    return own && random.nextInt(4) == 0 ? request : request.put("CatalogId", database.catalog());
  }

  private ObjectNode in(DatabaseId database) {
    return inCatalog(database).put("DatabaseName", spelled(database.database()));
  }

  private ObjectNode ofTable(Made table) {
    return in(table.id().databaseId()).put("TableName", spelled(table.id().table()));
  }

  private ObjectNode withInput(DatabaseId database, TableInput table) {
    ObjectNode request = in(database);
    request.set("TableInput", table.copy(spelled(table.name())).json());
    return request;
  }

  private String spelled(String name) {
    return random.nextInt(6) == 0
        ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
        : name;
  }

  private static void partition(ObjectNode input, Made table, String folders) {
    values(input.putArray("Values"), folders);
    ObjectNode storage = table.input().json().path("StorageDescriptor").deepCopy();
    input.set("StorageDescriptor", storage.put("Location", table.location() + folders));
    input.putObject("Parameters").put("classification", "parquet");
  }

  private static void values(ArrayNode values, String folders) {
    for (String folder : folders.split("/")) {
      values.add(folder.substring(folder.indexOf('=') + 1));
    }
  }
}
