package io.gluesnow.snowflake.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The body of an answer: Snowflake's ResultSet, QueryStatus, QueryFailureStatus or a partition,
 * which share their field names. Rows are read as they come, so a large result is held once.
 * Anything else, also a body that breaks off, is not readable and has no code.
 */
final class ReplyBody {
  private static final ObjectMapper JSON = new ObjectMapper();

  private boolean readable;
  private String code = "";
  private String sqlState = "";
  private String message = "";
  private String handle;
  private List<String> columns = new ArrayList<>();
  private List<List<String>> rows = new ArrayList<>();
  private int partitions = 1;

  private ReplyBody() {}

  static ReplyBody read(byte[] bytes) {
    ReplyBody body = new ReplyBody();
    try (JsonParser json = JSON.getFactory().createParser(plain(bytes))) {
      body.readAll(json);
      body.readable = true;
      return body;
    } catch (IOException e) {
      return new ReplyBody();
    }
  }

  boolean isReadable() {
    return readable;
  }

  /** As Snowflake writes it; empty when there is none. */
  String code() {
    return code;
  }

  String sqlState() {
    return sqlState;
  }

  String message() {
    return message;
  }

  /** Null when there is none. */
  String handle() {
    return handle;
  }

  List<String> columns() {
    return columns;
  }

  List<List<String>> rows() {
    return rows;
  }

  int partitions() {
    return partitions;
  }

  /** Partitions after the first are gzip; a header may say so, and then they are plain by now. */
  private static InputStream plain(byte[] bytes) throws IOException {
    InputStream raw = new ByteArrayInputStream(bytes);
    boolean gzip = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    return gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
  }

  private void readAll(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("not an object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      readField(name, json);
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("not a whole object");
    }
  }

  private void readField(String name, JsonParser json) throws IOException {
    switch (name) {
      case "code":
        code = text(json);
        break;
      case "sqlState":
        sqlState = text(json);
        break;
      case "message":
        message = text(json);
        break;
      case "statementHandle":
        handle = text(json).isEmpty() ? null : text(json);
        break;
      case "resultSetMetaData":
        readMetaData(JSON.readTree(json));
        break;
      case "data":
        readRows(json);
        break;
      default:
        json.skipChildren();
    }
  }

  private void readMetaData(JsonNode metaData) {
    for (JsonNode column : metaData.path("rowType")) {
      columns.add(column.path("name").asText());
    }
    partitions = Math.max(1, metaData.path("partitionInfo").size());
  }

  private void readRows(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.START_ARRAY) {
      List<String> row = new ArrayList<>(columns.size());
      while (json.nextToken() != JsonToken.END_ARRAY) {
        row.add(json.currentToken() == JsonToken.VALUE_NULL ? null : text(json));
      }
      rows.add(row);
    }
    if (json.currentToken() != JsonToken.END_ARRAY) {
      throw new IOException("not an array of rows");
    }
  }

  /** A scalar as text; an object or array, which Snowflake does not send here, as nothing. */
  private static String text(JsonParser json) throws IOException {
    if (json.currentToken().isScalarValue()) {
      return json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getText();
    }
    json.skipChildren();
    return "";
  }
}
