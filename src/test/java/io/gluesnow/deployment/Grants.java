package io.gluesnow.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The statements of grants.sql, each on one line and without its comments. */
final class Grants {
  private static final Path FILE = Paths.get("deployment", "grants.sql");

  private Grants() {}

  /** Those that run as the file is. */
  static List<String> statements() {
    String sql =
        lines().stream().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    return Arrays.stream(sql.split(";"))
        .map(statement -> statement.trim().replaceAll("\\s+", " "))
        .filter(statement -> !statement.isEmpty())
        .collect(Collectors.toList());
  }

  /** Those that stand in a comment, for whoever needs them. */
  static List<String> optional() {
    return lines().stream()
        .filter(line -> line.startsWith("-- GRANT "))
        .map(line -> line.substring(3).replace(";", ""))
        .collect(Collectors.toList());
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
