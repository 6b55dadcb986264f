package io.gluesnow.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders and files as people write them. */
final class Places {
  private Places() {}

  /** Whether it is there, as far as this machine can tell. */
  static boolean mayExist(String place) {
    URI uri = URI.create(uri(place));
    return !"file".equals(uri.getScheme()) || Files.exists(Path.of(uri.getPath()));
  }

  /** As Flink reads it: a URI stays, a path of this machine becomes one. */
  static String uri(String place) {
    return place.matches("[a-z][a-z0-9+.-]+:/.*")
        ? place
        : Path.of(place).toAbsolutePath().toUri().toString();
  }
}
