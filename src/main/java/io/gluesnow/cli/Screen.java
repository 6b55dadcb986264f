package io.gluesnow.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Shows how far a run is: on a terminal as a line that is written over, elsewhere as a line every
 * few seconds.
 */
final class Screen {
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** Back to the line's begin, and clear what is behind. */
  private static final String OVER = "\r\u001b[K";

  private final Console console;
  private final Progress progress = new Progress();
  private Instant shown = Instant.MIN;
  private boolean barIsThere;

  Screen(Console console) {
    this.console = Objects.requireNonNull(console, "console");
  }

  void show(Instant now, Glance glance) {
    progress.seen(now, glance);
    if (console.isOnTerminal()) {
      console.err().print(OVER + progress.bar());
      console.err().flush();
      barIsThere = true;
    } else if (!now.isBefore(shown.plus(EVERY))) {
      console.err().println(progress.line());
      shown = now;
    }
  }

  /** A sentence of its own line; the bar comes back with the next look. */
  void say(String sentence) {
    clear();
    console.err().println(sentence);
  }

  /** The last word was said; what follows begins on a line of its own. */
  void clear() {
    if (barIsThere) {
      console.err().print(OVER);
      console.err().flush();
      barIsThere = false;
    }
  }
}
