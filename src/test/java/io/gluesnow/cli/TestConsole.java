package io.gluesnow.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** A console whose words a test reads, and at which it may press Ctrl-C. */
public final class TestConsole {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Interruption interruption = Interruption.byHand();
  private final Console console;

  private TestConsole(boolean terminal, Clock clock) {
    console = Console.of(stream(out), stream(err), terminal, clock, interruption);
  }

  public static TestConsole plain() {
    return new TestConsole(false, Clock.systemUTC());
  }

  static TestConsole plain(Clock clock) {
    return new TestConsole(false, clock);
  }

  static TestConsole terminal(Clock clock) {
    return new TestConsole(true, clock);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  public Console console() {
    return console;
  }

  public void pressCtrlC() {
    interruption.raise();
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
