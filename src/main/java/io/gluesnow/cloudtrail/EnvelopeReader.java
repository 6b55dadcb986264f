package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Finds the records in what they arrived in. Nothing tells beforehand what that is, so the content
 * does: gzip by its first bytes, then JSON by its keys: an EventBridge event (also a replayed one),
 * a bare CloudTrail record, {@code {"Records": […]}} of a trail object, a CloudWatch Logs
 * subscription's messages, {@code LookupEvents}' answer with records as strings, an array or a
 * sequence of any of these.
 *
 * <p>Arrays of records are read one by one, so that memory holds one of them at a time.
 */
final class EnvelopeReader {
  /** What is found, one call for each piece; every read makes at least one. */
  interface Found {
    /** Something that should be a CloudTrail record. */
    void cloudTrail(JsonNode trailRecord, Piece piece);

    /** An EventBridge event of Glue's own about a changed catalog. */
    void stateChange(JsonNode envelope, Piece piece);

    /** An EventBridge event that somebody sent to this job. */
    void control(JsonNode envelope, Piece piece);

    /** Understood, and about nothing that matters here. */
    void irrelevant();

    void unreadable(String reason, Piece piece);
  }

  /** A CloudWatch Logs record of 1 MB inflates to some 20 MB; a stream's largest is 10 MiB. */
  private static final int LARGEST_INFLATED = 64 * 1024 * 1024;

  /** An envelope in an envelope in an envelope is damage or malice. */
  private static final int DEEPEST = 4;

  private final ObjectMapper json;
  private final int largestInflated;

  EnvelopeReader() {
    this(LARGEST_INFLATED);
  }

  EnvelopeReader(int largestInflated) {
    // Interned names would keep every key of every user's map in the JVM for good.
    JsonFactory factory =
        JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
    this.json = new ObjectMapper(factory);
    this.largestInflated = largestInflated;
  }

  void read(byte[] bytes, Found found) {
    if (bytes.length == 0) {
      found.unreadable("it is empty", Piece.whole(bytes));
    } else if (isGzip(bytes)) {
      inflated(bytes, found);
    } else {
      values(bytes, found, 0);
    }
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
  }

