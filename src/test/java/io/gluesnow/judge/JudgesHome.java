package io.gluesnow.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The folder in which the judges are installed: a Python environment and Node modules. It lies
 * outside the build folder, in {@code ~/.cache/gluesnow} or where the system property {@code
 * judges.cache} says, and its name is derived from what is asked for, so that a clean build does
 * not fetch again and a changed requirement never meets an old installation.
 */
final class JudgesHome {

  private static final Path SCRIPTS = Paths.get("src", "test", "judges").toAbsolutePath();

  /** One installation at a time in this process; the file lock sees to other processes. */
  private static final Object INSTALLING = new Object();

  private final Path folder;

  private JudgesHome(Path folder) {
    this.folder = folder;
  }

  /** The judges, installed now if they were not. */
  static JudgesHome installed() {
    synchronized (INSTALLING) {
      try {
        String python = Machine.python();
        Path cache = cache();
        Files.createDirectories(cache);
        Path folder = cache.resolve("judges-" + fingerprint(python));
        try (FileChannel lock =
                FileChannel.open(
                    cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = lock.lock()) {
          if (!held.isValid() || !Files.exists(folder.resolve("installed"))) {
            install(python, folder);
          }
        }
        return new JudgesHome(folder);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot prepare the judges' folder", e);
      }
    }
  }

  String python() {
    return program("python");
  }

  /** A program that came with one of the Python packages. */
  String program(String name) {
    return folder.resolve("python/bin").resolve(name).toString();
  }

  String node() {
    return Machine.node().orElseGet(() -> program("node"));
  }

  /** A file of an installed Node module. */
  String nodeModule(String path) {
    return folder.resolve("node_modules").resolve(path).toString();
  }

  /** A script of ours that drives a judge. */
  String script(String name) {
    return SCRIPTS.resolve(name).toString();
  }

  private static void install(String python, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path log = folder.resolve("install.log");
    Path environment = folder.resolve("python");
    try {
      Program.runIn(folder, log, python, "-m", "venv", "--clear", environment.toString());
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "The judges need Python's venv (Debian: apt-get install python3-venv). " + e.getMessage(),
          e);
    }
    pip(folder, log, "requirements.txt");
    String npm = "npm";
    if (Machine.node().isEmpty()) {
      pip(folder, log, "requirements-node.txt");
      npm = environment.resolve("bin/npm").toString();
    }
    Files.copy(
        SCRIPTS.resolve("package.json"),
        folder.resolve("package.json"),
        StandardCopyOption.REPLACE_EXISTING);
    Program.runIn(folder, log, npm, "install", "--no-fund", "--no-audit", "--no-package-lock");
    Files.createFile(folder.resolve("installed"));
  }

  private static void pip(Path folder, Path log, String requirements) {
    Program.runIn(
        folder,
        log,
        folder.resolve("python/bin/python").toString(),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        SCRIPTS.resolve(requirements).toString());
  }

  private static Path cache() {
    String set = System.getProperty("judges.cache", "");
    return set.isEmpty()
        ? Paths.get(System.getProperty("user.home"), ".cache", "gluesnow")
        : Paths.get(set).toAbsolutePath();
  }

  private static String fingerprint(String python) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name :
          new String[] {"requirements.txt", "requirements-node.txt", "package.json"}) {
        digest.update(Files.readAllBytes(SCRIPTS.resolve(name)));
      }
      digest.update(Program.run("", python, "-VV").getBytes());
      digest.update((byte) (Machine.node().isPresent() ? 1 : 0));
      StringBuilder hex = new StringBuilder();
      for (byte b : digest.digest()) {
        hex.append(String.format("%02x", b));
      }
      return hex.substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
