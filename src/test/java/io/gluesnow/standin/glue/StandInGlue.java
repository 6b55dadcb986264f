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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves a {@link GlueWorld} in Glue's protocol (AWS JSON 1.1) on loopback: GetTable, GetTables and
 * GetDatabases in pages, GetDatabase, and the calls that change the catalog. Requests signed for
 * another region than the world's find an empty catalog.
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
          "BatchDeleteTable");
  private static final Pattern SCOPE = Pattern.compile("Credential=[^/]*/[0-9]*/([^/]*)/");

  private final GlueWorld world;
  private final LoopbackServer server;
  private final Faults faults = new Faults();
  private final Set<String> denied = ConcurrentHashMap.newKeySet();

  private StandInGlue(GlueWorld world) {
    this.world = world;
    this.server = LoopbackServer.start("stand-in-glue", this::answer);
  }

  public static StandInGlue start(GlueWorld world) {
    return new StandInGlue(world);
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

  public void allow(String database, String table) {
    denied.remove(database + "." + table);
  }

  private Reply answer(Request request) {
    return faults.apply(
        () -> error(400, "ThrottlingException", "Rate exceeded"),
        status -> error(status, "InternalServiceException", "The service is not well."),
        () -> carryOut(request));
  }

  private Reply carryOut(Request request) {
    try {
      JsonNode body = JSON.readTree(request.body());
      if (!body.isObject()) {
        throw GlueFailure.of("SerializationException", "Not a JSON object.");
      }
      String operation = request.awsOperation();
      if (CHANGES.contains(operation)) {
        return changed(world.call(Caller.SPARK, operation, (ObjectNode) body));
      }
      boolean elsewhere = isSignedForAnotherRegion(request);
      switch (operation) {
        case "GetTable":
          return table(body, elsewhere);
        case "GetTables":
          return tables(body, elsewhere);
        case "GetDatabase":
          return database(body, elsewhere);
        case "GetDatabases":
          return databases(body, elsewhere);
        default:
          throw GlueFailure.of("UnknownOperationException", "Not served here: " + operation);
      }
    } catch (GlueFailure failure) {
      return error(400, failure.code(), failure.getMessage());
    } catch (IOException e) {
      return error(400, "SerializationException", "Not JSON.");
    }
  }

  private boolean isSignedForAnotherRegion(Request request) {
    Matcher scope = SCOPE.matcher(request.header("Authorization"));
    return scope.find() && !scope.group(1).equals(world.region());
  }

  private static Reply changed(ObjectNode record) {
    if (record.has("errorCode")) {
      return error(400, record.get("errorCode").asText(), record.get("errorMessage").asText());
    }
    ObjectNode body = JSON.createObjectNode();
    for (JsonNode failed : record.path("responseElements").path("errors")) {
      body.withArray("Errors")
          .addObject()
          .put("TableName", failed.path("tableName").asText())
          .putObject("ErrorDetail")
          .put("ErrorCode", failed.path("errorDetail").path("errorCode").asText())
          .put("ErrorMessage", failed.path("errorDetail").path("errorMessage").asText());
    }
    return ok(body);
  }

  private Reply table(JsonNode body, boolean elsewhere) throws GlueFailure {
    String database = GlueWorld.folded(body.path("DatabaseName"));
    String name = GlueWorld.folded(body.path("Name"));
    if (database.isEmpty() || name.isEmpty()) {
      throw GlueFailure.of("InvalidInputException", "A database and a name are needed.");
    }
    if (denied.contains(database + "." + name)) {
      throw GlueFailure.of(
          "AccessDeniedException",
          "Insufficient Lake Formation permission(s): Required Describe on " + name);
    }
    Optional<GlueWorld.Entry> found =
        elsewhere ? Optional.empty() : world.read(world.catalog(body), database, name);
    byte[] answer =
        found.orElseThrow(() -> GlueFailure.notFound("Entity Not Found: table " + name)).answer();
    return Reply.of(200, TYPE, answer);
  }

  private Reply tables(JsonNode body, boolean elsewhere) throws GlueFailure {
    String database = GlueWorld.folded(body.path("DatabaseName"));
    if (elsewhere) {
      throw GlueFailure.notFound("Database " + database);
    }
    int size = Math.min(PAGE, body.path("MaxResults").asInt(PAGE));
    List<ObjectNode> page =
        world.page(world.catalog(body), database, position(body.path("NextToken")), size);
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

  private Reply database(JsonNode body, boolean elsewhere) throws GlueFailure {
    String name = GlueWorld.folded(body.path("Name"));
    for (ObjectNode database : world.databases(world.catalog(body))) {
      if (!elsewhere && database.get("Name").asText().equals(name)) {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("Database", database);
        return ok(answer);
      }
    }
    throw GlueFailure.notFound("Database " + name);
  }

  private Reply databases(JsonNode body, boolean elsewhere) throws GlueFailure {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("DatabaseList");
    if (elsewhere) {
      return ok(answer);
    }
    int size = Math.min(PAGE, body.path("MaxResults").asInt(PAGE));
    String after = position(body.path("NextToken"));
    for (ObjectNode database : world.databases(world.catalog(body))) {
      String name = database.get("Name").asText();
      if (name.compareTo(after) > 0 && list.size() < size) {
        list.add(database);
      }
    }
    if (list.size() == size) {
      answer.put("NextToken", token(list.get(size - 1).get("Name").asText()));
    }
    return ok(answer);
  }

  private static String token(String name) {
    return Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String position(JsonNode token) throws GlueFailure {
    try {
      return new String(Base64.getDecoder().decode(token.asText()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw GlueFailure.of("InvalidInputException", "Not a token of this list.");
    }
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
