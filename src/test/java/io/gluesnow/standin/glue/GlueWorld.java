package io.gluesnow.standin.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A Glue Data Catalog of one account and region, in memory, with catalogs of other accounts and
 * federated ones beside its own. Every change is a call of Glue's API and returns the CloudTrail
 * record of that call, also when the call fails: such a record has an {@code errorCode}.
 *
 * <p>As in Glue, names are folded to lower case, times have whole seconds, each update counts the
 * version up and a new table begins at {@code 0}, and the tables of a deleted database go without a
 * word. Thread-safe.
 */
public final class GlueWorld {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock;
  private final String account;
  private final String region;
  private final Map<String, ObjectNode> databases = new HashMap<>();
  private final Map<String, TreeMap<String, Deque<Entry>>> tables = new HashMap<>();
  private final Partitions partitions = new Partitions();
  private final List<Consumer<ObjectNode>> listeners = new CopyOnWriteArrayList<>();
  private Supplier<UUID> ids = UUID::randomUUID;
  private Duration stale = Duration.ZERO;

  private GlueWorld(Clock clock, String account, String region) {
    this.clock = clock;
    this.account = account;
    this.region = region;
  }

  public static GlueWorld of(Clock clock, String account, String region) {
    return new GlueWorld(clock, account, region);
  }

  public String account() {
    return account;
  }

  public String region() {
    return region;
  }

  /** From now on, records get their ids from here and not by chance. */
  public synchronized void idsFrom(Supplier<UUID> source) {
    ids = source;
  }

  /** From now on, reads see a change only so long after it was made. */
  public synchronized void answersAreStaleBy(Duration value) {
    stale = value;
  }

  /** Hands each record of a call made from now on to the listener too, in order. */
  public void onRecord(Consumer<ObjectNode> listener) {
    listeners.add(listener);
  }

  public ObjectNode createDatabase(Caller caller, String database) {
    ObjectNode request = JSON.createObjectNode().put("CatalogId", account);
    request.putObject("DatabaseInput").put("Name", database);
    return call(caller, "CreateDatabase", request);
  }

  /** A link to a database, which may be of another account and, unless it is empty, region. */
  public ObjectNode createDatabaseLink(
      Caller caller, String name, String catalog, String region, String database) {
    ObjectNode request = JSON.createObjectNode().put("CatalogId", account);
    ObjectNode target = request.putObject("DatabaseInput").put("Name", name);
    target = target.putObject("TargetDatabase");
    target.put("CatalogId", catalog).put("DatabaseName", database);
    if (!region.isEmpty()) {
      target.put("Region", region);
    }
    return call(caller, "CreateDatabase", request);
  }

  public ObjectNode deleteDatabase(Caller caller, String database) {
    ObjectNode request = JSON.createObjectNode().put("CatalogId", account).put("Name", database);
    return call(caller, "DeleteDatabase", request);
  }

  public ObjectNode createTable(Caller caller, String database, TableInput table) {
    return call(caller, "CreateTable", onTable(database, table));
  }

  /** Replaces the whole definition, as Glue does. */
  public ObjectNode updateTable(Caller caller, String database, TableInput table) {
    return call(caller, "UpdateTable", onTable(database, table));
  }

  public ObjectNode deleteTable(Caller caller, String database, String table) {
    ObjectNode request = JSON.createObjectNode().put("CatalogId", account);
    request.put("DatabaseName", database).put("Name", table);
    return call(caller, "DeleteTable", request);
  }

  public ObjectNode batchDeleteTable(Caller caller, String database, List<String> names) {
    ObjectNode request = JSON.createObjectNode().put("CatalogId", account);
    request.put("DatabaseName", database);
    ArrayNode list = request.putArray("TablesToDelete");
    names.forEach(list::add);
    return call(caller, "BatchDeleteTable", request);
  }

  private ObjectNode onTable(String database, TableInput table) {
    ObjectNode request = JSON.createObjectNode().put("CatalogId", account);
    request.put("DatabaseName", database);
    request.set("TableInput", table.json().deepCopy());
    return request;
  }

