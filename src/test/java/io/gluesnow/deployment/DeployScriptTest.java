package io.gluesnow.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs deploy.sh against an {@code aws} that only writes down what it is asked. */
class DeployScriptTest {
  private static final Path SCRIPT = Paths.get("deployment", "deploy.sh").toAbsolutePath();
  private static final String[] TOOLS = {
    "bash",
    "cat",
    "cut",
    "dirname",
    "env",
    "grep",
    "head",
    "mv",
    "sed",
    "sha256sum",
    "shasum",
    "sleep",
    "tail",
    "wc"
  };

  @TempDir Path home;
  private Path bin;
  private Path jar;

  /** Nothing but these few tools and the fake are on its PATH. */
  @BeforeEach
  void aMachineWithAnAwsCliAndAJar() throws IOException {
    bin = Files.createDirectory(home.resolve("bin"));
    for (String tool : TOOLS) {
      for (String folder : System.getenv("PATH").split(":")) {
        Path program = Paths.get(folder, tool);
        if (Files.isExecutable(program) && !Files.exists(bin.resolve(tool))) {
          Path here =
              Files.writeString(bin.resolve(tool), "#!/bin/sh\nexec " + program + " \"$@\"\n");
          assertThat(here.toFile().setExecutable(true)).isTrue();
        }
      }
    }
    Path aws =
        Files.copy(
            Paths.get("src", "test", "resources", "deployment", "fake-aws.sh"), bin.resolve("aws"));
    assertThat(aws.toFile().setExecutable(true)).isTrue();
    jar = Files.writeString(home.resolve("job.jar"), "a jar");
    answer("trails", "1");
    answer("statuses", "\"READY\"");
    answer("snapshots", "\"old\"");
    answer("versions", "1");
  }

  @Test
  void helpExplainsEveryCommandAndOptionAndCallsNothing() throws Exception {
    Run run = run("--help");

    assertThat(run.exit).isZero();
    assertThat(run.out)
        .contains("upload", "deploy", "start", "stop", "status", "dashboard")
        .contains("--stack", "--bucket", "--jar", "--secret-arn", "--param", "--region")
        .contains("--wait", "--dry-run");
    assertThat(calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|say what to do",
        "destroy|there is no command destroy",
        "start stop|one command at a time: start or stop?",
        "start --force|there is no option --force",
        "start --stack|--stack needs a value",
        "start --stack 1abc|begins with a letter",
        "start --stack a_b|letters, digits and hyphens only",
        "start --wait soon|a number of seconds, not soon",
        "deploy|deploy needs --bucket",
        "upload|upload needs --bucket",
        "upload --bucket b --jar missing.jar|there is no file missing.jar",
        "deploy --bucket b --param Apply|--param takes KEY=VALUE, not Apply",
        "deploy --bucket b --param Stream=x|gluesnow.yaml has no parameter Stream",
        "deploy --bucket b --param SecretArn=x|set SecretArn with --bucket, --jar or --secret-arn",
      })
  void whatCannotBeMeantIsRefusedInWordsBeforeAnyCall(String arguments, String words)
      throws Exception {
    Run run = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(run.exit).isNotZero();
    assertThat(run.err).contains(words);
    assertThat(calls()).isEmpty();
  }

  @Test
  void aMachineWithoutTheAwsCliIsToldSo() throws Exception {
    Files.delete(bin.resolve("aws"));

    assertThat(run("start").err).contains("the AWS CLI is missing");
    assertThat(run("start", "--dry-run").exit).isZero();
  }

