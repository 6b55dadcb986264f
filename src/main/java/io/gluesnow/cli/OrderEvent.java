package io.gluesnow.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** An order to the job, in the envelope in which EventBridge would bring it. */
final class OrderEvent {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode event;

  private OrderEvent(ObjectNode event) {
    this.event = Objects.requireNonNull(event, "event");
  }

  /**
   * @param account of the stream; with {@code region} the catalog that is meant where the detail
   *     names no other
   * @param detail what is ordered: {@code command}, and what it is about
   */
  static OrderEvent of(String account, String region, Instant at, Map<String, Object> detail) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", "gluesnow control");
    event.put("source", "gluesnow");
    event.put("account", account);
    event.put("time", at.truncatedTo(ChronoUnit.MILLIS).toString());
    event.put("region", region);
    event.putArray("resources");
    event.set("detail", JSON.valueToTree(detail));
    return new OrderEvent(event);
  }

  /** In one line, as it goes on the stream. */
  @Override
  public String toString() {
    return event.toString();
  }

  /** For people. */
  String pretty() {
    return event.toPrettyString();
  }
}