  /**
   * Carries out a call that changes the catalog: CreateDatabase, UpdateDatabase, DeleteDatabase,
   * CreateTable, UpdateTable, DeleteTable, BatchDeleteTable or one of the six about partitions,
   * with the API's own request.
   */
  public ObjectNode call(Caller caller, String operation, ObjectNode request) {
    ObjectNode record;
    synchronized (this) {
      Instant now = clock.instant();
      String owner = catalog(request).split(":")[0];
      record =
          CloudTrail.record(
              caller, account, owner, region, now, operation, request, resources(request), ids);
      try {
        ArrayNode errors = change(caller, operation, request, now);
        if (!errors.isEmpty()) {
          record.putObject("responseElements").set("errors", errors);
        }
      } catch (GlueFailure failure) {
        record.put("errorCode", failure.code());
        record.put("errorMessage", failure.getMessage());
      }
    }
    listeners.forEach(listener -> listener.accept(record));
    return record;
  }

  private ArrayNode change(Caller caller, String operation, ObjectNode request, Instant now)
      throws GlueFailure {
    ArrayNode errors = JSON.createArrayNode();
    String catalog = catalog(request);
    switch (operation) {
      case "CreateDatabase":
        createDatabase(catalog, request, now);
        break;
      case "UpdateDatabase":
        updateDatabase(catalog, request);
        break;
      case "DeleteDatabase":
        deleteDatabase(catalog, request, now);
        break;
      case "CreateTable":
        createTable(caller, catalog, request, now);
        break;
      case "UpdateTable":
        updateTable(catalog, request, now);
        break;
      case "DeleteTable":
        delete(catalog, request, folded(request.path("Name")), now);
        break;
      case "BatchDeleteTable":
        batchDelete(catalog, request, now, errors);
        break;
      default:
        changePartitions(catalog, operation, request, errors);
    }
    return errors;
  }

  private void createDatabase(String catalog, ObjectNode request, Instant now) throws GlueFailure {
    String key = key(catalog, folded(request.path("DatabaseInput").path("Name")));
    if (databases.containsKey(key)) {
      throw GlueFailure.exists("Database");
    }
    ObjectNode database = (ObjectNode) request.get("DatabaseInput").deepCopy();
    database.put("Name", folded(database.get("Name")));
    database.put("CatalogId", catalog);
    database.put("CreateTime", now.getEpochSecond());
    databases.put(key, database);
    tables.computeIfAbsent(key, created -> new TreeMap<>());
  }

  private void updateDatabase(String catalog, ObjectNode request) throws GlueFailure {
    ObjectNode database = database(catalog, folded(request.path("Name")));
    database.setAll((ObjectNode) request.get("DatabaseInput").deepCopy());
    database.put("Name", folded(request.path("Name")));
  }

  private void deleteDatabase(String catalog, ObjectNode request, Instant now) throws GlueFailure {
    String name = folded(request.path("Name"));
    database(catalog, name);
    databases.remove(key(catalog, name));
    tables.get(key(catalog, name)).values().forEach(entries -> write(entries, null, now));
  }

  private void createTable(Caller caller, String catalog, ObjectNode request, Instant now)
      throws GlueFailure {
    String database = folded(request.path("DatabaseName"));
    String name = folded(request.path("TableInput").path("Name"));
    if (name.isEmpty()) {
      throw GlueFailure.of("InvalidInputException", "Table name must not be empty.");
    }
    database(catalog, database);
    Deque<Entry> entries = entries(catalog, database, name);
    if (newest(entries) != null) {
      throw GlueFailure.exists("Table");
    }
    ObjectNode table = table(request, catalog, database, name);
    table.put("CreateTime", now.getEpochSecond());
    table.put("UpdateTime", now.getEpochSecond());
    table.put("CreatedBy", caller.arn(account));
    table.put("VersionId", "0");
    partitions.forget(key(catalog, database) + "\n" + name);
    write(entries, table, now);
  }

  private void updateTable(String catalog, ObjectNode request, Instant now) throws GlueFailure {
    String database = folded(request.path("DatabaseName"));
    String name = folded(request.path("TableInput").path("Name"));
    Links.Target linked = Links.ofDatabase(database(catalog, database)).orElse(null);
    ObjectNode link = linked == null ? newest(entries(catalog, database, name)) : null;
    Links.Target behind = link == null ? null : Links.ofTable(link).orElse(null);
    if (linked != null) {
      updateTable(linked.catalog, linked.database, name, request, now);
    } else if (behind != null) {
      updateTable(behind.catalog, behind.database, behind.table, request, now);
    } else {
      updateTable(catalog, database, name, request, now);
    }
  }