  private void inflated(byte[] bytes, Found found) {
    byte[] plain;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes), 64 * 1024)) {
      plain = in.readNBytes(largestInflated + 1);
    } catch (IOException e) {
      found.unreadable("it begins like gzip and cannot be inflated", Piece.whole(bytes));
      return;
    }
    if (plain.length > largestInflated) {
      found.unreadable(
          "it is gzip that inflates to more than " + largestInflated + " bytes",
          Piece.whole(bytes));
    } else if (isGzip(plain)) {
      found.unreadable("it is gzip inside gzip", Piece.whole(bytes));
    } else if (plain.length == 0) {
      found.unreadable("it is gzip of nothing", Piece.whole(bytes));
    } else {
      values(plain, found, 0);
    }
  }

  /** One JSON value after another, as Firehose and hand-made streams concatenate them. */
  private void values(byte[] bytes, Found found, int depth) {
    Piece whole = Piece.whole(bytes);
    long end = 0;
    long values = 0;
    try (JsonParser parser = json.getFactory().createParser(bytes)) {
      while (parser.nextToken() != null) {
        value(parser, whole, found, depth);
        values++;
        end = parser.currentLocation().getByteOffset();
      }
      if (values == 0) {
        found.unreadable("it is empty but for white space", whole);
      }
    } catch (JsonProcessingException e) {
      found.unreadable(notJson(e), values == 0 ? whole : whole.part(end, bytes.length));
    } catch (IOException e) {
      found.unreadable("it is no JSON: its characters are no UTF-8", whole);
    }
  }

  private static String notJson(JsonProcessingException e) {
    String where = e.getLocation() == null ? "" : ", at byte " + e.getLocation().getByteOffset();
    return "it is no JSON" + where + ": " + Fields.cut(e.getOriginalMessage(), 300);
  }

  /** The parser stands on the value's first token, and afterwards on its last. */
  private void value(JsonParser parser, Piece whole, Found found, int depth) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      elements(parser, whole, found, depth);
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      object(parser, whole, found, depth);
    } else {
      long from = parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      parser.finishToken();
      found.unreadable(
          "it is JSON, but neither an object nor an array of objects",
          whole.part(from, parser.currentLocation().getByteOffset()));
    }
  }

  private void elements(JsonParser parser, Piece whole, Found found, int depth) throws IOException {
    boolean none = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      none = false;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        object(parser, whole, found, depth);
      } else {
        long from = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        found.unreadable(
            "it stands in an array of records and is no object",
            whole.part(from, parser.currentLocation().getByteOffset()));
      }
    }
    if (none) {
      found.irrelevant();
    }
  }

  /** Reads an object's keys until they tell what it is; records in its arrays go out at once. */
  private void object(JsonParser parser, Piece whole, Found found, int depth) throws IOException {
    long from = parser.currentTokenLocation().getByteOffset();
    ObjectNode rest = json.createObjectNode();
    boolean emitted = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken start = parser.nextToken();
      if (start == JsonToken.START_ARRAY && depth < DEEPEST && isListOfRecords(name)) {
        elements(parser, whole, found, depth + 1);
        emitted = true;
      } else {
        rest.set(name, json.readTree(parser));
      }
    }
    if (!emitted) {
      Piece piece = whole.part(from, parser.currentLocation().getByteOffset());
      recognised(rest, piece, found, depth);
    }
  }

  private static boolean isListOfRecords(String name) {
    return name.equals("Records") || name.equals("Events");
  }

  private void recognised(JsonNode object, Piece piece, Found found, int depth) {
    Optional<String> detailType = Fields.text(object, "detail-type");
    if (object.has("eventSource") || object.has("eventName") || object.has("eventVersion")) {
      found.cloudTrail(object, piece);
    } else if (detailType.isPresent() && StateChangeParser.isStateChange(detailType.get())) {
      found.stateChange(object, piece);
    } else if (detailType.isPresent() && ControlEventParser.isControl(object, detailType.get())) {
      found.control(object, piece);
    } else if (detailType.isPresent()) {
      eventBridge(object, detailType.get(), piece, found);
    } else if (object.has("messageType") && object.has("logEvents")) {
      logMessages(object, piece, found, depth);
    } else if (Fields.text(object, "CloudTrailEvent").isPresent()) {
      nested(object.path("CloudTrailEvent"), piece, found, depth);
    } else if (object.has("digestS3Object") || object.has("digestPublicKeyFingerprint")) {
      found.irrelevant();
    } else {
      found.unreadable(
          "it is a JSON object, but neither a CloudTrail record nor anything that records come in",
          piece);
    }
  }

  /** Other services' events may share the stream; those with a record inside are CloudTrail's. */
  private static void eventBridge(JsonNode envelope, String detailType, Piece piece, Found found) {
    JsonNode detail = envelope.path("detail");
    if (detail.has("eventSource") || detailType.endsWith("via CloudTrail")) {
      found.cloudTrail(detail, piece);
    } else {
      found.irrelevant();
    }
  }

  private void logMessages(JsonNode envelope, Piece piece, Found found, int depth) {
    String type = Fields.text(envelope, "messageType").orElse("");
    JsonNode messages = envelope.path("logEvents");
    if (type.equals("CONTROL_MESSAGE") || messages.isArray() && messages.isEmpty()) {
      found.irrelevant();
    } else if (!type.equals("DATA_MESSAGE") || !messages.isArray()) {
      found.unreadable("it looks like CloudWatch Logs, without messages that can be read", piece);
    } else {
      for (JsonNode message : messages) {
        nested(message.path("message"), piece, found, depth);
      }
    }
  }

  /** A record (or an envelope) that is the text of a field. */
  private void nested(JsonNode text, Piece piece, Found found, int depth) {
    if (!text.isTextual() || depth >= DEEPEST) {
      found.unreadable("a record should stand here as text and does not", piece);
    } else if (text.asText().isBlank()) {
      found.unreadable("a record should stand here as text, and the text is empty", piece);
    } else {
      values(text.asText().getBytes(StandardCharsets.UTF_8), found, depth + 1);
    }
  }
}
