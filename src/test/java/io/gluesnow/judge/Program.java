package io.gluesnow.judge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Runs a program to its end. */
final class Program {

  private Program() {}

  /**
   * Gives {@code input} to the program's standard input and returns its standard output, both
   * UTF-8.
   *
   * @throws IllegalStateException if it cannot be started or ends with another code than 0; the
   *     message has the end of what it wrote to standard error
   */
  static String run(String input, String... command) {
    try {
      Process process = new ProcessBuilder(command).start();
      CompletableFuture<byte[]> errors =
          CompletableFuture.supplyAsync(() -> readAll(process.getErrorStream()));
      CompletableFuture<byte[]> output =
          CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()));
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It ended without reading all: its exit code and words say why.
      }
      int code = process.waitFor();
      if (code != 0) {
        throw failed(code, new String(errors.join(), StandardCharsets.UTF_8), command);
      }
      return new String(output.join(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot start " + command[0] + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command[0], e);
    }
  }

  /** Runs {@code command} in {@code folder}, for what it does and not for what it prints. */
  static void runIn(Path folder, Path log, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process.getOutputStream().close();
      int code = process.waitFor();
      if (code != 0) {
        throw failed(code, Files.readString(log), command);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot start " + command[0] + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command[0], e);
    }
  }

  private static IllegalStateException failed(int code, String words, String... command) {
    int tail = Math.max(0, words.length() - 2000);
    return new IllegalStateException(
        String.join(" ", command) + " ended with code " + code + ":\n" + words.substring(tail));
  }

  private static byte[] readAll(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