  private void updateTable(
      String catalog, String database, String name, ObjectNode request, Instant now)
      throws GlueFailure {
    database(catalog, database);
    Deque<Entry> entries = entries(catalog, database, name);
    ObjectNode before = newest(entries);
    if (before == null) {
      throw GlueFailure.notFound("Table " + name);
    }
    JsonNode expected = request.path("VersionId");
    if (expected.isTextual() && !expected.equals(before.get("VersionId"))) {
      throw GlueFailure.of(
          "ConcurrentModificationException",
          "Update table failed due to concurrent modifications.");
    }
    ObjectNode table = table(request, catalog, database, name);
    table.set("CreateTime", before.get("CreateTime"));
    table.put("UpdateTime", now.getEpochSecond());
    table.set("CreatedBy", before.get("CreatedBy"));
    table.put("VersionId", String.valueOf(before.get("VersionId").asLong() + 1));
    table.set("IsRegisteredWithLakeFormation", before.get("IsRegisteredWithLakeFormation"));
    write(entries, table, now);
  }

  private void batchDelete(String catalog, ObjectNode request, Instant now, ArrayNode errors)
      throws GlueFailure {
    database(catalog, folded(request.path("DatabaseName")));
    for (JsonNode name : request.path("TablesToDelete")) {
      try {
        delete(catalog, request, folded(name), now);
      } catch (GlueFailure failure) {
        errors
            .addObject()
            .put("tableName", name.asText())
            .putObject("errorDetail")
            .put("errorCode", failure.code())
            .put("errorMessage", failure.getMessage());
      }
    }
  }

  private void delete(String catalog, ObjectNode request, String name, Instant now)
      throws GlueFailure {
    String database = folded(request.path("DatabaseName"));
    database(catalog, database);
    Deque<Entry> entries = tables.get(key(catalog, database)).get(name);
    if (entries == null || newest(entries) == null) {
      throw GlueFailure.notFound("Table " + name);
    }
    write(entries, null, now);
  }

  private void changePartitions(
      String catalog, String operation, ObjectNode request, ArrayNode errors) throws GlueFailure {
    if (!Partitions.isChangedBy(operation)) {
      throw GlueFailure.of("InvalidInputException", "Not a call of this catalog: " + operation);
    }
    String database = folded(request.path("DatabaseName"));
    String name = folded(request.path("TableName"));
    database(catalog, database);
    if (newest(entries(catalog, database, name)) == null) {
      throw GlueFailure.notFound("Table " + name);
    }
    partitions.change(key(catalog, database) + "\n" + name, operation, request, errors);
  }

  private static ObjectNode table(
      ObjectNode request, String catalog, String database, String name) {
    ObjectNode table = (ObjectNode) request.get("TableInput").deepCopy();
    table.put("Name", name);
    table.put("DatabaseName", database);
    table.put("CatalogId", catalog);
    table.put("IsRegisteredWithLakeFormation", false);
    if (!table.has("Retention")) {
      table.put("Retention", 0);
    }
    return table;
  }

  private void write(Deque<Entry> entries, ObjectNode table, Instant now) {
    entries.addLast(new Entry(now.plus(stale), table));
  }

  /** Changes what Glue answers about a table behind its back: without a version or a record. */
  public synchronized void tamper(String database, String table, Consumer<ObjectNode> change) {
    Deque<Entry> entries = entries(account, fold(database), fold(table));
    ObjectNode tampered = newest(entries).deepCopy();
    change.accept(tampered);
    entries.clear();
    entries.addLast(new Entry(Instant.MIN, tampered));
  }

  /** What is stored as that table just now, staleness included; not a copy. */
  synchronized Optional<Entry> read(String catalog, String database, String table) {
    TreeMap<String, Deque<Entry>> inDatabase = tables.get(key(catalog, database));
    Deque<Entry> entries = inDatabase == null ? null : inDatabase.get(table);
    return entries == null ? Optional.empty() : visible(entries);
  }

  private Optional<Entry> visible(Deque<Entry> entries) {
    Instant now = clock.instant();
    Entry seen = null;
    int older = 0;
    for (Entry entry : entries) {
      if (entry.visibleFrom.isAfter(now)) {
        break;
      }
      seen = entry;
      older++;
    }
    for (; older > 1; older--) {
      entries.removeFirst();
    }
    return Optional.ofNullable(seen).filter(entry -> entry.table != null);
  }

