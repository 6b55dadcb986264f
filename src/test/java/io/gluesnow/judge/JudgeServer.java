package io.gluesnow.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A judge that runs as a server of its own on the loopback address, until it is closed. It also
 * ends when this process is gone, since it watches its standard input.
 */
public final class JudgeServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final URI endpoint;

  private JudgeServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Where it answers, as {@code http://127.0.0.1:port}. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    // Node from a Python package is a child of a wrapper: ending the wrapper alone leaves it.
    List<ProcessHandle> family =
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .collect(Collectors.toList());
    // Not asked kindly: kinesis-mock waits for its clients then, and nothing of theirs is kept.
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(member -> member.onExit().join());
  }

  /** A port that was free a moment ago. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts {@code command} and waits until {@code path} answers on {@code port}. */
  static JudgeServer start(
      String name, int port, String path, Map<String, String> environment, String... command) {
    try {
      Path logs = Files.createDirectories(Paths.get("target", "judges"));
      Path log = logs.resolve(name + "-" + port + ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      JudgeServer server = new JudgeServer(builder.start(), URI.create("http://127.0.0.1:" + port));
      server.awaitAnswer(name, path, log);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  private void awaitAnswer(String name, String path, Path log) throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (!answers(path)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IllegalStateException(name + " does not answer: " + Files.readString(log));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        close();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + name, e);
      }
    }
  }

  private boolean answers(String path) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) endpoint.resolve(path).toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(5000);
      return connection.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
