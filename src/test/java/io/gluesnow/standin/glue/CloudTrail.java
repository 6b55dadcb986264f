package io.gluesnow.standin.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Writes what CloudTrail logs about a call to Glue, with the quirks that were seen in real records,
 * and the envelopes in which records travel.
 */
public final class CloudTrail {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_PARAMETERS = 102_400;
  private static final DateTimeFormatter LOCALE_TEXT =
      DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

  /** Members whose keys are the user's own. */
  private static final Set<String> USER_MAPS =
      Set.of("Parameters", "SkewedColumnValueLocationMaps", "Tags");

  private CloudTrail() {}

  /**
   * The record of one call.
   *
   * @param account the caller's, to which the record is delivered
   * @param owner the account whose catalog the call was about
   * @param resources what the call was about, as Glue ARNs end: {@code catalog}, {@code
   *     database/d}, {@code table/d/t}
   */
  public static ObjectNode record(
      Caller caller,
      String account,
      String owner,
      String region,
      Instant now,
      String operation,
      ObjectNode request,
      List<String> resources,
      Supplier<UUID> ids) {
    ObjectNode record = JSON.createObjectNode();
    record.put("eventVersion", "1.11");
    caller.identify(record, account, now);
    record.put("eventTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    record.put("eventSource", "glue.amazonaws.com");
    record.put("eventName", operation);
    record.put("awsRegion", region);
    record.put("sourceIPAddress", caller.sourceAddress());
    record.put("userAgent", caller.userAgent());
    record.set("requestParameters", parameters(request));
    record.putNull("responseElements");
    record.put("requestID", ids.get().toString());
    record.put("eventID", ids.get().toString());
    record.put("readOnly", false);
    ArrayNode list = record.putArray("resources");
    for (String resource : resources) {
      String kind = resource.substring(0, 1).toUpperCase(Locale.ROOT) + resource.substring(1);
      int slash = kind.indexOf('/');
      list.addObject()
          .put("accountId", owner)
          .put("type", "AWS::Glue::" + (slash < 0 ? kind : kind.substring(0, slash)))
          .put("ARN", "arn:aws:glue:" + region + ":" + owner + ":" + resource);
    }
    record.put("eventType", "AwsApiCall");
    record.put("managementEvent", true);
    record.put("recipientAccountId", account);
    record.put("eventCategory", "Management");
    if (!caller.isService()) {
      record
          .putObject("tlsDetails")
          .put("tlsVersion", "TLSv1.3")
          .put("cipherSuite", "TLS_AES_128_GCM_SHA256")
          .put("clientProvidedHostHeader", "glue." + region + ".amazonaws.com");
    }
    return record;
  }

  /** The request as it is logged: left out as a whole when it is too large. */
  private static ObjectNode parameters(ObjectNode request) {
    ObjectNode logged = logged(request);
    JsonNode input = logged.get("tableInput");
    if (input instanceof ObjectNode) {
      defaults((ObjectNode) input);
    }
    int size = logged.toString().getBytes(StandardCharsets.UTF_8).length;
    return size <= MAX_PARAMETERS ? logged : omission(size);
  }

  private static ObjectNode omission(int size) {
    return JSON.createObjectNode()
        .put("reason", "requestParameters too large")
        .put("omitted", "true")
        .put("originalSize", String.valueOf(size));
  }

  /** Makes it a record whose request was too large: only its resources tell what it is about. */
  public static void omitParameters(ObjectNode record) {
    record.set("requestParameters", omission(MAX_PARAMETERS + 1));
  }

  private static void defaults(ObjectNode tableInput) {
    if (!tableInput.has("retention")) {
      tableInput.put("retention", 0);
    }
    tableInput.put("isRowFilteringEnabled", false);
    JsonNode accessed = tableInput.get("lastAccessTime");
    if (accessed != null && accessed.isNumber()) {
      Instant time = Instant.ofEpochSecond(accessed.asLong());
      tableInput.put("lastAccessTime", LOCALE_TEXT.format(time));
    }
  }

  /** Keys begin in lower case, but not those of the user's own maps. */
  private static ObjectNode logged(ObjectNode request) {
    ObjectNode logged = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> member : request.properties()) {
      String key = member.getKey();
      JsonNode value = member.getValue();
      logged.set(
          key.substring(0, 1).toLowerCase(Locale.ROOT) + key.substring(1),
          USER_MAPS.contains(key) ? value.deepCopy() : loggedValue(value));
    }
    return logged;
  }

  private static JsonNode loggedValue(JsonNode value) {
    if (value.isObject()) {
      return logged((ObjectNode) value);
    }
    if (value.isArray()) {
      ArrayNode list = JSON.createArrayNode();
      value.forEach(item -> list.add(loggedValue(item)));
      return list;
    }
    return value;
  }

  /** The record as an EventBridge rule hands it to Kinesis. */
  public static byte[] inEventBridge(ObjectNode record) {
    String service = record.path("eventSource").asText("glue.amazonaws.com");
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("version", "0");
    // The event of a record is one, however often it is written.
    envelope.put("id", UUID.nameUUIDFromBytes(bytes(record)).toString());
    envelope.put("detail-type", "AWS API Call via CloudTrail");
    envelope.put("source", "aws." + service.substring(0, Math.max(0, service.indexOf('.'))));
    envelope.set("account", record.get("recipientAccountId"));
    envelope.set("time", record.get("eventTime"));
    envelope.set("region", record.get("awsRegion"));
    envelope.putArray("resources");
    envelope.set("detail", record);
    return bytes(envelope);
  }

  /** The record as it stands. */
  public static byte[] bare(ObjectNode record) {
    return bytes(record);
  }

  /** Records as a subscription of CloudWatch Logs hands them to Kinesis, gzip included. */
  public static byte[] inCloudWatchLogs(List<ObjectNode> records) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("messageType", "DATA_MESSAGE");
    envelope.put("owner", "111122223333");
    envelope.put("logGroup", "CloudTrail/audit");
    envelope.put("logStream", "111122223333_CloudTrail_eu-west-1");
    envelope.putArray("subscriptionFilters").add("glue-to-kinesis");
    ArrayNode events = envelope.putArray("logEvents");
    for (ObjectNode record : records) {
      events
          .addObject()
          .put("id", "3801234567890123456789012345678901234567890123456789" + events.size())
          .put("timestamp", millis(record))
          .put("message", record.toString());
    }
    return gzip(bytes(envelope));
  }

  private static long millis(ObjectNode record) {
    String time = record.path("eventTime").asText();
    return time.isEmpty() ? 0 : Instant.parse(time).toEpochMilli();
  }

  public static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