  @Test
  @Tag("trap:aws-18")
  void deployUploadsTheJarUnderANameOfItsContentBeforeTheStack() throws Exception {
    Run run =
        run(
            "deploy",
            "--bucket",
            "jars",
            "--jar",
            jar.toString(),
            "--stack",
            "lake",
            "--region",
            "eu-west-1",
            "--param",
            "Apply=on",
            "--param",
            "Grace=48 h",
            "--secret-arn",
            "arn:s");

    String key = "gluesnow/gluesnow-" + sha256OfTheJar().substring(0, 16) + ".jar";
    assertThat(run.exit).as(run.err).isZero();
    assertThat(calls())
        .containsExactly(
            "--region eu-west-1 s3api head-object --bucket jars --key " + key,
            "--region eu-west-1 s3 cp --only-show-errors " + jar + " s3://jars/" + key,
            "--region eu-west-1 cloudtrail describe-trails --query length(trailList) --output json",
            "--region eu-west-1 cloudformation deploy --stack-name lake --template-file "
                + Template.FILE.toAbsolutePath()
                + " --capabilities CAPABILITY_IAM --no-fail-on-empty-changeset"
                + " --parameter-overrides JarBucket=jars JarKey="
                + key
                + " SecretArn=arn:s Apply=on Grace=48 h");
    assertThat(run.err).isEmpty();
  }

  @Test
  void aJarThatIsThereIsNotUploadedAgain() throws Exception {
    answer("uploaded", "");
    Run run = run("upload", "--bucket", "jars", "--jar", jar.toString());

    assertThat(run.out).contains("is there already");
    assertThat(calls()).noneMatch(call -> call.contains("s3 cp"));
  }

  @Test
  @Tag("trap:aws-18")
  void withoutTheJarThereIsNoStack() throws Exception {
    answer("failures", "s3 cp");
    Run run = run("deploy", "--bucket", "jars", "--jar", jar.toString());

    assertThat(run.exit).isNotZero();
    assertThat(run.err)
        .contains("An error occurred (Fake)")
        .contains("the jar could not be uploaded to s3://jars/");
    assertThat(calls()).noneMatch(call -> call.contains("cloudformation"));
  }

  @Test
  void aFailedStackSaysWhereTheReasonIs() throws Exception {
    answer("failures", "cloudformation deploy");
    Run run = run("deploy", "--bucket", "jars", "--jar", jar.toString());

    assertThat(run.exit).isNotZero();
    assertThat(run.err).contains("describe-stack-events --stack-name gluesnow");
  }

  @Test
  void anAccountWithoutATrailIsWarned() throws Exception {
    answer("trails", "0");
    Run run = run("deploy", "--bucket", "jars", "--jar", jar.toString());

    assertThat(run.exit).isZero();
    assertThat(run.err).contains("no CloudTrail trail");
  }

  @Test
  void startGoesOnFromTheLatestSnapshotAndWaitsUntilTheJobRuns() throws Exception {
    answer("statuses", "\"READY\"\n\"STARTING\"\n\"STARTING\"\n\"RUNNING\"");
    Run run = run("start");

    assertThat(run.exit).as(run.err).isZero();
    assertThat(run.out).contains("the job gluesnow is running");
    assertThat(calls())
        .filteredOn(call -> call.contains("start-application"))
        .containsExactly(
            "kinesisanalyticsv2 start-application --application-name gluesnow --run-configuration"
                + " {\"ApplicationRestoreConfiguration\":"
                + "{\"ApplicationRestoreType\":\"RESTORE_FROM_LATEST_SNAPSHOT\"}}");
    assertThat(calls()).filteredOn(call -> call.contains("describe-application")).hasSize(4);
  }

  @Test
  void startIsRefusedWhileTheSecretIsEmpty() throws Exception {
    answer("versions", "0");
    Run run = run("start");

    assertThat(run.exit).isNotZero();
    assertThat(run.err).contains("the secret has no value yet").contains("put-secret-value");
    assertThat(calls()).noneMatch(call -> call.contains("start-application"));
  }

  @Test
  void aJobThatFallsBackSaysWhereTheReasonIs() throws Exception {
    answer("statuses", "\"READY\"\n\"STARTING\"\n\"READY\"");
    Run run = run("start");

    assertThat(run.exit).isNotZero();
    assertThat(run.err)
        .contains("the job is READY instead of RUNNING")
        .contains("/aws/kinesis-analytics/gluesnow");
  }

