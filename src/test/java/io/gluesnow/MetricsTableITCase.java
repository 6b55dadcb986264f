package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gluesnow.cloudtrail.archive.ArchiveLocation;
import io.gluesnow.cloudtrail.archive.ArchiveScope;
import io.gluesnow.converge.OpenReason;
import io.gluesnow.flink.archive.ArchiveSource;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.testing.SlowStore;
import io.gluesnow.testing.TrailFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job with all of its sources but the live one, which shows nothing of its own. */
class MetricsTableITCase {
  private static final String OF_EACH_REASON = "tables-open-…";
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+) \\| [^|]+ \\| [^|]+ \\|$");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final Pattern OF_A_HISTOGRAM =
      Pattern.compile("_(?:min|max|mean|median|stddev|p\\d+)$");

  @TempDir Path folder;

  @Test
  void theReadmeNamesTheMetricsThatTheJobShows() throws Exception {
    Set<String> named = named();
    Set<String> shown = new TreeSet<>();
    TrailFolder trail = TrailFolder.in(folder.resolve("trail"));
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      world.glue().onRecord(record -> deliver(trail, record));
      world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
      world.glue().createTable(Caller.PERSON, Tables.PUBLIC, Tables.parquet("orders"));
      try (TestJob job =
          TestJob.against(world)
              .in(folder)
              .set("listing.mode", "repeat")
              // A reader that has ended shows nothing.
              .source(slowly(trail.root()))
              .start()) {
        try {
          job.await("all metrics are shown", () -> gather(job, shown).containsAll(named));
        } catch (AssertionError late) {
          assertThat(shown).isEqualTo(named);
          throw late;
        }
        job.awaitSettled(2);
        assertThat(gather(job, shown)).isEqualTo(named);
      }
    }
  }

  private static void deliver(TrailFolder trail, ObjectNode record) {
    try {
      trail.object(LocalDate.of(2026, 3, 1), List.of(record));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ArchiveSource slowly(Path trail) {
    return ArchiveSource.of(
        SlowStore.access(trail, 1_000),
        ArchiveLocation.parse(trail.toString()),
        ArchiveScope.everything());
  }

  private static Set<String> gather(TestJob job, Set<String> shown) {
    job.gauges("").keySet().forEach(n -> shown.add(OF_A_HISTOGRAM.matcher(n).replaceAll("")));
    return shown;
  }

  /** The first cells of the table, in which each metric stands by its whole name. */
  private static Set<String> named() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int table = readme.indexOf("| metric | of | what it says |");
    assertThat(table).isPositive();
    Set<String> named = new TreeSet<>();
    Matcher row = ROW.matcher(readme.substring(table, readme.indexOf("\n\n", table)));
    while (row.find()) {
      Matcher name = NAME.matcher(row.group(1));
      while (name.find()) {
        assertThat(named.add(name.group(1))).as(name.group(1) + " stands once").isTrue();
      }
    }
    assertThat(named.remove(OF_EACH_REASON)).isTrue();
    for (OpenReason reason : OpenReason.values()) {
      named.add("tables-open-" + reason.label());
    }
    return named;
  }
}
