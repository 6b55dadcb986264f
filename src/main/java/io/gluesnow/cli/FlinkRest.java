package io.gluesnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Flink's REST API: paths in, JSON out. */
public final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNAVAILABLE = 503;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final URI root;

  private FlinkRest(URI root) {
    this.root = Objects.requireNonNull(root, "root");
  }

  /**
   * @param ui where people watch the job, for example {@code http://localhost:8081}; may have a
   *     path, as behind a proxy
   */
  public static FlinkRest of(URI ui) {
    String text = ui.toString();
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    return new FlinkRest(URI.create(text));
  }

  /** Where people watch the job. */
  public URI root() {
    return root;
  }

  /**
   * @throws Refused if the answer is not a success; the message has Flink's words
   * @throws UncheckedIOException if nobody answers, or the JobManager is still starting
   */
  public JsonNode get(String path) {
    return send(request(path).GET());
  }

  /** Like {@link #get}, with a body. */
  public JsonNode post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  /** Like {@link #get}, to cancel a job. */
  public JsonNode patch(String path) {
    return send(request(path).method("PATCH", HttpRequest.BodyPublishers.noBody()));
  }

  /** A request of another form, to be handed to {@link #send}. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(root + path)).timeout(ANSWER);
  }

  /** Like {@link #get}. */
  public JsonNode send(HttpRequest.Builder built) {
    HttpRequest request = built.build();
    try {
      HttpResponse<String> response =
          http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() == UNAVAILABLE) {
        throw new IOException(request.uri() + ": not ready yet");
      }
      JsonNode body = JSON.readTree(response.body());
      if (response.statusCode() / 100 != 2) {
        throw new Refused(request, response.statusCode(), body.path("errors"));
      }
      return body;
    } catch (ConnectException e) {
      // The JDK's has no message.
      throw new UncheckedIOException(new ConnectException("nobody answers at " + root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during " + request, e);
    }
  }

  /** Flink answered, and it was a no. */
  public static final class Refused extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private Refused(HttpRequest request, int status, JsonNode errors) {
      super(request.method() + " " + request.uri() + ": " + status + " " + words(errors));
      this.status = status;
    }

    /** Of HTTP. */
    public int status() {
      return status;
    }

    private static String words(JsonNode errors) {
      List<String> words = new ArrayList<>();
      for (JsonNode error : errors) {
        // With the server's stack trace, where it has one.
        words.add(Causes.deepest(error.asText().replace("<Exception on server side:", "")));
      }
      return String.join(" ", words);
    }
  }
}
