package io.gluesnow.standin;

import io.gluesnow.standin.snowflake.JournalEntry;
import java.io.PrintStream;

/** Tells the story: what is about to happen, the statements as they are applied, how it ended. */
final class Narrator {
  private static final int WIDTH = 96;

  /** A partition expression runs to thousands of characters; the start says what it is. */
  private static final int LONGEST = 180;

  private final PrintStream out;

  Narrator(PrintStream out) {
    this.out = out;
  }

  synchronized void heading(String title) {
    String line = "── " + title + " ";
    out.println();
    out.println(line + "─".repeat(Math.max(3, WIDTH - line.length())));
  }

  synchronized void say(String text) {
    out.println(wrapped(text));
  }

  synchronized void show(String block) {
    block.stripTrailing().lines().forEach(line -> out.println(cut("  " + line)));
  }

  synchronized void good(String sentence) {
    out.println("  ✓ " + sentence);
  }

  synchronized void bad(String sentence) {
    out.println("  ✗ " + sentence);
  }

  /** A statement that Snowflake has carried out, or refused. */
  synchronized void statement(JournalEntry entry) {
    String mark = entry.succeeded() ? "    snowflake │ " : "    refused   │ ";
    entry.sql().strip().lines().forEach(line -> out.println(mark + cut(line)));
    entry.failure().ifPresent(failure -> out.println(mark + "-- " + failure.getMessage()));
  }

  private static String cut(String line) {
    return line.length() <= LONGEST
        ? line
        : line.substring(0, LONGEST) + " … (" + (line.length() - LONGEST) + " more characters)";
  }

  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ")) {
      if (column + word.length() > WIDTH) {
        lines.append('\n');
        column = 0;
      }
      lines.append(column == 0 ? "" : " ").append(word);
      column += word.length() + 1;
    }
    return lines.toString();
  }
}
