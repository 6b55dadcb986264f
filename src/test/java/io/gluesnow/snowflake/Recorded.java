package io.gluesnow.snowflake;

import io.gluesnow.snowflake.api.SqlAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What others have published of Snowflake's answers; each file begins with where it comes from. */
final class Recorded {
  static final Path FOLDER =
      Paths.get("src", "test", "resources", "io", "gluesnow", "snowflake", "recorded");

  private Recorded() {}

  /** A table of cells between bars, after lines that begin with a hash. */
  static List<Row> rows(String file) {
    List<List<String>> cells = new ArrayList<>();
    for (String line : lines(file)) {
      if (!line.startsWith("#")) {
        List<String> row = new ArrayList<>();
        for (String cell : line.split("\\|", -1)) {
          row.add(cell.trim());
        }
        cells.add(row);
      }
    }
    return Row.of(
        SqlAnswer.of(SqlAnswer.Kind.DONE)
            .result(cells.get(0), cells.subList(1, cells.size()))
            .build());
  }

  /** SQL after lines that begin with two dashes. */
  static String sql(String file) {
    return lines(file).stream()
        .filter(line -> !line.startsWith("--"))
        .collect(Collectors.joining("\n"));
  }

  static List<String> lines(String file) {
    try {
      return Files.readAllLines(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
