package io.gluesnow.cli;

import picocli.CommandLine.Option;

/** What each command understands. */
final class Help {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  private boolean asked;
}