  /** The tables of a database that reads can see, in order of name, after the given one. */
  synchronized List<ObjectNode> page(String catalog, String database, String after, int size)
      throws GlueFailure {
    database(catalog, database);
    List<ObjectNode> page = new ArrayList<>();
    TreeMap<String, Deque<Entry>> all = tables.get(key(catalog, database));
    for (Deque<Entry> entries : all.tailMap(after, after.isEmpty()).values()) {
      if (page.size() == size) {
        break;
      }
      visible(entries).ifPresent(entry -> page.add(entry.table));
    }
    return page;
  }

  /** What is stored as that database; not a copy. */
  synchronized Optional<ObjectNode> stored(String catalog, String database) {
    return Optional.ofNullable(databases.get(key(catalog, database)));
  }

  synchronized List<ObjectNode> databases(String catalog) {
    TreeMap<String, ObjectNode> sorted = new TreeMap<>();
    databases.values().stream()
        .filter(database -> database.get("CatalogId").asText().equals(catalog))
        .forEach(database -> sorted.put(database.get("Name").asText(), database.deepCopy()));
    return List.copyOf(sorted.values());
  }

  /** The newest definition, whether or not reads can see it yet. */
  public synchronized Optional<JsonNode> definition(String database, String table) {
    TreeMap<String, Deque<Entry>> inDatabase = tables.get(key(account, fold(database)));
    Deque<Entry> entries = inDatabase == null ? null : inDatabase.get(fold(table));
    return Optional.ofNullable(entries == null ? null : newest(entries));
  }

  /** The newest definitions of all tables of a database by name, of any catalog. */
  public synchronized Map<String, JsonNode> definitions(String catalog, String database) {
    Map<String, JsonNode> found = new TreeMap<>();
    tables
        .getOrDefault(key(catalog, fold(database)), new TreeMap<>())
        .forEach((name, entries) -> found.put(name, newest(entries)));
    found.values().removeIf(Objects::isNull);
    return found;
  }

  private ObjectNode database(String catalog, String name) throws GlueFailure {
    ObjectNode database = databases.get(key(catalog, name));
    if (database == null) {
      throw GlueFailure.notFound("Database " + name);
    }
    return database;
  }

  private Deque<Entry> entries(String catalog, String database, String table) {
    return tables
        .computeIfAbsent(key(catalog, database), created -> new TreeMap<>())
        .computeIfAbsent(table, created -> new ArrayDeque<>());
  }

  private static ObjectNode newest(Deque<Entry> entries) {
    return entries.isEmpty() ? null : entries.getLast().table;
  }

  private List<String> resources(ObjectNode request) {
    JsonNode databaseInput = request.path("DatabaseInput").path("Name");
    String database =
        folded(
            request.hasNonNull("DatabaseName")
                ? request.get("DatabaseName")
                : request.path("Name").isMissingNode() ? databaseInput : request.path("Name"));
    List<String> resources = new ArrayList<>(List.of("catalog", "database/" + database));
    if (request.has("TablesToDelete")) {
      request
          .get("TablesToDelete")
          .forEach(name -> resources.add("table/" + database + "/" + folded(name)));
    } else if (request.has("DatabaseName")) {
      JsonNode name =
          request.has("TableInput")
              ? request.get("TableInput").path("Name")
              : request.path(request.has("TableName") ? "TableName" : "Name");
      resources.add("table/" + database + "/" + folded(name));
    }
    return resources;
  }

  String catalog(JsonNode request) {
    return fold(request.path("CatalogId").asText(account));
  }

  static String folded(JsonNode name) {
    return fold(name.asText());
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String key(String catalog, String database) {
    return catalog + "\n" + database;
  }

  /** A definition, or none, and from when on reads see it. */
  static final class Entry {
    private final Instant visibleFrom;
    private final ObjectNode table;
    private byte[] answer;

    ObjectNode table() {
      return table;
    }

    private Entry(Instant visibleFrom, ObjectNode table) {
      this.visibleFrom = visibleFrom;
      this.table = table;
    }

    /** GetTable's answer, written once. */
    synchronized byte[] answer() {
      if (answer == null) {
        ObjectNode body = JSON.createObjectNode();
        body.set("Table", table);
        answer = body.toString().getBytes(StandardCharsets.UTF_8);
      }
      return answer;
    }
  }
}
