package io.gluesnow.standin.snowflake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * HTTP/1.1 on a loopback socket, one thread a connection.
 *
 * <p>The JDK's own server always writes the machine's time as Date and cannot break off in the
 * middle of an answer; here a test owns the clock and the cable.
 */
final class Wire {
  private static final int LONGEST_LINE = 64 * 1024;
  private static final int BACKLOG = 512;

  private final ServerSocket listener;
  private final Executor executor;
  private final Consumer<WireExchange> handler;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Wire(ServerSocket listener, Executor executor, Consumer<WireExchange> handler) {
    this.listener = listener;
    this.executor = executor;
    this.handler = handler;
  }

  /** Listens on loopback; port 0 takes a free one. */
  static Wire start(int port, Executor executor, Consumer<WireExchange> handler) {
    try {
      ServerSocket listener = new ServerSocket(port, BACKLOG, InetAddress.getByName("127.0.0.1"));
      Wire wire = new Wire(listener, executor, handler);
      executor.execute(wire::listen);
      return wire;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  void close() {
    quietly(listener::close);
    open.forEach(socket -> quietly(socket::close));
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        if (listener.isClosed()) {
          // The kernel had taken the connection before the listener was closed.
          quietly(socket::close);
          return;
        }
        executor.execute(() -> serve(socket));
      } catch (IOException | RuntimeException e) {
        // Closed, or the pool is: nothing more to accept.
      }
    }
  }

  private void serve(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        WireExchange exchange = read(in, socket.getOutputStream());
        if (exchange == null) {
          return;
        }
        handler.accept(exchange);
        if (!exchange.awaitEnd()) {
          return;
        }
      }
    } catch (IOException | InterruptedException e) {
      // The client is gone or the server ends; what was begun is finished all the same.
    } finally {
      open.remove(socket);
      quietly(socket::close);
    }
  }

  private static WireExchange read(InputStream in, OutputStream out) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    String[] words = first.split(" ");
    if (words.length != 3) {
      throw new IOException("not a request line");
    }
    Map<String, String> headers = new TreeMap<>();
    String line = line(in);
    while (line != null && !line.isEmpty()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).trim());
      }
      line = line(in);
    }
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    return new WireExchange(words[0], words[1], headers, body(in, headers), out);
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      while (true) {
        String size = line(in);
        if (size == null) {
          throw new IOException("the body ends early");
        }
        int length = Integer.parseInt(size.split(";")[0].trim(), 16);
        whole.write(exactly(in, length));
        line(in);
        if (length == 0) {
          return whole.toByteArray();
        }
      }
    }
    return exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the body ends early");
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int c = in.read();
      if (c < 0) {
        return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
      }
      if (c == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      line.write(c);
      if (line.size() > LONGEST_LINE) {
        throw new IOException("a line is too long");
      }
    }
  }

  private static void quietly(Closing closing) {
    try {
      closing.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }

  private interface Closing {
    void close() throws IOException;
  }
}
