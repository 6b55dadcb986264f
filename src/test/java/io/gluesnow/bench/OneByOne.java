package io.gluesnow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.LocalWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The baseline: what a function does that is called with one event at a time and knows nothing of
 * the ones before. For each event it reads the record, asks Glue for the table, and sends one
 * CREATE OR REPLACE EXTERNAL TABLE, one after the other, over kept connections, with a token that
 * costs nothing to make. It checks nothing.
 */
final class OneByOne {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "one-by-one";

  private static final Map<String, String> TYPES =
      Map.of("bigint", "NUMBER(38,0)", "int", "NUMBER(38,0)", "double", "FLOAT", "date", "DATE");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI glue;
  private final URI snowflake;

  OneByOne(LocalWorld world) {
    glue = world.aws().glue().uri();
    snowflake = URI.create(world.snowflake().url() + "/api/v2/statements");
    world
        .snowflake()
        .registerToken(TOKEN, "OAUTH", "GLUE_SYNC", System.currentTimeMillis() + 86_400_000);
  }

  /** Works off the events, each a record of CloudTrail in EventBridge's envelope. */
  void workOff(List<byte[]> events) {
    events.forEach(this::handle);
  }

  private void handle(byte[] event) {
    try {
      JsonNode request = JSON.readTree(event).path("detail").path("requestParameters");
      ObjectNode question = JSON.createObjectNode();
      question.put("DatabaseName", request.path("databaseName").asText());
      question.put("Name", request.path("tableInput").path("name").asText());
      JsonNode table =
          post(
                  HttpRequest.newBuilder(glue)
                      .header("Content-Type", "application/x-amz-json-1.1")
                      .header("X-Amz-Target", "AWSGlue.GetTable"),
                  question)
              .path("Table");
      ObjectNode statement = JSON.createObjectNode();
      statement.put("statement", sql(table)).put("role", "GLUE_SYNC").put("warehouse", "SYNC_WH");
      post(
          HttpRequest.newBuilder(snowflake)
              .header("Content-Type", "application/json")
              .header("Accept", "application/json")
              .header("User-Agent", "one-by-one/1")
              .header("X-Snowflake-Authorization-Token-Type", "OAUTH")
              .header("Authorization", "Bearer " + TOKEN),
          statement);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode post(HttpRequest.Builder request, JsonNode body) throws IOException {
    try {
      HttpResponse<byte[]> answer =
          http.send(
              request
                  .timeout(Duration.ofSeconds(20))
                  .POST(BodyPublishers.ofString(body.toString()))
                  .build(),
              BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            answer.statusCode() + " " + new String(answer.body()) + " to " + body);
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String sql(JsonNode table) {
    String name = table.path("Name").asText();
    StringBuilder sql = new StringBuilder("CREATE OR REPLACE EXTERNAL TABLE DEV_DB.STAGING.");
    sql.append(name).append(" (");
    String comma = "";
    for (JsonNode column : table.path("StorageDescriptor").path("Columns")) {
      String column0 = column.path("Name").asText();
      String type = TYPES.getOrDefault(column.path("Type").asText(), "VARCHAR");
      sql.append(comma).append(column0.toUpperCase(Locale.ROOT)).append(' ').append(type);
      sql.append(" AS (VALUE:").append(column0).append("::").append(type).append(')');
      comma = ", ";
    }
    for (JsonNode key : table.path("PartitionKeys")) {
      String key0 = key.path("Name").asText();
      sql.append(", ").append(key0.toUpperCase(Locale.ROOT)).append(" VARCHAR AS (");
      sql.append("SPLIT_PART(SPLIT_PART(METADATA$FILENAME, '").append(key0);
      sql.append("=', 2), '/', 1))");
    }
    sql.append(") PARTITION BY (DAY) LOCATION = @DEV_DB.PUBLIC.CUSTOMERSTAGE/").append(name);
    return sql.append("/ AUTO_REFRESH = FALSE FILE_FORMAT = (TYPE = PARQUET)").toString();
  }
}
