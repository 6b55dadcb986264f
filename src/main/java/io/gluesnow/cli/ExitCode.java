package io.gluesnow.cli;

/** How a command ended, for scripts; the README has the same table. */
final class ExitCode {
  /** Everything has its outcome. */
  static final int DONE = 0;

  /** It went wrong; the cause was said. */
  static final int FAILED = 1;

  /** It was called in a way that it does not understand. */
  static final int USAGE = 2;

  /** Done, but something is left that needs a person, or time. */
  static final int LEFTOVERS = 3;

  /** A person ended it before it was done. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
