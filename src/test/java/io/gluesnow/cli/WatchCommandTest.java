package io.gluesnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.converge.OpenReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchCommandTest {
  private final FakeFlink flink = FakeFlink.overAnArchive();
  private final FakeFlink.Vertex archive = flink.vertex("Source: Archive: objects", true);
  private final FakeFlink.Vertex decode =
      flink.vertex("Decode: records into catalog events", false);
  private final FakeFlink.Vertex converge =
      flink.vertex("Converge: make Snowflake as Glue says", false);
  private final TestConsole console = TestConsole.plain();

  @AfterEach
  void close() {
    flink.close();
  }

  private int watch(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("watch", "--ui", flink.uri() + "/", "--every", "15 ms"));
    arguments.addAll(Arrays.asList(more));
    return Commands.run(console.console(), (env, config) -> {}, arguments.toArray(new String[0]));
  }

  /** Reads from the second look on, has read all at the third, then is at rest. */
  private void readsItAll(int look) {
    flink.completeCheckpoint();
    if (look == 2) {
      archive.gauges("archive-objects-done", 3, "archive-objects-found", 7);
      archive.gauges("archive-bytes-done", 3_000, "archive-bytes-found", 7_000);
      archive.gauges("archive-records-done", 120, "archive-walk-done", 1);
      decode.gauges("events-read", 120, "outcome-irrelevant", 100);
      converge.gauges("events-open", 20, "tables-at-work", 4);
    } else if (look == 3) {
      archive.status("FINISHED");
      flink.enumerator("archive-objects-handed-out", 7, "archive-bytes-handed-out", 7_000);
      flink.enumerator("archive-records-read", 130);
      decode.gauges("events-read", 130, "outcome-irrelevant", 110);
      converge.gauges("events-open", 0, "tables-at-work", 0, "outcome-applied", 20);
    }
  }

  @Test
  void aJobWithoutLeftoversEndsWithZeroAndGoesOn() {
    flink.onLook(this::readsItAll);

    assertThat(watch()).as(console.err()).isZero();
    assertThat(console.out())
        .contains("Done; watched for ")
        .contains("Archive: 7 of 7 objects, 7.0 KB, 130 records read.")
        .contains("       20  applied        statements made Snowflake as it should be")
        .contains("      130  read")
        .contains("The job goes on.");
    assertThat(console.err()).contains("archive: 0 of 0+ objects");
    assertThat(flink.stops()).isEmpty();
  }

  @Test
  void whatIsParkedOrInGraceIsNamedWithReasonAndEndsWithThree() {
    flink.onLook(
        look -> {
          readsItAll(look);
          if (look == 3) {
            converge.gauges("outcome-applied", 17, "events-open", 3, "tables-open-grace", 1);
            converge.gauges("tables-open-snowflake-denied", 2);
          }
        });

    assertThat(watch()).as(console.err()).isEqualTo(3);
    assertThat(console.out())
        .contains("        1  grace            gone from Glue, dropped at the end of the grace")
        .contains("        2  snowflake-denied our role may not look or act")
        .contains("named in the dead letters and in the log, once, when it came to that:");
  }

  @ParameterizedTest
  @EnumSource
  void whatNeverGoesOnByItselfIsNotSaidToGoOnWithTheJob(OpenReason reason) {
    flink.onLook(
        look -> {
          readsItAll(look);
          if (look == 3) {
            converge.gauges("outcome-applied", 19, "events-open", 1);
            converge.gauges("tables-open-" + reason.label(), 1);
          }
        });

    assertThat(watch()).as(console.err()).isEqualTo(3);
    assertThat(console.out()).contains("        1  " + reason.label());
    if (reason.isParked()) {
      assertThat(console.out()).doesNotContain("goes on with the job");
    }
  }

  @Test
  void deadLettersAndRejectionsAreLeftoversToo() {
    flink.onLook(
        look -> {
          readsItAll(look);
          if (look == 3) {
            decode.gauges("outcome-irrelevant", 109, "outcome-dead-lettered", 1);
          }
        });
    assertThat(watch()).isEqualTo(3);

    decode.gauges("outcome-irrelevant", 110, "outcome-dead-lettered", 0);
    converge.gauges("outcome-applied", 19, "outcome-rejected", 1);
    flink.onLook(look -> flink.completeCheckpoint());
    assertThat(watch()).isEqualTo(3);
  }

  @Test
  void drainsTheJobIntoTheFolderThatWasAskedFor() {
    flink.onLook(this::readsItAll);

    assertThat(watch("--drain", "--savepoint-dir", "s3://bucket/savepoints")).isZero();
    assertThat(flink.stops()).hasSize(1);
    assertThat(flink.stops().get(0).get("drain").asBoolean()).isTrue();
    assertThat(flink.stops().get(0).get("targetDirectory").asText())
        .isEqualTo("s3://bucket/savepoints");
    assertThat(console.out())
        .contains("Savepoint, for a job that goes on from here: file:/savepoints/savepoint-1");
  }

  @Test
  void asksForNoSavepointBeforeTheJobRunsAgain() {
    List<Integer> stopsAtLook = new ArrayList<>();
    flink.state("RESTARTING");
    flink.onLook(
        look -> {
          stopsAtLook.add(flink.stops().size());
          if (look == 3) {
            flink.state("RUNNING");
          }
        });
    WatchedJob job = WatchedJob.of(FlinkRest.of(flink.uri()), FakeFlink.JOB);
    Watching watching =
        new Watching(job, new Screen(console.console()), console.console(), Duration.ofMillis(1));

    assertThat(watching.stop(false, "")).isEqualTo("file:/savepoints/savepoint-1");
    assertThat(stopsAtLook).containsExactly(0, 0, 0);
    assertThat(flink.stops()).hasSize(1);
    assertThat(flink.stops().get(0).get("drain").asBoolean()).isFalse();
  }

  @Test
  void aSavepointThatCannotBeMadeIsAFailureWithItsReason() {
    flink.onLook(this::readsItAll);
    flink.stopsFail(
        Integer.MAX_VALUE,
        "a.b.FlinkException: outside\nCaused by: c.IOException: No space left on device");

    assertThat(watch("--drain")).isEqualTo(1);
    assertThat(console.err()).contains("no savepoint was made: No space left on device");
    assertThat(flink.stops()).hasSize(3);
  }

  @Test
  void aSavepointThatMetTheEndOfASourceIsAskedForAgain() {
    flink.onLook(this::readsItAll);
    flink.stopsFail(
        1,
        "java.util.concurrent.CompletionException: x\nCaused by: o.CheckpointException: TaskManager"
            + " received a checkpoint request for unknown task a_b_0_0");

    assertThat(watch("--drain")).as(console.err()).isZero();
    assertThat(flink.stops()).hasSize(2);
    assertThat(console.err())
        .contains(
            "Flink made no savepoint, and is asked again: no savepoint was made: TaskManager");
    assertThat(console.out()).contains("goes on from here: file:/savepoints/savepoint-1");
  }

  @Test
  void aJobThatEndedWithoutASavepointIsAskedForNoneAgain() {
    flink.onLook(
        look -> {
          readsItAll(look);
          if (!flink.stops().isEmpty()) {
            flink.state("FAILED");
          }
        });
    flink.stopsFail(1, "x.Y: the disk is gone");

    assertThat(watch("--drain")).isEqualTo(1);
    assertThat(flink.stops()).hasSize(1);
  }

  @Test
  void aFailureThatTheJobGetsOverIsToldOnceAndOneThatItDoesNotEndsWithOne() {
    flink.fails(1, "x.Y: told before anybody watched");
    flink.onLook(
        look -> {
          if (look == 2) {
            flink.fails(Long.MAX_VALUE - 1, "x.Y: the first\n\tat z");
            flink.state("RESTARTING");
          } else if (look == 4) {
            flink.fails(
                Long.MAX_VALUE, "x.Y: outside\nCaused by: x.Z: the secret a/b cannot be read");
            flink.state("FAILED");
          }
        });

    assertThat(watch()).isEqualTo(1);
    assertThat(console.err())
        .containsOnlyOnce("The job failed and starts again from its last checkpoint: the first")
        .doesNotContain("told before")
        .contains("The job has failed: the secret a/b cannot be read");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void ctrlCEndsTheWatchingAndNotTheJob() {
    flink.onLook(
        look -> {
          readsItAll(look);
          if (look == 2) {
            console.pressCtrlC();
          }
        });

    assertThat(watch("--drain")).isEqualTo(130);
    assertThat(console.out()).contains("Not done yet; the job goes on.").contains("3 of 7 objects");
    assertThat(flink.stops()).isEmpty();
  }

  @Test
  void aJobThatSomeoneElseStoppedOrCancelledIsOver() {
    flink.onLook(
        look -> {
          readsItAll(look);
          if (look == 4) {
            flink.state("FINISHED");
          }
        });
    assertThat(watch("--job", FakeFlink.JOB)).isZero();
    assertThat(console.out()).contains("The job was stopped by someone else.");

    flink.state("CANCELED");
    flink.onLook(look -> {});
    assertThat(watch("--job", FakeFlink.JOB)).isEqualTo(1);
    assertThat(console.err()).contains("The job was cancelled by someone else.");
  }

  @Test
  void whereNoJobRunsOrNobodyAnswersItSaysSo() {
    flink.state("FINISHED");
    assertThat(watch()).isEqualTo(2);
    assertThat(console.err()).contains("no job runs at " + flink.uri());

    flink.fallsSilent();
    assertThat(watch()).isEqualTo(1);
    assertThat(console.err()).contains("gluesnow watch: ");
    flink.close();
    assertThat(watch()).isEqualTo(1);
    assertThat(console.err()).contains("gluesnow watch: nobody answers at " + flink.uri());
  }

  @Test
  void aCallThatIsNotUnderstoodEndsWithTwo() {
    assertThat(Commands.run(console.console(), (env, config) -> {}, "watch")).isEqualTo(2);
    assertThat(console.err()).contains("Missing required option: '--ui=<url>'");
    assertThat(Commands.run(console.console(), (env, config) -> {}, "watsh")).isEqualTo(2);
    assertThat(Commands.run(console.console(), (env, config) -> {}, "watch", "--help")).isZero();
    assertThat(console.out()).contains("On Managed Flink", "Exit codes:");
  }
}