  @Test
  void aJobThatTakesTooLongIsNotWaitedForForever() throws Exception {
    answer("statuses", "\"READY\"\n\"STARTING\"");
    Run run = run("start", "--wait", "2");

    assertThat(run.exit).isNotZero();
    assertThat(run.err).contains("the job is still STARTING after 2 s");
  }

  @Test
  void aJobThatRunsIsNotStartedAgain() throws Exception {
    answer("statuses", "\"RUNNING\"");

    assertThat(run("start").out).contains("running already");
    assertThat(calls()).hasSize(1);
  }

  @Test
  void stopWaitsForANewSnapshot() throws Exception {
    answer("statuses", "\"RUNNING\"\n\"STOPPING\"\n\"READY\"");
    answer("snapshots", "\"old\"\n\"new\"");
    Run run = run("stop");

    assertThat(run.exit).as(run.err).isZero();
    assertThat(run.out).contains("has stopped with the snapshot new");
    assertThat(calls()).contains("kinesisanalyticsv2 stop-application --application-name gluesnow");
  }

  @Test
  void aStopWithoutANewSnapshotIsAFailure() throws Exception {
    answer("statuses", "\"RUNNING\"\n\"READY\"");
    Run run = run("stop");

    assertThat(run.exit).isNotZero();
    assertThat(run.err).contains("no new snapshot is there").contains("read again from old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATING", "STARTING", "STOPPING"})
  void aJobOnItsWaySomewhereIsNotStopped(String status) throws Exception {
    answer("statuses", '"' + status + '"');
    Run run = run("stop");

    assertThat(run.exit).isNotZero();
    assertThat(run.err).contains("the job is " + status);
    assertThat(calls()).hasSize(1);
  }

  @Test
  void aJobThatDoesNotExistIsNamed() throws Exception {
    answer("failures", "kinesisanalyticsv2 describe-application");

    for (String command : List.of("start", "stop", "status", "dashboard")) {
      Run run = run(command, "--stack", "nowhere");
      assertThat(run.exit).as(command).isNotZero();
      assertThat(run.err).contains("the job nowhere cannot be found");
    }
  }

  @Test
  void statusShowsTheJobItsSnapshotAndWhatWaitsInItsQueues() throws Exception {
    answer("statuses", "\"RUNNING\"");

    assertThat(run("status").out)
        .contains("job gluesnow: RUNNING")
        .contains("latest snapshot: old")
        .contains("not brought to Snowflake: 3")
        .contains("not delivered to the stream: 3");
  }

  @Test
  void dashboardPrintsALinkThatCanBeOpened() throws Exception {
    answer("statuses", "\"RUNNING\"");

    assertThat(run("dashboard").out.trim()).isEqualTo("https://flink.example/ui?token=1&x=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"upload", "deploy", "start", "stop", "status", "dashboard"})
  void aDryRunShowsTheCallsAndMakesNone(String command) throws Exception {
    Run run = run(command, "--dry-run", "--bucket", "jars", "--jar", jar.toString());

    assertThat(run.exit).as(run.err).isZero();
    assertThat(calls()).isEmpty();
    assertThat(run.out.trim().split("\n")).allMatch(line -> line.startsWith("aws "));
    assertThat(run.err).isEmpty();
  }

  private void answer(String file, String text) throws IOException {
    Files.writeString(home.resolve(file), text + "\n");
  }

  private List<String> calls() throws IOException {
    Path calls = home.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private String sha256OfTheJar() throws Exception {
    StringBuilder hex = new StringBuilder();
    for (byte b :
        java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar))) {
      hex.append(String.format("%02x", b));
    }
    return hex.toString();
  }

  private Run run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .putAll(Map.of("PATH", bin.toString(), "FAKE_HOME", home.toString(), "POLL_SECONDS", "0"));
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }

  private static final class Run {
    private final int exit;
    private final String out;
    private final String err;

    private Run(int exit, String out, String err) {
      this.exit = exit;
      this.out = out;
      this.err = err;
    }
  }
}
