package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that never reads back as it was made is parked, not rebuilt in a loop. */
class DoesNotSettleITCase {
  /** Six rounds of a few statements each. */
  private static final int MOST = 30;

  @TempDir Path folder;

  @Test
  void aTableWhoseReadBackNeverMatchesIsParked() throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      Recorded recorded = Recorded.from(world);
      world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
      recorded.take();
      // Whatever is sent, Snowflake shows another key of the file for this column.
      world
          .snowflake()
          .journal()
          .onEntry(
              entry -> {
                if (entry.applied() && entry.sql().contains("\"ODD\"")) {
                  world
                      .snowflake()
                      .plantExpression(
                          "DEV_DB",
                          "PUBLIC",
                          "ODD",
                          "C1",
                          "CAST(GET(VALUE, 'else') AS NUMBER(19,0))");
                }
              });
      world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, Tables.parquet("odd"));
      world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, Tables.parquet("even"));
      List<String> events = recorded.texts();
      try (TestJob job = TestJob.against(world).in(folder).records(events).start()) {
        job.await(
            "it is reported",
            () ->
                world.deadLetters().stream()
                    .anyMatch(letter -> letter.contains("\"does-not-settle\"")));
        int sent = writes(world);
        assertThat(sent).isBetween(2, MOST);
        // Looked at again and again, every 2 s, and nothing is sent.
        int looks = world.snowflake().journal().size();
        job.await("it is looked at again", () -> world.snowflake().journal().size() > looks + 3);
        TimeUnit.SECONDS.sleep(1);
        assertThat(writes(world)).isEqualTo(sent);
        Map<String, Long> waiting = Map.of("tables-open-does-not-settle", 1L);
        job.await(
            "the gauge tells of it",
            () -> job.gauges("tables-open-does-not-settle").equals(waiting));
        assertThat(job.accounts().newest().outcome("applied")).isEqualTo(1);
        job.stop();
      }
    }
  }

  private static int writes(LocalWorld world) {
    return (int)
        world.snowflake().journal().writes().stream()
            .filter(sql -> sql.contains("\"ODD\""))
            .count();
  }
}
