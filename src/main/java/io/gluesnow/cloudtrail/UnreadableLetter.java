package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * The message that the dead-letter queue gets about bytes that could not be read. Plain ASCII JSON,
 * less than {@value #LARGEST} bytes whatever the bytes are:
 *
 * <pre>{@code
 * {"outcome": "dead-lettered", "key": "…", "reason": "…", "shard": "shardId-000000000000",
 *  "sequenceNumber": "4959…", "length": 1048576, "sha256": "…", "encoding": "gzip+base64",
 *  "cut": true, "kept": 119000, "bytes": "H4sI…"}
 * }</pre>
 *
 * <p>{@code kept} says how many of the bytes {@code bytes} holds. Shard and sequence number tell
 * where the whole record is for as long as the stream keeps it. {@code key} is equal on repeats.
 */
public final class UnreadableLetter {
  /** A bound that the tests hold. SQS takes 256,000 bytes from the connector. */
  public static final int LARGEST = 200_000;

  private static final int LONGEST_REASON = 2_000;
  private static final int LONGEST_PLACE = 1_000;

  // SQS refuses some characters even where JSON allows them.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private UnreadableLetter() {}

  /**
   * @param shard where the record came from
   * @param sequenceNumber its place there
   */
  public static String of(Unreadable unreadable, String shard, String sequenceNumber) {
    DeadLetterBytes bytes = DeadLetterBytes.of(unreadable.bytes());
    StringWriter text = new StringWriter(bytes.encoded().length() + 1_000);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("outcome", "dead-lettered");
      json.writeStringField(
          "key", Fields.cut(shard + "/" + sequenceNumber, LONGEST_PLACE) + "/" + bytes.sha256());
      json.writeStringField("reason", Fields.cut(unreadable.reason(), LONGEST_REASON));
      json.writeStringField("shard", Fields.cut(shard, LONGEST_PLACE));
      json.writeStringField("sequenceNumber", Fields.cut(sequenceNumber, LONGEST_PLACE));
      json.writeNumberField("length", bytes.length());
      json.writeStringField("sha256", bytes.sha256());
      json.writeStringField("encoding", "gzip+base64");
      json.writeBooleanField("cut", bytes.isCut());
      json.writeNumberField("kept", bytes.kept());
      json.writeStringField("bytes", bytes.encoded());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return text.toString();
  }
}
