package io.gluesnow.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An HTTP endpoint on a free port of 127.0.0.1 whose answers are a function of the request. An
 * answer may ask to be sent late: nothing waits for it meanwhile.
 */
public final class LoopbackServer implements AutoCloseable {
  static {
    // Read once, when the JDK's server is first used. Without the first, each answer on a kept
    // connection waits 40 ms for an acknowledgement; the others keep pooled connections open.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    System.setProperty("sun.net.httpserver.idleInterval", "300");
  }

  private static final int THREADS = 4;

  private final HttpServer server;
  private final ScheduledThreadPoolExecutor threads;
  private final Function<Request, Reply> answers;

  private LoopbackServer(HttpServer server, String name, Function<Request, Reply> answers) {
    this.server = server;
    this.threads = new ScheduledThreadPoolExecutor(THREADS, daemons(name));
    this.answers = answers;
  }

  /** Starts to answer on a free port. */
  public static LoopbackServer start(String name, Function<Request, Reply> answers) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
      LoopbackServer server = new LoopbackServer(HttpServer.create(address, 0), name, answers);
      server.server.setExecutor(server.threads);
      server.server.createContext("/", server::handle);
      server.server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, such as {@code http://127.0.0.1:40123}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    Reply reply;
    try {
      byte[] body = exchange.getRequestBody().readAllBytes();
      reply = answers.apply(new Request(exchange, body));
    } catch (RuntimeException e) {
      reply = Reply.of(500, "text/plain", String.valueOf(e).getBytes("UTF-8"));
    }
    Reply late = reply;
    if (late.delay.isZero()) {
      send(exchange, late);
    } else {
      threads.schedule(() -> send(exchange, late), late.delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private static void send(HttpExchange exchange, Reply reply) {
    try {
      if (!reply.cut) {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType);
        exchange.sendResponseHeaders(reply.status, reply.body.length == 0 ? -1 : reply.body.length);
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(reply.body);
        }
      }
    } catch (IOException e) {
      // The client has gone, which is its right.
    } finally {
      exchange.close();
    }
  }

  /** Ends at once; late answers are never sent. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    ThreadFactory threads = Executors.defaultThreadFactory();
    return task -> {
      Thread thread = threads.newThread(task);
      thread.setName(name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** A request as a handler sees it. */
  public static final class Request {
    private final HttpExchange exchange;
    private final byte[] body;

    private Request(HttpExchange exchange, byte[] body) {
      this.exchange = exchange;
      this.body = body;
    }

    /** The header's first value, or empty. */
    public String header(String name) {
      String value = exchange.getRequestHeaders().getFirst(name);
      return value == null ? "" : value;
    }

    public String method() {
      return exchange.getRequestMethod();
    }

    public URI uri() {
      return exchange.getRequestURI();
    }

    public byte[] body() {
      return body;
    }

    /** What comes after the last dot of the AWS JSON protocol's target header. */
    public String awsOperation() {
      String target = header("X-Amz-Target");
      return target.substring(target.lastIndexOf('.') + 1);
    }
  }

  /** What is sent back, when, and whether at all. */
  public static final class Reply {
    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Duration delay;
    private final boolean cut;

    private Reply(int status, String contentType, byte[] body, Duration delay, boolean cut) {
      this.status = status;
      this.contentType = contentType;
      this.body = body;
      this.delay = delay;
      this.cut = cut;
    }

    public static Reply of(int status, String contentType, byte[] body) {
      return new Reply(status, contentType, body, Duration.ZERO, false);
    }

    /** Closes the connection instead of answering. */
    public static Reply cutConnection() {
      return new Reply(0, "", new byte[0], Duration.ZERO, true);
    }

    public Reply after(Duration value) {
      return new Reply(status, contentType, body, value, cut);
    }
  }
}
