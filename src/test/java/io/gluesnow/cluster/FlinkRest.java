package io.gluesnow.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Flink's REST API, as far as these tests need it. */
final class FlinkRest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNAVAILABLE = 503;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI root;

  FlinkRest(URI root) {
    this.root = root;
  }

  URI root() {
    return root;
  }

  /**
   * @throws FlinkRefused if the answer is not a success; the message has Flink's words
   * @throws UncheckedIOException if nobody answers, or the JobManager is still starting
   */
  JsonNode get(String path) {
    return send(request(path).GET().build());
  }

  JsonNode post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  JsonNode patch(String path) {
    return send(request(path).method("PATCH", HttpRequest.BodyPublishers.noBody()).build());
  }

  /** Uploads a jar and returns the answer. */
  JsonNode upload(Path jar) {
    String boundary = "----gluesnow";
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream((int) Files.size(jar) + 500);
      String head =
          "--"
              + boundary
              + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
              + jar.getFileName()
              + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
      body.write(head.getBytes(StandardCharsets.UTF_8));
      Files.copy(jar, body);
      body.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
      return send(
          request("/jars/upload")
              .header("Content-Type", "multipart/form-data; boundary=" + boundary)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(root.resolve(path)).timeout(TIMEOUT);
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() == UNAVAILABLE) {
        throw new IOException(request.uri() + ": not ready yet");
      }
      JsonNode body = JSON.readTree(response.body());
      if (response.statusCode() / 100 != 2) {
        throw new FlinkRefused(request, response.statusCode(), body.path("errors"));
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during " + request, e);
    }
  }

  /** Flink answered, and it was a no. */
  static final class FlinkRefused extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    FlinkRefused(HttpRequest request, int status, JsonNode errors) {
      super(request.method() + " " + request.uri() + ": " + status + " " + words(errors));
    }

    private static String words(JsonNode errors) {
      StringBuilder words = new StringBuilder();
      errors.forEach(error -> words.append(error.asText()).append('\n'));
      return words.toString();
    }
  }
}
