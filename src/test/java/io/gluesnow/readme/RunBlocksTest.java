package io.gluesnow.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunBlocksTest {
  private static final Path SCRIPT =
      Paths.get("src", "test", "readme", "run-blocks.sh").toAbsolutePath();

  @TempDir Path folder;
  private int exit;

  @Test
  void runsTheShellBlocksInOrderAndNoOthers() throws Exception {
    String out =
        run(
            "```bash",
            "echo one > found",
            "```",
            "```java",
            "no.shell();",
            "```",
            "  ```sh",
            "  cat found",
            "  echo two >> found",
            "  ```");

    assertThat(exit).as(out).isZero();
    assertThat(out).contains("passed block 1, line 1").contains("all passed");
    assertThat(Files.readString(folder.resolve("found"))).isEqualTo("one\ntwo\n");
  }

  @Test
  void aBlockFailsWithItsFirstFailingLineAndShowsItsOutput() throws Exception {
    String out = run("```bash", "echo before", "false", "echo after > found", "```");

    assertThat(exit).isEqualTo(1);
    assertThat(out).contains("FAILED block 1").contains("    before");
    assertThat(folder.resolve("found")).doesNotExist();
  }

  @Test
  void aSkippedBlockSaysWhyAndIsNotRun() throws Exception {
    String out = run("<!-- run: skip, needs an account -->", "", "```sh", "exit 1", "```");

    assertThat(exit).isZero();
    assertThat(out).contains("skipped block 1, line 3: needs an account");
  }

  @Test
  void aBlockWithoutAnEndIsInterruptedWhenItsTextShows() throws Exception {
    String out =
        run(
            "<!-- run: until ready -->",
            "```bash",
            "trap 'echo stopped > found; exit 130' INT",
            "echo ready",
            "while true; do sleep 0.1; done",
            "```");

    assertThat(exit).as(out).isZero();
    assertThat(folder.resolve("found")).hasContent("stopped");
  }

  @Test
  void aBlockThatEndsWithoutItsTextHasFailed() throws Exception {
    String out = run("<!-- run: until ready -->", "```bash", "echo unwell", "```");

    assertThat(exit).isEqualTo(1);
    assertThat(out).contains("FAILED block 1");
  }

  @Test
  void aBlockThatTakesTooLongIsStopped() throws Exception {
    Files.writeString(folder.resolve("README.md"), "```bash\nsleep 60\n```\n");
    String out = script("--here", "--timeout", "1", "--readme", readme());

    assertThat(exit).isEqualTo(1);
    assertThat(out).contains("exit code 124");
  }

  @Test
  void anUnknownWordAndAReadmeWithoutBlocksAreRefused() throws Exception {
    assertThat(run("<!-- run: later -->", "```bash", "true", "```")).contains("no such word as");
    assertThat(exit).isEqualTo(2);
    assertThat(run("text")).contains("has no block");
    assertThat(exit).isEqualTo(2);
  }

  @Test
  void helpNamesEveryOption() throws Exception {
    String out = script("--help");
    assertThat(exit).isZero();
    assertThat(out).contains("--list", "--only", "--here", "--readme", "--timeout", "--keep");
  }

  private String run(String... lines) throws Exception {
    Files.writeString(folder.resolve("README.md"), String.join("\n", lines) + "\n");
    return script("--here", "--readme", readme());
  }

  private String readme() {
    return folder.resolve("README.md").toString();
  }

  private String script(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().put("TMPDIR", folder.toString());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    exit = process.exitValue();
    return new String(Files.readAllBytes(out), UTF_8);
  }
}
