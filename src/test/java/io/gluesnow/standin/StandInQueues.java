package io.gluesnow.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** SQS on loopback, by ElasticMQ; and a reader of what is in a queue. */
public final class StandInQueues implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 10;

  private final SQSRestServer server;
  private final URI uri;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, List<String>> taken = new ConcurrentHashMap<>();

  private StandInQueues(SQSRestServer server) {
    this.server = server;
    InetSocketAddress address = server.waitUntilStarted().localAddress();
    this.uri = URI.create("http://127.0.0.1:" + address.getPort());
  }

  public static StandInQueues start() {
    return new StandInQueues(SQSRestServerBuilder.withPort(0).withInterface("127.0.0.1").start());
  }

  public URI uri() {
    return uri;
  }

  /** Creates a queue and returns its URL. */
  public URI createQueue(String name) {
    call("CreateQueue", JSON.createObjectNode().put("QueueName", name));
    return url(name);
  }

  /** The URL of a queue by that name, whether or not there is one. */
  public URI url(String name) {
    return uri.resolve("/000000000000/" + name);
  }

  /** The bodies of all messages that have reached the queue so far, as they came. */
  public synchronized List<String> messages(String name) {
    List<String> all = taken.computeIfAbsent(name, created -> new ArrayList<>());
    while (true) {
      ObjectNode request = JSON.createObjectNode().put("QueueUrl", url(name).toString());
      JsonNode received =
          call("ReceiveMessage", request.deepCopy().put("MaxNumberOfMessages", BATCH))
              .path("Messages");
      if (received.isEmpty()) {
        return List.copyOf(all);
      }
      ArrayNode entries = request.putArray("Entries");
      for (JsonNode message : received) {
        all.add(message.get("Body").asText());
        entries
            .addObject()
            .put("Id", String.valueOf(entries.size()))
            .set("ReceiptHandle", message.get("ReceiptHandle"));
      }
      call("DeleteMessageBatch", request);
    }
  }

  private JsonNode call(String operation, ObjectNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(operation + ": " + response.body());
      }
      return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stopAndWait();
  }
}
