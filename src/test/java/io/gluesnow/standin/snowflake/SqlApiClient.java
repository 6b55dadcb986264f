package io.gluesnow.standin.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;

/** The least client that can talk to the SQL API; every header and parameter can be bent. */
final class SqlApiClient {
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final StrictSnowflake snowflake;
  private final Map<String, String> headers = new LinkedHashMap<>();

  SqlApiClient(StrictSnowflake snowflake) {
    this.snowflake = snowflake;
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json");
    headers.put("User-Agent", "test/1");
    headers.put("X-Snowflake-Authorization-Token-Type", "KEYPAIR_JWT");
    long now = snowflake.now() / 1000;
    token(World.jwt(World.KEYS, snowflake.account(), "SYNC_LOGIN", now - 1, now + 59));
  }

  SqlApiClient token(String token) {
    return header("Authorization", "Bearer " + token);
  }

  SqlApiClient header(String name, String value) {
    if (value == null) {
      headers.remove(name);
    } else {
      headers.put(name, value);
    }
    return this;
  }

  ObjectNode body(String sql) {
    ObjectNode body = json.createObjectNode();
    return body.put("statement", sql)
        .put("database", "LAKE")
        .put("schema", "PUBLIC")
        .put("role", "SYNC_ROLE");
  }

  Answer run(String sql) {
    return post("", body(sql));
  }

  Answer post(String query, JsonNode body) {
    return join(postLater("/api/v2/statements" + query, body.toString()));
  }

  CompletableFuture<Answer> runLater(String sql) {
    return postLater("/api/v2/statements", body(sql).toString());
  }

  CompletableFuture<Answer> postLater(String path, String body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  Answer get(String path) {
    return join(send(request(path).GET().build()));
  }

  Answer cancel(String handle) {
    return join(postLater("/api/v2/statements/" + handle + "/cancel", ""));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(snowflake.url() + path));
    headers.forEach(request::header);
    return request.timeout(Duration.ofSeconds(20));
  }

  private CompletableFuture<Answer> send(HttpRequest request) {
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).thenApply(this::answer);
  }

  private static Answer join(CompletableFuture<Answer> answer) {
    return answer.join();
  }

  private Answer answer(HttpResponse<byte[]> response) {
    try {
      byte[] bytes = response.body();
      boolean zipped = response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
      if (zipped) {
        bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
      }
      return new Answer(response, json.readTree(bytes), zipped);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A status and a body. */
  static final class Answer {
    final int status;
    final JsonNode body;
    final boolean zipped;
    final HttpResponse<byte[]> response;

    Answer(HttpResponse<byte[]> response, JsonNode body, boolean zipped) {
      this.status = response.statusCode();
      this.body = body;
      this.zipped = zipped;
      this.response = response;
    }

    String code() {
      return body.path("code").asText();
    }

    String handle() {
      return body.path("statementHandle").asText();
    }

    @Override
    public String toString() {
      return status + " " + body;
    }
  }
}
