package io.gluesnow.standin.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.Faults;
import io.gluesnow.standin.LoopbackServer;
import io.gluesnow.standin.LoopbackServer.Reply;
import io.gluesnow.standin.LoopbackServer.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves a {@link GlueWorld} in Glue's protocol (AWS JSON 1.1) on loopback: GetTable, GetTables and
 * GetDatabases in pages, GetDatabase, and the calls that change the catalog, besides AssumeRole of
 * STS. What is asked for is looked for in the world of the region for which a request is signed.
 */
public final class StandInGlue implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "application/x-amz-json-1.1";
  private static final int PAGE = 100;
  private static final Set<String> CHANGES =
      Set.of(
          "CreateDatabase",
          "UpdateDatabase",
          "DeleteDatabase",
          "CreateTable",
          "UpdateTable",
          "DeleteTable",
          "BatchDeleteTable",
          "CreatePartition",
          "BatchCreatePartition",
          "UpdatePartition",
          "BatchUpdatePartition",
          "DeletePartition",
          "BatchDeletePartition");
  private static final Pattern SCOPE = Pattern.compile("Credential=[^/]*/[0-9]*/([^/]*)/");

  private final GlueWorld world;
  private final Map<String, GlueWorld> byRegion = new HashMap<>();
  private final LoopbackServer server;
  private final Faults faults = new Faults();
  private final Set<String> unlisted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger tokenAge = new AtomicInteger();
  private volatile int pageSize = PAGE;
  private volatile boolean deadTokens;
  private final Set<String> denied = ConcurrentHashMap.newKeySet();

  private final StandInRoles roles = new StandInRoles();
  private final Set<String> closed = ConcurrentHashMap.newKeySet();
  private volatile boolean followsLinks = true;

  private StandInGlue(GlueWorld world, List<GlueWorld> others) {
    this.world = world;
    this.byRegion.put(world.region(), world);
    others.forEach(other -> byRegion.put(other.region(), other));
    this.server = LoopbackServer.start("stand-in-glue", this::answer);
  }

  /**
   * @param others worlds of other regions on the same endpoint
   */
  public static StandInGlue start(GlueWorld world, GlueWorld... others) {
    return new StandInGlue(world, List.of(others));
  }

  public URI uri() {
    return server.uri();
  }

  public GlueWorld world() {
    return world;
  }

  /** What can go wrong on the way. */
  public Faults faults() {
    return faults;
  }

  /** Withholds the permission to see a table: asking is refused, lists leave it out. */
  public void deny(String database, String table) {
    denied.add(database + "." + table);
  }

  /** As {@link #deny(String, String)}, for a database itself. */
  public void denyDatabase(String database) {
    denied.add(database);
  }

  /** From now on the tables of that database may not be listed; the database is, in its list. */
  public void denyListing(String database) {
    unlisted.add(database);
  }

  /** From now on so many are on a page; Glue promises no number, only a most. */
  public void pagesOf(int items) {
    pageSize = items;
  }

  /** Tokens that were given until now are refused from now on. */
  public void expireTokens() {
    tokenAge.incrementAndGet();
  }

  /** From now on each token is refused at once. */
  public void giveOnlyDeadTokens() {
    deadTokens = true;
  }

  public void allow(String database, String table) {
    denied.remove(database + "." + table);
  }

  /**
   * From now on nobody but the account itself, or who assumes a role of it, may ask about that
   * account's catalog.
   */
  public void keepToItself(String account) {
    closed.add(account);
  }

  /** From now on that role may not be assumed. */
  public void refuseRole(String arn) {
    roles.refuse(arn);
  }

  /** How often any role was assumed. */
  public int rolesAssumed() {
    return roles.assumed();
  }

  /** From now on links are not followed: other makers' catalogs leave that to who asks. */
  public void leavesLinksToTheCaller() {
    followsLinks = false;
  }

  private Reply answer(Request request) {
    return faults.apply(
        () -> error(400, "ThrottlingException", "Rate exceeded"),
        status -> error(status, "InternalServiceException", "The service is not well."),
        () -> carryOut(request));
  }

  private Reply carryOut(Request request) {
    try {
      Optional<Reply> role = roles.answer(request);
      if (role.isPresent()) {
        return role.get();
      }
      JsonNode body = JSON.readTree(request.body());
      if (!body.isObject()) {
        throw GlueFailure.of("SerializationException", "Not a JSON object.");
      }
      String operation = request.awsOperation();
      if (CHANGES.contains(operation)) {
        return changed(world.call(Caller.SPARK, operation, (ObjectNode) body));
      }
      requireAccess(request, body);
      switch (operation) {
        case "GetTable":
          return table(body, regionOf(request));
        case "GetTables":
          return tables(body, regionOf(request));
        case "GetDatabase":
          return database(body, regionOf(request));
        case "GetDatabases":
          return databases(body, regionOf(request));
        default:
          throw GlueFailure.of("UnknownOperationException", "Not served here: " + operation);
      }
    } catch (GlueFailure failure) {
      return error(400, failure.code(), failure.getMessage());
    } catch (IOException e) {
      return error(400, "SerializationException", "Not JSON.");
    }
  }

  private String regionOf(Request request) {
    Matcher scope = SCOPE.matcher(request.header("Authorization"));
    return scope.find() ? scope.group(1) : world.region();
  }

  private void requireAccess(Request request, JsonNode body) throws GlueFailure {
    String owner = world.catalog(body).split(":")[0];
    String caller = roles.accountOf(request).orElse(world.account());
    if (closed.contains(owner) && !caller.equals(owner)) {
      throw GlueFailure.of(
          "AccessDeniedException",
          "User of " + caller + " is not authorized to perform this on catalog " + owner);
    }
  }

  private static Reply changed(ObjectNode record) {
    if (record.has("errorCode")) {
      return error(400, record.get("errorCode").asText(), record.get("errorMessage").asText());
    }
    ObjectNode body = JSON.createObjectNode();
    for (JsonNode failed : record.path("responseElements").path("errors")) {
      body.withArray("Errors").add(answered((ObjectNode) failed));
    }
    return ok(body);
  }

  /** An answer's keys begin in upper case, the logged ones in lower case. */
  private static ObjectNode answered(ObjectNode logged) {
    ObjectNode answered = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> member : logged.properties()) {
      String key = member.getKey();
      JsonNode value = member.getValue();
      answered.set(
          key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1),
          value.isObject() ? answered((ObjectNode) value) : value);
    }
    return answered;
  }

  /**
   * Follows a link to a database, and then whatever the table there is stays as it is; else a link
   * to a table, and then its target's storage is merged into the answer if the target can be seen,
   * and if not, nothing is said about that.
   */
  private Reply table(JsonNode body, String region) throws GlueFailure {
    String catalog = world.catalog(body);
    String database = GlueWorld.folded(body.path("DatabaseName"));
    String name = GlueWorld.folded(body.path("Name"));
    if (database.isEmpty() || name.isEmpty()) {
      throw GlueFailure.of("InvalidInputException", "A database and a name are needed.");
    }
    Optional<Links.Target> linked =
        followsLinks ? stored(region, catalog, database).flatMap(Links::ofDatabase) : empty();
    if (linked.isPresent()) {
      Links.Target there = linked.get();
      requireDescribe(there.database, name);
      return Reply.of(
          200, TYPE, entry(regionOf(there, region), there.catalog, there.database, name).answer());
    }
    requireDescribe(database, name);
    GlueWorld.Entry found = entry(region, catalog, database, name);
    Optional<Links.Target> link = followsLinks ? Links.ofTable(found.table()) : empty();
    return link.isPresent()
        ? ok(JSON.createObjectNode().set("Table", merged(found.table(), link.get(), region)))
        : Reply.of(200, TYPE, found.answer());
  }

  private ObjectNode merged(ObjectNode link, Links.Target target, String region) {
    try {
      requireDescribe(target.database, target.table);
      ObjectNode behind =
          entry(regionOf(target, region), target.catalog, target.database, target.table).table();
      return Links.merged(link, behind);
    } catch (GlueFailure notSeen) {
      return link;
    }
  }

  private static String regionOf(Links.Target target, String region) {
    return target.region.isEmpty() ? region : target.region;
  }

  private static Optional<Links.Target> empty() {
    return Optional.empty();
  }

  private void requireDescribe(String database, String table) throws GlueFailure {
    if (denied.contains(database + "." + table)) {
      throw GlueFailure.of(
          "AccessDeniedException",
          "Insufficient Lake Formation permission(s): Required Describe on " + table);
    }
  }

  private Optional<ObjectNode> stored(String region, String catalog, String database) {
    return Optional.ofNullable(byRegion.get(region)).flatMap(w -> w.stored(catalog, database));
  }

  private GlueWorld.Entry entry(String region, String catalog, String database, String table)
      throws GlueFailure {
    return Optional.ofNullable(byRegion.get(region))
        .flatMap(there -> there.read(catalog, database, table))
        .orElseThrow(() -> GlueFailure.notFound("Entity Not Found: table " + table));
  }

  /** Lists what is stored in a database itself: a link to another has nothing. */
  private Reply tables(JsonNode body, String region) throws GlueFailure {
    String database = GlueWorld.folded(body.path("DatabaseName"));
    if (unlisted.contains(database)) {
      throw GlueFailure.of(
          "AccessDeniedException", "not authorized to perform: glue:GetTables on " + database);
    }
    GlueWorld there = byRegion.get(region);
    if (there == null) {
      throw GlueFailure.notFound("Database " + database);
    }
    int size = pageSize(body);
    List<ObjectNode> page =
        there.page(world.catalog(body), database, position(body.path("NextToken")), size);
    Pattern expression =
        body.hasNonNull("Expression") ? Pattern.compile(body.get("Expression").asText()) : null;
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("TableList");
    for (ObjectNode table : page) {
      String name = table.get("Name").asText();
      if (!denied.contains(database + "." + name)
          && (expression == null || expression.matcher(name).matches())) {
        list.add(table);
      }
    }
    if (page.size() == size) {
      answer.put("NextToken", token(page.get(size - 1).get("Name").asText()));
    }
    return ok(answer);
  }

  private Reply database(JsonNode body, String region) throws GlueFailure {
    String name = GlueWorld.folded(body.path("Name"));
    if (denied.contains(name)) {
      throw GlueFailure.of(
          "AccessDeniedException",
          "Insufficient Lake Formation permission(s): Required Describe on " + name);
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.set(
        "Database",
        stored(region, world.catalog(body), name)
            .orElseThrow(() -> GlueFailure.notFound("Database " + name))
            .deepCopy());
    return ok(answer);
  }

  private Reply databases(JsonNode body, String region) throws GlueFailure {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("DatabaseList");
    String after = position(body.path("NextToken"));
    GlueWorld there = byRegion.get(region);
    if (there == null) {
      return ok(answer);
    }
    int left = pageSize(body);
    String last = null;
    for (ObjectNode database : there.databases(world.catalog(body))) {
      String name = database.get("Name").asText();
      if (name.compareTo(after) > 0 && left > 0) {
        left--;
        last = name;
        if (!denied.contains(name)) {
          list.add(database);
        }
      }
    }
    if (left == 0) {
      answer.put("NextToken", token(last));
    }
    return ok(answer);
  }

  private int pageSize(JsonNode body) {
    return Math.min(pageSize, body.path("MaxResults").asInt(PAGE));
  }

  private String token(String name) {
    String text = (deadTokens ? -1 : tokenAge.get()) + " " + name;
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What comes before the page that is asked for; empty for the first. */
  private String position(JsonNode token) throws GlueFailure {
    if (token.isMissingNode() || token.isNull()) {
      return "";
    }
    String text;
    try {
      text = new String(Base64.getDecoder().decode(token.asText()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw GlueFailure.of("InvalidInputException", "Not a token of this list.");
    }
    String age = tokenAge.get() + " ";
    if (!text.startsWith(age)) {
      throw GlueFailure.of("InvalidInputException", "The token has expired.");
    }
    return text.substring(age.length());
  }

  private static Reply ok(ObjectNode body) {
    return Reply.of(200, TYPE, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Reply error(int status, String code, String message) {
    ObjectNode body = JSON.createObjectNode().put("__type", code).put("Message", message);
    return Reply.of(status, TYPE, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
