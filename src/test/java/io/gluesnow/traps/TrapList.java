package io.gluesnow.traps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One list of traps as data; a trap is known by its tag, such as {@code trap:aws-7}. */
final class TrapList {
  static final List<String> NAMES = List.of("snowflake", "aws");

  private final String name;
  private final List<String> traps = new ArrayList<>();
  private final List<Optional<String>> outside = new ArrayList<>();

  private TrapList(String name) {
    this.name = name;
  }

  static TrapList read(String name) {
    Path file = Paths.get("src", "test", "resources", "traps", name + ".txt");
    try {
      return of(name, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TrapList of(String name, List<String> lines) {
    TrapList list = new TrapList(name);
    for (String line : lines) {
      if (line.startsWith("- ")) {
        list.traps.add(line.substring(2));
        list.outside.add(Optional.empty());
      } else if (line.startsWith("  outside: ") && !list.traps.isEmpty()) {
        list.outside.set(list.traps.size() - 1, Optional.of(line.substring(11)));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IllegalArgumentException("neither a trap nor a reason: " + line);
      }
    }
    return list;
  }

  int size() {
    return traps.size();
  }

  /** Counted from 1. */
  String tag(int number) {
    return "trap:" + name + "-" + number;
  }

  String text(int number) {
    return traps.get(number - 1);
  }

  Optional<String> whyOutside(int number) {
    return outside.get(number - 1);
  }
}
