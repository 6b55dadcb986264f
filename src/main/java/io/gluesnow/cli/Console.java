package io.gluesnow.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;

/** Where a command talks to people, and is interrupted by them. */
public final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final Clock clock;
  private final Interruption interruption;

  private Console(
      PrintStream out, PrintStream err, boolean terminal, Clock clock, Interruption interruption) {
    this.out = Objects.requireNonNull(out, "out");
    this.err = Objects.requireNonNull(err, "err");
    this.terminal = terminal;
    this.clock = Objects.requireNonNull(clock, "clock");
    this.interruption = Objects.requireNonNull(interruption, "interruption");
  }

  /** This process's own: Ctrl-C is from now on a wish that the command obeys. */
  public static Console ofProcess() {
    return of(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        isTerminal(),
        Clock.systemUTC(),
        Interruption.bySignal());
  }

  /**
   * @param out what a command was asked for
   * @param err progress, and what goes wrong
   * @param terminal whether a line of {@code err} can be written over
   */
  public static Console of(
      PrintStream out, PrintStream err, boolean terminal, Clock clock, Interruption interruption) {
    return new Console(out, err, terminal, clock, interruption);
  }

  /** Java up to 21 has a console only on a terminal, later ones have to be asked. */
  private static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  boolean isOnTerminal() {
    return terminal;
  }

  Clock clock() {
    return clock;
  }

  Interruption interruption() {
    return interruption;
  }
}
