package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.catalog.OutcomeKind;
import io.gluesnow.flink.OutcomeRecord;
import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.TableInput;
import io.gluesnow.standin.snowflake.JournalEntry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code apply} off the job says what it would do; turned on, it does it. */
class ShadowModeITCase {
  private static final int TABLES = 30;

  @TempDir Path folder;

  @Test
  void itPlansAndWithApplyOnMakesEveryTableThatItKnows() throws Exception {
    try (LocalWorld world = LocalWorld.start(Clock.systemUTC())) {
      Recorded recorded = Recorded.from(world);
      world.glue().createDatabase(Caller.PERSON, Tables.PUBLIC);
      recorded.take();
      List<TableInput> tables = Tables.ofAllKinds().subList(0, TABLES);
      tables.forEach(table -> world.glue().createTable(Caller.CRAWLER, Tables.PUBLIC, table));
      List<String> events = recorded.texts();

      String savepoint;
      try (TestJob job = job(world, events).set("policy.apply", "off").start()) {
        Accounts.Balance end = job.awaitSettled(TABLES);
        savepoint = job.stop();
        assertThat(end.outcome("planned")).as(end.toString()).isEqualTo(TABLES);
        assertThat(job.outcomes().records())
            .hasSizeGreaterThanOrEqualTo(TABLES)
            .allSatisfy(ShadowModeITCase::saysTheSql);
      }
      assertThat(world.snowflake().journal().entries())
          .isNotEmpty()
          .extracting(JournalEntry::sql)
          .allMatch(sql -> sql.startsWith("SHOW ") || sql.startsWith("DESC"));
      assertThat(world.snowflake().catalogSnapshot().tables()).isEmpty();

      try (TestJob job = job(world, events).from(savepoint).start()) {
        job.await(
            "all tables are there",
            () -> world.snowflake().catalogSnapshot().tables().size() == TABLES);
        Accounts.Balance end = job.awaitSettled(TABLES);
        job.stop();
        assertThat(end.count("tables-swept")).as(end.toString()).isEqualTo(TABLES);
        assertThat(job.outcomes().records())
            .extracting(OutcomeRecord::kind)
            .contains(OutcomeKind.APPLIED);
      }
    }
  }

  private static void saysTheSql(OutcomeRecord outcome) {
    assertThat(outcome.kind()).isEqualTo(OutcomeKind.PLANNED);
    assertThat(outcome.statements()).isNotEmpty();
    assertThat(outcome.statements().get(0)).startsWith("CREATE EXTERNAL TABLE \"DEV_DB\"");
  }

  private TestJob.Builder job(LocalWorld world, List<String> events) {
    return TestJob.against(world).in(folder).records(events);
  }
}
