package io.gluesnow.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.standin.glue.CloudTrail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** What records travel in. */
public enum Envelope {
  BARE(false) {
    @Override
    byte[] around(List<ObjectNode> records) {
      return CloudTrail.bare(records.get(0));
    }
  },
  EVENT_BRIDGE(false) {
    @Override
    byte[] around(List<ObjectNode> records) {
      return CloudTrail.inEventBridge(records.get(0));
    }
  },
  /** Of an EventBridge archive. */
  REPLAYED(false) {
    @Override
    byte[] around(List<ObjectNode> records) {
      ObjectNode event = object(CloudTrail.inEventBridge(records.get(0)));
      event.put("replay-name", "glue-again");
      return bytes(event);
    }
  },
  /** As trail objects hold them. */
  RECORDS(true) {
    @Override
    byte[] around(List<ObjectNode> records) {
      ObjectNode object = JSON.createObjectNode();
      object.putArray("Records").addAll(records);
      return bytes(object);
    }
  },
  /** Of a CloudWatch Logs subscription, always gzip. */
  LOGS(true) {
    @Override
    byte[] around(List<ObjectNode> records) {
      return CloudTrail.inCloudWatchLogs(records);
    }
  },
  LOOKUP_EVENTS(true) {
    @Override
    byte[] around(List<ObjectNode> records) {
      ObjectNode answer = JSON.createObjectNode();
      ArrayNode events = answer.putArray("Events");
      for (ObjectNode record : records) {
        ObjectNode event = events.addObject();
        event.set("EventId", record.path("eventID"));
        event.set("EventName", record.path("eventName"));
        event.put("ReadOnly", record.path("readOnly").asText("false"));
        if (record.has("eventTime")) {
          event.put("EventTime", Instant.parse(record.get("eventTime").asText()).getEpochSecond());
        }
        event.set("EventSource", record.path("eventSource"));
        event.putArray("Resources");
        event.put("CloudTrailEvent", record.toString());
      }
      return bytes(answer);
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean holdsMany;

  Envelope(boolean holdsMany) {
    this.holdsMany = holdsMany;
  }

  boolean holdsMany() {
    return holdsMany;
  }

  /**
   * @param records just one where the envelope does not hold many
   */
  abstract byte[] around(List<ObjectNode> records);

  /** What CloudWatch Logs sends to try out a subscription. */
  static byte[] controlMessage() {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("messageType", "CONTROL_MESSAGE");
    envelope.put("owner", "CloudwatchLogs");
    envelope.put("logGroup", "");
    envelope.put("logStream", "");
    envelope.putArray("subscriptionFilters");
    envelope
        .putArray("logEvents")
        .addObject()
        .put("id", "")
        .put("timestamp", 1_780_000_000_000L)
        .put("message", "CWL CONTROL MESSAGE: Checking health of destination Kinesis stream.");
    return CloudTrail.gzip(bytes(envelope));
  }

  static ObjectNode object(byte[] json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
