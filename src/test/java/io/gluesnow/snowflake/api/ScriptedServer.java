package io.gluesnow.snowflake.api;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * An HTTP server over bare sockets, so that a test can cut a connection at any point. It notes each
 * request that arrived whole and answers by its script; the last line of the script goes on for
 * ever.
 */
final class ScriptedServer implements AutoCloseable {

  /** What to do with a request; returning false closes the connection. */
  @FunctionalInterface
  interface Line {
    boolean answer(Received request, OutputStream out) throws Exception;
  }

  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Deque<Line> script = new ConcurrentLinkedDeque<>();

  ScriptedServer(Line... lines) {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    script.addAll(List.of(lines));
    thread(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Forgets what it has noted and goes on with this line. */
  void from(Line line) {
    received.clear();
    script.clear();
    script.add(line);
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  List<Received> posts() {
    return received.stream().filter(r -> r.method.equals("POST")).collect(Collectors.toList());
  }

  int connections() {
    return sockets.size();
  }

  static Line status(int status, String body, String... headers) {
    return bytes(status, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  static Line bytes(int status, byte[] body, String... headers) {
    return (request, out) -> {
      out.write(head(status, body.length, headers));
      out.write(body);
      out.flush();
      return true;
    };
  }

  /** Reads the request and hangs up. */
  static Line cutBeforeTheHeaders() {
    return (request, out) -> false;
  }

  static Line cutAfterTheHeaders() {
    return (request, out) -> {
      out.write(head(200, 1000));
      out.flush();
      return false;
    };
  }

  static Line cutInTheBody(String body) {
    return (request, out) -> {
      byte[] whole = body.getBytes(StandardCharsets.UTF_8);
      out.write(head(200, whole.length));
      out.write(whole, 0, whole.length / 2);
      out.flush();
      return false;
    };
  }

  static Line after(CountDownLatch latch, Line line) {
    return (request, out) -> {
      latch.await();
      return line.answer(request, out);
    };
  }

  static Line never() {
    return after(new CountDownLatch(1), cutBeforeTheHeaders());
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        thread(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (Socket connection = socket) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      Received request = Received.read(in);
      while (request != null) {
        received.add(request);
        Line line = script.size() > 1 ? script.remove() : script.element();
        if (!line.answer(request, connection.getOutputStream())) {
          return;
        }
        request = Received.read(in);
      }
    } catch (Exception gone) {
      // The client has gone, or the test is over.
    }
  }

  private static void thread(Runnable task) {
    Thread thread = new Thread(task, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static byte[] head(int status, int length, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
    head.append("Content-Length: ").append(length).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** One request as it came. */
  static final class Received {
    final String method;
    final String target;
    final Map<String, String> headers;
    final String body;

    private Received(String method, String target, Map<String, String> headers, String body) {
      this.method = method;
      this.target = target;
      this.headers = headers;
      this.body = body;
    }

    String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }

    String token() {
      return header("Authorization").substring("Bearer ".length());
    }

    private static Received read(InputStream in) throws IOException {
      String first = line(in);
      if (first == null) {
        return null;
      }
      Map<String, String> headers = new TreeMap<>();
      for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        return null;
      }
      List<String> parts = new ArrayList<>(List.of(first.split(" ")));
      return new Received(
          parts.get(0), parts.get(1), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          return line.toString(StandardCharsets.ISO_8859_1).trim();
        }
        line.write(b);
      }
      return null;
    }
  }
}
