package io.gluesnow.cli;

import io.gluesnow.config.ConfigurationException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** All commands, by name. */
@Command(
    name = "gluesnow",
    synopsisSubcommandLabel = "<command>",
    description =
        "Keeps Snowflake in step with the AWS Glue Data Catalog. The job itself runs on Flink; these"
            + " commands run it over history, watch it, and give it orders.",
    commandListHeading = "%nCommands:%n")
public final class Commands implements Callable<Integer> {
  private static final int WIDTH = 100;

  private final Console console;

  @Mixin private Help help;
  @Spec private CommandSpec spec;

  private Commands(Console console) {
    this.console = console;
  }

  /**
   * Runs the command that these arguments name.
   *
   * @param pipeline draws the job
   * @return the exit code: 0 done, 1 failed, 2 not understood, 3 done with leftovers, 130 ended by
   *     a person
   */
  public static int run(Console console, Pipeline pipeline, String... arguments) {
    Objects.requireNonNull(pipeline, "pipeline");
    CommandLine commands = new CommandLine(new Commands(console));
    commands.addSubcommand(new ReplayCommand(console, pipeline));
    commands.addSubcommand(new WatchCommand(console));
    OrderCommand.addTo(commands, console);
    commands.setUsageHelpWidth(WIDTH);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setOut(new PrintWriter(console.out(), true));
    commands.setErr(new PrintWriter(console.err(), true));
    commands.setExecutionExceptionHandler(
        (failure, command, parsed) -> failed(failure, command, console));
    try {
      return commands.execute(arguments);
    } catch (NoClassDefFoundError e) {
      if (!isOfThePlatform(e.getMessage())) {
        throw e;
      }
      console
          .err()
          .println(
              "This command needs Flink on the class path, and the job jar has none inside: use the"
                  + " local jar, which `mvn -q -DskipTests package` builds, as in `java -jar"
                  + " target/gluesnow-local.jar "
                  + String.join(" ", arguments)
                  + "`.");
      return ExitCode.FAILED;
    }
  }

  private static boolean isOfThePlatform(String missing) {
    return missing != null
        && (missing.startsWith("org/apache/flink/") || missing.startsWith("org/slf4j/"));
  }

  private static int failed(Exception failure, CommandLine command, Console console) {
    if (failure instanceof ConfigurationException || failure instanceof Misuse) {
      console.err().println(failure.getMessage());
      return ExitCode.USAGE;
    }
    console.err().println("gluesnow " + command.getCommandName() + ": " + Causes.of(failure));
    return ExitCode.FAILED;
  }

  /** Called without a command. */
  @Override
  public Integer call() {
    spec.commandLine().usage(console.err());
    return ExitCode.USAGE;
  }
}
