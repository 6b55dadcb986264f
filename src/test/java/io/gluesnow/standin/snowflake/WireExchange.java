package io.gluesnow.standin.snowflake;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One request and the way to answer it, or to cut its connection; from any thread, once. */
final class WireExchange {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String method;
  private final String path;
  private final Map<String, String> query;
  private final Map<String, String> headers;
  private final byte[] body;
  private final OutputStream out;
  private final CompletableFuture<Boolean> end = new CompletableFuture<>();

  WireExchange(
      String method, String target, Map<String, String> headers, byte[] body, OutputStream out) {
    this.method = method;
    int mark = target.indexOf('?');
    this.path = mark < 0 ? target : target.substring(0, mark);
    this.query = mark < 0 ? Map.of() : parsed(target.substring(mark + 1));
    this.headers = headers;
    this.body = body;
    this.out = out;
  }

  private static Map<String, String> parsed(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      query.put(
          key,
          equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    query.remove("");
    return query;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  Map<String, String> query() {
    return query;
  }

  /** Null when it is not there. */
  String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  byte[] body() {
    return body;
  }

  /** Answers; {@code nowMillis} is what the Date header says. */
  void respond(int status, Map<String, String> more, byte[] bytes, long nowMillis) {
    write(
        status,
        more,
        bytes,
        bytes.length,
        nowMillis,
        "close".equalsIgnoreCase(header("Connection")));
  }

  /** Begins to answer and breaks off in the middle of the body. */
  void respondHalf(int status, Map<String, String> more, byte[] bytes, long nowMillis) {
    write(status, more, bytes, bytes.length / 2, nowMillis, true);
  }

  private void write(
      int status, Map<String, String> more, byte[] bytes, int sent, long nowMillis, boolean close) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" -\r\n");
    head.append("Date: ").append(DATE.format(Instant.ofEpochMilli(nowMillis))).append("\r\n");
    head.append("Content-Length: ").append(bytes.length).append("\r\n");
    more.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append(close ? "Connection: close\r\n\r\n" : "\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + sent];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(bytes, 0, all, start.length, sent);
    try {
      out.write(all);
      out.flush();
      end.complete(!close);
    } catch (IOException e) {
      // The client is gone.
      end.complete(false);
    }
  }

  /** Closes the connection without an answer. */
  void cut() {
    end.complete(false);
  }

  /** Waits until it is answered or cut; whether the connection goes on. */
  boolean awaitEnd() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      return false;
    }
  }
}
