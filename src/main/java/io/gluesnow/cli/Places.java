package io.gluesnow.cli;

import java.nio.file.Path;

/** Folders and files as people write them. */
final class Places {
  private Places() {}

  /** As Flink reads it: a URI stays, a path of this machine becomes one. */
  static String uri(String place) {
    return place.matches("[a-z][a-z0-9+.-]+:/.*")
        ? place
        : Path.of(place).toAbsolutePath().toUri().toString();
  }
}
