package io.gluesnow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.standin.LocalWorld;
import io.gluesnow.standin.glue.Caller;
import io.gluesnow.standin.glue.GlueWorld;
import io.gluesnow.standin.glue.TableInput;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every event that was read has one outcome or is open, at every checkpoint of every attempt. */
class AccountsITCase {
  private static final String ORDER_TO_ANOTHER =
      "{\"source\": \"gluesnow\", \"detail-type\": \"gluesnow control\", \"id\": \"o-1\","
          + " \"time\": \"2026-11-03T09:00:00Z\", \"detail\": {\"command\": \"pause\","
          + " \"all\": true, \"instance\": \"another\"}}";

  private static final int TABLES = 60;

  /** Long enough for several checkpoints while events come in. */
  private static final Duration PAUSE = Duration.ofMillis(15);

  @TempDir Path folder;

  private LocalWorld world;
  private List<String> records;
  private long items;

  @BeforeEach
  void happenings() {
    world = LocalWorld.start(Clock.systemUTC());
    Recorded recorded = Recorded.from(world);
    everyKindOfEvent(world.glue());
    records = new ArrayList<>(recorded.texts());
    records.addAll(records.subList(20, 50));
    records.add("{\"eventSource\": \"glue.amazonaws.com\", \"eventName\": \"StartCrawler\"}");
    records.add(ORDER_TO_ANOTHER);
    records.add("{\"detail\": not json");
    records.add("neither this");
    records.add("{}");
    items = records.size();
    Collections.shuffle(records, new Random(7));
  }

  @AfterEach
  void end() {
    world.close();
  }

  private static void everyKindOfEvent(GlueWorld glue) {
    glue.createDatabase(Caller.PERSON, Tables.PUBLIC);
    glue.createDatabase(Caller.PERSON, Tables.STAGING);
    glue.createDatabase(Caller.PERSON, "off the rule");
    List<TableInput> tables = Tables.ofAllKinds().subList(0, TABLES);
    for (TableInput table : tables) {
      glue.createTable(Caller.CRAWLER, Tables.PUBLIC, table);
      glue.updateTable(Caller.SPARK, Tables.PUBLIC, table.copy().column("more", "string"));
    }
    TableInput refused = Tables.parquet("refused").parameter("spark.sql.sources.provider", "delta");
    glue.createTable(Caller.SPARK, Tables.PUBLIC, refused);
    glue.createTable(Caller.ATHENA, "off the rule", Tables.parquet("nameless"));
    // These calls fail.
    glue.createTable(Caller.ATHENA, Tables.PUBLIC, tables.get(0));
    glue.updateTable(Caller.ATHENA, Tables.PUBLIC, Tables.parquet("never_made"));
    for (String name : List.of("draft_a", "draft_b")) {
      glue.createTable(Caller.PERSON, Tables.STAGING, Tables.parquet(name));
    }
    glue.deleteTable(Caller.PERSON, Tables.PUBLIC, tables.get(1).name());
    glue.batchDeleteTable(
        Caller.PERSON,
        Tables.PUBLIC,
        List.of(tables.get(2).name(), tables.get(3).name(), "never_made", tables.get(4).name()));
    glue.deleteDatabase(Caller.PERSON, Tables.STAGING);
  }

  @Test
  void theyAddUpAcrossAFailure() throws Exception {
    try (TestJob job = job().restarts(2).start()) {
      job.outcomes().failAt(25);
      job.await("the failure", job.outcomes()::hasFailed);
      job.await("all that was read has ended", () -> isDone(job));
      job.stop();
      addUp(job.accounts());
      everyOutcomeIsThere(job.accounts().newest());
    }
  }

  @Test
  void theyAddUpAcrossAStopAndAnotherParallelism() throws Exception {
    String savepoint;
    long readBefore;
    try (TestJob job = job().start()) {
      job.await("about half of it", () -> job.accounts().newest().read() > items / 2);
      savepoint = job.stop();
      addUp(job.accounts());
      readBefore = job.accounts().newest().read();
    }
    assertThat(readBefore).isLessThan(items);
    try (TestJob job = job().parallelism(1).from(savepoint).start()) {
      job.await("all that was read has ended", () -> isDone(job));
      job.stop();
      addUp(job.accounts());
      everyOutcomeIsThere(job.accounts().newest());
      assertThat(job.accounts().balances().firstEntry().getValue().read())
          .isGreaterThanOrEqualTo(readBefore);
    }
  }

  private TestJob.Builder job() {
    return TestJob.against(world).in(folder).records(records).pausing(PAUSE);
  }

  private boolean isDone(TestJob job) {
    Accounts.Balance newest = job.accounts().newest();
    return newest.read() >= items && newest.open() == 0;
  }

  private static void addUp(Accounts accounts) {
    NavigableMap<Long, Accounts.Balance> balances = accounts.balances();
    assertThat(balances).hasSizeGreaterThan(2);
    boolean someOpen = false;
    for (Map.Entry<Long, Accounts.Balance> checkpoint : balances.entrySet()) {
      Accounts.Balance balance = checkpoint.getValue();
      assertThat(balance.read())
          .as("checkpoint " + checkpoint.getKey() + ": " + balance)
          .isEqualTo(balance.ended() + balance.open());
      someOpen |= balance.open() > 0;
    }
    assertThat(someOpen).as("a checkpoint with events open: " + balances).isTrue();
  }

  private static void everyOutcomeIsThere(Accounts.Balance balance) {
    for (String outcome :
        List.of(
            "irrelevant",
            "failed-call",
            "filtered",
            "duplicate",
            "unchanged",
            "applied",
            "refused",
            "spread",
            "dead-lettered")) {
      assertThat(balance.outcome(outcome)).as(outcome + " of " + balance).isPositive();
    }
  }
}
