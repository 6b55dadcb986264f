package io.gluesnow.cloudtrail.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gluesnow.cloudtrail.EventSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What {@link TrailObjectReader} is judged by: the same said with Jackson, which looks at each
 * token of valid JSON. It knows no gzip.
 */
final class TokenisingReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .build();

  private final byte[] plain;
  private final Items items = new Items();

  /** Whether all of it was JSON; if not, the items are those before the fault. */
  private boolean isValid = true;

  private long certain;

  private TokenisingReader(byte[] plain) {
    this.plain = plain;
  }

  static TokenisingReader of(byte[] plain) {
    TokenisingReader reader = new TokenisingReader(plain);
    try (JsonParser parser = JSON.createParser(plain)) {
      JsonToken token = parser.nextToken();
      while (token != null) {
        token = reader.value(parser);
        reader.certain = reader.items.total;
      }
    } catch (IOException e) {
      reader.isValid = false;
    }
    return reader;
  }

  /**
   * How many of the items stand before the fault for sure, for a reader that does not look at each
   * token: those up to the last record, and whatever is in other lists and documents than it.
   */
  long certain() {
    return certain;
  }

  boolean isValid() {
    return isValid;
  }

  Items items() {
    return items;
  }

  /** Reads one document and returns the token after it. */
  private JsonToken value(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return other(parser);
    }
    long from = parser.currentTokenLocation().getByteOffset();
    boolean hasRecords = false;
    boolean isDigest = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      isDigest |= parser.currentName().equals("digestS3Object");
      boolean records = parser.currentName().equals("Records");
      if (parser.nextToken() == JsonToken.START_ARRAY && records) {
        hasRecords = true;
        list(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (isDigest && !hasRecords) {
      skip();
    } else if (!hasRecords) {
      hand(from, parser.currentLocation().getByteOffset());
    }
    return parser.nextToken();
  }

  private void list(JsonParser parser) throws IOException {
    boolean hasRecord = false;
    JsonToken element = parser.nextToken();
    while (element != JsonToken.END_ARRAY) {
      if (element == JsonToken.START_OBJECT) {
        hasRecord = true;
        element = record(parser);
      } else {
        element = other(parser);
        certain = hasRecord ? certain : items.total;
      }
    }
  }

  private JsonToken record(JsonParser parser) throws IOException {
    long from = parser.currentTokenLocation().getByteOffset();
    boolean isRelevant = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean source = parser.currentName().equals("eventSource");
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        isRelevant |= source && EventSources.RELEVANT.contains(parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    if (isRelevant) {
      hand(from, parser.currentLocation().getByteOffset());
    } else {
      skip();
    }
    certain = items.total;
    return parser.nextToken();
  }

  /** Something whole counts once it is known to be whole: when the next token is there. */
  private JsonToken other(JsonParser parser) throws IOException {
    long from = parser.currentTokenLocation().getByteOffset();
    boolean isScalar = parser.currentToken().isScalarValue();
    parser.skipChildren();
    parser.finishToken();
    long to = parser.currentLocation().getByteOffset();
    if (isScalar) {
      JsonToken next = parser.nextToken();
      hand(from, to);
      return next;
    }
    hand(from, to);
    return parser.nextToken();
  }

  private void hand(long from, long to) {
    String text =
        new String(plain, (int) from, (int) (to - from), StandardCharsets.ISO_8859_1).trim();
    items.records.put(items.total++, text);
  }

  private void skip() {
    items.skipped++;
    items.total++;
  }
}
